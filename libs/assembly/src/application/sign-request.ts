import { createHash } from 'node:crypto';
import { type MembershipId, ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { type TogetherAction, togetherNeeded } from '../domain/together.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import {
  addSignature,
  type JointRequestRow,
  markDone,
  membersForSigning,
  requestById,
  signersOf,
} from '../persistence/request-rows.js';
import type { AssemblyPorts, TogetherEffect } from './ports.js';

type Ports = Pick<AssemblyPorts, 'effects'>;

/** How many must sign now; for a request that is done, how many had to. */
export async function neededFor(ports: Ports, sql: Sql, request: JointRequestRow): Promise<number> {
  if (request.neededThen !== null) return request.neededThen;
  const { base, able } = await membersForSigning(sql, request.assemblyId);
  const rules = (await bylawsOf(sql, request.assemblyId)).section(MEMBERSHIP_SECTION);
  return togetherNeeded(base, able, rules, await effectOf(ports, request.action).needed?.(sql, request));
}

/** Under the exclusive members lock: nobody joins, leaves or signs between the count and the commit. */
export async function sign(
  ports: Ports,
  tx: Tx,
  requestId: string,
  signer: MembershipId,
): Promise<Result<JointRequestRow>> {
  await addSignature(tx, requestId, signer);
  const request = (await requestById(tx, requestId))!;
  const { assemblyId } = request;
  tx.change({ scope: assemblyId, kind: 'request.changed', ids: { request: requestId } });
  const needed = await neededFor(ports, tx, request);
  if (request.signatures < needed) return ok(request);

  await markDone(tx, requestId, request.signatures, needed);
  const authority = { source: 'together', request: requestId } as const;
  tx.record({
    assemblyId,
    kind: 'request.done',
    authority,
    data: {
      request: requestId,
      action: request.action,
      signatures: request.signatures,
      needed,
      signersSha256: await signersHash(tx, requestId),
    },
  });
  const executed = await effectOf(ports, request.action).execute(tx, { ...request, authority });
  return executed.ok ? ok((await requestById(tx, requestId))!) : notPossible(executed.rejection);
}

/** The refusals of other contexts under one code, so that what a request may answer is a closed list. */
export function notPossible({ code, message }: Rejection) {
  return rejected({ code: 'TOGETHER_NOT_POSSIBLE', message, because: code });
}

function effectOf(ports: Ports, action: TogetherAction): TogetherEffect {
  const effect = ports.effects.find((candidate) => candidate.action === action);
  if (effect === undefined) throw new Error(`no effect is registered for ${action}`);
  return effect;
}

/** SHA-256 over the signers' membership ids, sorted, one a line: a member can check who carried it, and a list of any length fits. */
async function signersHash(tx: Tx, requestId: string): Promise<string> {
  const signers = await signersOf(tx, requestId);
  return createHash('sha256')
    .update(signers.map((id) => `${id}\n`).join(''))
    .digest('hex');
}
