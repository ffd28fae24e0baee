import { isUuid } from '@plenary/kernel';
import { Database, StartupError, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed, rotateRecordKey } from '@plenary/record';
import type { Outcome } from './outcome.js';

/**
 * Gives the record of one assembly a new key, or the record of each (`null`), in the database that the service may be
 * using at the same time.
 * @throws StartupError when there is no such assembly.
 */
export async function rotateKey(databaseUrl: string, assembly: string | null): Promise<Outcome> {
  const db = await Database.connect({ url: databaseUrl, poolSize: 2, applicationName: 'plenary rotate-key' });
  try {
    const ids = await assembliesOf(db, assembly);
    const work = new UnitOfWork(db, appendRecordAndFeed);
    const lines: string[] = [];
    for (const id of ids) {
      const key = await work.do((tx) => rotateRecordKey(tx, id));
      lines.push(
        key === null
          ? `${id}: its key has signed nothing yet and stays`
          : `${id}: signs with ${key.verifier.text} from the next checkpoint on, which the old key signs too`,
      );
    }
    return { code: 0, text: lines.length === 0 ? 'There is no assembly yet.' : lines.join('\n') };
  } finally {
    await db.close();
  }
}

async function assembliesOf(db: Database, assembly: string | null): Promise<string[]> {
  const rows =
    assembly === null
      ? await db.query<{ id: string }>('SELECT id FROM assembly ORDER BY id')
      : isUuid(assembly)
        ? await db.query<{ id: string }>('SELECT id FROM assembly WHERE id = $1', [assembly])
        : [];
  if (assembly !== null && rows.length === 0)
    throw new StartupError(`There is no assembly ${assembly} in this database: give its id, or --all.`);
  return rows.map(({ id }) => id);
}
