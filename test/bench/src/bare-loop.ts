import pg from 'pg';
import { serve } from './helper.js';

export interface BareLoop {
  readonly url: string;
  readonly rows: readonly (readonly [
    pollId: string,
    personId: string,
    assemblyId: string,
    answer: string,
    clientKey: string,
    code: string,
  ])[];
}

const IN_FLIGHT = 64;
const POOL = 16;

const INSERT = {
  name: 'bare-insert',
  text: `INSERT INTO bare_ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at, replacements)
         VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), 0)`,
};

/** One INSERT per commit, nothing else: rows per second. */
async function insert({ url, rows }: BareLoop): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: POOL });
  // Connected and prepared before the clock runs.
  const clients = await Promise.all(Array.from({ length: POOL }, () => pool.connect()));
  for (const client of clients) client.release();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (let n = next++; n < rows.length; n = next++)
        await pool.query({ ...INSERT, values: [...rows[n]!] });
    }),
  );
  const ms = performance.now() - began;
  await pool.end();
  return (rows.length / ms) * 1_000;
}

serve({ insert });
