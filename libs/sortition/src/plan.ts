import type { Plan, PlanInput } from './plan-input.js';
import { Planning } from './planning.js';

/**
 * Who holds which place: least served first, by effort and by the time that each gives, the verifiable draw among
 * equals. A pure function: the same input gives the same plan on every machine.
 *
 * Tasks that few can do are filled first, so that nobody who could do a rare one is used up by a common one; each in the
 * order of time, so that everybody serves before anybody repeats. Then places move from who has carried more to who has
 * carried less, or are exchanged, as long as that brings the two closer; at last places that weigh the same are exchanged
 * where somebody would come a second time before another came. Among members with the same requirements met,
 * the same share and the same times away, loads then differ by at most one shift of the largest effort, unless a run, a
 * pause or shifts that overlap in part stand between.
 */
export function plan(input: PlanInput): Plan {
  const planning = new Planning(input);
  for (const [place, holder] of input.kept.entries()) if (holder !== null) planning.keep(place, holder);
  for (const place of planning.scarcestFirst()) planning.fill(place);
  planning.fillGaps();
  // What was evened out can leave somebody free for a place that nobody could have: then once more.
  do planning.evenOut();
  while (planning.fillGaps());
  if (input.rule > 1) while (planning.everybodyFirst());
  return { holders: planning.holders, why: planning.why, loads: planning.loads };
}
