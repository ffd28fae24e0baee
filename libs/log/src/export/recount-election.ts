import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Json, JsonObject } from '@plenary/kernel';
import { countElection, type ElectionTranscript, type PaperGroup, readPaper } from '@plenary/tally';
import { canonicalJson } from '../entry/canonical.js';
import { drawTieOrder } from '../tie-order.js';
import type { GroupedBallots } from './recount.js';

/** What the `poll.opened` entry of an election says, as far as its count depends on it. */
export interface OpenedElection {
  readonly method: Json | undefined;
  readonly seats: Json | undefined;
  /** The ids of the candidates, in the order of the ballot paper. */
  readonly candidates: readonly string[];
  readonly tieSeedHash: Json | undefined;
  /** Whether its papers are for everybody to see: of a roll call, and of a secret vote whose bylaws chose it. */
  readonly published: boolean;
}

/** Null for an entry that opens no election. */
export function openedElection({ election, method, tier }: JsonObject): OpenedElection | null {
  if (typeof election !== 'object' || election === null || Array.isArray(election)) return null;
  const { seats, candidates, tieSeedHash, publishBallots } = election as JsonObject;
  return {
    method,
    seats,
    candidates: idsOf(candidates),
    tieSeedHash,
    published: tier === 'roll_call' || publishBallots === true,
  };
}

/**
 * Holds the transcript of an election against what was opened and what the `poll.closed` entry says; and, where the
 * papers are there, counts them again. What differs, in a sentence; null: nothing.
 */
export function recountElection(
  opened: OpenedElection,
  data: JsonObject,
  text: string,
  ballots: readonly GroupedBallots[] | null,
): string | null {
  try {
    return difference(opened, data, text, ballots);
  } catch {
    return 'its transcript, or what the entry says of it, is not in the form of one.';
  }
}

/** @throws at what is no transcript: whoever signs a record can put anything into it. */
function difference(
  opened: OpenedElection,
  data: JsonObject,
  text: string,
  ballots: readonly GroupedBallots[] | null,
): string | null {
  const transcript = JSON.parse(text) as ElectionTranscript;
  const { method, seats, candidates, withdrawn, tieOrder, papers } = transcript;
  if (method !== opened.method || seats !== opened.seats || candidates.length !== opened.candidates.length)
    return 'its transcript is of another method, or of other seats or candidates, than were opened.';
  if (typeof data.tieSeed !== 'string' || bytesToHex(sha256(hexToBytes(data.tieSeed))) !== opened.tieSeedHash)
    return 'its tie seed is not the one that was drawn at the opening.';
  if (
    drawTieOrder(
      data.tieSeed,
      opened.candidates.map((id, place) => ({ id, place })),
    ).join() !== tieOrder.join()
  )
    return 'its tie order is not the one that its tie seed draws.';
  const elected = data.carried === true ? transcript.elected.map((place) => opened.candidates[place]) : [];
  if (elected.join() !== idsOf(data.elected).join())
    return 'the entry names others as elected than its transcript.';
  const { yes, blank, spoilt, cast } = (data.tally ?? {}) as unknown as Record<string, unknown>;
  const stated = { valid: yes, blank, spoilt, cast };
  for (const [kind, { heads, weight }] of Object.entries(papers))
    if (!same({ heads, weight: Number(weight) }, stated[kind as keyof typeof stated]))
      return `the ${kind} papers of its transcript are not as many as the entry says.`;
  if (ballots === null) return null;
  const groups: PaperGroup[] = [];
  for (const { answer, weight, heads } of ballots) {
    try {
      groups.push({ paper: readPaper(answer, method), heads, weight: BigInt(weight) * BigInt(heads) });
    } catch {
      return `no ballot of its method says \`${answer}\`.`;
    }
  }
  try {
    // Polls leave every method its defaults: what a transcript says of options is to come out, and decides nothing.
    const again = countElection({ method, candidates, withdrawn, seats, tieOrder, papers: groups });
    return same(again, transcript) ? null : 'the published papers come out otherwise than in its transcript.';
  } catch (error) {
    return `its papers cannot be counted: ${(error as Error).message}`;
  }
}

function idsOf(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.map((each) => String((each as JsonObject | null)?.id)) : [];
}

function same(a: unknown, b: unknown): boolean {
  return b !== undefined && canonicalJson(JSON.parse(JSON.stringify(a)) as Json) === canonicalJson(b as Json);
}
