import { createHash } from 'node:crypto';
import type { Authority, JsonObject, PollId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { decide, explain, transcriptOf } from '@plenary/tally';
import type { Candidate } from '../domain/election.js';
import type { ClosedPoll, ElectionResult, Poll, PollResult } from '../domain/poll.js';
import { candidatesOf } from '../persistence/candidate-store.js';
import {
  countRollCall,
  hashReceipts,
  rewriteAndCount,
  rewriteSecretBallots,
} from '../persistence/count-store.js';
import { lockPollAlone } from '../persistence/poll-lock.js';
import { lockPollRow, markClosed } from '../persistence/poll-store.js';
import { insertResult } from '../persistence/result-store.js';
import { endCheckOffs, type StationVotes, votesAtStations } from '../persistence/station-store.js';
import { countPapers } from './close-election.js';
import { countJson, hex, tallyJson } from './entry-data.js';
import type { VotingPorts } from './ports.js';
import { namesForRecord } from './record-names.js';
import { recordVoters } from './record-voters.js';

/**
 * Closes a poll whose time has come, counts it, and lets what it decides happen: one transaction. Null when it is
 * not open or not due, so running it twice, or in several processes at once, closes it once.
 */
export async function closePoll(ports: VotingPorts, tx: Tx, pollId: PollId): Promise<ClosedPoll | null> {
  const open = await lockPollRow(tx, pollId);
  if (open === null || open.state !== 'open' || open.closesAt! > (await tx.now())) return null;
  // Waits for the batches under way; each later one sees by its own clock that the poll has closed.
  await lockPollAlone(tx, pollId);
  const stations = await votesAtStations(tx, pollId);
  await endCheckOffs(tx, pollId);
  const result = await count(tx, open);
  const receiptsHash = open.tier === 'secret' ? await hashReceipts(tx, pollId) : null;
  const poll = await markClosed(tx, pollId);
  await insertResult(tx, poll, result);
  const closed = { poll, result, elected: await electedOf(tx, result) };
  const authority: Authority =
    poll.motionId === null ? { source: 'system' } : { source: 'motion', motion: poll.motionId };
  const votersHash = await recordVoters(tx, poll, authority);
  const sentence = await sentenceForRecord(tx, closed);
  recordClose(tx, authority, closed, sentence, { receiptsHash, votersHash, stations });
  await ports.pollClosed(tx, closed);
  return closed;
}

async function electedOf(tx: Tx, { pollId, election }: PollResult): Promise<Candidate[]> {
  if (election === null) return [];
  const candidates = (await candidatesOf(tx, [pollId])).get(pollId)!;
  return election.elected.map((place) => candidates[place]!);
}

async function count(tx: Tx, poll: Poll): Promise<PollResult> {
  if (poll.election !== null) {
    if (poll.tier === 'secret') await rewriteSecretBallots(tx, poll);
    return countPapers(tx, poll);
  }
  const { tally, hash } =
    poll.tier === 'secret' ? await rewriteAndCount(tx, poll) : await countRollCall(tx, poll);
  const figures = { entitled: poll.entitled!, present: poll.present };
  const outcome = decide(poll.rule, tally, figures);
  const transcript = JSON.stringify(transcriptOf(poll.rule, tally, figures));
  return {
    pollId: poll.id,
    outcome,
    sentence: explain(outcome),
    transcript,
    ballotsHash: hash,
    election: null,
  };
}

/** An election's sentence names those elected: personal data, and in a quiet assembly nothing for the record. */
async function sentenceForRecord(tx: Tx, { poll, result, elected }: ClosedPoll): Promise<string> {
  const nameless = elected.length > 0 && (await namesForRecord(tx, poll, elected)) === null;
  return nameless ? 'Who was elected stands with the result.' : result.sentence;
}

/** What the entry says beside the result. */
interface Beside {
  readonly receiptsHash: Buffer | null;
  /** Of a roll call, but in a quiet assembly: whose receipt is whose. */
  readonly votersHash: Buffer | null;
  readonly stations: StationVotes;
}

function recordClose(
  tx: Tx,
  authority: Authority,
  { poll, result, elected }: ClosedPoll,
  sentence: string,
  { receiptsHash, votersHash, stations }: Beside,
): void {
  const { election } = result;
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'poll.closed',
    authority,
    data: {
      poll: poll.id,
      motion: poll.motionId,
      carried: result.outcome.carried,
      tally: tallyJson(result.outcome.tally),
      entitled: countJson(poll.entitled),
      present: countJson(poll.present),
      ballotsHash: hex(result.ballotsHash),
      // Of a roll call the ballots name their receipts.
      receiptsHash: hex(receiptsHash),
      ...(votersHash !== null && { votersHash: hex(votersHash) }),
      closedAt: poll.closesAt!.toISOString(),
      ...(stations.stations > 0 && { stations: stations.stations, atStations: stations.votes }),
      ...(election === null
        ? { sentence, transcript: result.transcript }
        : electionFacts(result.transcript, election, elected)),
    },
    // Who was elected is personal data; of any other poll the sentence has figures alone.
    personal: { question: poll.question, ...(election !== null && { sentence }) },
  });
}

/** The transcript of an election may be as long as a book: the entry has its hash, and it is published with the result. */
function electionFacts(
  transcript: string,
  { tieSeed }: ElectionResult,
  elected: readonly Candidate[],
): JsonObject {
  return {
    elected: elected.map(({ id, membershipId }) => ({ id, member: membershipId })),
    transcriptHash: createHash('sha256').update(transcript, 'utf8').digest('hex'),
    tieSeed: hex(tieSeed),
  };
}
