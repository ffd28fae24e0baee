import type { ConcernedIn } from '@plenary/voting';
import { facilitators } from '../persistence/assembly-facts.js';
import { motionsOfPolls } from '../persistence/motion-store.js';

/**
 * CONCERNED_IN: the subjects and candidates of the motion that a poll decides; where it chooses a facilitator, also
 * whoever has that shift, which it would end.
 */
export const concernedIn: ConcernedIn = async (sql, poll) => {
  const motion = (await motionsOfPolls(sql, [poll.id])).get(poll.id);
  if (motion === undefined) return [];
  const holders = motion.kind === 'choose_facilitator' ? await facilitators(sql, motion.assemblyId) : [];
  return [...motion.subjects, ...holders];
};
