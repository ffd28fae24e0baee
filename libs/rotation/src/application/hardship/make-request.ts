import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import { randomId, type Tx } from '@plenary/platform';
import { MOST_KEPT } from '../../domain/hardship.js';
import { refuse, rotaRejection } from '../../domain/rejections.js';
import {
  type HardshipRequest,
  insertNote,
  insertRequest,
  isHeard,
  keptOf,
  requestById,
  requestByKey,
} from '../../persistence/hardship-rows.js';
import { enterOwn } from './enter.js';

/** The last word on one open request for each member. */
export const HARDSHIP_CONSTRAINTS = { hardship_request_one_open: rotaRejection('HARDSHIP_OPEN') };

export interface Asking {
  readonly assemblyId: AssemblyId;
  /** Made by the client: a retry with it answers what the first made, as it is now. */
  readonly clientKey: string;
  /** 1 to 2,000 characters, not blank. */
  readonly text: string;
}

/** Asks for help in confidence. Neither the record nor the feed knows of it. */
export async function makeHardshipRequest(
  tx: Tx,
  personId: PersonId,
  { assemblyId, clientKey, text }: Asking,
): Promise<Result<HardshipRequest>> {
  const own = await enterOwn(tx, personId, assemblyId);
  if (!own.ok) return own;
  const membershipId = own.value;
  const before = await requestByKey(tx, membershipId, clientKey);
  if (before !== null) return ok(before);
  if (!(await isHeard(tx, assemblyId))) return refuse('HARDSHIP_UNHEARD');
  const { kept, open } = await keptOf(tx, membershipId);
  if (open) return refuse('HARDSHIP_OPEN');
  if (kept >= MOST_KEPT) return refuse('HARDSHIP_TOO_MANY');
  const id = randomId<'hardshipRequest'>();
  await insertRequest(tx, { id, assemblyId, membershipId, clientKey });
  await insertNote(tx, { id, assemblyId, notes: [] }, { authorId: membershipId, clientKey, text });
  return ok((await requestById(tx, id))!);
}
