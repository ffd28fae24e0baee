import {
  type AssemblyId,
  type JsonObject,
  type MembershipId,
  ok,
  type PersonId,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { MAX_REASON, reasonMissing, requestNotOpen } from '../domain/rejections.js';
import { TOGETHER_DAYS, type TogetherAction } from '../domain/together.js';
import {
  hasSigned,
  insertRequest,
  type JointRequestRow,
  openRequests,
  removeSignature,
  requestById,
} from '../persistence/request-rows.js';
import { recoveredSince } from '../persistence/witness-rows.js';
import { enter } from './authorise.js';
import type { AssemblyPorts } from './ports.js';
import { notPossible, sign } from './sign-request.js';

type Ports = Pick<AssemblyPorts, 'effects'>;

/** Requests that one member may have open at a time. */
export const MAX_OPEN_REQUESTS = 10;

export interface AskTogetherInput {
  readonly assemblyId: AssemblyId;
  readonly action: TogetherAction;
  readonly subjectId: string | null;
  readonly details: JsonObject;
  readonly reason: string;
}

/** Asks the members to act together, and signs first. Where one member is enough it is done at once. */
export async function askTogether(
  ports: Ports,
  tx: Tx,
  caller: PersonId,
  input: AskTogetherInput,
): Promise<Result<JointRequestRow>> {
  const hold = () => holdSubject(ports, tx, input);
  const grant = await enter(tx, caller, input.assemblyId, 'request.ask', 'exclusive', {}, hold);
  if (!grant.ok) return grant;
  const reason = input.reason.trim();
  if (reason.length === 0 || [...reason].length > MAX_REASON) return reasonMissing();
  const { id: askedBy } = grant.value.membership;
  const refused = await refuseAsking(tx, input, askedBy);
  if (refused !== null) return rejected(refused);
  const effect = ports.effects.find(({ action }) => action === input.action);
  if (effect === undefined) {
    return rejected({ code: 'ACTION_NOT_OFFERED', message: 'Members together can’t do this here.' });
  }
  const id = newId<'request'>();
  const checked = await effect.check?.(tx, { ...input, id, reason });
  if (checked !== undefined && !checked.ok) return notPossible(checked.rejection);
  await insertRequest(tx, { ...input, id, reason, askedBy }, TOGETHER_DAYS);
  tx.record({
    assemblyId: input.assemblyId,
    kind: 'request.asked',
    authority: grant.value.authority,
    data: { request: id, action: input.action, subject: input.subjectId },
  });
  return sign(ports, tx, id, askedBy);
}

async function refuseAsking(tx: Tx, input: AskTogetherInput, askedBy: MembershipId) {
  const open = await openRequests(tx, { ...input, askedBy });
  const same = open.find((request) => request.same);
  if (same !== undefined) {
    return {
      code: 'ALREADY_ASKED',
      message: 'This has been asked already: sign that request.',
      requestId: same.id,
    };
  }
  if (open.filter(({ mine }) => mine).length >= MAX_OPEN_REQUESTS) {
    return {
      code: 'TOO_MANY_REQUESTS',
      message: 'You have asked for many things already: wait until some are done or lapse.',
    };
  }
  return null;
}

/**
 * Signs a request. The signature that reaches what is needed, counted at its commit, executes the action in the same
 * transaction, once. Signing again changes nothing, but for a request that enough have signed meanwhile, because
 * others left: then it is done.
 */
export async function joinRequest(
  ports: Ports,
  tx: Tx,
  caller: PersonId,
  requestId: string,
): Promise<Result<JointRequestRow>> {
  const found = await requestById(tx, requestId);
  if (found === null) throw notAllowed();
  const hold = () => holdSubject(ports, tx, found);
  const grant = await enter(tx, caller, found.assemblyId, 'request.sign', 'exclusive', {}, hold);
  if (!grant.ok) return grant;
  const { id: signer } = grant.value.membership;
  const present = (await requestById(tx, requestId))!;
  const mine = await hasSigned(tx, requestId, signer);
  // The answer to a signature was lost and it is sent again: it is in, and the request is done.
  if (present.state === 'done' && mine) return ok(present);
  if (present.state !== 'open') return requestNotOpen();
  if (await recoveredSince(tx, caller, present.askedAt)) {
    return rejected({
      code: 'RECENTLY_RECOVERED',
      message:
        'You came back into your membership less than 24 hours ago: what was open before can’t be signed yet.',
    });
  }
  return sign(ports, tx, requestId, signer);
}

async function holdSubject(
  ports: Ports,
  tx: Tx,
  request: Pick<JointRequestRow, 'action' | 'assemblyId' | 'subjectId'>,
): Promise<void> {
  await ports.effects.find(({ action }) => action === request.action)?.hold?.(tx, request);
}

/** Takes a signature back while the request is open. */
export async function withdrawFromRequest(
  tx: Tx,
  caller: PersonId,
  requestId: string,
): Promise<Result<JointRequestRow>> {
  const found = await requestById(tx, requestId);
  if (found === null) throw notAllowed();
  const grant = await enter(tx, caller, found.assemblyId, 'request.sign', 'exclusive');
  if (!grant.ok) return grant;
  if ((await requestById(tx, requestId))!.state !== 'open') return requestNotOpen();
  await removeSignature(tx, requestId, grant.value.membership.id);
  tx.change({ scope: found.assemblyId, kind: 'request.changed', ids: { request: requestId } });
  return ok((await requestById(tx, requestId))!);
}
