import type { ElectionTranscript, Outcome } from '@plenary/tally';
import { METHOD_TERMS } from './election.js';

/** Who is elected, or why nobody is; with the figures it rests on. */
export function resultSentence(count: ElectionTranscript, outcome: Outcome): string {
  return `${whoSentence(count, outcome)} ${papersSentence(count, outcome)}`;
}

function whoSentence(count: ElectionTranscript, outcome: Outcome): string {
  const { quorum } = outcome;
  if (quorum !== null && !quorum.met)
    return `Nobody is elected: the quorum was missed, which asked for ${votes(quorum.needed)} and had ${quorum.got}.`;
  if (!outcome.carried) return 'Nobody is elected: no paper named a candidate.';
  const { elected, candidates, seats, rounds, quota } = count;
  const names = elected.map((place) => candidates[place]!);
  const how = METHOD_TERMS[count.method].words.split(':')[0];
  const inRounds = rounds.length > 1 ? `, in ${rounds.length} rounds` : '';
  const withQuota = quota === null ? '' : `; the quota was ${quota} at the end`;
  const empty = seats - elected.length;
  const vacant = empty > 0 ? ` ${seatsLeft(empty)}: fewer stood than there are seats.` : '';
  return `Elected, in this order: ${names.join(', ')}, ${how}${inRounds}${withQuota}.${vacant}${tiesSentence(count)}`;
}

function seatsLeft(empty: number): string {
  return empty === 1 ? 'One seat stays empty' : `${empty} seats stay empty`;
}

function tiesSentence({ ties }: ElectionTranscript): string {
  const drawn = ties.filter(({ by }) => by === 'tie-order').length;
  if (drawn === 0) return '';
  return drawn === 1
    ? ' One tie was settled by the order drawn beforehand.'
    : ` ${drawn} ties were settled by the order drawn beforehand.`;
}

function papersSentence({ papers }: ElectionTranscript, { figures, tally }: Outcome): string {
  const { valid, blank, spoilt, cast } = papers;
  const weighted = figures.entitled.heads !== figures.entitled.weight;
  const all = weighted
    ? `${tally.cast.heads} voters cast ${votes(cast.weight)}`
    : `${votes(cast.weight)} cast`;
  return `Of ${figures.entitled.heads} entitled, ${all}: ${valid.weight} for somebody, ${blank.weight} blank, ${spoilt.weight} spoilt.`;
}

function votes(number: number | string): string {
  return `${number} vote${String(number) === '1' ? '' : 's'}`;
}
