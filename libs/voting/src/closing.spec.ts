import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PollId } from '@plenary/kernel';
import { Clockwork, type Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { replay } from '@plenary/tally';
import { BallotBox } from './application/ballot-box.js';
import { castBallot } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { openPoll } from './application/open-poll.js';
import { NO_PORTS, type VotingPorts } from './application/ports.js';
import { shred, votingTasks } from './application/timetable.js';
import type { ClosedPoll, Poll, Tier } from './domain/poll.js';
import { pollOf } from './persistence/poll-store.js';
import { resultOf } from './persistence/result-store.js';
import { failureOf, Hall, SIMPLE_MAJORITY, type Voter } from './spec/hall.js';

let hall: Hall;
let other: Database;
let otherUow: UnitOfWork;
beforeAll(async () => {
  hall = await Hall.open(200);
  other = await hall.otherProcess();
  otherUow = new UnitOfWork(other, appendRecordAndFeed);
});
afterAll(async () => {
  await other.close();
  await hall.close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function tryCast(box: BallotBox, voter: Voter, pollId: PollId): Promise<string | null> {
  const answer = Math.random() < 0.6 ? 'yes' : 'no';
  const result = await castBallot(box, hall.db, voter.tokenHash, { pollId, answer, clientKey: newId() });
  if (result.ok) return result.value.code;
  expect(result.rejection.code).toBe('POLL_NOT_OPEN');
  return null;
}

async function closeUntilClosed(uow: UnitOfWork, pollId: PollId): Promise<ClosedPoll | null> {
  for (;;) {
    const closed = await uow.do((tx) => closePoll(NO_PORTS, tx, pollId));
    if (closed !== null || (await pollOf(uow.db, pollId))?.state === 'closed') return closed;
    await pause(1);
  }
}

describe('200 voters who cast while the poll closes', () => {
  it.each([['roll_call'], ['secret']] as [Tier][])(
    '50 times over, %s: every receipt is in the result, nothing after the close is, all readers agree',
    async (tier) => {
      const boxes = [new BallotBox(hall.uow), new BallotBox(otherUow)];
      let lateOnes = 0;
      for (let round = 0; round < 50; round++) {
        const poll = await hall.poll({ tier, durationSeconds: 5 });
        await hall.db.run(
          `UPDATE poll SET closes_at = plenary_now() + interval '30 milliseconds' WHERE id = $1`,
          [poll.id],
        );
        const casting = hall.voters.map(async (voter, i) => {
          await pause((i * 60) / hall.voters.length);
          return tryCast(boxes[i % 2]!, voter, poll.id);
        });
        // Two processes close it, and some voters are refused; what was accepted is exactly what is counted.
        const closes = Promise.all([
          closeUntilClosed(hall.uow, poll.id),
          closeUntilClosed(otherUow, poll.id),
        ]);
        const receipts = (await Promise.all(casting)).filter((code) => code !== null);
        const closed = (await closes).filter((each) => each !== null);
        expect(closed).toHaveLength(1);
        lateOnes += hall.voters.length - receipts.length;
        await expectAgreement(poll, tier, receipts, closed[0]!);
      }
      // The race was one: in some rounds at least ballots came too late.
      expect(lateOnes).toBeGreaterThan(0);
    },
  );
});

async function expectAgreement(
  poll: Poll,
  tier: Tier,
  receipts: string[],
  closed: ClosedPoll,
): Promise<void> {
  const table = tier === 'secret' ? 'participation' : 'ballot';
  const codes = await hall.db.query<{ code: string }>(`SELECT code FROM ${table} WHERE poll_id = $1`, [
    poll.id,
  ]);
  expect(codes.map((row) => row.code).sort()).toEqual([...receipts].sort());
  expect(closed.result.outcome.tally.cast.heads).toBe(receipts.length);
  const readers = await Promise.all(
    [hall.db, other].map(async (db) => resultOf(db, (await pollOf(db, poll.id))!)),
  );
  for (const result of readers) expect(result).toEqual(closed.result);
  expect(replay(JSON.parse(closed.result.transcript))).toMatchObject({ ok: true });
  const late = await hall.db.one(
    `SELECT count(*) AS n FROM ballot b JOIN poll p ON p.id = b.poll_id WHERE p.id = $1 AND b.cast_at >= p.closes_at`,
    [poll.id],
  );
  expect(late).toEqual({ n: 0 });
}

describe('closing', () => {
  it('publishes a hash that anybody can repeat from the published list', async () => {
    const box = new BallotBox(hall.uow);
    for (const tier of ['roll_call', 'secret'] as const) {
      const poll = await hall.poll({ tier });
      await Promise.all(hall.voters.slice(0, 30).map((voter) => tryCast(box, voter, poll.id)));
      await hall.endTime(poll.id);
      const closed = await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
      const lines = await hall.db.query<{ line: string }>(
        tier === 'secret'
          ? `SELECT answer || ' ' || weight AS line FROM secret_ballot, generate_series(1, times) WHERE poll_id = $1`
          : `SELECT code || ' ' || answer || ' 1' AS line FROM ballot WHERE poll_id = $1`,
        [poll.id],
      );
      const list = lines
        .map((row) => `${row.line}\n`)
        .sort()
        .join('');
      const hash = createHash('sha256')
        .update(`plenary/ballots/v1\n${poll.id}\n${tier}\n${list}`)
        .digest('hex');
      expect(closed!.result.ballotsHash.toString('hex')).toBe(hash);
    }
  });

  it('at its time happens once, by the clockworks of two processes, and also when both slept through it', async () => {
    const told: string[] = [];
    const ports: VotingPorts = {
      ...NO_PORTS,
      pollClosed: async (_, closed) => void told.push(closed.poll.id),
    };
    const before = await hall.poll();
    await hall.endTime(before.id);
    const now = await hall.db.now();
    const soon = await hall.draft({ opensAt: now, closesAt: new Date(now.getTime() + 700) });
    const clocks = [hall.uow, otherUow].map((uow) => {
      const clock = new Clockwork(uow.db);
      for (const task of votingTasks(uow, ports)) clock.add(task);
      clock.start();
      return clock;
    });
    while ((await pollOf(hall.db, soon.id))!.state !== 'closed') await pause(10);
    await pause(50);
    await Promise.all(clocks.map((clock) => clock.stop()));
    expect(told.filter((id) => id === soon.id)).toHaveLength(1);
    expect(told.filter((id) => id === before.id)).toHaveLength(1);
    const { closedAt, closesAt } = (await pollOf(hall.db, soon.id))!;
    expect(closedAt!.getTime()).toBeGreaterThanOrEqual(closesAt!.getTime());
    const entries = await hall.db.query<{ kind: string }>(
      `SELECT kind FROM entry WHERE convert_from(bytes, 'UTF8') LIKE '%' || $1 || '%' ORDER BY seq`,
      [soon.id],
    );
    expect(entries.map((entry) => entry.kind)).toEqual(['poll.opened', 'poll.closed']);
  });

  it('is undone as a whole when what it decides throws, and keeps no other poll from closing', async () => {
    const [broken, sound] = [await hall.poll(), await hall.poll()];
    await hall.endTime(broken.id);
    await hall.endTime(sound.id);
    const ports: VotingPorts = {
      ...NO_PORTS,
      pollClosed: async (_, { poll }) => {
        if (poll.id === broken.id) throw new Error('the effect is broken');
      },
    };
    const [, close] = votingTasks(hall.uow, ports);
    expect((await failureOf(close!.runDue())).message).toBe('the effect is broken');
    expect((await pollOf(hall.db, broken.id))!.state).toBe('open');
    expect((await pollOf(hall.db, sound.id))!.state).toBe('closed');
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, broken.id));
    expect((await pollOf(hall.db, broken.id))!.state).toBe('closed');
  });

  it('before its time does nothing', async () => {
    const poll = await hall.poll();
    expect(await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id))).toBeNull();
  });

  it('leaves a result and a poll that nobody can edit', async () => {
    const poll = await hall.poll();
    await hall.endTime(poll.id);
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    const edits = [
      `UPDATE poll SET question = 'Another?' WHERE id = $1`,
      `UPDATE poll SET state = 'open', closed_at = NULL WHERE id = $1`,
      'UPDATE poll_result SET carried = NOT carried WHERE poll_id = $1',
      'DELETE FROM poll_result WHERE poll_id = $1',
    ];
    for (const edit of edits) expect((await failureOf(hall.db.run(edit, [poll.id]))).code).toBe('23001');
  });
});

