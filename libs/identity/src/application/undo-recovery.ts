import { ok, type Result, rejected } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { undoable } from '../domain/recovery.js';
import { NOTHING_TO_UNDO } from '../domain/rejections.js';
import { endAccess, openRecoveryOf } from '../persistence/access.js';
import { detachSignIns, markUndone, undoableRecoveries } from '../persistence/recoveries.js';
import { lockOwnSignIns } from './own-sign-ins.js';
import type { IdentityPorts } from './ports.js';

/**
 * The owner throws out what came in through every recovery of the last 24 hours that this session may undo: its
 * sessions and tokens end, its sign-ins go back to where they came from.
 */
export function undoRecovery(ports: IdentityPorts, caller: Caller): Promise<Result<void>> {
  return ports.work.run(async (tx) => {
    const own = await lockOwnSignIns(tx, caller);
    const { personId } = caller;
    const recoveries = await undoableRecoveries(tx, personId, undoable(own));
    if (recoveries.length === 0) return rejected(NOTHING_TO_UNDO);
    for (const recovery of recoveries) {
      await endAccess(tx, personId, { ofRecovery: recovery.id });
      await detachSignIns(tx, personId, recovery);
      await markUndone(tx, personId, recovery.id);
      tx.change({ scope: personId, kind: 'access.recovery-undone', ids: { recoveryId: recovery.id } });
      await ports.onRecovered.undone(tx, { personId, recoveryId: recovery.id });
    }
    return ok();
  });
}

/** Whether `undoRecovery` by this session would find something. */
export async function canUndoRecovery(
  sql: Sql,
  caller: Pick<Caller, 'personId' | 'accessId'>,
): Promise<boolean> {
  const own = await openRecoveryOf(sql, caller);
  return (await undoableRecoveries(sql, caller.personId, undoable(own))).length > 0;
}
