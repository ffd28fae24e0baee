import { membersByIds, nameInRecord } from '@plenary/assembly';
import { type MembershipId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { noteGap } from '../persistence/roster-rows.js';
import { doneRow, type ShiftRow } from '../persistence/shift-rows.js';
import { giveSkills, skillsOf, tasksByIds } from '../persistence/task-rows.js';
import { isSeedShowing } from '../persistence/value-rows.js';
import { note, reread } from './answer-shift.js';
import { type Entered, enterShift } from './enter-rota.js';

/**
 * Says that a shift was done, with a note for who comes next: by its holder, once it has begun. A repeat replaces the
 * note. Of a training it says besides who has learned what it teaches: they can do it from then on.
 */
export async function finishShift(
  tx: Tx,
  personId: PersonId,
  shiftId: string,
  handover: string | null,
  learnedIds: readonly string[] = [],
): Promise<Result<ShiftRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.answer', 'holder');
  if (!entered.ok) return entered;
  const { shift, now } = entered.value;
  if (shift.startsAt > now) return refuse('SHIFT_NOT_BEGUN');
  if (shift.missedAt !== null) return refuse('SHIFT_ANSWERED');
  const taught = learnedIds.length === 0 ? ok() : await teach(tx, entered.value, learnedIds);
  if (!taught.ok) return taught;
  await doneRow(tx, shift.id, handover?.trim() || null);
  if (shift.doneAt === null) await note(tx, entered.value, 'shift.done');
  return ok(await reread(tx, shift.id));
}

/** Gives others what the taught task asks for, as far as the holder can do it themselves. */
async function teach(tx: Tx, { shift, grant }: Entered, ids: readonly string[]): Promise<Result<void>> {
  const { assemblyId, membershipId: by } = shift;
  const [training] = await tasksByIds(tx, [shift.taskId]);
  const [taught] = training?.trains == null ? [] : await tasksByIds(tx, [training.trains]);
  if (taught === undefined) return refuse('NOT_TRAINING');
  if (await isSeedShowing(tx, assemblyId)) return refuse('DRAW_UNDER_WAY');
  const members = await membersByIds(tx, [...new Set(ids)] as MembershipId[]);
  if (
    members.length < new Set(ids).size ||
    members.some((member) => member.assemblyId !== assemblyId || member.id === by)
  )
    return refuse('MEMBER_UNKNOWN');
  const can = (await skillsOf(tx, assemblyId)).filter(({ membershipId }) => membershipId === by);
  const skills = taught.requires.filter((name) => can.some((skill) => skill.name === name));
  for (const { id } of members)
    for (const skill of skills) {
      if ((await giveSkills(tx, assemblyId, [id], [skill], { membershipId: by })) === 0) continue;
      await noteGap(tx, assemblyId);
      tx.record({
        assemblyId,
        kind: 'skill.given',
        authority: grant.authority,
        data: { membership: id, skill, shift: shift.id },
        personal: { member: await nameInRecord(tx, id) },
      });
    }
  return ok();
}