describe('after the close of a secret poll', () => {
  it('nothing in the raw tables ties a ballot to a voter: id, place, transaction, number of rows', async () => {
    const box = new BallotBox(hall.uow);
    const voters = await hall.more(60);
    const poll = await hall.poll({ tier: 'secret' });
    // Single ballots and small batches: every one in a transaction of its own or of a few. The answers have a pattern.
    const answers = voters.map(
      (_, i) => (i % 3 === 0 ? 'yes' : i % 3 === 1 ? 'no' : 'abstain') as 'yes' | 'no' | 'abstain',
    );
    for (let i = 0; i < voters.length; i += 1 + (i % 4)) {
      const group = voters.slice(i, i + 1 + (i % 4));
      await Promise.all(
        group.map((voter, k) =>
          castBallot(box, hall.db, voter.tokenHash, {
            pollId: poll.id,
            answer: answers[i + k]!,
            clientKey: newId(),
          }),
        ),
      );
    }
    const before = await links(poll.id);
    expect(before.sharedTransactions).toBeGreaterThan(20);
    await hall.endTime(poll.id);
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    expect(await shred(hall.uow)).toBe(true);
    const after = await links(poll.id);
    expect(after.sharedTransactions).toBe(0);
    expect(after.ballotTransactions).toBe(1);
    expect(after.sharedValues).toBe(0);
    // The old rows are gone, not only invisible, and every id is a new one.
    expect(await hall.db.one(`SELECT pg_stat_get_dead_tuples('secret_ballot'::regclass) AS dead`)).toEqual({
      dead: 0,
    });
    expect(after.ids.filter((id) => before.ids.includes(id))).toEqual([]);
    // What says the same is one row, with their number; rows that differ are in no order (see elections.spec).
    const left = await hall.db.query<{ answer: string; times: number }>(
      'SELECT answer, times FROM secret_ballot WHERE poll_id = $1 ORDER BY answer',
      [poll.id],
    );
    expect(left).toEqual(['abstain', 'no', 'yes'].map((answer) => ({ answer, times: 20 })));
    // Neither table has a column that could hold a time, an order, or the other's key.
    const columns = await hall.db.query<{ table: string; columns: string }>(
      `SELECT table_name AS table, string_agg(column_name, ' ' ORDER BY ordinal_position) AS columns
       FROM information_schema.columns WHERE table_name IN ('participation', 'secret_ballot') GROUP BY 1 ORDER BY 1`,
    );
    expect(columns).toEqual([
      { table: 'participation', columns: 'poll_id person_id assembly_id code' },
      { table: 'secret_ballot', columns: 'poll_id id assembly_id answer weight times' },
    ]);
    // No choice and no voter in the record or the feed while it was open.
    const told = await hall.db.one<{ n: number }>(
      `SELECT count(*) AS n FROM entry WHERE convert_from(bytes, 'UTF8') LIKE '%' || $1 || '%'`,
      [voters[0]!.membershipId],
    );
    expect(told.n).toBe(0);
  });

  async function links(pollId: PollId) {
    return hall.db.one<{
      sharedTransactions: number;
      ballotTransactions: number;
      sharedValues: number;
      ids: string[];
    }>(
      `WITH voter AS (SELECT p.xmin::text AS x, p.xmax::text AS y, r.xmin::text AS rx, r.xmax::text AS ry, p.person_id, r.membership_id, p.code
                      FROM participation p JOIN roll r USING (poll_id, person_id) WHERE p.poll_id = $1),
            cast_in AS (SELECT s.xmin::text AS x, s.xmax::text AS y, s.id FROM secret_ballot s WHERE s.poll_id = $1),
            voters_transactions AS (SELECT x FROM voter UNION SELECT y FROM voter UNION SELECT rx FROM voter UNION SELECT ry FROM voter)
       SELECT (SELECT count(*) FROM cast_in WHERE x IN (SELECT x FROM voters_transactions WHERE x <> '0')
                                               OR (y <> '0' AND y IN (SELECT x FROM voters_transactions))) AS "sharedTransactions",
              (SELECT count(DISTINCT x) FROM cast_in) AS "ballotTransactions",
              (SELECT count(*) FROM cast_in c JOIN voter v ON c.id IN (v.person_id, v.membership_id)) AS "sharedValues",
              (SELECT array_agg(id::text) FROM cast_in) AS ids`,
      [pollId],
    );
  }

  it('a reader with an old snapshot delays the vacuum, and it is said so', async () => {
    const box = new BallotBox(hall.uow);
    const poll = await hall.poll({ tier: 'secret' });
    await tryCast(box, hall.voters[0]!, poll.id);
    const reader = await hall.db.pool.connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM secret_ballot');
    await hall.endTime(poll.id);
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    expect(await shred(hall.uow)).toBe(false);
    await reader.query('COMMIT');
    reader.release();
    expect(await shred(hall.uow)).toBe(true);
    expect(
      await hall.db.one('SELECT shredded_at IS NOT NULL AS done FROM poll WHERE id = $1', [poll.id]),
    ).toEqual({ done: true });
  });
});

