import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lockMembers } from '@plenary/assembly';
import type { MeetingId, MembershipId, Result } from '@plenary/kernel';
import { newId } from '@plenary/platform';
import { untilSomebodyWaits } from '@plenary/testing';
import { BallotBox } from './application/ballot-box.js';
import { castBallot } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { closePollByHand } from './application/close-poll-by-hand.js';
import { openPoll } from './application/open-poll.js';
import { pollFigures } from './application/poll-figures.js';
import { NO_PORTS, type VotingPorts } from './application/ports.js';
import { sayIAmMissing } from './application/say-i-am-missing.js';
import { votingTasks } from './application/timetable.js';
import { votingTogetherEffects } from './application/together.js';
import { voidPoll, voidPollByHand } from './application/void-poll.js';
import { contestWindow } from './domain/contest.js';
import type { Poll } from './domain/poll.js';
import { smallRollWarning, tierSentence } from './domain/secrecy-words.js';
import { pollOf, pollPage, pollsThatNeed } from './persistence/poll-store.js';
import { rollPage, rollSize } from './persistence/roll-store.js';
import { ballotPage, claimsOf, placesOf } from './persistence/voter-store.js';
import { failureOf, Hall, SIMPLE_MAJORITY, type Voter } from './spec/hall.js';

let hall: Hall;
let box: BallotBox;
let facilitator: Voter;
beforeAll(async () => {
  hall = await Hall.open(30);
  box = new BallotBox(hall.uow);
  facilitator = hall.voters[0]!;
  await hall.makeFacilitator(facilitator);
});
afterAll(() => hall.close());

const meetingId = newId<'meeting'>();
const inSession = (present: readonly MembershipId[], meeting: MeetingId = meetingId): VotingPorts => ({
  ...NO_PORTS,
  presence: { presentNow: async () => ({ meetingId: meeting, membershipIds: present }) },
});

const vote = async (voter: Voter, poll: Poll, answer: 'yes' | 'no' = 'yes') =>
  expect(
    await castBallot(box, hall.db, voter.tokenHash, { pollId: poll.id, answer, clientKey: newId() }),
  ).toMatchObject({ ok: true });

function expectRejected(result: Result<unknown>, code: string): void {
  expect(result.ok ? 'accepted' : result.rejection.code).toBe(code);
}

const pages = { after: null, limit: 100, onlyPerson: null };

describe('before the opening', () => {
  it('members see the roll as it would be, and who is missing says so, once', async () => {
    const now = await hall.db.now();
    const [late] = await hall.more(1);
    await hall.db.run(`UPDATE membership SET counts_from = plenary_now() + interval '3 days' WHERE id = $1`, [
      late!.membershipId,
    ]);
    const draft = await hall.draft({ opensAt: new Date(now.getTime() + 86_400_000) });
    const lines = await rollPage(hall.db, draft, [], pages);
    expect(lines.map((line) => line.membershipId)).not.toContain(late!.membershipId);
    expect(lines.length).toBe((await rollSize(hall.db, draft, [])).heads);
    const say = (voter: Voter) => hall.uow.run((tx) => sayIAmMissing(NO_PORTS, tx, voter.personId, draft.id));
    expect((await say(late!)).ok && (await say(late!)).ok).toBe(true);
    expect(await claimsOf(hall.db, draft, null)).toHaveLength(1);
    expectRejected(await say(hall.voters[1]!), 'ALREADY_ON_ROLL');
    await hall.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id }));
    expectRejected(await say(late!), 'ROLL_FROZEN');
    expect(
      (await failureOf(hall.uow.run((tx) => sayIAmMissing(NO_PORTS, tx, late!.personId, newId<'poll'>()))))
        .code,
    ).toBe('NOT_ALLOWED');
  });

  it('a page of the roll goes on where the one before ended', async () => {
    const draft = await hall.draft();
    const all = await rollPage(hall.db, draft, [], pages);
    const first = await rollPage(hall.db, draft, [], { ...pages, limit: 10 });
    const second = await rollPage(hall.db, draft, [], {
      ...pages,
      limit: 100,
      after: first.at(-1)!.membershipId,
    });
    expect([...first, ...second]).toEqual(all);
    expect(
      await rollPage(hall.db, draft, [], { ...pages, onlyPerson: hall.voters[3]!.personId }),
    ).toHaveLength(1);
  });

  it('a draft that contradicts itself is refused', async () => {
    const now = await hall.db.now();
    expect((await failureOf(hall.draft({ tier: 'secret', liveResults: true }))).message).toContain(
      'no partial result',
    );
    expect((await failureOf(hall.draft({ closesAt: now, durationSeconds: 60 }))).message).toContain(
      'not both',
    );
    expect((await failureOf(hall.draft({ method: 'consensus' }))).message).toContain('belong together');
  });
});

