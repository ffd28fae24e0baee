import type { Sql, Tx } from '@plenary/platform';
import type { PaperLine } from '../domain/paper.js';
import type { Poll } from '../domain/poll.js';
import { castIn } from './count-store.js';

const groupsOf = (poll: Poll) =>
  `SELECT answer, sum(times) AS heads, sum(times * weight::bigint)::bigint AS weight FROM (${castIn(poll)}) AS cast_in`;

/** Papers of one election that come from the database together: the loop stays free between them. */
const AT_ONCE = 5_000;

/**
 * What an election's papers say, equal ones taken together by the database, in batches and in no order. Memory is that
 * of one batch, however many have voted.
 */
export async function* paperGroups(tx: Tx, poll: Poll): AsyncGenerator<PaperLine[]> {
  await tx.run(`DECLARE papers NO SCROLL CURSOR FOR ${groupsOf(poll)} GROUP BY answer`, [poll.id]);
  for (;;) {
    const groups = await tx.query<PaperLine & Record<string, unknown>>(`FETCH ${AT_ONCE} FROM papers`);
    if (groups.length > 0) yield groups;
    if (groups.length < AT_ONCE) break;
  }
  await tx.run('CLOSE papers');
}

/** A page of what the papers say, in bytewise order. Whether it may be shown is the caller's to judge. */
export function paperPage(sql: Sql, poll: Poll, after: string | null, limit: number): Promise<PaperLine[]> {
  return sql.query<PaperLine & Record<string, unknown>>(
    `${groupsOf(poll)} WHERE $2::text IS NULL OR answer COLLATE "C" > $2
     GROUP BY answer ORDER BY answer COLLATE "C" LIMIT $3`,
    [poll.id, after, limit],
  );
}
