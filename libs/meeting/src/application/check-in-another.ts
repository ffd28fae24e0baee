import { authorise, nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { Meeting } from '../domain/meeting.js';
import { canBePresent, checkInMember } from '../persistence/attendance-store.js';
import { existing, lockRunning, modeFor } from './running-meeting.js';

/**
 * Checks another member in: whoever has a shift that gives it; or oneself, as the member that one is. Two people at the door are not asked for, as at a station:
 * presence is seen by everybody in the room, and in the record with who noted it. Repeatable.
 */
export async function checkInAnother(
  tx: Tx,
  personId: PersonId,
  meetingId: string,
  memberId: string,
): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const about = { membershipId: memberId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.checkInMember', about);
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const running = await lockRunning(tx, seen.id, modeFor(seen));
  if (!running.ok) return running;
  const { meeting, now } = running.value;
  const member = await canBePresent(tx, meeting.assemblyId, memberId);
  if (member === null)
    return rejected({
      code: 'MEMBER_CANNOT_ATTEND',
      message:
        'Only a member of this assembly who is not suspended, and who has joined or counts, is present.',
    });
  const own = member === membership.id;
  if (await checkInMember(tx, meeting, member, now)) {
    tx.record({
      assemblyId: meeting.assemblyId,
      kind: own ? 'attendance.began' : 'attendance.noted',
      authority,
      data: { meeting: meeting.id, ...(own ? {} : { by: membership.id }) },
      personal: { member: await nameInRecord(tx, member) },
    });
  }
  return ok(meeting);
}
