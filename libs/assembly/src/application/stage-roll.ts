import type { Readable } from 'node:stream';
import type { AssemblyId, PersonId, Result } from '@plenary/kernel';
import type { Database, UnitOfWork } from '@plenary/platform';
import { authorise } from './authorise.js';
import { readRoll } from './read-roll.js';
import { type StagedImport, stageImport } from './stage-import.js';

/**
 * Reads a file and stages it: who may is asked before the file is read, so that nobody else makes the server work, and
 * again in the transaction, which begins once the file has been read.
 */
export async function stageRoll(
  { db, work }: { readonly db: Database; readonly work: UnitOfWork },
  caller: PersonId,
  input: { readonly assemblyId: AssemblyId; readonly csv: string | Readable },
): Promise<Result<StagedImport>> {
  const grant = await authorise(db, caller, input.assemblyId, 'roll.stage');
  if (!grant.ok) return grant;
  const file = await readRoll(input.csv);
  if (!file.ok) return file;
  return work.run((tx) => stageImport(tx, caller, { assemblyId: input.assemblyId, file: file.value }));
}
