import { notAllowed, RequestError } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { mayEndOlder } from '../domain/recovery.js';
import { RECOVERY_STILL_OPEN } from '../domain/rejections.js';
import {
  type AccessRow,
  endAccess,
  insertToken,
  liveAccessOf,
  TOKENS_ALLOWED,
} from '../persistence/access.js';
import { lockOwnSignIns, requireSession } from './own-sign-ins.js';
import type { IdentityPorts } from './ports.js';

/** Ends the session that asks. */
export async function signOut(ports: IdentityPorts, caller: Caller): Promise<void> {
  requireSession(caller);
  await ports.work.do((tx) =>
    endAccess(tx, caller.personId, { kind: 'session', id: caller.accessId, onlyOfRecovery: null }),
  );
}

/**
 * Ends a session or a token of the caller's own: refused by the next statement after the commit, and told on the
 * person's scope so that its subscriptions end at once. Ending one twice is as good as once.
 */
export async function revokeAccess(
  ports: IdentityPorts,
  caller: Caller,
  kind: 'session' | 'token',
  id: string,
): Promise<void> {
  await ports.work.do(async (tx) => {
    const recovery = await lockOwnSignIns(tx, caller);
    const onlyOfRecovery = mayEndOlder(recovery) ? null : recovery!.id;
    const ended = await endAccess(tx, caller.personId, { kind, id, onlyOfRecovery });
    if (ended.length > 0 || onlyOfRecovery === null) return;
    const live = await liveAccessOf(tx, caller.personId, kind);
    if (live.some((access) => access.id === id)) throw notAllowed(RECOVERY_STILL_OPEN.message);
  });
}

export interface CreateAccessToken {
  readonly label: string;
  readonly scopes: readonly string[];
  readonly days: number;
}

/** A token for another program; the secret is in this answer and nowhere else. */
export async function createAccessToken(
  ports: IdentityPorts,
  caller: Caller,
  input: CreateAccessToken,
): Promise<{ accessToken: AccessRow; secret: string }> {
  await ports.attempts.take('changeByPerson', caller.personId);
  return ports.work.do(async (tx) => {
    const recovery = await lockOwnSignIns(tx, caller);
    const { personId } = caller;
    if ((await liveAccessOf(tx, personId, 'token')).length >= TOKENS_ALLOWED) {
      throw new RequestError(
        'TOO_MUCH',
        `You have ${TOKENS_ALLOWED} access tokens. Revoke one that is not used first.`,
      );
    }
    const { accessId, token } = await insertToken(tx, {
      ...input,
      personId,
      recoveryId: recovery?.id ?? null,
    });
    const accessToken = (await liveAccessOf(tx, personId, 'token')).find((access) => access.id === accessId)!;
    return { accessToken, secret: token };
  });
}
