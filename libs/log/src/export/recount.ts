import type { Json, JsonObject } from '@plenary/kernel';
import {
  ANSWERS,
  type Answer,
  type BallotGroup,
  countGroups,
  replay,
  type Tally,
  TRANSCRIPT_FORMAT,
} from '@plenary/tally';
import { canonicalJson } from '../entry/canonical.js';

/** Published ballots that say the same, with the same weight. */
export interface GroupedBallots {
  readonly answer: string;
  readonly weight: number;
  heads: number;
}

/** Whether this program knows the method by which the closed poll was counted. */
export function canRecount({ transcript }: JsonObject): boolean {
  return formatOf(transcript) === TRANSCRIPT_FORMAT;
}

/**
 * Counts the published ballots of a yes/no or consensus poll again and decides again, and compares with what the
 * `poll.closed` entry says. What differs, in a sentence; null: nothing.
 */
export function recount(data: JsonObject, ballots: Iterable<GroupedBallots>): string | null {
  const groups = [...ballots];
  const unknown = groups.find(({ answer }) => !ANSWERS.some((each) => each === answer));
  if (unknown !== undefined) return `no ballot of its method says \`${unknown.answer}\`.`;
  const replayed = replay(parsed(data.transcript));
  if (!replayed.ok) return replayed.rejection.message;
  const { tally, carried } = replayed.value;
  const counted = countGroups(groups as readonly (BallotGroup & { answer: Answer })[]);
  if (!same(counted, tally))
    return `the published ballots come out as ${words(counted)}, and its transcript as ${words(tally)}.`;
  if (!same(tally, data.tally)) return 'its tally is another than its transcript’s.';
  if (carried !== data.carried)
    return `it was ${carried ? 'carried' : 'lost'}, and the entry says otherwise.`;
  const { entitled } = (parsed(data.transcript) as unknown as { figures: { entitled: Tally['cast'] } })
    .figures;
  if (!same(entitled, data.entitled)) return 'the roll has another size than in its transcript.';
  if (tally.cast.heads > entitled.heads || tally.cast.weight > entitled.weight)
    return `${tally.cast.heads} ballots were cast on a roll of ${entitled.heads}.`;
  return null;
}

function formatOf(transcript: Json | undefined): Json | undefined {
  return (parsed(transcript) as { readonly format?: Json } | null | undefined)?.format;
}

function parsed(transcript: Json | undefined): Json | undefined {
  try {
    return typeof transcript === 'string' ? (JSON.parse(transcript) as Json) : undefined;
  } catch {
    return undefined;
  }
}

function same(a: unknown, b: unknown): boolean {
  return b !== undefined && canonicalJson(a as Json) === canonicalJson(b as Json);
}

function words(tally: Tally): string {
  const answers = Object.entries(tally).filter(([answer, { heads }]) => answer !== 'cast' && heads > 0);
  return answers.length === 0
    ? 'none'
    : answers.map(([answer, { heads }]) => `${heads} ${answer}`).join(', ');
}
