import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ok, type PollId } from '@plenary/kernel';
import { newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { type Answer } from '@plenary/tally';
import { BallotBox } from './application/ballot-box.js';
import { type CastRejection, castBallot, type Receipt } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { NO_PORTS } from './application/ports.js';
import { ReceiptSigner } from './application/receipt-signer.js';
import { receiptText } from './domain/receipt.js';
import { pollsThatNeed } from './persistence/poll-store.js';
import { failureOf, Hall, type Voter } from './spec/hall.js';

let hall: Hall;
let box: BallotBox;
beforeAll(async () => {
  hall = await Hall.open(60);
  box = new BallotBox(hall.uow);
});
afterAll(() => hall.close());

const key = () => newId();

async function cast(
  voter: Voter,
  pollId: PollId,
  answer: Answer,
  clientKey: string = key(),
): Promise<Receipt> {
  const result = await castBallot(box, hall.db, voter.tokenHash, { pollId, answer, clientKey });
  if (!result.ok) throw new Error(result.rejection.code);
  return result.value;
}

async function refusal(voter: Voter, pollId: PollId, answer: Answer = 'yes'): Promise<CastRejection> {
  const result = await castBallot(box, hall.db, voter.tokenHash, { pollId, answer, clientKey: key() });
  if (result.ok) throw new Error('it was taken');
  return result.rejection;
}

describe('a roll-call ballot', () => {
  it('is taken, and its receipt finds it', async () => {
    const poll = await hall.poll();
    const receipt = await cast(hall.voters[0]!, poll.id, 'yes');
    expect(receipt.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(receipt.replaced).toBe(false);
    const row = await hall.db.one<{ answer: string; at: Date }>(
      'SELECT answer, cast_at AS at FROM ballot WHERE poll_id = $1 AND code = $2',
      [poll.id, receipt.code],
    );
    expect(row).toEqual({ answer: 'yes', at: receipt.castAt });
  });

  it('sent 20 times at once is in once, and every sender gets the same receipt', async () => {
    const poll = await hall.poll();
    const clientKey = key();
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => cast(hall.voters[1]!, poll.id, 'no', clientKey)),
    );
    expect(new Set(receipts.map((r) => r.code)).size).toBe(1);
    expect(
      await hall.db.one('SELECT count(*) AS n, sum(replacements) AS changes FROM ballot WHERE poll_id = $1', [
        poll.id,
      ]),
    ).toEqual({ n: 1, changes: 0 });
  });

  it('sent 20 times at once through two processes and two sessions is in once', async () => {
    const poll = await hall.poll();
    const voter = hall.voters[2]!;
    const second = await secondSession(voter);
    const db = await hall.otherProcess();
    const other = new BallotBox(new UnitOfWork(db, appendRecordAndFeed));
    const clientKey = key();
    const receipts = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const tokenHash = i % 4 < 2 ? voter.tokenHash : second;
        const result = await castBallot(i % 2 ? other : box, hall.db, tokenHash, {
          pollId: poll.id,
          answer: 'yes',
          clientKey,
        });
        if (!result.ok) throw new Error(result.rejection.code);
        return result.value.code;
      }),
    );
    await db.close();
    expect(new Set(receipts).size).toBe(1);
    expect(
      await hall.db.one('SELECT count(*) AS n, sum(replacements) AS changes FROM ballot WHERE poll_id = $1', [
        poll.id,
      ]),
    ).toEqual({ n: 1, changes: 0 });
  });

  it('is replaced by the voter’s next one, and a late repeat of the first gets the first receipt and changes nothing', async () => {
    const poll = await hall.poll();
    const voter = hall.voters[3]!;
    const firstKey = key();
    const first = await cast(voter, poll.id, 'yes', firstKey);
    const second = await cast(voter, poll.id, 'no');
    expect(second.code).not.toBe(first.code);
    const repeat = await cast(voter, poll.id, 'yes', firstKey);
    expect(repeat).toEqual({ ...first, replaced: true });
    expect(await answerOf(voter, poll.id)).toBe('no');
  });

  it('changed by many requests at once ends with one of them, every key applied once, every receipt known', async () => {
    const poll = await hall.poll();
    const voter = hall.voters[4]!;
    const db = await hall.otherProcess();
    const other = new BallotBox(new UnitOfWork(db, appendRecordAndFeed));
    const keys = Array.from({ length: 12 }, key);
    const receipts = await Promise.all(
      [...keys, ...keys].map(async (clientKey, i) => {
        const answer = i % 2 ? 'yes' : 'no';
        const result = await castBallot(i % 3 ? box : other, hall.db, voter.tokenHash, {
          pollId: poll.id,
          answer,
          clientKey,
        });
        if (!result.ok) throw new Error(result.rejection.code);
        return { clientKey, code: result.value.code };
      }),
    );
    await db.close();
    for (const clientKey of keys) {
      expect(new Set(receipts.filter((r) => r.clientKey === clientKey).map((r) => r.code)).size).toBe(1);
    }
    const rows = await hall.db.query<{ key: string }>(
      `SELECT client_key AS key FROM ballot WHERE poll_id = $1 UNION ALL SELECT client_key FROM ballot_replaced WHERE poll_id = $1`,
      [poll.id],
    );
    expect(rows.map((row) => row.key).sort()).toEqual([...keys].sort());
  });

  it('is replaced 50 times at most', async () => {
    const poll = await hall.poll();
    const voter = hall.voters[5]!;
    const lastKey = key();
    for (let i = 0; i < 50; i++) await cast(voter, poll.id, i % 2 ? 'yes' : 'no');
    await cast(voter, poll.id, 'abstain', lastKey);
    expect((await refusal(voter, poll.id)).code).toBe('TOO_MANY_CHANGES');
    expect((await cast(voter, poll.id, 'no', lastKey)).replaced).toBe(false);
    expect(await answerOf(voter, poll.id)).toBe('abstain');
  });

  it('keeps its receipt after the close', async () => {
    const poll = await hall.poll();
    const clientKey = key();
    const receipt = await cast(hall.voters[6]!, poll.id, 'yes', clientKey);
    await hall.endTime(poll.id);
    expect(await cast(hall.voters[6]!, poll.id, 'yes', clientKey)).toEqual(receipt);
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    expect(await cast(hall.voters[6]!, poll.id, 'yes', clientKey)).toEqual(receipt);
  });
});

