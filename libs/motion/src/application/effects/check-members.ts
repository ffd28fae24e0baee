import { type AssemblyId, ok, type Result } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { effectInvalid } from '../../domain/rejections.js';
import { membersByIds } from '../../persistence/assembly-facts.js';

/** Every id is a membership of this assembly that has not ended. */
export async function checkMembers(
  sql: Sql,
  assemblyId: AssemblyId,
  field: string,
  ids: readonly string[],
): Promise<Result<void>> {
  const found = await membersByIds(sql, ids);
  const live = found.filter((member) => member.assemblyId === assemblyId && member.endedAt === null);
  return live.length === ids.length
    ? ok()
    : effectInvalid(field, 'Name members of this assembly who have not left.');
}
