import { activeMembership } from '@plenary/assembly';
import { isUuid, type PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import type { Term } from '../domain/term.js';
import { type Office, officeById } from '../persistence/office-store.js';
import { type Report, reportById } from '../persistence/report-store.js';
import { termById } from '../persistence/term-store.js';

/**
 * One thing of this context, for members of the sending assembly.
 * @throws NOT_ALLOWED in the same words whether it does not exist or is not theirs.
 */
async function visible<T extends { readonly assemblyId: Office['assemblyId'] }>(
  sql: Sql,
  personId: PersonId,
  id: string,
  find: (sql: Sql, id: string) => Promise<T | null>,
): Promise<T> {
  const found = isUuid(id) ? await find(sql, id) : null;
  const member = found && (await activeMembership(sql, personId, found.assemblyId));
  if (!found || !member || member.joinedAt === null) throw notAllowed();
  return found;
}

export const visibleOffice = (sql: Sql, personId: PersonId, id: string): Promise<Office> =>
  visible(sql, personId, id, officeById);
export const visibleTerm = (sql: Sql, personId: PersonId, id: string): Promise<Term> =>
  visible(sql, personId, id, termById);
export const visibleReport = (sql: Sql, personId: PersonId, id: string): Promise<Report> =>
  visible(sql, personId, id, reportById);
