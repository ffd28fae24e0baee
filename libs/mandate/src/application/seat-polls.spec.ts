import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amendBylawNumbers } from '@plenary/assembly';
import type { PollId } from '@plenary/kernel';
import { newId } from '@plenary/platform';
import { closePoll, pollOf, resultOf } from '@plenary/voting';
import type { Term } from '../domain/term.js';
import { askedPage, seatsOfPoll, votesOfTerm } from '../persistence/seat-poll-store.js';
import { codeOf, expectOk, House, SECTIONS } from '../spec/house.js';

const COUNCIL = {
  recallPoll: { numerator: 1, denominator: 2, atLeast: 100 },
  vacancy: 'alternate',
  speaksAbove: true,
};

describe('a poll in which an assembly asks the delegates of those below', () => {
  let above: House;
  let north: House;
  let south: House;
  let ofNorth: Term;
  let ofSouth: Term;
  beforeAll(async () => {
    above = await House.of(3);
    north = await House.of(5, above);
    south = await House.of(4, above);
    for (const below of [north, south]) await below.standBelow(above);
    ofNorth = await north.delegate(1, COUNCIL, [2, 3]);
    ofSouth = await south.delegate(1, COUNCIL, [2]);
  });
  afterAll(() => above.close());

  /** Put to the vote: announced, and told to those below. */
  async function asked(): Promise<{ pollId: PollId; motionId: string }> {
    const motion = await above.announced('ask_delegates', {});
    await above.settle();
    return { pollId: motion.pollId!, motionId: motion.id };
  }
  async function opened() {
    const put = await asked();
    await above.open(await above.motion(put.motionId));
    return put;
  }
  const instruct = (house: House, term: Term, motionId: string, position: string) =>
    house.mandate(term.officeId, [{ matter: { motionId }, position }]);
  async function closed(pollId: PollId) {
    await above.db.run(
      `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
    await above.work.do((tx) => closePoll(above.voting, tx, pollId));
    await above.settle();
    const poll = (await pollOf(above.db, pollId))!;
    return { poll, result: (await resultOf(above.db, poll))! };
  }
  const seat = async (house: House, pollId: PollId) => {
    const poll = (await pollOf(above.db, pollId))!;
    return (await seatsOfPoll(above.db, poll, house.assemblyId, 10))[0]!;
  };

  it('is told below, lists their seats, and holds each vote against the mandate', async () => {
    const { pollId, motionId } = await asked();
    const told = (await above.entries('delegates.asked')).filter(({ data }) => data.poll === pollId);
    expect(told).toHaveLength(2);
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'yes'))).toBe('POLL_NOT_OPEN');
    await above.open(await above.motion(motionId));
    expect((await pollOf(above.db, pollId))!).toMatchObject({
      tier: 'roll_call',
      rollPolicy: 'seats',
      entitled: { heads: 2, weight: 2 },
    });
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'yes'))).toBe('NO_MANDATE');
    await instruct(north, ofNorth, motionId, 'must_oppose');
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'yes'))).toBe('ACT_CONTRADICTS_MANDATE');
    expect(codeOf(await north.voteForSeat(2, ofNorth, pollId, 'no'))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'block'))).toBe('BALLOT_INVALID');
    expectOk(await north.voteForSeat(1, ofNorth, pollId, 'no'));
    await instruct(south, ofSouth, newId(), 'must_support');
    expectOk(await south.voteForSeat(1, ofSouth, pollId, 'yes'));
    expect((await seat(south, pollId)).vote).toMatchObject({
      answer: 'yes',
      verdict: 'outside',
      former: false,
    });
    const { result } = await closed(pollId);
    expect(result.outcome).toMatchObject({ carried: false });
    const votes = await votesOfTerm(above.db, ofSouth.id, true, 10);
    expect(votes).toMatchObject([{ pollId, motionId, answer: 'yes', replaced: false }]);
    for (const [kind, count] of [
      ['delegate.voted', 1],
      ['delegate.voted-outside-mandate', 1],
      ['delegates.poll-ended', 2],
    ] as const)
      expect((await above.entries(kind)).filter(({ data }) => data.poll === pollId)).toHaveLength(count);
  });

  it('is nothing that others may vote in, nor those whom it does not ask', async () => {
    const stranger = await House.of(3, above);
    const ofNobody = await stranger.delegate(1, COUNCIL);
    const { pollId } = await opened();
    await expect(stranger.voteForSeat(1, ofNobody, pollId, 'yes')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const another = await above.announced('ordinary', {});
    await expect(north.voteForSeat(1, ofNorth, another.pollId!, 'yes')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    // Created after the opening: its seat was not listed.
    const late = await north.delegate(4, COUNCIL);
    await north.mandate(late.officeId, [{ matter: { text: 'Wages' }, position: 'must_support' }]);
    expect(codeOf(await north.voteForSeat(4, late, pollId, 'yes'))).toBe('NOT_ON_ROLL');
    await north.decide('abolish_office', { officeId: late.officeId });
    await closed(pollId);
  });

  it('is read no more by an assembly that left before it opened, and by one that left later as far as it was in it', async () => {
    const leaves = (house: House) =>
      above.db.run('UPDATE assembly SET parent_id = NULL WHERE id = $1', [house.assemblyId]);
    const listed = async () => (await askedPage(above.db, north.assemblyId, null, 1))[0];
    try {
      const early = await asked();
      expect(await listed()).toBe(early.pollId);
      await leaves(north);
      await above.open(await above.motion(early.motionId));
      expect(await listed()).not.toBe(early.pollId);
      await closed(early.pollId);
      await north.standBelow(above);
      const late = await opened();
      await leaves(north);
      await instruct(north, ofNorth, late.motionId, 'must_support');
      // The roll is frozen: the seat speaks still.
      expectOk(await north.voteForSeat(1, ofNorth, late.pollId, 'yes'));
      await closed(late.pollId);
      expect(await listed()).toBe(late.pollId);
    } finally {
      await north.standBelow(above);
    }
  });

  it('gives the same ballot sent again the same receipt, and ends changing it at 50', async () => {
    const { pollId } = await opened();
    await north.mandate(ofNorth.officeId, [{ matter: { text: 'Wages' }, position: 'must_support' }]);
    const { personId } = north.member(1);
    await above.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [personId]);
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'yes'))).toBe('RECENTLY_RECOVERED');
    await above.db.run('UPDATE person SET recovered_at = NULL WHERE id = $1', [personId]);
    const clientKey = newId();
    const first = expectOk(await north.voteForSeat(1, ofNorth, pollId, 'yes', { clientKey }));
    expect(expectOk(await north.voteForSeat(1, ofNorth, pollId, 'no', { clientKey }))).toEqual(first);
    for (let n = 0; n < 50; n++) expectOk(await north.voteForSeat(1, ofNorth, pollId, n % 2 ? 'yes' : 'no'));
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'abstain'))).toBe('TOO_MANY_CHANGES');
    expect(expectOk(await north.voteForSeat(1, ofNorth, pollId, 'no', { clientKey }))).toMatchObject({
      code: first.code,
      replaced: true,
    });
    await closed(pollId);
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'no'))).toBe('POLL_NOT_OPEN');
  });

  it('weighs seats by the members who sent them where the bylaws above say so, for no more seats than they take', async () => {
    const laws = (changes: readonly { path: string; value: number }[]) =>
      above.work.do((tx) =>
        amendBylawNumbers({ sections: SECTIONS }, tx, above.assemblyId, changes, { source: 'system' }),
      );
    await laws([
      { path: 'delegates.weightByMembers', value: 1 },
      { path: 'delegates.seatsPerAssembly', value: 2 },
    ]);
    const wide = await House.of(7, above);
    await wide.standBelow(above);
    await wide.office({ ...COUNCIL, seats: 3 });
    const { pollId } = await opened();
    const seats = await seatsOfPoll(above.db, (await pollOf(above.db, pollId))!, null, 10);
    const weights = (house: House) =>
      seats.filter((each) => each.assemblyId === house.assemblyId).map(({ weight }) => weight);
    expect([weights(north), weights(south), weights(wide)]).toEqual([[5], [4], [4, 3]]);
    await instruct(north, ofNorth, (await pollOf(above.db, pollId))!.motionId!, 'must_support');
    expectOk(await north.voteForSeat(1, ofNorth, pollId, 'yes'));
    const { result } = await closed(pollId);
    expect(result.outcome).toMatchObject({ carried: true, tally: { yes: { heads: 1, weight: 5 } } });
    await laws([{ path: 'delegates.weightByMembers', value: 0 }]);
    await above.db.run('UPDATE assembly SET parent_id = NULL WHERE id = $1', [wide.assemblyId]);
  });

  it('has nobody to ask where no assembly below sends a delegate', async () => {
    const alone = await House.of(3, above);
    expect(codeOf(await alone.draft('ask_delegates', {}))).toBe('EFFECT_INVALID');
  });

  it('on two levels: instructed below, voted above, recalled in mid-poll, and the alternate replaces the ballot', async () => {
    const { pollId, motionId } = await opened();
    await instruct(north, ofNorth, motionId, 'must_support');
    const clientKey = 'a key that both use';
    const cast = expectOk(await north.voteForSeat(1, ofNorth, pollId, 'yes', { clientKey }));
    for (const n of [2, 3, 4]) expectOk(await north.withdraw(n, ofNorth));
    // The ballot is marked and stands; whoever cast it speaks for the seat no more.
    expect(await seat(north, pollId)).toMatchObject({ termId: null, vote: { answer: 'yes', former: true } });
    expect(codeOf(await north.voteForSeat(1, ofNorth, pollId, 'no'))).toBe('SEAT_NOT_HELD');
    const [called] = await north.running(ofNorth.officeId);
    expect(codeOf(await north.voteForSeat(2, called!, pollId, 'yes'))).toBe('NOT_ACCEPTED');
    const next = await north.accept(ofNorth.officeId, 2);
    // The assembly has thought again, too.
    await instruct(north, ofNorth, motionId, 'must_oppose');
    expect(codeOf(await north.voteForSeat(2, next, pollId, 'yes'))).toBe('ACT_CONTRADICTS_MANDATE');
    const replaced = expectOk(await north.voteForSeat(2, next, pollId, 'no', { clientKey }));
    expect(replaced.code).not.toBe(cast.code);
    const { poll, result } = await closed(pollId);
    expect(result.outcome).toMatchObject({ carried: false, tally: { yes: { heads: 0 }, no: { heads: 1 } } });
    expect(await seat(north, poll.id)).toMatchObject({
      termId: next.id,
      vote: { answer: 'no', former: false, termId: next.id },
    });
    expect((await votesOfTerm(above.db, ofNorth.id, false, 1))[0]).toMatchObject({
      answer: 'yes',
      replaced: true,
    });
    ofNorth = next;
  });

  it('keeps the ballot of a delegate whose term ends in mid-poll, marked, and takes no more from them', async () => {
    const { pollId, motionId } = await opened();
    await instruct(south, ofSouth, motionId, 'must_support');
    expectOk(await south.voteForSeat(1, ofSouth, pollId, 'yes'));
    // On the clock alone: nothing has run.
    const [held] = await above.db.query<{ until: Date }>(
      'SELECT held_until AS until FROM seat WHERE id = $1',
      [ofSouth.seatId],
    );
    await above.db.run('UPDATE seat SET held_until = plenary_now() WHERE id = $1', [ofSouth.seatId]);
    expect(codeOf(await south.voteForSeat(1, ofSouth, pollId, 'yes'))).toBe('SEAT_NOT_HELD');
    await above.db.run('UPDATE seat SET held_until = $2 WHERE id = $1', [ofSouth.seatId, held!.until]);
    const { result } = await closed(pollId);
    expect(result.outcome).toMatchObject({ tally: { yes: { heads: 1 } } });
  });

  it('tells those below once, wherever the process was killed', async () => {
    const { pollId } = await opened();
    const of = async () =>
      (await above.entries('delegates.asked')).filter(({ data }) => data.poll === pollId);
    expect(await of()).toHaveLength(2);
    await above.settle();
    // As if it had been killed between the telling and the noting of it.
    await above.db.run(
      `INSERT INTO news_below (assembly_id, poll_id, sent_by, what) VALUES ($1, $2, $3, 'asked')`,
      [above.assemblyId, pollId, north.assemblyId],
    );
    await Promise.all([above.settle(), north.settle()]);
    expect(await of()).toHaveLength(2);
    expect(await above.db.query('SELECT 1 FROM news_below')).toEqual([]);
    await closed(pollId);
  });

  it('is by roll call, and its roll is of seats: the database has the last word', async () => {
    const { pollId } = await opened();
    const refused = (sql: string, values: unknown[] = []) =>
      expect(above.db.run(sql, values)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
    await refused(
      `INSERT INTO seat_vote SELECT $1, $2, 0, $3, $4, $5, $6, 1, 'AAAA-BBBB-CCCC', 'yes', 'within', '', plenary_now()`,
      [pollId, ofSouth.seatId, above.assemblyId, south.assemblyId, ofNorth.id, ofNorth.officeId],
    );
    const draft = (await above.announced('ask_delegates', {})).pollId!;
    await refused(`UPDATE poll SET tier = 'secret' WHERE id = $1`, [draft]);
    await refused(
      `INSERT INTO roll (poll_id, person_id, assembly_id, membership_id, weight, reason) VALUES ($1, $2, $3, $4, 1, 'no seat')`,
      [draft, above.member(1).personId, above.assemblyId, above.member(1).membershipId],
    );
    await closed(pollId);
  });
});
