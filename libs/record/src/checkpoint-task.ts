import type { DueTask, Sql, UnitOfWork } from '@plenary/platform';
import { makeCheckpoint } from './checkpoints.js';

/** Records that get a checkpoint in one turn, each in a transaction of its own. */
const TURN = 50;
/** A record that is written to all the time gets a checkpoint every so many milliseconds, and not one for each entry. */
const PACE_MS = 2_000;

/** Makes checkpoints of what was recorded since the last, within seconds. Any number of processes may do it at once. */
export function checkpointTask(work: UnitOfWork): DueTask {
  let notBefore = new Date(0);
  return {
    name: 'record.checkpoints',
    async nextDue(sql) {
      return (await waiting(sql, 1)).length > 0 ? notBefore : null;
    },
    async runDue() {
      const ids = await waiting(work.db, TURN);
      for (const id of ids) await work.do((tx) => makeCheckpoint(tx, id));
      if (ids.length < TURN) notBefore = new Date((await work.db.now()).getTime() + PACE_MS);
    },
  };
}

/** Age in seconds of the oldest entry that no checkpoint covers, in any record; 0 where all are covered. */
export async function oldestUncovered(sql: Sql): Promise<number> {
  const { seconds } = await sql.one<{ seconds: number }>(
    `SELECT coalesce(max(extract(epoch FROM plenary_now() - e.at)), 0)::float8 AS seconds
     FROM stream s JOIN entry e ON e.assembly_id = s.id AND e.seq = s.checkpointed + 1
     WHERE s.entries > s.checkpointed`,
  );
  return Math.max(0, seconds);
}

/** Records with entries that no checkpoint covers. */
async function waiting(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    {
      name: 'record-awaits-checkpoint',
      text: 'SELECT id FROM stream WHERE entries > checkpointed ORDER BY id LIMIT $1',
    },
    [limit],
  );
  return rows.map(({ id }) => id);
}
