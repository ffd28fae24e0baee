import { membersByIds, nameInRecord } from '@plenary/assembly';
import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { noteGap } from '../persistence/roster-rows.js';
import { giveSkills, hasSkill, tasksOf } from '../persistence/task-rows.js';
import { enterRota } from './enter-rota.js';

/** Confirms that another member can do what a task asks for: by somebody who can. Repeatable. */
export async function giveSkill(
  tx: Tx,
  personId: PersonId,
  given: { readonly assemblyId: AssemblyId; readonly memberId: string; readonly skill: string },
): Promise<Result<AssemblyId>> {
  const { assemblyId, memberId, skill } = given;
  const grant = await enterRota(tx, personId, assemblyId, 'skill.give');
  if (!grant.ok) return grant;
  const by = grant.value.membership.id;
  const [member] = await membersByIds(tx, [memberId]);
  if (member === undefined || member.assemblyId !== assemblyId || memberId === by)
    return refuse('MEMBER_UNKNOWN');
  const asked = (await tasksOf(tx, assemblyId)).some(({ requires }) => requires.includes(skill));
  if (!asked || !(await hasSkill(tx, by, skill))) return refuse('SKILL_NOT_YOURS');
  if ((await giveSkills(tx, assemblyId, [memberId], [skill], { membershipId: by })) === 0)
    return ok(assemblyId);
  await noteGap(tx, assemblyId);
  tx.record({
    assemblyId,
    kind: 'skill.given',
    authority: grant.value.authority,
    data: { membership: memberId, skill },
    personal: { member: await nameInRecord(tx, memberId) },
  });
  return ok(assemblyId);
}
