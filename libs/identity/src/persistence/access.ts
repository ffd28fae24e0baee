import { randomBytes } from 'node:crypto';
import type { PersonId } from '@plenary/kernel';
import { newId, notSignedIn, type Sql, type Tx } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { hashSecret, TOKEN_PREFIX } from '../credential.js';
import type { OpenRecovery } from '../domain/recovery.js';
import { dropPushDevices } from './push-devices.js';

/** A session ends when it was not used for this long. */
export const SESSION_DAYS = 60;

const CALLER = {
  name: 'identity-caller-of',
  text: `SELECT person_id AS "personId", id AS "accessId", kind, scopes, expires_at AS "expiresAt",
           last_used_at < plenary_now() - interval '10 minutes' AS stale
         FROM access WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > plenary_now()`,
};

/**
 * Who asks: the live session or token with this hash, or null. Judged by the database at every call, so a revoked
 * one is refused by the next statement after the commit. `onUse` is told of one whose last use was noted more than
 * 10 minutes ago; see `useNoter`.
 */
export async function callerOf(
  sql: Sql,
  tokenHash: Buffer,
  onUse: (accessId: string) => void = () => undefined,
): Promise<Caller | null> {
  const row = await sql.maybe<Caller & { stale: boolean }>(CALLER, [tokenHash]);
  if (row === null) return null;
  const { stale, ...caller } = row;
  if (stale) onUse(caller.accessId);
  return caller;
}

export interface NewAccess {
  readonly personId: PersonId;
  readonly label: string;
  /** The recovery through which it comes in, while that can be undone. */
  readonly recoveryId: string | null;
}

/** Opens a session; the secret is in the answer and nowhere else. */
export async function insertSession(tx: Tx, access: NewAccess): Promise<{ accessId: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const accessId = newId();
  await tx.run(
    `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at, recovery_id)
     SELECT $1, $2, $3, 'session', $4, '{}', now, now, now + make_interval(days => $5), $6 FROM plenary_now() AS now`,
    [hashSecret(token), accessId, access.personId, access.label, SESSION_DAYS, access.recoveryId],
  );
  return { accessId, token };
}

/** Makes a personal access token; the secret is in the answer and nowhere else. */
export async function insertToken(
  tx: Tx,
  access: NewAccess & { scopes: readonly string[]; days: number },
): Promise<{ accessId: string; token: string }> {
  const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
  const accessId = newId();
  await tx.run(
    `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at, recovery_id)
     SELECT $1, $2, $3, 'token', $4, $5, now, now, now + make_interval(days => $6), $7 FROM plenary_now() AS now`,
    [
      hashSecret(token),
      accessId,
      access.personId,
      access.label,
      access.scopes,
      access.days,
      access.recoveryId,
    ],
  );
  return { accessId, token };
}

/** A live session beyond this many ends the one that was not used for longest. */
export const SESSIONS_KEPT = 50;

/** Live personal access tokens that one person may have. */
export const TOKENS_ALLOWED = 50;