describe('a secret ballot', () => {
  it('is final: any repeat gets the same receipt, whatever it says', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    const voter = hall.voters[7]!;
    const receipt = await cast(voter, poll.id, 'yes');
    expect(receipt.castAt).toBeNull();
    expect(await cast(voter, poll.id, 'no')).toEqual(receipt);
    expect(await cast(voter, poll.id, 'block')).toEqual(receipt);
    await hall.endTime(poll.id);
    expect(await cast(voter, poll.id, 'abstain')).toEqual(receipt);
    expect(await hall.db.query('SELECT answer FROM secret_ballot WHERE poll_id = $1', [poll.id])).toEqual([
      { answer: 'yes' },
    ]);
  });

  it('sent 20 times at once, each time otherwise, through two processes, is in once', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    const db = await hall.otherProcess();
    const other = new BallotBox(new UnitOfWork(db, appendRecordAndFeed));
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const input = {
          pollId: poll.id,
          answer: i % 2 ? ('yes' as const) : ('no' as const),
          clientKey: key(),
        };
        const result = await castBallot(i % 3 ? box : other, hall.db, hall.voters[8]!.tokenHash, input);
        if (!result.ok) throw new Error(result.rejection.code);
        return result.value.code;
      }),
    );
    await db.close();
    expect(new Set(codes).size).toBe(1);
    expect(
      await hall.db.one('SELECT count(*) AS n FROM secret_ballot WHERE poll_id = $1', [poll.id]),
    ).toEqual({ n: 1 });
  });
});

