import { BALLOTS_IN_LINE, exportLine, lineSum, TRANSCRIPT_IN_LINE } from '@plenary/log';
import type { Sql } from '@plenary/platform';
import { checkpointsBetween, entriesAfter, type RecordedEntry, recordKeys } from '@plenary/record';
import type { Poll } from '../domain/poll.js';
import { papersMayBeSeen } from '../domain/rules.js';
import { pollOf } from '../persistence/poll-store.js';
import { publishedBallots, publishedReceipts, publishedVoters } from '../persistence/published-store.js';
import { resultOf } from '../persistence/result-store.js';

const PAGE = 500;

/**
 * The lines of an assembly's export (libs/log, export/format) up to the checkpoint of `size` entries, read as they are
 * taken.
 */
export async function* exportLines(db: Sql, assembly: string, size: number): AsyncGenerator<string> {
  const keys = (await recordKeys(db, assembly)).filter(({ fromSize }) => fromSize < size);
  const { origin } = keys[0]!;
  yield exportLine({ export: { assembly, origin, keys: keys.map(({ verifier }) => verifier.text) } });
  for (let after = 0; after < size; after += PAGE) {
    const upTo = Math.min(size, after + PAGE);
    const checkpoints = await checkpointsBetween(db, assembly, after, upTo);
    for (const entry of await entriesAfter(db, assembly, after, upTo - after)) {
      yield entryLine(entry);
      yield* castLines(db, entry);
      if (checkpoints[0]?.size === entry.seq)
        yield exportLine({ checkpoint: { note: checkpoints.shift()!.note } });
    }
  }
  yield exportLine({ end: { entries: size } });
}

function entryLine({ seq, bytes, leafHash, personal }: RecordedEntry): string {
  return exportLine({
    entry: { seq, bytes: bytes.toString('utf8'), leafHash: leafHash.toString('hex'), personal },
  });
}

/**
 * After the entry that closes a poll, what it hashed: of an election the transcript; of a roll call whose receipt is
 * whose; the ballots, but those of a secret election that are kept back (PROCEDURE.md §5); and of a secret poll the
 * receipts.
 */
async function* castLines(db: Sql, { kind, bytes }: RecordedEntry): AsyncGenerator<string> {
  if (kind !== 'poll.closed') return;
  const { data } = JSON.parse(bytes.toString('utf8')) as {
    data: { poll: string; receiptsHash?: string | null; votersHash?: string };
  };
  const poll = await pollOf(db, data.poll);
  if (poll === null) return;
  const { id, tier, election } = poll;
  if (election !== null) yield* transcriptLines(db, poll);
  // Polls that closed before voters were hashed, and those of a quiet assembly, state no hash of them.
  if (data.votersHash !== undefined)
    for await (const lines of publishedVoters(db, poll, BALLOTS_IN_LINE))
      yield exportLine({ voters: { poll: id, lines, sums: lines.map(lineSum) } });
  if (election === null || papersMayBeSeen(poll))
    for await (const lines of publishedBallots(db, poll, BALLOTS_IN_LINE))
      yield exportLine({ ballots: { poll: id, tier, lines, sums: lines.map(lineSum) } });
  // A poll that closed before receipts were hashed states no hash of them.
  if (data.receiptsHash == null) return;
  for await (const lines of publishedReceipts(db, poll, BALLOTS_IN_LINE))
    yield exportLine({ receipts: { poll: id, lines, sums: lines.map(lineSum) } });
}

async function* transcriptLines(db: Sql, poll: Poll): AsyncGenerator<string> {
  const { transcript } = (await resultOf(db, poll))!;
  for (let from = 0, to = 0; from < transcript.length; from = to) {
    to = Math.min(from + TRANSCRIPT_IN_LINE, transcript.length);
    // A character outside the first plane is two code units, and stays in one line.
    if (/[\ud800-\udbff]/.test(transcript[to - 1]!)) to--;
    yield exportLine({ transcript: { poll: poll.id, text: transcript.slice(from, to) } });
  }
}
