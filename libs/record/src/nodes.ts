import type { CompletedNode, HashOf, TreeNode } from '@plenary/log';
import type { Sql, Tx } from '@plenary/platform';

const HASHES = `
  SELECT n.level, n.position, coalesce(e.leaf_hash, r.hash) AS hash
  FROM unnest($2::smallint[], $3::bigint[]) AS n (level, position)
  LEFT JOIN entry e ON n.level = 0 AND e.assembly_id = $1 AND e.seq = n.position + 1
  LEFT JOIN record_node r ON r.assembly_id = $1 AND r.level = n.level AND r.position = n.position`;

/** The hashes of these complete subtrees, in one query. @throws when one is missing: no checkpoint covers it yet. */
export async function nodeHashes(sql: Sql, assemblyId: string, nodes: readonly TreeNode[]): Promise<HashOf> {
  const rows =
    nodes.length === 0
      ? []
      : await sql.query<{ level: number; position: number; hash: Buffer | null }>(HASHES, [
          assemblyId,
          nodes.map(({ level }) => level),
          nodes.map(({ index }) => String(index)),
        ]);
  const hashes = new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, hash]));
  return ({ level, index }) => {
    const hash = hashes.get(`${level}/${index}`);
    if (hash == null) throw new Error(`the tree of this record has no node ${level}/${index}`);
    return hash;
  };
}

export async function insertNodes(
  tx: Tx,
  assemblyId: string,
  nodes: readonly CompletedNode[],
): Promise<void> {
  if (nodes.length === 0) return;
  await tx.run(
    `INSERT INTO record_node (assembly_id, level, position, hash)
     SELECT $1, level, position, hash FROM unnest($2::smallint[], $3::bigint[], $4::bytea[]) AS n (level, position, hash)`,
    [
      assemblyId,
      nodes.map(({ level }) => level),
      nodes.map(({ index }) => String(index)),
      nodes.map(({ hash }) => Buffer.from(hash)),
    ],
  );
}
