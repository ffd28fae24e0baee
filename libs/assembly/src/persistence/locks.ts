import type { AssemblyId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';

// The first half of the advisory locks of this context; the second is the assembly.
const MEMBERS_LOCK = 7_053_003;

/**
 * Until the commit: `shared` for whoever joins, leaves or changes standing (any number at once), `exclusive` for
 * whoever counts members to decide something. Always taken before any row of the assembly is locked; advisory
 * locks queue fairly, so a stream of joins can't starve the one who counts.
 */
export async function lockMembers(
  tx: Tx,
  assemblyId: AssemblyId,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const lock = mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.run(`SELECT ${lock}($1, hashtext($2))`, [MEMBERS_LOCK, assemblyId]);
}

/** One at a time until the commit, by name: where a limit on a number of rows is judged. */
export async function lockByName(tx: Tx, name: string): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
