import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed, recordSize } from '@plenary/record';
import type { Outcome } from '../outcome.js';
import { checkRecords } from './check-records.js';
import type { BackupHeader } from './format.js';
import { finishRestore, loadBackup } from './restore.js';
import { writeBackup } from './write-backup.js';

/** `plenary backup`: its words go to standard error, since the backup itself may go to standard output. */
export async function backup(databaseUrl: string, output: string): Promise<Outcome> {
  const { header, rows } = await writeBackup(databaseUrl, output);
  const lines = [
    `Backup of ${header.madeAt}: ${rows} rows of ${header.tables.length} tables${output === '-' ? '' : ` in ${output}`}.`,
    'It holds everything but sessions: names, choices by roll call, and the keys that sign. Keep it as you keep the database.',
  ];
  if (header.openSecretPolls > 0) {
    lines.push(
      `WARNING: THIS BACKUP HOLDS ROWS THAT CAN BE LINKED. ${header.openSecretPolls} secret ${header.openSecretPolls === 1 ? 'poll is' : 'polls are'} open.`,
      'Beside another backup or a copy of the database from the same hours it shows who voted between the two, and what was',
      'voted between the two. Treat it as you would the ballots themselves, or make a new one after the close and destroy it.',
    );
  }
  return { code: 0, text: lines.join('\n') };
}

/** `plenary restore`: loads, verifies every record, and notes in each that it was restored. */
export async function restore(databaseUrl: string, input: string): Promise<Outcome> {
  const header = await loadBackup(databaseUrl, input);
  const db = await Database.connect({ url: databaseUrl, poolSize: 2, applicationName: 'plenary restore' });
  try {
    const lines = [
      `Restored the backup of ${header.madeAt}. Everybody signs in anew: sessions and access tokens are not in a backup.`,
    ];
    let wrong = 0;
    for await (const { assembly, entries, fault } of checkRecords(db)) {
      if (fault !== null) wrong++;
      lines.push(
        `${assembly}: ${fault === null ? `${entries} entries, verified` : `DOES NOT HOLD: ${fault}`}`,
      );
    }
    await noteRestoring(db, header);
    await finishRestore(db);
    if (wrong > 0)
      lines.push(`${wrong} of the records do not hold, as they did not when the backup was made.`);
    return { code: wrong > 0 ? 1 : 0, text: lines.join('\n') };
  } finally {
    await db.close();
  }
}

/** An entry in each record: what was decided after the backup is lost, and its members are to know. */
async function noteRestoring(db: Database, { madeAt }: BackupHeader): Promise<void> {
  const work = new UnitOfWork(db, appendRecordAndFeed);
  // Not where it stands already: an earlier attempt came so far and no farther.
  const rows = await db.query<{ id: AssemblyId }>(
    `SELECT id FROM assembly a WHERE NOT EXISTS (
       SELECT FROM stream s JOIN entry e ON e.assembly_id = s.id AND e.seq = s.entries
       WHERE s.id = a.id AND e.kind = 'record.restored'
         AND convert_from(e.bytes, 'UTF8')::jsonb #>> '{data,madeAt}' = $1)
     ORDER BY id`,
    [madeAt],
  );
  for (const { id } of rows) {
    await work.do(async (tx) => {
      tx.record({
        assemblyId: id,
        kind: 'record.restored',
        authority: { source: 'system' },
        data: { madeAt, entries: await recordSize(tx, id) },
      });
    });
  }
}