/** Whether the planner, which knows an earlier poll by its statistics, takes the next one for a row or two. */
async function comparesAllWithAll(db: Database): Promise<boolean> {
  await db.run('ANALYZE roll, ballot, participation, secret_ballot');
  const plans = await Promise.all(
    ['ballot', 'participation'].map((cast) =>
      db.query(`EXPLAIN SELECT FROM ${cast} JOIN roll USING (poll_id, person_id) WHERE poll_id = $1`, [
        newId(),
      ]),
    ),
  );
  return JSON.stringify(plans).includes('Join Filter');
}

describe('one hundred thousand members', () => {
  it.each([['roll_call'], ['secret']] as [Tier][])(
    'a %s poll opens with all of them on its roll, and counts every ballot at its close',
    async (tier) => {
      const large = await Hall.ofSize(100_000);
      try {
        const draft = await large.draft({
          tier,
          rule: {
            ...SIMPLE_MAJORITY,
            quorum: {
              kind: 'share',
              counted: 'cast',
              numerator: 1,
              denominator: 2,
              comparison: 'at_least',
              base: 'entitled',
            },
          },
        });
        const opened = await large.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id }));
        expect(opened).toMatchObject({ ok: true, value: { entitled: { heads: 100_000 } } });
        await fill(large, draft.id, tier);
        await large.endTime(draft.id);
        const closed = await large.uow.do((tx) => closePoll(NO_PORTS, tx, draft.id));
        expect(closed!.result.outcome.tally.cast.heads).toBe(100_000);
        expect(await comparesAllWithAll(large.db)).toBe(false);
      } finally {
        await large.close();
      }
    },
  );
});

/** Casts everybody's ballot in bulk. */
async function fill(large: Hall, pollId: PollId, tier: Tier): Promise<void> {
  if (tier === 'secret') {
    await large.inBulk(
      `INSERT INTO participation SELECT poll_id, person_id, assembly_id, ${RANDOM_CODE} FROM roll WHERE poll_id = $1`,
      [pollId],
    );
    await large.inBulk(
      `INSERT INTO secret_ballot SELECT poll_id, gen_random_uuid(), assembly_id,
         (ARRAY['yes', 'no', 'abstain'])[1 + (random() * 2)::int], weight FROM roll WHERE poll_id = $1`,
      [pollId],
    );
    return;
  }
  await large.inBulk(
    `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
     SELECT poll_id, person_id, assembly_id, (ARRAY['yes', 'no', 'abstain'])[1 + (random() * 2)::int],
       'key-' || person_id, ${RANDOM_CODE}, plenary_now() FROM roll WHERE poll_id = $1`,
    [pollId],
  );
}

const RANDOM_CODE = `regexp_replace(upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)), '(.{4})(.{4})(.{4})', '\\1-\\2-\\3')`;
