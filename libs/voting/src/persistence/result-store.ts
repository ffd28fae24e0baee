import type { PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { decide, type ElectionTranscript, type Tally } from '@plenary/tally';
import type { Poll, PollResult } from '../domain/poll.js';

export async function insertResult(tx: Tx, poll: Poll, result: PollResult): Promise<void> {
  await tx.run(
    `INSERT INTO poll_result (poll_id, assembly_id, carried, tally, sentence, transcript, ballots_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      poll.id,
      poll.assemblyId,
      result.outcome.carried,
      JSON.stringify(result.outcome.tally),
      result.sentence,
      result.transcript,
      result.ballotsHash,
    ],
  );
}

type ResultRow = {
  pollId: PollId;
  tally: Tally;
  sentence: string;
  transcript: string;
  ballotsHash: Buffer;
  tieSeed: Buffer | null;
};

/** The results of those that are closed; the reasons are decided again from the frozen figures. */
export async function resultsOf(sql: Sql, polls: readonly Poll[]): Promise<Map<string, PollResult>> {
  const rows = await sql.query<ResultRow>(
    {
      name: 'results-of',
      text: `SELECT r.poll_id AS "pollId", r.tally, r.sentence, r.transcript, r.ballots_hash AS "ballotsHash",
               p.tie_seed AS "tieSeed"
             FROM poll_result r JOIN poll p ON p.id = r.poll_id WHERE r.poll_id = ANY($1)`,
    },
    [polls.map((poll) => poll.id)],
  );
  const byId = new Map(polls.map((poll) => [poll.id, poll]));
  return new Map(
    rows.map(({ tally, tieSeed, ...rest }) => {
      const { rule, entitled, present } = byId.get(rest.pollId)!;
      const outcome = decide(rule, tally, { entitled: entitled!, present });
      return [
        rest.pollId,
        { ...rest, outcome, election: electionOf(rest.transcript, outcome.carried, tieSeed) },
      ];
    }),
  );
}

function electionOf(transcript: string, carried: boolean, tieSeed: Buffer | null): PollResult['election'] {
  if (tieSeed === null) return null;
  const count = JSON.parse(transcript) as ElectionTranscript;
  return { transcript: count, elected: carried ? count.elected : [], tieSeed };
}

/**
 * The number of the record's entry that states the result of a closed poll. Entries on other polls that closed at the
 * same time come between at most.
 */
export async function closingEntry(sql: Sql, { id, assemblyId, closedAt }: Poll): Promise<number> {
  const [entry] = await sql.query<{ seq: number }>(
    {
      name: 'closing-entry',
      text: `SELECT seq FROM entry
             WHERE assembly_id = $1 AND kind = 'poll.closed' AND at >= $2 AND position(convert_to($3, 'UTF8') IN bytes) > 0
             ORDER BY at LIMIT 1`,
    },
    [assemblyId, closedAt, JSON.stringify({ poll: id }).slice(1, -1)],
  );
  return entry!.seq;
}

/** The result of a closed poll; null for any other. */
export async function resultOf(sql: Sql, poll: Poll): Promise<PollResult | null> {
  return (await resultsOf(sql, [poll])).get(poll.id) ?? null;
}
