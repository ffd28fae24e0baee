import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { inHandsOf, moved } from '../../domain/hardship.js';
import { refuse } from '../../domain/rejections.js';
import { type HardshipRequest, moveRequest, requestById } from '../../persistence/hardship-rows.js';
import { enterHearing, hearersNow } from './enter.js';

/** Says that one sees to a request, by one's shift: the member reads who. Ends with the shift. Repeatable. */
export async function takeUpHardshipRequest(
  tx: Tx,
  personId: PersonId,
  { assemblyId, requestId }: { readonly assemblyId: AssemblyId; readonly requestId: string },
): Promise<Result<HardshipRequest>> {
  const entered = await enterHearing(tx, personId, assemblyId, requestId);
  if (!entered.ok) return entered;
  const { request, holderId } = entered.value;
  const next = request && moved(request, 'take_up', holderId);
  if (!request || !next) return refuse('HARDSHIP_GONE');
  const hands = inHandsOf(request, await hearersNow(tx, personId, assemblyId));
  if (hands === holderId) return ok(request);
  if (hands !== null) return refuse('HARDSHIP_TAKEN_UP');
  await moveRequest(tx, requestId, next, false);
  return ok((await requestById(tx, requestId))!);
}
