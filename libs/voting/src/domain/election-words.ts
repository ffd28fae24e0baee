import { type ElectionTranscript, figure, type Outcome, readable } from '@plenary/tally';
import { METHOD_TERMS } from './election.js';

/** Who is elected, or which options are chosen, or why nobody and nothing is; with the figures it rests on. */
export function resultSentence(count: ElectionTranscript, outcome: Outcome, ofMembers: boolean): string {
  return `${whoSentence(count, outcome, ofMembers)} ${papersSentence(count, outcome, ofMembers)}`;
}

function whoSentence(count: ElectionTranscript, outcome: Outcome, ofMembers: boolean): string {
  const { quorum } = outcome;
  const nobody = ofMembers ? 'Nobody is elected' : 'Nothing is chosen';
  if (quorum !== null && !quorum.met)
    return `${nobody}: the quorum was missed, which asked for ${votes(quorum.needed)} and had ${figure(quorum.got)}.`;
  if (!outcome.carried) return `${nobody}: no paper named ${ofMembers ? 'a candidate' : 'an option'}.`;
  const { elected, candidates, seats, rounds, quota } = count;
  const names = elected.map((place) => candidates[place]!);
  const how = METHOD_TERMS[count.method].words.split(':')[0];
  const inRounds = rounds.length > 1 ? `, in ${rounds.length} rounds` : '';
  const withQuota = quota === null ? '' : `; the quota was ${readable(quota)} at the end`;
  const empty = seats - elected.length;
  const vacant = empty > 0 ? ` ${seatsLeft(empty)}: fewer stood than there are seats.` : '';
  const order = names.length > 1 ? ', in this order' : '';
  return `${ofMembers ? 'Elected' : 'Chosen'}${order}: ${names.join(', ')}, ${how}${inRounds}${withQuota}.${vacant}${tiesSentence(count)}`;
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

function papersSentence(
  { papers }: ElectionTranscript,
  { figures, tally }: Outcome,
  ofMembers: boolean,
): string {
  const [valid, blank, spoilt] = [papers.valid, papers.blank, papers.spoilt].map(({ weight }) =>
    figure(Number(weight)),
  );
  const weighted = figures.entitled.heads !== figures.entitled.weight;
  const cast = votes(Number(papers.cast.weight));
  const all = weighted ? `${figure(tally.cast.heads)} voters cast ${cast}` : `${cast} cast`;
  return `Of ${figure(figures.entitled.heads)} entitled, ${all}: ${valid} ${ofMembers ? 'for somebody' : 'for an option'}, ${blank} blank, ${spoilt} spoilt.`;
}

function votes(number: number): string {
  return `${figure(number)} vote${number === 1 ? '' : 's'}`;
}
