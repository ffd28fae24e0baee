import type { PollId } from '@plenary/kernel';
import type { Lock, Tx } from '@plenary/platform';

// The settings last for this transaction. The statement that follows is prepared once per connection, maybe while its
// tables are still empty, and must look up by index also when a roll of 100,000 has come in since; and planning it
// anew for each batch takes longer than running it. None of these is null: all are called, and there is no row.
const SHARED = `SELECT FROM (VALUES ($1::bigint)) AS poll (key)
  WHERE pg_advisory_xact_lock_shared(key) IS NULL OR set_config('enable_seqscan', 'off', true) IS NULL
    OR set_config('plan_cache_mode', 'force_generic_plan', true) IS NULL`;

/**
 * Many batches of ballots hold a poll's lock together; whoever ends or shortens the poll holds it alone, and so
 * waits for every batch that began before and is waited for by every later one. Advisory locks queue fairly: row
 * locks in share mode kept the closer waiting for seconds.
 */
export function sharedLockOf(pollId: PollId): Lock {
  return { text: SHARED, values: [lockKey(pollId)] };
}

/** See `sharedLockOf`. */
export async function lockPollShared(tx: Tx, pollId: PollId): Promise<void> {
  await tx.run(SHARED, [lockKey(pollId)]);
}

/** Read what is judged or counted under the lock in a new statement: this one's snapshot may be older than the lock. */
export async function lockPollAlone(tx: Tx, pollId: PollId): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock($1)', [lockKey(pollId)]);
}

/** The random end of the poll's id, as a signed 64-bit number. Two polls that share it would wait for each other, nothing worse. */
function lockKey(pollId: PollId): string {
  const hex = pollId.replaceAll('-', '').slice(16);
  return BigInt.asIntN(64, BigInt(`0x${hex}`)).toString();
}
