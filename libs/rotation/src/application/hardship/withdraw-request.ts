import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { moved } from '../../domain/hardship.js';
import {
  eraseNotes,
  type HardshipRequest,
  moveRequest,
  requestById,
} from '../../persistence/hardship-rows.js';
import { enterOwnRequest } from './enter.js';

/**
 * The member withdraws their own request, answered or not: all that was written in it is erased at once. That there was
 * one is kept for as long as any other, so that a retry of the asking does not ask again. Repeatable.
 */
export async function withdrawHardshipRequest(
  tx: Tx,
  personId: PersonId,
  requestId: string,
): Promise<Result<HardshipRequest>> {
  const entered = await enterOwnRequest(tx, personId, requestId);
  if (!entered.ok) return entered;
  const next = moved(entered.value, 'withdraw', null)!;
  await eraseNotes(tx, requestId);
  await moveRequest(tx, requestId, next, true);
  return ok((await requestById(tx, requestId))!);
}
