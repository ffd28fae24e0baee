import { createHash } from 'node:crypto';
import {
  type AssemblyId,
  type JsonObject,
  type MembershipId,
  ok,
  type PersonId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, notAllowed, type Sql, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { MAX_REASON, reasonMissing, requestNotOpen } from '../domain/rejections.js';
import { TOGETHER_DAYS, type TogetherAction, togetherNeeded } from '../domain/together.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { type JointRequestRow, membersForSigning, requestById } from '../persistence/request-rows.js';
import { enter } from './authorise.js';
import type { AssemblyPorts, TogetherEffect } from './ports.js';

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
  const grant = await enter(tx, caller, input.assemblyId, 'request.ask', 'exclusive');
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
  await tx.run(
    `INSERT INTO joint_request (id, assembly_id, action, subject_id, details, reason, asked_by, asked_at, expires_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, clock.now, clock.now + make_interval(days => $8)
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [
      id,
      input.assemblyId,
      input.action,
      input.subjectId,
      JSON.stringify(input.details),
      reason,
      askedBy,
      TOGETHER_DAYS,
    ],
  );
  tx.record({
    assemblyId: input.assemblyId,
    kind: 'request.asked',
    authority: grant.value.authority,
    data: { request: id, action: input.action, subject: input.subjectId },
  });
  return sign(ports, tx, id, askedBy);
}

async function refuseAsking(tx: Tx, input: AskTogetherInput, askedBy: MembershipId) {
  const open = await tx.query<{ id: string; same: boolean; mine: boolean }>(
    `SELECT id, action = $2 AND subject_id IS NOT DISTINCT FROM $3 AS same, asked_by = $4 AS mine FROM joint_request
     WHERE assembly_id = $1 AND done_at IS NULL AND expires_at > plenary_now()`,
    [input.assemblyId, input.action, input.subjectId, askedBy],
  );
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
  const grant = await enter(tx, caller, found.assemblyId, 'request.sign', 'exclusive');
  if (!grant.ok) return grant;
  const { id: signer } = grant.value.membership;
  const present = (await requestById(tx, requestId))!;
  const mine = await hasSigned(tx, requestId, signer);
  // The answer to a signature was lost and it is sent again: it is in, and the request is done.
  if (present.state === 'done' && mine) return ok(present);
  if (present.state !== 'open') return requestNotOpen();
  const { recovered } = await tx.one<{ recovered: boolean }>(
    `SELECT coalesce(p.recovered_at > $2 AND p.recovered_at > plenary_now() - interval '24 hours', false) AS recovered
     FROM person p WHERE p.id = $1`,
    [caller, present.askedAt],
  );
  if (recovered) {
    return rejected({
      code: 'RECENTLY_RECOVERED',
      message:
        'You came back into your membership less than 24 hours ago: what was open before can’t be signed yet.',
    });
  }
  return sign(ports, tx, requestId, signer);
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
  await tx.run('DELETE FROM joint_signature WHERE request_id = $1 AND membership_id = $2', [
    requestId,
    grant.value.membership.id,
  ]);
  tx.change({ scope: found.assemblyId, kind: 'request.changed', ids: { request: requestId } });
  return ok((await requestById(tx, requestId))!);
}

export async function hasSigned(sql: Sql, requestId: string, membershipId: string): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM joint_signature WHERE request_id = $1 AND membership_id = $2', [
    requestId,
    membershipId,
  ]);
  return row !== null;
}

/** How many must sign now; for a request that is done, how many had to. */
export async function neededFor(ports: Ports, sql: Sql, request: JointRequestRow): Promise<number> {
  if (request.neededThen !== null) return request.neededThen;
  const { base, able } = await membersForSigning(sql, request.assemblyId);
  const rules = (await bylawsOf(sql, request.assemblyId)).section(MEMBERSHIP_SECTION);
  return togetherNeeded(base, able, rules, await effectOf(ports, request.action).needed?.(sql, request));
}

/** Under the exclusive members lock: nobody joins, leaves or signs between the count and the commit. */
async function sign(
  ports: Ports,
  tx: Tx,
  requestId: string,
  signer: MembershipId,
): Promise<Result<JointRequestRow>> {
  await tx.run(
    `INSERT INTO joint_signature (request_id, assembly_id, membership_id, at)
     SELECT id, assembly_id, $2, plenary_now() FROM joint_request WHERE id = $1 ON CONFLICT DO NOTHING`,
    [requestId, signer],
  );
  const request = (await requestById(tx, requestId))!;
  const { assemblyId } = request;
  tx.change({ scope: assemblyId, kind: 'request.changed', ids: { request: requestId } });
  const needed = await neededFor(ports, tx, request);
  if (request.signatures < needed) return ok(request);

  await tx.run(
    'UPDATE joint_request SET done_at = plenary_now(), signatures = $2, needed = $3 WHERE id = $1',
    [requestId, request.signatures, needed],
  );
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
function notPossible({ code, message }: Rejection) {
  return rejected({ code: 'TOGETHER_NOT_POSSIBLE', message, because: code });
}

function effectOf(ports: Ports, action: TogetherAction): TogetherEffect {
  const effect = ports.effects.find((candidate) => candidate.action === action);
  if (effect === undefined) throw new Error(`no effect is registered for ${action}`);
  return effect;
}

/** SHA-256 over the signers' membership ids, sorted, one a line: a member can check who carried it, and a list of any length fits. */
async function signersHash(tx: Tx, requestId: string): Promise<string> {
  const signers = await tx.query<{ id: string }>(
    `SELECT s.membership_id AS id FROM joint_signature s JOIN joint_request r ON r.id = s.request_id
     JOIN members_with_voice(r.assembly_id, plenary_now()) m ON m.id = s.membership_id WHERE s.request_id = $1 ORDER BY 1`,
    [requestId],
  );
  return createHash('sha256')
    .update(signers.map(({ id }) => `${id}\n`).join(''))
    .digest('hex');
}
