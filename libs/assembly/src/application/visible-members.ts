import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { isQuiet } from '../persistence/assembly-rows.js';
import { type MemberRow, type MemberState, membersByIds, membersPage } from '../persistence/member-rows.js';
import { convenerNow, shiftsNow } from '../persistence/overview-rows.js';
import { authorise } from './authorise.js';

export interface MembersQuery {
  readonly search: string | null;
  readonly state: MemberState | null;
  /** The membership after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

/** The directory. A quiet assembly has none: there a member finds only themselves. */
export async function visibleMembers(
  sql: Sql,
  caller: PersonId,
  assemblyId: AssemblyId,
  query: MembersQuery,
): Promise<MemberRow[]> {
  const own = await readerOf(sql, caller, assemblyId);
  const only = (await isQuiet(sql, assemblyId)) ? own : null;
  return membersPage(sql, { ...query, assemblyId, only });
}

/** One member; in a quiet assembly only oneself and whoever acts for all: the convener and holders of shifts. */
export async function visibleMember(
  sql: Sql,
  caller: PersonId,
  assemblyId: AssemblyId,
  membershipId: string,
): Promise<MemberRow | null> {
  const own = await readerOf(sql, caller, assemblyId);
  const member = (await membersByIds(sql, [membershipId]))[0];
  if (member?.assemblyId !== assemblyId) return null;
  if (membershipId === own || !(await isQuiet(sql, assemblyId))) return member;
  const officers = [await convenerNow(sql, assemblyId), ...(await shiftsNow(sql, assemblyId))];
  return officers.some((officer) => officer?.membershipId === membershipId) ? member : null;
}

/** The caller's membership, who may read. @throws NOT_ALLOWED for strangers. */
export async function readerOf(sql: Sql, caller: PersonId, assemblyId: AssemblyId): Promise<string> {
  const grant = await authorise(sql, caller, assemblyId, 'assembly.read');
  if (!grant.ok) throw new Error('every joined member may read');
  return grant.value.membership.id;
}
