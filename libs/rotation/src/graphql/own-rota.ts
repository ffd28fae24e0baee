import { activeMembership } from '@plenary/assembly';
import type { AssemblyId, PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import type { RotaObject } from './objects.js';

/** The rota of an assembly as the caller has it, read after they changed something of theirs. @throws NOT_ALLOWED for no member. */
export async function ownRota(sql: Sql, personId: PersonId, assemblyId: AssemblyId): Promise<RotaObject> {
  const own = await activeMembership(sql, personId, assemblyId);
  if (own === null) throw notAllowed();
  return { assemblyId, membershipId: own.id };
}
