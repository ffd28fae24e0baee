import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bylawsOf, MEMBERSHIP_SECTION } from '@plenary/assembly';
import {
  allEffects,
  concernedIn,
  type DraftInput,
  draftMotion,
  MOTION_SECTION,
  type Motion,
  type MotionKind,
  type MotionPorts,
  motionById,
  motionDecider,
  motionPutAgain,
  moveMotion,
  secondMotion,
} from '@plenary/motion';
import { closePoll, openPoll, type VotingPorts } from '@plenary/voting';
import { conveneMeeting } from './application/convene-meeting.js';
import { meetingSource, presenceSource } from './application/sources.js';
import { codeOf, expectOk, Hall } from './spec/hall.js';

const SECTIONS = [MEMBERSHIP_SECTION, MOTION_SECTION];
let hall: Hall;
const ports: MotionPorts = {
  effects: allEffects({ sections: SECTIONS, ended: [], suspended: [] }),
  meetings: meetingSource,
  report: (error) => {
    throw error;
  },
};
const voting: VotingPorts = {
  pollClosed: motionDecider(ports),
  pollVoided: motionPutAgain(ports),
  presence: presenceSource,
  concernedIn,
  standingFor: async () => [],
  rollPolicies: [],
};

beforeAll(async () => {
  hall = await Hall.founding(5, SECTIONS);
});
afterAll(() => hall.close());

function draft(kind: MotionKind, effect: DraftInput['effect'] = {}, seconds = 15) {
  const input = {
    kind,
    title: `First decision: ${kind}`,
    text: '',
    effect,
    opensAt: null,
    seconds,
    tier: null,
  };
  return hall.work.run((tx) => draftMotion(ports, tx, hall.member(1).personId, hall.assemblyId, input));
}
const move = (motion: Motion) =>
  hall.work.run((tx) => moveMotion(ports, tx, hall.member(1).personId, motion.id));
const second = (by: number, motion: Motion) =>
  hall.work.run((tx) => secondMotion(ports, tx, hall.member(by).personId, motion.id));

/** Moved, seconded, opened at once, voted for by everybody on the roll, closed. Answers with the size of the roll. */
async function carry(motion: Motion): Promise<number> {
  expectOk(await move(motion));
  const { pollId } = expectOk(await second(2, motion));
  const { due } = await hall.db.one<{ due: boolean }>(
    'SELECT opens_at <= plenary_now() AS due FROM poll WHERE id = $1',
    [pollId],
  );
  expect(due).toBe(true);
  const poll = expectOk(await hall.work.run((tx) => openPoll(voting, tx, { pollId: pollId! })));
  await hall.db.run(
    `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
     SELECT poll_id, person_id, assembly_id, 'yes', person_id::text,
            'AAAA-BBBB-' || lpad((row_number() OVER ())::text, 4, '0'), plenary_now() FROM roll WHERE poll_id = $1`,
    [pollId],
  );
  await hall.db.run(
    `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
    [pollId],
  );
  await hall.work.do((tx) => closePoll(voting, tx, pollId!));
  expect(await motionById(hall.db, motion.id)).toMatchObject({ state: 'carried', outcome: { done: true } });
  return poll.entitled!.heads;
}

describe('the first meeting', () => {
  it('takes its three decisions in their order, and then the founding is over', async () => {
    const roll = expectOk(await draft('confirm_roll'));
    const facilitator = expectOk(
      await draft('choose_facilitator', { memberId: hall.member(3).membershipId }),
    );
    const bylaws = expectOk(
      await draft('adopt_bylaws', {
        preset: 'union_local',
        numbers: [{ path: 'motions.ordinary.noticeHours', value: 0 }],
      }),
    );
    expect(codeOf(await draft('ordinary'))).toBe('NOT_THIS_DECISION_NOW');
    expect(codeOf(await draft('confirm_roll', {}, 14))).toBe('TERMS_NOT_ALLOWED');
    expect(codeOf(await move(roll))).toBe('NO_FIRST_MEETING');

    const startsAt = await hall.inHours(0);
    expectOk(
      await hall.work.run((tx) =>
        conveneMeeting(tx, hall.member(1).personId, hall.assemblyId, { startsAt, place: null }),
      ),
    );
    expect(codeOf(await move(facilitator))).toBe('NOT_THIS_DECISION_NOW');
    expect(await carry(roll)).toBe(5);
    expect(codeOf(await move(expectOk(await draft('confirm_roll'))))).toBe('NOT_THIS_DECISION_NOW');
    expect(codeOf(await move(bylaws))).toBe('NOT_THIS_DECISION_NOW');
    await carry(facilitator);
    await carry(bylaws);

    const inForce = await bylawsOf(hall.db, hall.assemblyId);
    expect([inForce.preset, inForce.section(MOTION_SECTION).ordinary.noticeHours]).toEqual([
      'union_local',
      0,
    ]);
    expect(await hall.db.query('SELECT 1 FROM seat WHERE membership_id IS NOT NULL')).toEqual([]);
    // The convener's seat has ended; the facilitator calls the next meeting.
    const later = await hall.inHours(48);
    const call = (by: number) =>
      hall.work.run((tx) =>
        conveneMeeting(tx, hall.member(by).personId, hall.assemblyId, { startsAt: later, place: null }),
      );
    expect(codeOf(await call(1))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await call(3))).toBe('accepted');
    const ordinary = expectOk(
      await hall.work.run((tx) =>
        draftMotion(ports, tx, hall.member(2).personId, hall.assemblyId, {
          kind: 'ordinary',
          title: 'Refuse overtime',
          text: 'From 1 March.',
          effect: {},
          opensAt: null,
          seconds: null,
          tier: null,
        }),
      ),
    );
    expect(
      codeOf(await hall.work.run((tx) => moveMotion(ports, tx, hall.member(2).personId, ordinary.id))),
    ).toBe('accepted');
  });
});