describe('the opening', () => {
  it('freezes a roll that nobody can edit, add to or take from, whose hash anybody can repeat', async () => {
    const poll = await hall.poll();
    const lines = (await rollPage(hall.db, poll, [], pages))
      .map((line) => `${line.membershipId} ${line.weight} ${line.reason}\n`)
      .sort();
    const hash = createHash('sha256')
      .update(`plenary/roll/v1\n${poll.id}\n${lines.join('')}`)
      .digest();
    expect(poll.rollHash).toEqual(hash);
    const [late] = await hall.more(1);
    const edits = [
      'UPDATE roll SET weight = 2 WHERE poll_id = $1',
      'DELETE FROM roll WHERE poll_id = $1',
      `INSERT INTO roll SELECT $1, '${late!.personId}', '${hall.assemblyId}', '${late!.membershipId}', 1, 'late'`,
      `UPDATE poll SET closes_at = closes_at + interval '1 hour' WHERE id = $1`,
      `UPDATE poll SET rule = '{"kind":"majority"}' WHERE id = $1`,
    ];
    for (const edit of edits) expect((await failureOf(hall.db.run(edit, [poll.id]))).code).toBe('23001');
    expect((await failureOf(hall.db.run('TRUNCATE roll CASCADE'))).code).toBe('23001');
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      late!.membershipId,
    ]);
  });

  it('happens once when two processes open it', async () => {
    const draft = await hall.draft();
    const results = await Promise.all(
      [1, 2].map(() => hall.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id }))),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expectRejected(results.find((result) => !result.ok)!, 'POLL_NOT_DRAFT');
  });

  it('waits for a meeting when the rule counts those present, and counts those of the roll', async () => {
    const rule = { ...SIMPLE_MAJORITY, quorum: { kind: 'number', counted: 'present', atLeast: 2 } } as const;
    const draft = await hall.draft({ rule });
    expectRejected(
      await hall.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id })),
      'PRESENCE_NEEDED',
    );
    const [open] = votingTasks(hall.uow, NO_PORTS);
    await open!.runDue();
    expect(await pollOf(hall.db, draft.id)).toMatchObject({ state: 'draft', waitingFor: 'presence' });
    const present = [hall.voters[1]!.membershipId, hall.voters[2]!.membershipId, newId<'membership'>()];
    const opened = await hall.uow.run((tx) => openPoll(inSession(present), tx, { pollId: draft.id }));
    expect(opened).toMatchObject({
      ok: true,
      value: { state: 'open', waitingFor: null, present: { heads: 2, weight: 2 } },
    });
  });

  it('refuses a weight that fewer than 5 hold in a secret poll, which then ends void; a roll call bears it', async () => {
    const weights = {
      name: 'by-weight',
      select: `SELECT person_id, id AS membership_id, CASE WHEN id = '${hall.voters[1]!.membershipId}' THEN 7 ELSE 1 END AS weight,
                 'branch' AS reason FROM counting_members($1, $2)`,
    };
    const voided: string[] = [];
    const ports: VotingPorts = {
      ...NO_PORTS,
      rollPolicies: [weights],
      pollVoided: async (_, poll) => void voided.push(poll.id),
    };
    const secret = await hall.draft({ tier: 'secret', rollPolicy: 'by-weight' });
    expectRejected(
      await hall.uow.run((tx) => openPoll(ports, tx, { pollId: secret.id })),
      'WEIGHTS_TOO_RARE',
    );
    const [open] = votingTasks(hall.uow, ports);
    await open!.runDue();
    expect(await pollOf(hall.db, secret.id)).toMatchObject({ state: 'void' });
    expect(voided).toEqual([secret.id]);
    const poll = await hall.poll({ rollPolicy: 'by-weight' }, ports);
    await vote(hall.voters[1]!, poll, 'yes');
    await vote(hall.voters[2]!, poll, 'no');
    await hall.endTime(poll.id);
    const closed = await hall.uow.do((tx) => closePoll(ports, tx, poll.id));
    expect(closed!.result.outcome.tally).toMatchObject({
      yes: { heads: 1, weight: 7 },
      no: { heads: 1, weight: 1 },
    });
  });

  it('takes into a founding poll everybody who has joined', async () => {
    const [imported] = await hall.more(1);
    await hall.db.run('UPDATE membership SET joined_at = NULL WHERE id = $1', [imported!.membershipId]);
    const onRoll = async (poll: Poll) =>
      (await rollPage(hall.db, poll, [], pages)).map((line) => line.membershipId);
    expect(await onRoll(await hall.poll({ rollPolicy: 'joined' }))).not.toContain(imported!.membershipId);
    expect(await onRoll(await hall.poll())).toContain(imported!.membershipId);
    await hall.db.run('UPDATE membership SET joined_at = since WHERE id = $1', [imported!.membershipId]);
  });

  it('later than its planned close keeps the planned length', async () => {
    const now = await hall.db.now();
    const poll = await hall.poll({
      opensAt: new Date(now.getTime() - 7_200_000),
      closesAt: new Date(now.getTime() - 3_600_000),
    });
    expect(poll.closesAt!.getTime() - poll.openedAt!.getTime()).toBe(3_600_000);
  });
});

