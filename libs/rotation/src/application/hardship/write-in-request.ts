import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { hasRoom, isOpen, moved } from '../../domain/hardship.js';
import { refuse } from '../../domain/rejections.js';
import {
  type HardshipRequest,
  insertNote,
  isHeard,
  isWritten,
  keptOf,
  moveRequest,
  requestById,
} from '../../persistence/hardship-rows.js';
import { enterOwnRequest } from './enter.js';

/**
 * The member writes in their own request: adds something, or answers back. One that was answered opens again, for
 * whoever's turn it is. Repeatable with its key.
 */
export async function writeInHardshipRequest(
  tx: Tx,
  personId: PersonId,
  given: { readonly requestId: string; readonly clientKey: string; readonly text: string },
): Promise<Result<HardshipRequest>> {
  const entered = await enterOwnRequest(tx, personId, given.requestId);
  if (!entered.ok) return entered;
  const request = entered.value;
  const note = { authorId: request.membershipId, clientKey: given.clientKey, text: given.text };
  if (await isWritten(tx, request.id, note)) return ok(request);
  const next = moved(request, 'write', null);
  if (next === null) return refuse('HARDSHIP_WITHDRAWN');
  if (!(await isHeard(tx, request.assemblyId))) return refuse('HARDSHIP_UNHEARD');
  const reopens = !isOpen(request.state);
  if (reopens && (await keptOf(tx, request.membershipId)).open) return refuse('HARDSHIP_OPEN');
  if (!hasRoom(request.notes.length, false)) return refuse('HARDSHIP_FULL');
  await insertNote(tx, request, note);
  await moveRequest(tx, request.id, next, false);
  return ok((await requestById(tx, request.id))!);
}
