import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { hasRoom, inHandsOf, isOpen, moved, type Outcome } from '../../domain/hardship.js';
import { refuse } from '../../domain/rejections.js';
import {
  type HardshipRequest,
  insertNote,
  isWritten,
  moveRequest,
  requestById,
} from '../../persistence/hardship-rows.js';
import { enterHearing, hearersNow } from './enter.js';

export interface Answering {
  readonly assemblyId: AssemblyId;
  readonly requestId: string;
  /** Made by the client: a retry with it answers the same, while the shift lasts. */
  readonly clientKey: string;
  readonly outcome: Outcome;
  /** To the member alone: 1 to 2,000 characters, not blank. */
  readonly text: string;
}

/**
 * Answers a member's request, by one's shift. Two who answer at once: the first one's answer stands, and the other is
 * told. What was withdrawn, answered or never there is answered alike.
 */
export async function answerHardshipRequest(
  tx: Tx,
  personId: PersonId,
  { assemblyId, requestId, clientKey, outcome, text }: Answering,
): Promise<Result<HardshipRequest>> {
  const entered = await enterHearing(tx, personId, assemblyId, requestId);
  if (!entered.ok) return entered;
  const { request, holderId } = entered.value;
  if (request === null) return refuse('HARDSHIP_GONE');
  const note = { authorId: holderId, clientKey, text };
  if (await isWritten(tx, requestId, note)) return ok(request);
  const next = moved(request, outcome, holderId);
  if (next === null) return refuse('HARDSHIP_GONE');
  const hands = inHandsOf(request, await hearersNow(tx, personId, assemblyId));
  if (hands !== null && hands !== holderId) return refuse('HARDSHIP_TAKEN_UP');
  const ends = !isOpen(next.state);
  if (!hasRoom(request.notes.length, ends)) return refuse('HARDSHIP_FULL');
  await insertNote(tx, request, note);
  await moveRequest(tx, requestId, next, ends);
  return ok((await requestById(tx, requestId))!);
}