describe('a roll that is frozen while members come and go', () => {
  it('waits for who is leaving, and has nobody on it who left before it opened', async () => {
    const [leaver] = await hall.more(1);
    const draft = await hall.draft();
    const ended = Promise.withResolvers<void>();
    const door = Promise.withResolvers<void>();
    const leaving = hall.uow.do(async (tx) => {
      await lockMembers(tx, hall.assemblyId, 'shared');
      await tx.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
        leaver!.membershipId,
      ]);
      ended.resolve();
      await door.promise;
    });
    await ended.promise;
    const opening = hall.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id }));
    await untilSomebodyWaits(hall.db);
    door.resolve();
    const opened = await opening;
    await leaving;
    if (!opened.ok) throw new Error(opened.rejection.message);
    expect(
      await hall.db.query('SELECT 1 FROM roll WHERE poll_id = $1 AND membership_id = $2', [
        draft.id,
        leaver!.membershipId,
      ]),
    ).toEqual([]);
  });
});

describe('what may be known of a poll', () => {
  it('secret and open: how many voted from five up, and nothing else; after the close the result', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    for (let n = 1; n <= 6; n++) {
      await vote(hall.voters[n]!, poll);
      const figures = await pollFigures(hall.db, poll);
      expect(figures).toMatchObject({ voted: n < 5 ? null : n, liveTally: null, result: null });
      // The version would tell it otherwise.
      expect(figures.version).toBe(poll.revision + (n < 5 ? 0 : n));
    }
    await hall.endTime(poll.id);
    const closed = (await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id)))!;
    const figures = await pollFigures(hall.db, closed.poll);
    expect(figures).toMatchObject({ voted: 6, liveTally: null });
    expect(figures.result!.outcome.tally.yes.heads).toBe(6);
    const list = await ballotPage(hall.db, closed.poll, null, 10);
    expect(list.map(({ answer, displayName, weight }) => [answer, displayName, weight])).toEqual(
      Array(6).fill([null, null, null]),
    );
  });

  it('roll call: the count live only where the bylaws allow it, and the version never goes back', async () => {
    const live = await hall.poll({ liveResults: true });
    const quiet = await hall.poll();
    const versions: number[] = [];
    for (const voter of [hall.voters[1]!, hall.voters[2]!, hall.voters[1]!]) {
      await vote(voter, live);
      await vote(voter, quiet);
      versions.push((await pollFigures(hall.db, live)).version);
    }
    expect((await pollFigures(hall.db, live)).liveTally).toMatchObject({ yes: { heads: 2 } });
    expect(await pollFigures(hall.db, quiet)).toMatchObject({ voted: 2, liveTally: null });
    await hall.endTime(live.id);
    const closed = (await hall.uow.do((tx) => closePoll(NO_PORTS, tx, live.id)))!;
    versions.push((await pollFigures(hall.db, closed.poll)).version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(await ballotPage(hall.db, closed.poll, null, 10)).toHaveLength(2);
  });

  it('one’s own: what needs my vote, my receipt, my answer in a roll call alone', async () => {
    const [roll, secret] = [await hall.poll(), await hall.poll({ tier: 'secret' })];
    const me = hall.voters[9]!;
    const waiting = async () =>
      (await pollsThatNeed(hall.db, hall.assemblyId, me.personId)).map((poll) => poll.id);
    expect(await waiting()).toEqual(expect.arrayContaining([roll.id, secret.id]));
    await vote(me, roll, 'no');
    await vote(me, secret, 'no');
    expect(await waiting()).not.toEqual(expect.arrayContaining([roll.id]));
    expect(await waiting()).not.toEqual(expect.arrayContaining([secret.id]));
    const key = { assemblyId: hall.assemblyId, personId: me.personId };
    const places = await placesOf(hall.db, [
      { ...key, pollId: roll.id },
      { ...key, pollId: secret.id },
      { ...key, pollId: newId() },
    ]);
    expect(places).toMatchObject([{ answer: 'no' }, { answer: null, castAt: null }, null]);
    expect(places[1]!.code).toBeTruthy();
  });

  it('polls of the assembly come newest first, page by page, by state', async () => {
    const all = await pollPage(hall.db, hall.assemblyId, { state: null, before: null, limit: 100 });
    const first = await pollPage(hall.db, hall.assemblyId, { state: null, before: null, limit: 3 });
    const rest = await pollPage(hall.db, hall.assemblyId, { state: null, before: first[2]!.id, limit: 100 });
    expect([...first, ...rest]).toEqual(all);
    const closed = await pollPage(hall.db, hall.assemblyId, { state: 'closed', before: null, limit: 100 });
    expect(closed).toEqual(all.filter((poll) => poll.state === 'closed'));
  });

  it('in words: who could learn the vote, and the warning on a roll below five', () => {
    expect(tierSentence({ tier: 'secret', liveResults: false })).toContain(
      'The server could see a vote as it passes',
    );
    expect(tierSentence({ tier: 'roll_call', liveResults: true })).toContain('from the moment a vote is in');
    expect(smallRollWarning({ tier: 'secret' }, 4)).toContain('a unanimous result will show how you voted');
    expect(smallRollWarning({ tier: 'secret' }, 5)).toBeNull();
    expect(smallRollWarning({ tier: 'roll_call' }, 2)).toBeNull();
  });
});

