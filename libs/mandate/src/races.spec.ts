import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PollId } from '@plenary/kernel';
import { acceptSeat, resignSeat } from './application/answer-seat.js';
import type { Term } from './domain/term.js';
import { actsPage } from './persistence/act-store.js';
import { countingNow, lastPetitions } from './persistence/petition-store.js';
import { termById } from './persistence/term-store.js';
import { codeOf, expectOk, House, type Process } from './spec/house.js';

const NO_POLL = { recallPoll: { numerator: 1, denominator: 2, atLeast: 100 }, vacancy: 'alternate' };

describe('500 members who sign and unsign at once in two processes', () => {
  const SIZE = 500;
  let house: House;
  let other: Process;
  beforeAll(async () => {
    house = await House.of(SIZE);
    other = await house.otherProcess();
  });
  afterAll(async () => {
    await other.db.close();
    await house.close();
  });

  /** Some at a time from each process; what each was answered. */
  async function all(calls: readonly (() => Promise<string>)[]): Promise<string[]> {
    const answers: string[] = [];
    let next = 0;
    const worker = async () => {
      for (let i = next++; i < calls.length; i = next++) answers.push(await calls[i]!());
    };
    await Promise.all(Array.from({ length: 32 }, worker));
    return answers;
  }

  /** What the record says, in commit order: the count after each signature, and where the seat was emptied. */
  async function story(term: Term) {
    const rows = await house.db.query<{ seq: number; kind: string; bytes: Buffer }>(
      `SELECT seq, kind, bytes FROM entry
       WHERE kind IN ('confidence.withdrawn', 'confidence.restored', 'delegate.recalled') ORDER BY seq`,
    );
    return rows
      .map(({ kind, bytes }) => ({
        kind,
        data: (JSON.parse(bytes.toString()) as { data: { term: string; count: number; base: number } }).data,
      }))
      .filter(({ data }) => data.term === term.id);
  }

  it('empty the seat exactly once, at the first crossing in commit order', async () => {
    const term = await house.delegate(1, NO_POLL, [2, 3]);
    const calls = house.members.flatMap((_, i) => {
      const work = i % 2 === 0 ? house.work : other.work;
      const sign = async () => codeOf(await house.withdraw(i + 1, term, work));
      // A fifth of them think again, in the other process.
      const back = async () =>
        codeOf(await house.restore(i + 1, term, work === house.work ? other.work : house.work));
      return i % 5 === 0 ? [sign, back] : [sign];
    });
    const answers = await all(calls);
    expect(new Set(answers)).toEqual(new Set(['accepted', 'SEAT_NOT_HELD']));

    const told = await story(term);
    const recalls = told.filter(({ kind }) => kind === 'delegate.recalled');
    expect(recalls).toHaveLength(1);
    // Replayed from the signatures alone: the recall follows the first that makes more than half, and no other.
    let count = 0;
    for (const [i, { kind, data }] of told.entries()) {
      if (kind === 'delegate.recalled') {
        expect(i).toBe(told.length - 1);
        expect(data).toMatchObject({ count: SIZE / 2 + 1, base: SIZE });
        expect(count).toBe(SIZE / 2 + 1);
        continue;
      }
      count += kind === 'confidence.withdrawn' ? 1 : -1;
      expect(data.count).toBe(count);
      if (i < told.length - 2) expect(count * 2).toBeLessThanOrEqual(SIZE);
    }
    expect((await house.running(term.officeId)).map(({ membershipId }) => membershipId)).toEqual([
      house.member(2).membershipId,
    ]);
    const [petition] = await lastPetitions(house.db, [term.id]);
    expect(petition).toMatchObject({ outcome: 'recalled' });
  });

  it('never empty it where half sign and take it back', async () => {
    const term = await house.delegate(1, NO_POLL, [2]);
    const half = house.members.slice(0, SIZE / 2);
    const answers = await all(
      half.flatMap((_, i) => [
        async () => codeOf(await house.withdraw(i + 1, term, i % 2 ? house.work : other.work)),
        async () => codeOf(await house.restore(i + 1, term, i % 2 ? other.work : house.work)),
      ]),
    );
    expect(new Set(answers)).toEqual(new Set(['accepted']));
    expect((await story(term)).filter(({ kind }) => kind === 'delegate.recalled')).toEqual([]);
    expect((await house.running(term.officeId)).map(({ id }) => id)).toEqual([term.id]);
  });
});