describe('a receipt', () => {
  it('is signed by the assembly’s key, and the same receipt has the same signature', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    const receipt = await cast(hall.voters[9]!, poll.id, 'yes');
    const signer = new ReceiptSigner(hall.db);
    const signature = await signer.signatureOf(receipt);
    expect(await new ReceiptSigner(hall.db).signatureOf(receipt)).toBe(signature);
    const { der } = await hall.db.one<{ der: Buffer }>(
      'SELECT public_key AS der FROM signing_key WHERE assembly_id = $1',
      [hall.assemblyId],
    );
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const text = Buffer.from(receiptText(hall.assemblyId, poll.id, receipt.code));
    expect(verify(null, text, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('a ballot is refused', () => {
  it('NOT_SIGNED_IN: without a credential, with an unknown one, a revoked one, an expired one', async () => {
    const poll = await hall.poll();
    const input = { pollId: poll.id, answer: 'yes' as const, clientKey: key() };
    expect((await failureOf(castBallot(box, hall.db, null, input))).code).toBe('NOT_SIGNED_IN');
    expect((await failureOf(castBallot(box, hall.db, Buffer.alloc(32, 7), input))).code).toBe(
      'NOT_SIGNED_IN',
    );
    const [revoked, expired] = await hall.more(2);
    await hall.db.run('UPDATE access SET revoked_at = plenary_now() WHERE id = $1', [revoked!.accessId]);
    await hall.db.run(
      `UPDATE access SET created_at = plenary_now() - interval '2 days', expires_at = plenary_now() - interval '1 second' WHERE id = $1`,
      [expired!.accessId],
    );
    expect((await failureOf(castBallot(box, hall.db, revoked!.tokenHash, input))).code).toBe('NOT_SIGNED_IN');
    expect((await failureOf(castBallot(box, hall.db, expired!.tokenHash, input))).code).toBe('NOT_SIGNED_IN');
  });

  it('NOT_ALLOWED: by a token that may not vote, by a stranger, in a poll that does not exist', async () => {
    const [voter, stranger] = await hall.more(2);
    const poll = await hall.poll();
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      stranger!.membershipId,
    ]);
    const later = await hall.poll();
    await hall.db.run(`UPDATE access SET kind = 'token', scopes = '{read,write}' WHERE id = $1`, [
      voter!.accessId,
    ]);
    const tries = [
      [voter!, poll.id],
      [stranger!, later.id],
      [hall.voters[0]!, newId<'poll'>()],
    ] as const;
    for (const [who, pollId] of tries) {
      const input = { pollId, answer: 'yes' as const, clientKey: key() };
      expect((await failureOf(castBallot(box, hall.db, who.tokenHash, input))).code).toBe('NOT_ALLOWED');
    }
    await hall.db.run(`UPDATE access SET scopes = '{vote}' WHERE id = $1`, [voter!.accessId]);
    await cast(voter!, poll.id, 'yes');
    // Nobody is removed from a roll while it is open.
    await cast(stranger!, poll.id, 'yes');
  });

  it('NOT_ON_ROLL: by a member who came after the roll was frozen', async () => {
    const poll = await hall.poll();
    const [late] = await hall.more(1);
    expect((await refusal(late!, poll.id)).code).toBe('NOT_ON_ROLL');
  });

  it('POLL_NOT_OPEN: before the opening, after the closing time although nothing ran, after the close, when void', async () => {
    const now = await hall.db.now();
    const draft = await hall.draft({ opensAt: new Date(now.getTime() + 3_600_000) });
    const voter = hall.voters[10]!;
    expect(await refusal(voter, draft.id)).toMatchObject({
      code: 'POLL_NOT_OPEN',
      opensAt: draft.opensAt,
      closedAt: null,
    });
    for (const tier of ['roll_call', 'secret'] as const) {
      const poll = await hall.poll({ tier });
      await hall.endTime(poll.id);
      expect((await refusal(voter, poll.id)).code).toBe('POLL_NOT_OPEN');
      const closed = await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
      expect(await refusal(voter, poll.id)).toMatchObject({
        code: 'POLL_NOT_OPEN',
        closedAt: closed!.poll.closesAt,
      });
    }
  });

  it('BALLOT_INVALID: an answer of the other method', async () => {
    const poll = await hall.poll();
    expect((await refusal(hall.voters[11]!, poll.id, 'block')).code).toBe('BALLOT_INVALID');
    const consensus = await hall.poll({
      method: 'consensus',
      rule: { kind: 'consensus', bearableBlocks: 0, quorum: null },
      tier: 'secret',
    });
    expect((await refusal(hall.voters[11]!, consensus.id, 'no')).code).toBe('BALLOT_INVALID');
    await cast(hall.voters[11]!, consensus.id, 'block');
  });

  it('RECENTLY_RECOVERED: for 24 hours in what was open already, and in nothing that opens later', async () => {
    const [voter] = await hall.more(1);
    const before = await hall.poll();
    await hall.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [voter!.personId]);
    expect((await refusal(voter!, before.id)).code).toBe('RECENTLY_RECOVERED');
    await cast(voter!, (await hall.poll()).id, 'yes');
    const secret = await hall.poll({ tier: 'secret' });
    await hall.db.run(`UPDATE person SET recovered_at = plenary_now() WHERE id = $1`, [voter!.personId]);
    expect((await refusal(voter!, secret.id)).code).toBe('RECENTLY_RECOVERED');
    await hall.db.run(`UPDATE person SET recovered_at = plenary_now() - interval '25 hours' WHERE id = $1`, [
      voter!.personId,
    ]);
    await cast(voter!, before.id, 'yes');
  });

  it.each([
    ['in the middle of a batch', 'TRIGGER breaks BEFORE INSERT ON secret_ballot'],
    [
      'as it commits one',
      'CONSTRAINT TRIGGER breaks AFTER INSERT ON secret_ballot DEFERRABLE INITIALLY DEFERRED',
    ],
  ])('TRY_AGAIN: when the database breaks %s, and the repeat is harmless', async (_, trigger) => {
    const poll = await hall.poll({ tier: 'secret' });
    await hall.db.run(`CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'broken'; END $$`);
    await hall.db.run(`CREATE ${trigger} FOR EACH ROW EXECUTE FUNCTION breaks()`);
    const voters = hall.voters.slice(20, 40);
    const send = (voter: Voter) =>
      castBallot(box, hall.db, voter.tokenHash, { pollId: poll.id, answer: 'yes', clientKey: key() });
    const count = (table: string) =>
      hall.db.one(`SELECT count(*) AS n FROM ${table} WHERE poll_id = $1`, [poll.id]);
    try {
      const failures = await Promise.all(voters.map((voter) => failureOf(send(voter))));
      expect(new Set(failures.map((failure) => failure.code))).toEqual(new Set(['TRY_AGAIN']));
      expect(await count('secret_ballot')).toEqual({ n: 0 });
      expect(await count('participation')).toEqual({ n: 0 });
    } finally {
      await hall.db.run('DROP FUNCTION breaks CASCADE');
    }
    for (const result of await Promise.all(voters.map(send))) expect(result.ok).toBe(true);
    expect(await count('secret_ballot')).toEqual({ n: 20 });
    expect(await count('participation')).toEqual({ n: 20 });
  });

  it('TRY_AGAIN: when the connection is cut after the commit, and the repeat gets the receipt of what is in', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    let cut = true;
    const lossy = new BallotBox(
      Object.assign(Object.create(hall.uow) as UnitOfWork, {
        lockThen: async (...args: Parameters<UnitOfWork['lockThen']>) => {
          const rows = await hall.uow.lockThen(...args);
          if (cut) throw new Error('Connection terminated unexpectedly');
          return rows;
        },
      }),
    );
    const send = () =>
      castBallot(lossy, hall.db, hall.voters[41]!.tokenHash, {
        pollId: poll.id,
        answer: 'no',
        clientKey: key(),
      });
    expect((await failureOf(send())).code).toBe('TRY_AGAIN');
    cut = false;
    const again = await send();
    const { code } = await hall.db.one<{ code: string }>(
      'SELECT code FROM participation WHERE poll_id = $1',
      [poll.id],
    );
    expect(again).toMatchObject({ ok: true, value: { code } });
  });
});

describe('ballots that come at once', () => {
  it.each([
    [20, [20]],
    [40, [20, 20]],
    [41, [21, 20]],
  ])('%i of them go in batches of %j', async (ballots, expected) => {
    const poll = await hall.poll({ tier: 'secret' });
    const sizes: number[] = [];
    const watched = new BallotBox(
      Object.assign(Object.create(hall.uow) as UnitOfWork, {
        lockThen: (...args: Parameters<UnitOfWork['lockThen']>) => {
          sizes.push((args[2][1] as unknown[]).length);
          return hall.uow.lockThen(...args);
        },
      }),
    );
    const results = await Promise.all(
      hall.voters
        .slice(0, ballots)
        .map(({ tokenHash }) =>
          castBallot(watched, hall.db, tokenHash, { pollId: poll.id, answer: 'yes', clientKey: key() }),
        ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(sizes).toEqual(expected);
  });
});

describe('an imported member’s place', () => {
  it('is voted in by the person who took the membership up after the opening, once', async () => {
    const [placeholder, taker] = await hall.more(2);
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      taker!.membershipId,
    ]);
    const poll = await hall.poll({ tier: 'secret' });
    await hall.db.run('UPDATE membership SET person_id = $2 WHERE id = $1', [
      placeholder!.membershipId,
      taker!.personId,
    ]);
    const receipt = await cast(taker!, poll.id, 'yes');
    expect(await cast(taker!, poll.id, 'no')).toEqual(receipt);
    // Who signed up with the invitation and let another take it up has no place.
    expect((await failureOf(cast(placeholder!, poll.id, 'no'))).code).toBe('NOT_ALLOWED');
  });

  it('is nobody’s until the invitation is taken up, whoever signed up with it', async () => {
    const [placeholder] = await hall.more(1);
    await hall.db.run('UPDATE membership SET joined_at = NULL WHERE id = $1', [placeholder!.membershipId]);
    const poll = await hall.poll();
    expect((await failureOf(cast(placeholder!, poll.id, 'no'))).code).toBe('NOT_ALLOWED');
    expect(await pollsThatNeed(hall.db, hall.assemblyId, placeholder!.personId)).toEqual([]);
    await hall.db.run('UPDATE membership SET joined_at = plenary_now() WHERE id = $1', [
      placeholder!.membershipId,
    ]);
    await cast(placeholder!, poll.id, 'no');
  });

  it('taken up one after the other by one person is one vote', async () => {
    const [first, second, taker] = await hall.more(3);
    const leave = (voter: Voter) =>
      hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
        voter.membershipId,
      ]);
    const takeUp = (voter: Voter) =>
      hall.db.run('UPDATE membership SET person_id = $2, joined_at = plenary_now() WHERE id = $1', [
        voter.membershipId,
        taker!.personId,
      ]);
    await leave(taker!);
    const poll = await hall.poll({ tier: 'secret' });
    await takeUp(first!);
    const receipt = await cast(taker!, poll.id, 'yes');
    await leave(first!);
    await takeUp(second!);
    expect(await cast(taker!, poll.id, 'yes')).toEqual(receipt);
  });

  it('stays theirs on a frozen roll when they leave before they have voted', async () => {
    const [placeholder, taker] = await hall.more(2);
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      taker!.membershipId,
    ]);
    const poll = await hall.poll();
    await hall.db.run(
      `UPDATE membership SET person_id = $2, ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`,
      [placeholder!.membershipId, taker!.personId],
    );
    await cast(taker!, poll.id, 'yes');
  });
});

async function answerOf(voter: Voter, pollId: PollId): Promise<string> {
  const row = await hall.db.one<{ answer: string }>(
    'SELECT answer FROM ballot WHERE poll_id = $1 AND person_id = $2',
    [pollId, voter.personId],
  );
  return row.answer;
}

async function secondSession(voter: Voter): Promise<Buffer> {
  const hash = Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex');
  await hall.uow.run(async (tx) => {
    await tx.run(
      `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at)
       VALUES ($1, $2, $3, 'session', 'Another', '{}', plenary_now(), plenary_now(), plenary_now() + interval '1 day')`,
      [hash, newId(), voter.personId],
    );
    return ok(null);
  });
  return hash;
}
