import { CompactTree, type ProofPlan, planConsistency, planInclusion, planRoot, proofOf } from '@plenary/log';
import type { Sql } from '@plenary/platform';
import { nodeHashes } from './nodes.js';

/**
 * What proves that entry `seq` is in the record of the first `size` entries (RFC 9162 §2.1.3); null unless
 * 1 ≤ seq ≤ size and a checkpoint covers that size.
 */
export async function inclusionProof(
  sql: Sql,
  assemblyId: string,
  seq: number,
  size: number,
): Promise<readonly Uint8Array[] | null> {
  if (seq < 1 || seq > size || size > (await coveredSize(sql, assemblyId))) return null;
  return proved(sql, assemblyId, planInclusion(BigInt(seq - 1), BigInt(size)));
}

/**
 * What proves that the record of the first `second` entries begins with that of the first `first` (RFC 9162
 * §2.1.4); null unless 1 ≤ first ≤ second and a checkpoint covers `second`.
 */
export async function consistencyProof(
  sql: Sql,
  assemblyId: string,
  first: number,
  second: number,
): Promise<readonly Uint8Array[] | null> {
  if (first < 1 || first > second || second > (await coveredSize(sql, assemblyId))) return null;
  return proved(sql, assemblyId, planConsistency(BigInt(first), BigInt(second)));
}

/** How many entries the last checkpoint covers: as far as proofs can be given. */
export async function coveredSize(sql: Sql, assemblyId: string): Promise<number> {
  const row = await sql.maybe<{ size: number }>('SELECT checkpointed AS size FROM stream WHERE id = $1', [
    assemblyId,
  ]);
  return row?.size ?? 0;
}

/**
 * The root of the record's first `size` entries; null unless a checkpoint covers that size. What the record was at an
 * instant, whether or not a checkpoint was made at it.
 */
export async function rootAt(sql: Sql, assemblyId: string, size: number): Promise<Uint8Array | null> {
  if (size < 1 || size > (await coveredSize(sql, assemblyId))) return null;
  const peaks = planRoot(BigInt(size));
  const hashOf = await nodeHashes(sql, assemblyId, peaks);
  return new CompactTree(BigInt(size), peaks.map(hashOf)).root();
}

async function proved(sql: Sql, assemblyId: string, plan: ProofPlan): Promise<readonly Uint8Array[]> {
  return proofOf(plan, await nodeHashes(sql, assemblyId, plan.nodes));
}
