import type { Candidate, ElectionTranscript, Tie } from '../election.js';
import { listed } from '../words.js';

/** Candidates from first to last; those of one inner list are equal. Positive where `b` comes before `a`. */
export function tiersOf(
  candidates: readonly Candidate[],
  compare: (a: Candidate, b: Candidate) => number,
): Candidate[][] {
  const tiers: Candidate[][] = [];
  for (const candidate of [...candidates].sort(compare)) {
    const last = tiers.at(-1);
    if (last !== undefined && compare(last[0]!, candidate) === 0) last.push(candidate);
    else tiers.push([candidate]);
  }
  return tiers;
}

/**
 * Tiers of a strict order that need not compare everybody: whoever nobody left beats comes first, together with all
 * others of whom that is true. `beats` may have no circle.
 */
export function tiersOfOrder(
  candidates: readonly Candidate[],
  beats: (a: Candidate, b: Candidate) => boolean,
): Candidate[][] {
  const tiers: Candidate[][] = [];
  let left = [...candidates];
  while (left.length > 0) {
    const unbeaten = left.filter((each) => !left.some((other) => beats(other, each)));
    tiers.push(unbeaten);
    left = left.filter((each) => !unbeaten.includes(each));
  }
  return tiers;
}

/** Fills the seats from the top. Equals take their places in the tie order, and every such choice is named. */
export function fillSeats(
  tiers: readonly (readonly Candidate[])[],
  { seats, tieOrder, round = 1 }: { seats: number; tieOrder: readonly Candidate[]; round?: number },
): { readonly elected: Candidate[]; readonly ties: Tie[] } {
  const elected: Candidate[] = [];
  const ties: Tie[] = [];
  const place = new Map(tieOrder.map((candidate, index) => [candidate, index]));
  for (const tier of tiers) {
    const about = elected.length + tier.length > seats ? 'elect' : 'rank';
    const inOrder = [...tier].sort((a, b) => place.get(a)! - place.get(b)!);
    while (inOrder.length > 0 && elected.length < seats) {
      if (inOrder.length > 1) {
        const between = [...inOrder].sort((a, b) => a - b);
        ties.push({ round, between, about, chosen: inOrder[0]!, by: 'tie-order' });
      }
      elected.push(inOrder.shift()!);
    }
  }
  return { elected, ties };
}

/** 'A, B and C'. */
export function names(of: Pick<ElectionTranscript, 'candidates'>, candidates: readonly Candidate[]): string {
  return listed(candidates.map((candidate) => of.candidates[candidate]!));
}

/** Who is elected, and what the tie order had to settle; a sentence or two. */
export function outcomeWords(
  of: Pick<ElectionTranscript, 'candidates' | 'seats'>,
  elected: readonly Candidate[],
  ties: readonly Tie[],
): string {
  if (elected.length === 0) return 'Nobody stands, and nobody is elected.';
  const be = elected.length === 1 ? 'is' : 'are';
  const short = elected.length < of.seats ? ', and there are no more candidates for the seats left' : '';
  const said = ties.map(({ between, chosen, about }) =>
    about === 'elect'
      ? ` ${names(of, between)} are equal: the tie order favours ${of.candidates[chosen]}.`
      : ` ${names(of, between)} are equal, and the tie order puts ${of.candidates[chosen]} first.`,
  );
  return `${names(of, elected)} ${be} elected${short}.${said.join('')}`;
}
