import { authorise, lockMembers } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import type { Term } from '../domain/term.js';
import { officeById } from '../persistence/office-store.js';
import { deleteSignature, lockLastPetition, supportOf } from '../persistence/petition-store.js';
import { termById } from '../persistence/term-store.js';
import { noteSignature } from './petitions.js';
import { visibleTerm } from './visible.js';

/** 'Restore it.' Takes the caller's own signature back, while the petition is open. Repeatable. */
export async function restoreConfidence(tx: Tx, personId: PersonId, termId: string): Promise<Result<Term>> {
  const { assemblyId } = await visibleTerm(tx, personId, termId);
  await lockMembers(tx, assemblyId, 'shared');
  const grant = await authorise(tx, personId, assemblyId, 'confidence.restore');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const petition = await lockLastPetition(tx, termId);
  const term = (await termById(tx, termId))!;
  if (term.endedAt !== null) return refuse('SEAT_NOT_HELD');
  if (petition === null || petition.endedAt !== null) return ok(term);
  if (!(await deleteSignature(tx, petition, membership.id))) return ok(term);
  const office = (await officeById(tx, term.officeId))!;
  const support = await supportOf(tx, petition);
  await noteSignature(tx, petition, office, term, 'confidence.restored', authority, support, membership.id);
  return ok(term);
}
