import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

export interface StoredKey {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

export function signingKeyOf(sql: Sql, assemblyId: AssemblyId): Promise<StoredKey | null> {
  return sql.maybe<{ publicKey: Buffer; privateKey: Buffer }>(
    'SELECT public_key AS "publicKey", private_key AS "privateKey" FROM signing_key WHERE assembly_id = $1',
    [assemblyId],
  );
}

/** False when another transaction made one first. */
export async function insertSigningKey(tx: Tx, assemblyId: AssemblyId, key: StoredKey): Promise<boolean> {
  const rows = await tx.run(
    `INSERT INTO signing_key (assembly_id, public_key, private_key, made_at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT DO NOTHING`,
    [assemblyId, key.publicKey, key.privateKey],
  );
  return rows === 1;
}