describe('closing by hand', () => {
  const byHand = (poll: Poll, voter: Voter, ports: VotingPorts, countdownSeconds = 30) =>
    hall.uow.run((tx) => closePollByHand(ports, tx, voter.personId, { pollId: poll.id, countdownSeconds }));

  it('starts a countdown, in a meeting, by whoever facilitates; the record says so', async () => {
    const poll = await hall.poll({ tier: 'secret', meetingId });
    const before = await hall.db.now();
    const result = await byHand(poll, facilitator, inSession([]), 45);
    if (!result.ok) throw new Error(result.rejection.message);
    const closesAt = result.value.closesAt!.getTime();
    expect(closesAt).toBeGreaterThanOrEqual(before.getTime() + 45_000);
    expect(closesAt).toBeLessThanOrEqual((await hall.db.now()).getTime() + 45_000);
    const entry = await hall.db.one<{ kind: string }>('SELECT kind FROM entry ORDER BY seq DESC LIMIT 1');
    expect(entry.kind).toBe('poll.countdown-started');
    // A longer countdown does not move the close back.
    const again = await byHand(poll, facilitator, inSession([]), 600);
    expect(again).toMatchObject({ ok: true, value: { closesAt: result.value.closesAt } });
  });

  it('RIGHT_NOT_HELD, RESULT_VISIBLE, NO_MEETING, POLL_NOT_OPEN; and nothing at all to a stranger', async () => {
    const poll = await hall.poll({ meetingId });
    expectRejected(await byHand(poll, hall.voters[4]!, inSession([])), 'RIGHT_NOT_HELD');
    expectRejected(await byHand(poll, facilitator, NO_PORTS), 'NO_MEETING');
    expectRejected(await byHand(poll, facilitator, inSession([], newId<'meeting'>())), 'NO_MEETING');
    expectRejected(
      await byHand(await hall.poll({ liveResults: true, meetingId }), facilitator, inSession([])),
      'RESULT_VISIBLE',
    );
    // A vote that was not put in the meeting is everybody's until its time, wherever they are.
    expectRejected(await byHand(await hall.poll(), facilitator, inSession([])), 'NO_MEETING');
    await hall.endTime(poll.id);
    expectRejected(await byHand(poll, facilitator, inSession([])), 'POLL_NOT_OPEN');
    const [stranger] = await hall.more(1);
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      stranger!.membershipId,
    ]);
    expect((await failureOf(byHand(poll, stranger!, inSession([])))).code).toBe('NOT_ALLOWED');
  });
});

