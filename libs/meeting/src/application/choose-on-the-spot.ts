import { chooseOnTheSpot, lockMembers, NEXT_AFTER_MINUTES } from '@plenary/assembly';
import { ok, type Result, rejected } from '@plenary/kernel';
import { effect, effectInvalid, type MotionEffect, readEffect } from '@plenary/motion';
import type { Sql } from '@plenary/platform';
import { PRESENT_ROLL, pollOf } from '@plenary/voting';
import { type Meeting, overAt } from '../domain/meeting.js';
import { isPresent, somebodyFacilitates } from '../persistence/attendance-store.js';
import { currentMeeting, lockMeeting } from '../persistence/meeting-store.js';

type Choice = { memberId: string };

/** The meeting that is on, where nobody facilitates; why not otherwise. */
async function withoutFacilitator(
  sql: Sql,
  assemblyId: Meeting['assemblyId'],
  by: string,
): Promise<Result<Meeting>> {
  const meeting = await currentMeeting(sql, assemblyId);
  if (meeting === null || !(await isPresent(sql, meeting.id, by))) {
    return rejected({
      code: 'NOT_IN_A_MEETING',
      message:
        'Somebody is chosen on the spot by those present in a meeting: check in to the one that is on.',
    });
  }
  if (await somebodyFacilitates(sql, meeting, NEXT_AFTER_MINUTES)) {
    return rejected({
      code: 'SOMEBODY_FACILITATES',
      message: `Somebody who facilitates is in the meeting, or has been missing for less than ${NEXT_AFTER_MINUTES} minutes.`,
    });
  }
  return ok(meeting);
}

/**
 * The third place in the line of those who hold a right (PROCEDURE.md §1): in a meeting where nobody facilitates, those
 * present choose a member by a simple poll. The shift lasts until the meeting ends, and no longer.
 */
export const chooseOnTheSpotEffect: MotionEffect = effect<Choice>({
  kind: 'choose_on_the_spot',
  rollPolicy: PRESENT_ROLL,
  parse: (input) => readEffect(input, ['memberId'], (fields) => ({ memberId: fields.id('memberId') })),
  check: async (sql, { assemblyId, by }, { memberId }) => {
    const meeting = await withoutFacilitator(sql, assemblyId, by);
    if (!meeting.ok) return meeting;
    return (await isPresent(sql, meeting.value.id, memberId))
      ? ok()
      : effectInvalid('memberId', 'Choose a member who is checked in to the meeting.');
  },
  subjects: ({ memberId }) => [memberId],
  words: ({ memberId }, say) => ({
    sentence: `Chooses ${say.member(memberId)} to facilitate until this meeting ends.`,
    ifCarried: `${say.member(memberId)} facilitates at once, until the meeting ends: closes votes in it, and ends it.`,
    ifLost:
      'Nobody is chosen by this vote. Another member can be proposed; members together keep every right.',
  }),
  execute: async (tx, motion, { memberId }, authority) => {
    await lockMembers(tx, motion.assemblyId, 'exclusive');
    const poll = motion.pollId === null ? null : await pollOf(tx, motion.pollId);
    const found = await currentMeeting(tx, motion.assemblyId);
    const meeting = found && (await lockMeeting(tx, found.id, 'shared'));
    if (meeting === null || meeting.endedAt !== null || poll?.meetingId !== meeting.id)
      return { done: false, because: 'the meeting is over' };
    if (await somebodyFacilitates(tx, meeting, NEXT_AFTER_MINUTES))
      return { done: false, because: 'somebody who facilitates is in the meeting by now' };
    if (!(await isPresent(tx, meeting.id, memberId)))
      return { done: false, because: 'the member who was chosen has left the meeting' };
    const { assemblyId } = motion;
    return chooseOnTheSpot(tx, { assemblyId, membershipId: memberId, until: overAt(meeting) }, authority);
  },
  annul: { cannot: 'what was chosen on the spot ends with the meeting; those present may choose another' },
});
