import type { ElectionTranscript, Round, Tie } from '@plenary/tally';
import { listOf } from './election-words.ts';
import { exactly } from './votes.ts';

/** What a transcript says, in sentences. */

type Named = Pick<ElectionTranscript, 'candidates'>;

/** A candidate in a table: whoever left the assembly during the vote is passed over in the count. */
export function standing(place: number, { candidates, withdrawn }: ElectionTranscript): string {
  return `${candidates[place]}${withdrawn.includes(place) ? ' (left before the close)' : ''}`;
}

/** '3.25 from Joyce to Zofia', one for each way that votes took. */
export function transfersOf(round: Round, { candidates }: Named): readonly string[] {
  return round.transfers
    .filter(({ from }) => from !== null)
    .map(
      ({ from, to, votes }) =>
        `${exactly(votes)} from ${candidates[from!]} ${to === null ? 'count for nobody any more' : `to ${candidates[to]}`}`,
    );
}

const ABOUT = {
  elect: 'over who is elected',
  exclude: 'over who is out',
  surplus: 'over whose votes pass on first',
  rank: 'over who comes first',
} as const satisfies Record<Tie['about'], string>;

const BY = {
  'look-back': 'by the votes of an earlier round',
  'tie-order': 'by the order that was drawn before anybody voted',
} as const satisfies Record<Tie['by'], string>;

export function tieSentence({ round, between, about, chosen, by }: Tie, { candidates }: Named): string {
  const names = listOf(between.map((place) => candidates[place]!));
  return `Round ${round}: ${names} were level ${ABOUT[about]}. It was settled ${BY[by]}, for ${candidates[chosen]}.`;
}

/** What the drawing of the rounds shows. */
export function flowSentence({ rounds, candidates, elected, withdrawn }: ElectionTranscript): string {
  const out = rounds.flatMap(({ excluded }) => excluded).length;
  const outWords = out === 0 ? '' : `, and ${out} of ${candidates.length - withdrawn.length} fell out`;
  const quota = rounds.at(-1)?.quota;
  const mark = quota ? ' The line across a block is the quota.' : '';
  return `From left to right the ${rounds.length} rounds of the count: the taller a block, the more votes; dark bands are votes that passed on. ${elected.length} reached a seat${outWords}.${mark}`;
}

/** Two against each other: who is preferred by more, null where by as many. */
export function pairOf(
  preferred: readonly (readonly string[])[],
  a: number,
  b: number,
): { readonly for: string; readonly against: string; readonly ahead: boolean | null } {
  const [over, under] = [preferred[a]![b]!, preferred[b]![a]!];
  const difference = BigInt(over) - BigInt(under);
  return { for: over, against: under, ahead: difference === 0n ? null : difference > 0n };
}

/** Whoever of those who stand is preferred to each of the others; null where nobody is. */
export function beatsAll(
  preferred: readonly (readonly string[])[],
  standing: readonly number[],
): number | null {
  const ahead = (a: number) => standing.every((b) => a === b || pairOf(preferred, a, b).ahead === true);
  return standing.find(ahead) ?? null;
}