describe('a poll in the facilitator’s own matter', () => {
  const about = (voter: Voter): VotingPorts => ({
    ...inSession([]),
    concernedIn: async () => [voter.membershipId],
  });
  const endBoth = async (ports: VotingPorts) => {
    const poll = await hall.poll({ tier: 'secret', meetingId });
    const pollId = poll.id;
    const close = await hall.uow.run((tx) =>
      closePollByHand(ports, tx, facilitator.personId, { pollId, countdownSeconds: 30 }),
    );
    const ended = await hall.uow.run((tx) =>
      voidPollByHand(ports, tx, facilitator.personId, { pollId, reason: 'I would rather not.' }),
    );
    return [close, ended];
  };

  it('is neither closed nor voided by them; one about another member is', async () => {
    for (const result of await endBoth(about(facilitator))) expectRejected(result, 'RIGHT_NOT_HELD');
    for (const result of await endBoth(about(hall.voters[3]!))) expect(result).toMatchObject({ ok: true });
  });
});

describe('ending without a result', () => {
  const byHand = (poll: Poll, voter: Voter) =>
    hall.uow.run((tx) =>
      voidPollByHand(NO_PORTS, tx, voter.personId, {
        pollId: poll.id,
        reason: 'The text was the wrong one.',
      }),
    );

  it('by the facilitator, with a reason; secret ballots are deleted, receipts stay, nothing more is taken', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    await vote(hall.voters[5]!, poll);
    expect(await byHand(poll, facilitator)).toMatchObject({
      ok: true,
      value: { state: 'void', voidReason: 'The text was the wrong one.' },
    });
    expect(
      await hall.db.one('SELECT count(*) AS n FROM secret_ballot WHERE poll_id = $1', [poll.id]),
    ).toEqual({ n: 0 });
    await vote(hall.voters[5]!, poll);
    const late = await castBallot(box, hall.db, hall.voters[6]!.tokenHash, {
      pollId: poll.id,
      answer: 'yes',
      clientKey: newId(),
    });
    expectRejected(late, 'POLL_NOT_OPEN');
    expect(contestWindow((await pollOf(hall.db, poll.id))!)).toBeNull();
  });

  it('CHOICE_SEEN once a ballot is in that members can see; RIGHT_NOT_HELD; POLL_NOT_OPEN when it has ended', async () => {
    const poll = await hall.poll({ liveResults: true });
    expectRejected(await byHand(poll, hall.voters[5]!), 'RIGHT_NOT_HELD');
    await vote(hall.voters[5]!, poll);
    expectRejected(await byHand(poll, facilitator), 'CHOICE_SEEN');
    await hall.endTime(poll.id);
    expectRejected(await byHand(poll, facilitator), 'POLL_NOT_OPEN');
    await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    expectRejected(await byHand(poll, facilitator), 'POLL_NOT_OPEN');
    expect(
      contestWindow((await pollOf(hall.db, poll.id))!)!.getTime() - (await hall.db.now()).getTime(),
    ).toBeGreaterThan(6.9 * 86_400_000);
  });

  it('by the facilitator once in a matter: put again, it is for members together', async () => {
    const motionId = newId<'motion'>();
    expect(await byHand(await hall.poll({ motionId }), facilitator)).toMatchObject({ ok: true });
    expectRejected(await byHand(await hall.poll({ motionId }), facilitator), 'RIGHT_NOT_HELD');
    // One that was withdrawn before it opened had not been put to anybody.
    const other = newId<'motion'>();
    const draft = await hall.draft({ motionId: other });
    const system = { source: 'system' } as const;
    await hall.uow.run((tx) =>
      voidPoll(NO_PORTS, tx, { pollId: draft.id, reason: 'Not opened.', authority: system }),
    );
    expect(await byHand(await hall.poll({ motionId: other }), facilitator)).toMatchObject({ ok: true });
  });

  it('says why in words that the record can hold, whatever was typed', async () => {
    const because = (reason: string) =>
      hall
        .poll()
        .then((poll) =>
          hall.uow.run((tx) =>
            voidPollByHand(NO_PORTS, tx, facilitator.personId, { pollId: poll.id, reason }),
          ),
        );
    expect((await failureOf(because('  \n '))).code).toBe('BAD_INPUT');
    expect((await failureOf(because('x'.repeat(501)))).code).toBe('BAD_INPUT');
    expect(await because(`${'😀'.repeat(500)} `)).toMatchObject({
      ok: true,
      value: { voidReason: '😀'.repeat(500) },
    });
    const [voiding] = votingTogetherEffects(NO_PORTS);
    const poll = await hall.poll();
    const request = {
      id: newId(),
      assemblyId: hall.assemblyId,
      details: {},
      reason: `x${'😀'.repeat(1000)}`,
    };
    const ending = { ...request, subjectId: poll.id, action: 'VOID_POLL' } as const;
    const authority = { source: 'together', request: request.id } as const;
    await hall.uow.run((tx) => voiding!.execute(tx, { ...ending, authority }));
    expect((await pollOf(hall.db, poll.id))!.voidReason).toBe(`x${'😀'.repeat(499)}`);
  });

  it('races with the close: exactly one of the two happens', async () => {
    for (let round = 0; round < 10; round++) {
      const poll = await hall.poll();
      await hall.db.run(
        `UPDATE poll SET closes_at = plenary_now() + interval '5 milliseconds' WHERE id = $1`,
        [poll.id],
      );
      const [voided, closed] = await Promise.all([
        hall.uow.run((tx) =>
          voidPoll(NO_PORTS, tx, { pollId: poll.id, reason: 'A race.', authority: { source: 'system' } }),
        ),
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, 6));
          return hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
        })(),
      ]);
      expect(voided.ok).toBe(closed === null);
    }
  });

  it('by members together, as by the facilitator; and they can start the countdown', async () => {
    const [voiding, closing] = votingTogetherEffects(inSession([]));
    const request = { id: newId(), assemblyId: hall.assemblyId, details: {}, reason: 'Wrong text.' };
    const together = { source: 'together', request: request.id } as const;
    const poll = await hall.poll({ tier: 'secret', meetingId });
    const subject = { ...request, subjectId: poll.id, action: 'CLOSE_POLL' } as const;
    expect(await hall.uow.run((tx) => closing!.check!(tx, subject))).toEqual({ ok: true, value: undefined });
    const counting = await hall.uow.run((tx) => closing!.execute(tx, { ...subject, authority: together }));
    expect(counting).toMatchObject({ ok: true });
    const ending = { ...subject, action: 'VOID_POLL' } as const;
    expect(
      await hall.uow.run((tx) => voiding!.execute(tx, { ...ending, authority: together })),
    ).toMatchObject({ ok: true });
    expectRejected(await hall.uow.run((tx) => voiding!.check!(tx, ending)), 'POLL_NOT_OPEN');
  });
});
