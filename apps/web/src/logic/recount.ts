import { drawTieOrder, sha256Hex } from '@plenary/log';
import { countElection, type ElectionTranscript, type PaperGroup } from '@plenary/tally';
import { listOf } from './election-words.ts';
import { bytesOf } from './hex.ts';
import type { Paper } from './paper.ts';
import { exactly } from './votes.ts';

/** What the server published of a count, and what this device repeats it from. */
export interface Published {
  readonly pollId: string;
  readonly secret: boolean;
  /** The transcript as it was sent. */
  readonly transcript: string;
  readonly papers: readonly { readonly heads: number; readonly weight: number; readonly paper: Paper }[];
  /** What the tie order was drawn from, its hash as it stood at the opening, and the candidates' ids by place. */
  readonly tieSeed: string;
  readonly tieSeedHash: string | null;
  readonly candidateIds: readonly string[];
}

export interface Recounted {
  /** What differs, in sentences; empty where everything agrees. */
  readonly differences: readonly string[];
  /** How many papers were counted. */
  readonly papers: number;
  /** SHA-256 of the transcript, in hexadecimal: the record's entry on the close names it. */
  readonly hash: string;
  /** The same of the list of ballots; null where the papers do not say all of it: receipts, and single weights. */
  readonly ballotsHash: string | null;
}

/** Counts the published papers again and holds what comes out against what was published. */
export function recount(published: Published): Recounted {
  const papers = published.papers.reduce((sum, { heads }) => sum + heads, 0);
  const hash = hashOf(published.transcript);
  const ballotsHash = ballotsHashOf(published);
  try {
    const theirs = JSON.parse(published.transcript) as ElectionTranscript;
    // Polls leave every method its defaults, whatever a transcript says of options.
    const { method, candidates, withdrawn, seats, tieOrder } = theirs;
    const counted = published.papers.map(groupOf);
    const ours = countElection({ method, candidates, withdrawn, seats, tieOrder, papers: counted });
    return {
      papers,
      hash,
      ballotsHash,
      differences: [...differences(theirs, ours), ...drawDifferences(published, theirs)],
    };
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return { papers, hash, ballotsHash, differences: [`What was published cannot be counted: ${because}`] };
  }
}

/** As `PollResult.ballotsHash` says: a secret ballot's line is its text and its weight. */
function ballotsHashOf({ pollId, secret, papers }: Published): string | null {
  if (!secret || papers.some(({ heads, weight }) => heads !== weight)) return null;
  const lines = papers.map(({ heads, paper }) => [`${textOf(paper)} 1\n`, heads] as const);
  lines.sort(([a], [b]) => (a < b ? -1 : 1));
  const list = lines.map(([line, heads]) => line.repeat(heads));
  return hashOf(`plenary/ballots/v1\n${pollId}\nsecret\n${list.join('')}`);
}

/** A paper's canonical text, as the server keeps it and `readPaper` of libs/tally reads it. */
function textOf({ ranking, marks, scores, spoilt }: Paper): string {
  if (spoilt) return 'spoilt';
  const text =
    ranking?.map((tier) => tier.join('=')).join('>') ??
    marks?.join('+') ??
    scores?.map(({ place, score }) => `${place}=${score}`).join('+') ??
    '';
  if (text === '') return 'blank';
  return `${ranking !== null ? 'r' : marks !== null ? 'm' : 's'}:${text}`;
}

function groupOf({ heads, weight, paper }: Published['papers'][number]): PaperGroup {
  const { ranking, marks, scores, spoilt } = paper;
  const counted = { heads, weight: BigInt(weight) };
  if (spoilt) return { ...counted, paper: { kind: 'spoilt' } };
  if (ranking !== null) return { ...counted, paper: { kind: 'ranking', ranking } };
  if (marks !== null) return { ...counted, paper: { kind: 'marks', marks } };
  const given = (scores ?? []).map(({ place, score }) => [place, score] as const);
  return { ...counted, paper: { kind: 'scores', scores: given } };
}

/** What two transcripts do not agree on, the weightiest first. */
export function differences(theirs: ElectionTranscript, ours: ElectionTranscript): readonly string[] {
  const found: string[] = [];
  const names = (places: readonly number[]) =>
    listOf(places.map((place) => ours.candidates[place]!)) || 'nobody';
  if (!same(theirs.elected, ours.elected))
    found.push(
      `Counted here, ${names(ours.elected)} would be elected; the result says ${names(theirs.elected)}.`,
    );
  for (const [kind, words] of Object.entries(PAPERS) as [keyof typeof PAPERS, string][]) {
    const [a, b] = [theirs.papers[kind], ours.papers[kind]];
    if (!same(a, b))
      found.push(
        `The papers that are shown hold ${b.heads} ${words} (${b.weight} votes); the count says ${a.heads} (${a.weight} votes).`,
      );
  }
  if (theirs.quota !== ours.quota)
    found.push(`The quota comes out as ${quotaWords(ours)}; the count says ${quotaWords(theirs)}.`);
  const rounds = Math.max(theirs.rounds.length, ours.rounds.length);
  for (let at = 0; at < rounds; at++) {
    if (same(theirs.rounds[at], ours.rounds[at])) continue;
    found.push(`Round ${at + 1} comes out differently.`);
    break;
  }
  if (!same(theirs.ties, ours.ties)) found.push('The ties, or how they were settled, come out differently.');
  if (!same(theirs.pairwise, ours.pairwise))
    found.push('The table of everybody against everybody comes out differently.');
  if (found.length === 0 && !same(theirs, ours))
    found.push('The transcript says more, or less, than the count.');
  return found;
}

const quotaWords = ({ quota }: ElectionTranscript): string => (quota === null ? 'none' : exactly(quota));

const PAPERS = { cast: 'cast', valid: 'for somebody', blank: 'blank', spoilt: 'spoilt' } as const;

/** The order that settles ties has to be the one that follows from the seed whose hash was told at the opening. */
function drawDifferences(
  { tieSeed, tieSeedHash, candidateIds }: Published,
  theirs: ElectionTranscript,
): readonly string[] {
  if (!/^([0-9a-f]{2})+$/.test(tieSeed)) return ['What the tie order was drawn from cannot be read.'];
  const found: string[] = [];
  if (tieSeedHash !== null && sha256Hex(bytesOf(tieSeed)) !== tieSeedHash)
    found.push('What the tie order was drawn from is not what was promised when the vote opened.');
  const order = drawTieOrder(
    tieSeed,
    candidateIds.map((id, place) => ({ id, place })),
  );
  if (!same(order, theirs.tieOrder)) found.push('The order that settles ties is not the one that was drawn.');
  return found;
}

const hashOf = (text: string): string => sha256Hex(new TextEncoder().encode(text));

/** Whether two values say the same as JSON, whatever the order of their keys. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, at) => same(each, b[at]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
