import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { standingOf } from '@plenary/assembly';
import { codeOf, expectOk } from '../spec/hall.js';
import { Sitting } from '../spec/sitting.js';

let sitting: Sitting;
beforeEach(async () => {
  sitting = await Sitting.of(8);
});
afterEach(() => sitting.hall.close());

/** Whether the member holds the facilitation now because those present chose them. */
async function holdsOnTheSpot(n: number): Promise<boolean> {
  const found = await standingOf(sitting.hall.db, sitting.person(n), sitting.hall.assemblyId);
  return found!.standing.shifts.some(
    (shift) => shift.chosen === 'spot' && shift.membershipId === sitting.hall.member(n).membershipId,
  );
}

describe('choosing somebody to facilitate now', () => {
  it('is by a simple poll of those present, and lasts until the meeting ends', async () => {
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2, 3, 4, 5);
    const motion = expectOk(await sitting.propose(2, 4));
    const pollId = await sitting.put(2, motion);
    const poll = expectOk(await sitting.open(pollId));
    expect(poll).toMatchObject({
      meetingId: meeting.id,
      rollPolicy: 'present',
      entitled: { heads: 4 },
      ruleReason: null,
    });
    const reasons = await sitting.hall.db.query<{ reason: string }>(
      'SELECT DISTINCT reason FROM roll WHERE poll_id = $1',
      [pollId],
    );
    expect(reasons).toEqual([{ reason: 'is present in the meeting' }]);
    await sitting.everybodyVotesYes(pollId);
    await sitting.close(pollId);
    expect(await sitting.motion(motion.id)).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(await holdsOnTheSpot(4)).toBe(true);
    expect(codeOf(await sitting.end(3, meeting))).toBe('RIGHT_NOT_HELD');
    expectOk(await sitting.end(4, meeting));
    expect(await holdsOnTheSpot(4)).toBe(false);
  });

  it('is for those in a meeting that is on, of somebody who is in it', async () => {
    expect(codeOf(await sitting.propose(2, 4))).toBe('NOT_IN_A_MEETING');
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2);
    expect(codeOf(await sitting.propose(3, 2))).toBe('NOT_IN_A_MEETING');
    expect(codeOf(await sitting.propose(2, 4))).toBe('EFFECT_INVALID');
    expect(codeOf(await sitting.propose(2, 2))).toBe('accepted');
  });

  it('is only where nobody who facilitates is there, ten minutes after they were due', async () => {
    const meeting = await sitting.meet(5);
    await sitting.come(meeting, 2, 3);
    expect(codeOf(await sitting.propose(2, 3))).toBe('SOMEBODY_FACILITATES');
    await sitting.later(6);
    const early = expectOk(await sitting.propose(2, 3));
    await sitting.come(meeting, 1);
    expect(codeOf(await sitting.propose(2, 3))).toBe('SOMEBODY_FACILITATES');
    expect(codeOf(await sitting.move(2, early))).toBe('SOMEBODY_FACILITATES');
    await sitting.leave(meeting, 1);
    expect(codeOf(await sitting.propose(2, 3))).toBe('SOMEBODY_FACILITATES');
    await sitting.later(11);
    expect(codeOf(await sitting.move(2, early))).toBe('accepted');
  });

  it('takes one to five minutes, and opens at once', async () => {
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2, 3);
    const effect = { memberId: sitting.hall.member(3).membershipId };
    const draft = async (more: object) =>
      codeOf(await sitting.draft(2, 'choose_on_the_spot', { effect, ...more }));
    expect(await draft({ seconds: 59 })).toBe('TERMS_NOT_ALLOWED');
    expect(await draft({ seconds: 301 })).toBe('TERMS_NOT_ALLOWED');
    expect(await draft({ opensAt: await sitting.hall.inHours(1) })).toBe('TERMS_NOT_ALLOWED');
    expect(await draft({ seconds: 60 })).toBe('accepted');
  });

  it('gives nothing when the meeting is over, or the facilitator has come, before the vote closes', async () => {
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2, 3, 4);
    const [one, two] = [expectOk(await sitting.propose(2, 4)), expectOk(await sitting.propose(3, 2))];
    const [first, last] = [await sitting.put(2, one), await sitting.put(3, two)];
    expectOk(await sitting.open(first));
    expectOk(await sitting.open(last));
    await sitting.everybodyVotesYes(first);
    await sitting.everybodyVotesYes(last);
    await sitting.come(meeting, 1);
    await sitting.close(first);
    expect((await sitting.motion(one.id)).outcome).toEqual({
      done: false,
      because: 'somebody who facilitates is in the meeting by now',
    });
    expectOk(await sitting.end(1, meeting));
    await sitting.close(last);
    expect((await sitting.motion(two.id)).outcome).toEqual({ done: false, because: 'the meeting is over' });
  });

  it('gives the shift to one alone when two votes close at the same instant', async () => {
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2, 3, 4, 5);
    const motions = [expectOk(await sitting.propose(2, 4)), expectOk(await sitting.propose(3, 5))];
    const polls = [await sitting.put(2, motions[0]!), await sitting.put(3, motions[1]!)];
    for (const pollId of polls) {
      expectOk(await sitting.open(pollId));
      await sitting.everybodyVotesYes(pollId);
    }
    await Promise.all(polls.map((pollId) => sitting.close(pollId)));
    const outcomes = await Promise.all(
      motions.map(async ({ id }) => (await sitting.motion(id)).outcome?.done),
    );
    expect(outcomes.sort()).toEqual([false, true]);
    expect([await holdsOnTheSpot(4), await holdsOnTheSpot(5)].sort()).toEqual([false, true]);
  });

  it('chooses another when whoever was chosen has left', async () => {
    const meeting = await sitting.meet(11);
    await sitting.come(meeting, 2, 3, 4, 5);
    for (const chosen of [4, 5]) {
      const pollId = await sitting.put(2, expectOk(await sitting.propose(2, chosen)));
      expectOk(await sitting.open(pollId));
      await sitting.everybodyVotesYes(pollId);
      await sitting.close(pollId);
      expect(await holdsOnTheSpot(chosen)).toBe(true);
      if (chosen === 4) await sitting.leave(meeting, 4);
    }
    expect(await holdsOnTheSpot(4)).toBe(false);
  });
});
