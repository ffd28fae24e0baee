import type { Tx } from '@plenary/platform';

/** Begins an empty stream: for a new assembly, or for a new person's own sign-ins. */
export async function openStream(tx: Tx, id: string): Promise<void> {
  await tx.run('INSERT INTO stream (id) VALUES ($1)', [id]);
}
