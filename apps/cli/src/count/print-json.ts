import type { ElectionTranscript, Pairwise, Round } from '@plenary/tally';
import type { TieOrder } from './tie-order.js';

/** The result for a program: candidates by their names, votes as exact text. */
export function resultJson(transcript: ElectionTranscript, tieOrder: TieOrder, title: string): string {
  const { candidates, pairwise } = transcript;
  const name = (candidate: number) => candidates[candidate]!;
  const names = (list: readonly number[]) => list.map(name);
  return JSON.stringify(
    {
      method: transcript.method,
      ...(title === '' ? {} : { title }),
      seats: transcript.seats,
      quota: transcript.quota,
      elected: names(transcript.elected),
      rounds: transcript.rounds.map((round) => roundJson(round, candidates)),
      ties: transcript.ties.map((tie) => ({
        ...tie,
        between: names(tie.between),
        chosen: name(tie.chosen),
      })),
      candidates,
      withdrawn: names(transcript.withdrawn),
      papers: transcript.papers,
      ...(transcript.options === undefined ? {} : { options: transcript.options }),
      tieOrder: { from: tieOrder.from, order: names(tieOrder.order), ...(tieOrder.lot ?? {}) },
      ...(pairwise === undefined ? {} : { pairwise: pairwiseJson(pairwise, names) }),
    },
    null,
    2,
  );
}

function roundJson(round: Round, candidates: readonly string[]) {
  const names = (list: readonly number[]) => list.map((candidate) => candidates[candidate]!);
  const nameOrNull = (candidate: number | null) => (candidate === null ? null : candidates[candidate]!);
  return {
    round: round.round,
    action: round.action,
    candidates: names(round.candidates),
    tally: Object.fromEntries(candidates.map((name, candidate) => [name, round.tally[candidate]!])),
    exhausted: round.exhausted,
    lostToRounding: round.lostToRounding,
    quota: round.quota,
    elected: names(round.elected),
    excluded: names(round.excluded),
    transfers: round.transfers.map(({ from, to, votes }) => ({
      from: nameOrNull(from),
      to: nameOrNull(to),
      votes,
    })),
    because: round.because,
  };
}

/** Rows and columns of the tables are in the order of `candidates`. */
function pairwiseJson(pairwise: Pairwise, names: (list: readonly number[]) => string[]) {
  return {
    ...pairwise,
    ...(pairwise.majorities === undefined
      ? {}
      : { majorities: pairwise.majorities.map((each) => ({ ...each, over: names(each.over) })) }),
    ranking: pairwise.ranking.map(names),
  };
}