/** A live session or token as its owner sees it. */
export interface AccessRow {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** The person's live sessions or tokens, the last used first. */
export function liveAccessOf(sql: Sql, personId: PersonId, kind: 'session' | 'token'): Promise<AccessRow[]> {
  return sql.query<AccessRow>(
    `SELECT id, label, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
     FROM access
     WHERE person_id = $1 AND kind = $2 AND revoked_at IS NULL AND expires_at > plenary_now()
     ORDER BY last_used_at DESC, id`,
    [personId, kind],
  );
}

/**
 * The recovery through which this session came in, while it can be undone. To be asked after `lockPerson`.
 * @throws NOT_SIGNED_IN when the session was ended, or went to another person, since the request began
 */
export async function openRecoveryOf(
  sql: Sql,
  caller: Pick<Caller, 'personId' | 'accessId'>,
): Promise<OpenRecovery | null> {
  const row = await sql.maybe<{ id: string | null; kind: OpenRecovery['kind'] }>(
    `SELECT r.id, r.kind FROM access a LEFT JOIN open_recovery r ON r.id = a.recovery_id
     WHERE a.id = $1 AND a.person_id = $2 AND a.revoked_at IS NULL AND a.expires_at > plenary_now()`,
    [caller.accessId, caller.personId],
  );
  if (row === null) throw notSignedIn();
  return row.id === null ? null : { id: row.id, kind: row.kind };
}

/**
 * Holds the person whom the caller is until the transaction ends, and asks again whether the session still stands.
 * For a use case of another context that ties the person to something for good (a membership): without it, a
 * recovery that commits at this moment could leave that with a person whom nobody can sign in as.
 * @throws NOT_SIGNED_IN when the session was ended, or went to another person, since the request began
 */
export async function holdCaller(tx: Tx, caller: Caller): Promise<void> {
  await tx.query('SELECT FROM person WHERE id = $1 FOR KEY SHARE', [caller.personId]);
  await openRecoveryOf(tx, caller);
}

/** Which of the person's live sessions and tokens an act ends. */
export type Which =
  | { readonly kind: 'session' | 'token'; readonly id: string; readonly onlyOfRecovery: string | null }
  | { readonly ofRecovery: string }
  | { readonly sessionsBeyond: number; readonly ofRecovery: string | null };

/** Ends live sessions or tokens, and their devices with them, and returns their ids; each is told to the followers of the person's scope. */
export async function endAccess(tx: Tx, personId: PersonId, which: Which): Promise<string[]> {
  const [condition, values] = conditionOf(which);
  const ended = await tx.query<{ id: string }>(
    `UPDATE access SET revoked_at = plenary_now()
     WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > plenary_now() AND ${condition} RETURNING id`,
    [personId, ...values],
  );
  for (const { id } of ended)
    tx.change({ scope: personId, kind: 'access.revoked', ids: { accessId: id }, atOnce: true });
  const ids = ended.map(({ id }) => id);
  await dropPushDevices(tx, ids);
  return ids;
}

function conditionOf(which: Which): [string, unknown[]] {
  if ('id' in which) {
    return [
      'kind = $2 AND id = $3 AND ($4::uuid IS NULL OR recovery_id = $4)',
      [which.kind, which.id, which.onlyOfRecovery],
    ];
  }
  if ('sessionsBeyond' in which) {
    return [
      `id IN (SELECT id FROM access WHERE person_id = $1 AND kind = 'session' AND revoked_at IS NULL
                AND recovery_id IS NOT DISTINCT FROM $3::uuid
              ORDER BY last_used_at DESC, created_at DESC OFFSET $2)`,
      [which.sessionsBeyond, which.ofRecovery],
    ];
  }
  return ['recovery_id = $2', [which.ofRecovery]];
}

/** Hands all live sessions and tokens to another person, marked as having come through a recovery. */
export async function moveAccess(tx: Tx, from: PersonId, to: PersonId, recoveryId: string): Promise<void> {
  const moved = await tx.query<{ id: string }>(
    'UPDATE access SET person_id = $2, recovery_id = $3 WHERE person_id = $1 AND revoked_at IS NULL RETURNING id',
    [from, to, recoveryId],
  );
  for (const { id } of moved)
    tx.change({ scope: from, kind: 'access.moved', ids: { accessId: id }, atOnce: true });
  await dropPushDevices(
    tx,
    moved.map(({ id }) => id),
  );
}

/** Notes the last use of sessions and tokens, and lets a session's 60 days begin again. */
export async function noteUse(tx: Tx, accessIds: readonly string[]): Promise<void> {
  await tx.run(
    `UPDATE access SET last_used_at = plenary_now(),
       expires_at = CASE kind WHEN 'session' THEN plenary_now() + make_interval(days => $2) ELSE expires_at END
     WHERE id IN (SELECT id FROM access WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL
                    AND expires_at > plenary_now() AND last_used_at < plenary_now() - interval '10 minutes'
                  ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [accessIds, SESSION_DAYS],
  );
}
