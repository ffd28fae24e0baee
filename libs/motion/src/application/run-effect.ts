import type { Authority } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import type { Executed } from './ports.js';

/**
 * Runs an effect so that it can never keep a poll from closing: inside a savepoint, and whatever it wrote or collected
 * is undone when it could not be done or threw. Only what a new attempt of the whole transaction can cure is
 * thrown on: lost races, a lost connection, a server that is stopping or out of room.
 */
export async function runEffect(
  tx: Tx,
  report: (error: unknown, reference: string) => void,
  execute: () => Promise<Executed>,
): Promise<Executed> {
  const [entries, changes] = [tx.entries.length, tx.changes.length];
  await tx.run('SAVEPOINT motion_effect');
  let outcome: Executed;
  try {
    outcome = await execute();
    // Constraints that wait for the commit would fail where no savepoint helps.
    if (outcome.done) await tx.run('SET CONSTRAINTS ALL IMMEDIATE');
  } catch (error) {
    if (isPassing(error)) throw error;
    const reference = newId();
    report(error, reference);
    outcome = {
      done: false,
      because: `an error kept it from being executed; the server's log has it as ${reference}`,
    };
  }
  if (!outcome.done) {
    await tx.run('ROLLBACK TO SAVEPOINT motion_effect');
    tx.entries.length = entries;
    tx.changes.length = changes;
  }
  await tx.run('RELEASE SAVEPOINT motion_effect');
  return outcome;
}

// SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system; lock not available.
const PASSING = /^(08|40|53|57|58)|^55P03$/;

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && PASSING.test(code)) return true;
  // What pg says of a connection that broke has no SQLSTATE.
  return (
    /^(ECONN|EPIPE|ETIMEDOUT)/.test(String(code)) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(String(message))
  );
}

/** The authority in the entries of what a carried motion does. */
export function byMotion(motionId: string): Authority {
  return { source: 'motion', motion: motionId };
}
