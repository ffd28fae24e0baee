import type { AssemblyId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** A draw: announced, and then drawn. */
export interface Roster {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly announcedAt: Date;
  /** Null for a draw that was announced before members could commit to values. */
  readonly commitUntil: Date | null;
  readonly drawsAt: Date;
  readonly untilAt: Date;
  readonly drawnAt: Date | null;
  readonly seedSize: number | null;
  readonly seed: Buffer | null;
  readonly turns: number;
}

const ROSTER = `r.id, r.assembly_id AS "assemblyId", r.announced_at AS "announcedAt", r.commit_until AS "commitUntil", r.draws_at AS "drawsAt",
  r.until_at AS "untilAt", r.drawn_at AS "drawnAt", r.seed_size AS "seedSize", r.seed, r.turns`;
type Row = Roster & Record<string, unknown>;

/** When the rota has something to do next, anywhere; null when nothing. */
export async function nextRotaDue(sql: Sql): Promise<Date | null> {
  const { due } = await sql.one<{ due: Date | null }>({
    name: 'rota-next-due',
    text: `SELECT least(
             (SELECT min(draws_at) FROM roster WHERE drawn_at IS NULL),
             (SELECT min(fill_at) FROM rota_gap),
             (SELECT min(t.plan_at) FROM task t WHERE t.plan_at IS NOT NULL
                AND NOT EXISTS (SELECT FROM roster r WHERE r.assembly_id = t.assembly_id AND r.drawn_at IS NULL))) AS due`,
  });
  return due;
}

/** Assemblies with a task that is to be planned further, and no draw announced. */
export async function assembliesToAnnounce(sql: Sql, most: number): Promise<AssemblyId[]> {
  const rows = await sql.query<{ id: AssemblyId }>(
    `SELECT DISTINCT t.assembly_id AS id FROM task t WHERE t.plan_at <= plenary_now()
       AND NOT EXISTS (SELECT FROM roster r WHERE r.assembly_id = t.assembly_id AND r.drawn_at IS NULL)
     ORDER BY 1 LIMIT $1`,
    [most],
  );
  return rows.map(({ id }) => id);
}

export async function assembliesToFill(sql: Sql, most: number): Promise<AssemblyId[]> {
  const rows = await sql.query<{ id: AssemblyId }>(
    'SELECT DISTINCT assembly_id AS id FROM rota_gap WHERE fill_at <= plenary_now() ORDER BY 1 LIMIT $1',
    [most],
  );
  return rows.map(({ id }) => id);
}

export function rostersToDraw(sql: Sql, most: number): Promise<Roster[]> {
  return sql.query<Row>(
    `SELECT ${ROSTER} FROM roster r WHERE r.drawn_at IS NULL AND r.draws_at <= plenary_now() ORDER BY r.draws_at LIMIT $1`,
    [most],
  );
}

/** The draw, locked until the commit: one at a time looks whether it is still to be made. */
export function lockRoster(tx: Tx, id: string): Promise<Roster | null> {
  return tx.maybe<Row>(`SELECT ${ROSTER} FROM roster r WHERE r.id = $1 FOR UPDATE`, [id]);
}

export function rostersByIds(sql: Sql, ids: readonly string[]): Promise<Roster[]> {
  return sql.query<Row>(`SELECT ${ROSTER} FROM roster r WHERE r.id = ANY($1::uuid[])`, [ids]);
}

export function rosterById(sql: Sql, id: string): Promise<Roster | null> {
  return sql.maybe<Row>(`SELECT ${ROSTER} FROM roster r WHERE r.id = $1`, [id]);
}

/** The draw that is announced; null when none is. */
export function announcedRoster(sql: Sql, assemblyId: string): Promise<Roster | null> {
  return sql.maybe<Row>(`SELECT ${ROSTER} FROM roster r WHERE r.assembly_id = $1 AND r.drawn_at IS NULL`, [
    assemblyId,
  ]);
}

/** The last draw that was made; null before the first. */
export function lastRoster(sql: Sql, assemblyId: string): Promise<Roster | null> {
  return sql.maybe<Row>(
    `SELECT ${ROSTER} FROM roster r WHERE r.assembly_id = $1 AND r.drawn_at IS NOT NULL
     ORDER BY r.drawn_at DESC LIMIT 1`,
    [assemblyId],
  );
}

export async function insertRoster(
  tx: Tx,
  roster: Pick<Roster, 'id' | 'assemblyId' | 'announcedAt' | 'commitUntil' | 'drawsAt' | 'untilAt'>,
): Promise<void> {
  const { id, assemblyId, announcedAt, commitUntil, drawsAt, untilAt } = roster;
  await tx.run(
    `INSERT INTO roster (id, assembly_id, announced_at, commit_until, draws_at, until_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, assemblyId, announcedAt, commitUntil, drawsAt, untilAt],
  );
}

export async function markDrawn(tx: Tx, id: string, seedSize: number, seed: Uint8Array): Promise<void> {
  await tx.run('UPDATE roster SET drawn_at = plenary_now(), seed_size = $2, seed = $3 WHERE id = $1', [
    id,
    seedSize,
    Buffer.from(seed),
  ]);
}

/** Takes the next turn of a drawn seed, under the lock of the members: what is filled from it is filled once. */
export async function takeTurn(tx: Tx, id: string, turn: number): Promise<void> {
  const taken = await tx.run('UPDATE roster SET turns = $2 WHERE id = $1 AND turns = $2 - 1', [id, turn]);
  if (taken !== 1) throw new Error(`turn ${turn} of the draw ${id} was taken already`);
}

/** Says how far a task is planned, and from when it is to be planned further; null for never again. */
export async function setPlanned(tx: Tx, taskId: string, until: Date, planAt: Date | null): Promise<void> {
  await tx.run('UPDATE task SET planned_until = $2, plan_at = $3 WHERE id = $1', [taskId, until, planAt]);
}

/** The highest occurrence that each task has, by its id. */
export async function lastOccurrences(sql: Sql, assemblyId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ taskId: string; last: number }>(
    `SELECT task_id AS "taskId", max(occurrence) AS last FROM place WHERE assembly_id = $1 GROUP BY task_id`,
    [assemblyId],
  );
  return new Map(rows.map(({ taskId, last }) => [taskId, last]));
}

/** A place of the base plan. */
export interface PlaceRow {
  readonly id: string;
  readonly taskId: string;
  readonly occurrence: number;
  readonly seat: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly effort: number;
  readonly drawnId: string | null;
}

export async function insertPlaces(
  tx: Tx,
  assemblyId: string,
  rosterId: string,
  places: readonly PlaceRow[],
): Promise<void> {
  const column = <K extends keyof PlaceRow>(key: K) => places.map((place) => place[key]);
  await tx.run(
    `INSERT INTO place (id, assembly_id, roster_id, task_id, occurrence, seat, starts_at, ends_at, effort, drawn_id)
     SELECT id, $1, $2, task_id, occurrence, seat, starts_at, ends_at, effort, drawn_id
     FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::smallint[], $7::timestamptz[], $8::timestamptz[], $9::smallint[],
                 $10::uuid[]) AS p (id, task_id, occurrence, seat, starts_at, ends_at, effort, drawn_id)`,
    [
      assemblyId,
      rosterId,
      column('id'),
      column('taskId'),
      column('occurrence'),
      column('seat'),
      column('startsAt'),
      column('endsAt'),
      column('effort'),
      column('drawnId'),
    ],
  );
}

/** Places to come that nobody holds, of tasks that go on: the first of them. */
export function openPlaces(sql: Sql, assemblyId: string, most: number): Promise<PlaceRow[]> {
  return sql.query<PlaceRow & Record<string, unknown>>(
    `SELECT p.id, p.task_id AS "taskId", p.occurrence, p.seat, p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.effort,
            p.drawn_id AS "drawnId"
     FROM place p JOIN task t ON t.id = p.task_id
     WHERE p.assembly_id = $1 AND p.starts_at > plenary_now() AND t.ended_at IS NULL
       AND NOT EXISTS (SELECT FROM shift s WHERE s.place_id = p.id AND s.ended_at IS NULL)
     ORDER BY p.starts_at, p.task_id, p.seat LIMIT $2`,
    [assemblyId, most],
  );
}

/** One shift for each place that has got a holder. */
export async function insertShifts(
  tx: Tx,
  assemblyId: string,
  shifts: readonly {
    readonly place: PlaceRow;
    readonly membershipId: string;
    readonly cameBy: 'drawn' | 'stepped_in' | 'swapped' | 'taken';
    readonly why: unknown;
  }[],
): Promise<string[]> {
  const ids = shifts.map(() => newId<'shift'>());
  await tx.run(
    `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at, place_id, came_by, why)
     SELECT id, $1, task_id, membership_id, 'roster', starts_at, ends_at, place_id, came_by, why
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::uuid[], $8::text[],
                 $9::jsonb[]) AS s (id, task_id, membership_id, starts_at, ends_at, place_id, came_by, why)`,
    [
      assemblyId,
      ids,
      shifts.map(({ place }) => place.taskId),
      shifts.map(({ membershipId }) => membershipId),
      shifts.map(({ place }) => place.startsAt),
      shifts.map(({ place }) => place.endsAt),
      shifts.map(({ place }) => place.id),
      shifts.map(({ cameBy }) => cameBy),
      shifts.map(({ why }) => JSON.stringify(why)),
    ],
  );
  return ids;
}

/** Places that nobody holds are filled again, at once or at an instant, by whichever process is first. */
export async function noteGap(tx: Tx, assemblyId: string, at: Date | null = null): Promise<void> {
  await tx.run(
    `INSERT INTO rota_gap (assembly_id, fill_at) VALUES ($1, coalesce($2, plenary_now())) ON CONFLICT DO NOTHING`,
    [assemblyId, at],
  );
}

/** Takes what is due of these notes away; false when nothing is: another process has filled them. */
export async function takeGap(tx: Tx, assemblyId: string): Promise<boolean> {
  return (
    (await tx.run('DELETE FROM rota_gap WHERE assembly_id = $1 AND fill_at <= plenary_now()', [assemblyId])) >
    0
  );
}

/** The zone of the assembly's clocks. */
export async function zoneOf(sql: Sql, assemblyId: string): Promise<string> {
  const { zone } = await sql.one<{ zone: string }>('SELECT time_zone AS zone FROM assembly WHERE id = $1', [
    assemblyId,
  ]);
  return zone;
}