describe('at the same moment', () => {
  let house: House;
  let other: Process;
  beforeAll(async () => {
    house = await House.of(9);
    other = await house.otherProcess();
  });
  afterAll(async () => {
    await other.db.close();
    await house.close();
  });

  it('an act and the recall: the act comes before it, or not at all', async () => {
    for (let round = 0; round < 5; round++) {
      const term = await house.delegate(2, NO_POLL, [3]);
      await house.mandate(term.officeId, [{ matter: { text: 'Wages' }, position: 'must_support' }]);
      for (const n of [1, 3, 4, 5]) expectOk(await house.withdraw(n, term));
      const [recall, ...acts] = await Promise.all([
        house.withdraw(6, term),
        ...Array.from({ length: 6 }, (_, i) => house.act(2, term, {}, i % 2 ? house.work : other.work)),
      ]);
      expect(expectOk(recall!)).toMatchObject({ endKind: 'recalled_by_signatures' });
      const accepted = acts.filter(({ ok }) => ok);
      expect(new Set(acts.map(codeOf))).toEqual(
        new Set([
          ...(accepted.length > 0 ? ['accepted'] : []),
          ...(accepted.length < 6 ? ['SEAT_NOT_HELD'] : []),
        ]),
      );
      const written = await actsPage(house.db, term.id, null, null, 10);
      expect(written).toHaveLength(accepted.length);
      const { seq } = (await house.entries('delegate.recalled')).at(-1)!;
      const before = (await house.entries('act.recorded')).filter(({ data }) => data.term === term.id);
      expect(before.every((entry) => entry.seq < seq)).toBe(true);
    }
  });

  it('the last signature and a resignation: one of them ends the term, and one follows', async () => {
    for (let round = 0; round < 5; round++) {
      const term = await house.delegate(2, NO_POLL, [3]);
      for (const n of [1, 3, 4, 5]) expectOk(await house.withdraw(n, term));
      await Promise.all([
        house.withdraw(6, term),
        other.work.run((tx) => resignSeat(house.mandates, tx, house.member(2).personId, term.id)),
      ]);
      expect(await house.running(term.officeId)).toMatchObject([
        { membershipId: house.member(3).membershipId },
      ]);
      const ends = [
        ...(await house.entries('delegate.recalled')),
        ...(await house.entries('delegate.resigned')),
      ];
      expect(ends.filter(({ data }) => data.term === term.id)).toHaveLength(1);
    }
  });

  it('a signature and a departure: the crossing is a signature’s, or a poll opens', async () => {
    for (let round = 0; round < 2; round++) {
      const term = await house.delegate(2, NO_POLL, [3]);
      const size = await house.db.one<{ members: number }>(
        'SELECT count(*) AS members FROM counting_members($1, plenary_now())',
        [house.assemblyId],
      );
      // One more signature makes exactly half; with one member less it is more than half.
      const half = Math.floor(size.members / 2);
      for (let n = 1; n < half + (size.members % 2); n++) expectOk(await house.withdraw(n, term));
      const last = half + (size.members % 2);
      await Promise.all([house.withdraw(last, term), house.leave(house.members.length - round, other.work)]);
      await house.settle();
      const recalled = (await house.entries('delegate.recalled')).filter(({ data }) => data.term === term.id);
      const motion = await house.lastMotion('recall_delegate');
      const polled = motion?.effect.termId === term.id;
      expect([recalled.length, polled ? 1 : 0].sort()).toEqual([0, 1]);
      for (const { data } of recalled) expect(Number(data.count) * 2).toBeGreaterThan(Number(data.base));
    }
  });

  it('acceptance in two processes is written once', async () => {
    const officeId = await house.office();
    await house.elect(officeId, 2);
    const [term] = await house.running(officeId);
    const answers = await Promise.all(
      [house.work, other.work].map((work) =>
        work.run((tx) => acceptSeat(tx, house.member(2).personId, term!.id)),
      ),
    );
    expect(answers.map(codeOf)).toEqual(['accepted', 'accepted']);
    const written = await house.entries('seat.accepted');
    expect(written.filter(({ data }) => data.term === term!.id)).toHaveLength(1);
  });

  it('two processes that tidy fill a seat once', async () => {
    const term = await house.delegate(4, { vacancy: 'alternate', acceptHours: 1 }, [5, 6]);
    await house.work.run((tx) => resignSeat(house.mandates, tx, house.member(4).personId, term.id));
    await house.setClock(2);
    try {
      await Promise.all([house.settle(), house.settle(other)]);
      expect(await house.running(term.officeId)).toMatchObject([
        { membershipId: house.member(6).membershipId },
      ]);
      const ends = await house.entries('seat.not-accepted');
      expect(ends.filter(({ data }) => data.office === term.officeId)).toHaveLength(1);
    } finally {
      await house.setClock(0);
    }
  });

  describe('in a poll of the assembly above', () => {
    let above: House;
    beforeAll(async () => {
      above = await House.of(3, house);
      await house.standBelow(above);
    });

    /** A delegate who speaks above, told to support the motion of a poll that is open. */
    async function speaking() {
      const term = await house.delegate(2, { ...NO_POLL, speaksAbove: true }, [3]);
      const motion = await above.announced('ask_delegates', {});
      const pollId = await above.open(motion);
      await house.mandate(term.officeId, [{ matter: { motionId: motion.id }, position: 'must_support' }]);
      return { term, pollId };
    }
    const castFor = (term: Term, pollId: PollId) =>
      Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          house.voteForSeat(2, term, pollId, 'yes', { work: i % 2 ? house.work : other.work }),
        ),
      );
    const written = (pollId: PollId) =>
      house.db.query<{ ordinal: number; term: string }>(
        'SELECT ordinal, term_id AS term FROM seat_vote WHERE poll_id = $1 ORDER BY ordinal',
        [pollId],
      );

    it('a ballot for a seat and the recall: the ballot comes before it, or not at all', async () => {
      for (let round = 0; round < 4; round++) {
        const { term, pollId } = await speaking();
        const size = await countingNow(house.db, house.assemblyId);
        const signers = [1, 3, 4, 5, 6].slice(0, Math.floor(size / 2) + 1);
        const last = signers.pop()!;
        for (const n of signers) expectOk(await house.withdraw(n, term));
        const [recall, casts] = await Promise.all([house.withdraw(last, term), castFor(term, pollId)]);
        expect(expectOk(recall)).toMatchObject({ endKind: 'recalled_by_signatures' });
        const accepted = casts.filter(({ ok }) => ok).length;
        expect(casts.every((cast) => ['accepted', 'SEAT_NOT_HELD'].includes(codeOf(cast)))).toBe(true);
        expect((await written(pollId)).map(({ ordinal }) => ordinal)).toEqual([...Array(accepted).keys()]);
        const { endedAt } = (await termById(house.db, term.id))!;
        const late = await house.db.query('SELECT 1 FROM ballot WHERE poll_id = $1 AND cast_at > $2', [
          pollId,
          endedAt,
        ]);
        expect(late).toEqual([]);
        // The successor's ballot takes the place of whatever was cast.
        const next = await house.accept(term.officeId, 3);
        expectOk(await house.voteForSeat(3, next, pollId, 'yes'));
        expect((await written(pollId)).at(-1)).toEqual({ ordinal: accepted, term: next.id });
        await house.decide('abolish_office', { officeId: term.officeId });
      }
    });

    it('a ballot for a seat and the instant at which its term ends: judged on the clock, though nothing runs', async () => {
      const { term, pollId } = await speaking();
      const until = new Date((await house.db.now()).getTime() + 150);
      await house.db.run('UPDATE seat SET held_until = $2 WHERE id = $1', [term.seatId, until]);
      const codes: string[] = [];
      for (let n = 0; n < 40; n++) codes.push(codeOf(await house.voteForSeat(2, term, pollId, 'yes')));
      while ((await house.db.now()) < until) await house.db.run('SELECT pg_sleep(0.01)');
      codes.push(codeOf(await house.voteForSeat(2, term, pollId, 'yes')));
      expect(codes.join(' ')).toMatch(/^(accepted )*SEAT_NOT_HELD( SEAT_NOT_HELD)*$/);
      const late = await house.db.query('SELECT 1 FROM ballot WHERE poll_id = $1 AND cast_at >= $2', [
        pollId,
        until,
      ]);
      expect(late).toEqual([]);
    });

    it('a ballot for a seat and the close: in the result with its receipt, or refused', async () => {
      const { term, pollId } = await speaking();
      const [casts] = await Promise.all([
        castFor(term, pollId),
        house.db
          .run(
            `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
            [pollId],
          )
          .then(() => above.closePoll(pollId)),
      ]);
      expect(casts.every((cast) => ['accepted', 'POLL_NOT_OPEN'].includes(codeOf(cast)))).toBe(true);
      const codes = casts.flatMap((cast) => (cast.ok ? [cast.value.code] : []));
      const kept = await house.db.query<{ code: string }>('SELECT code FROM seat_vote WHERE poll_id = $1', [
        pollId,
      ]);
      expect(kept.map(({ code }) => code).sort()).toEqual(codes.sort());
    });
  });
});
