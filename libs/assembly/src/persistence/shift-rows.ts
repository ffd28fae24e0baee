import type { AssemblyId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** Whether the member can carry anything out now: has joined, has not left, is not suspended. */
export async function isAble(sql: Sql, assemblyId: AssemblyId, membershipId: string): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM joined_members($1, plenary_now()) m WHERE m.id = $2', [
    assemblyId,
    membershipId,
  ]);
  return row !== null;
}

/** Ends the facilitation of whoever has it now, before its time. */
export async function endFacilitation(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run(
    `UPDATE shift s SET ended_at = plenary_now() FROM task t
     WHERE t.id = s.task_id AND t.kind = 'facilitate' AND s.assembly_id = $1 AND s.ended_at IS NULL
       AND s.starts_at <= plenary_now() AND s.ends_at > plenary_now()`,
    [assemblyId],
  );
}

/** Ends every shift that was given on the spot; their ids. */
export async function endSpotRows(tx: Tx, assemblyId: AssemblyId): Promise<string[]> {
  const ended = await tx.query<{ id: string }>(
    `UPDATE shift SET ended_at = greatest(plenary_now(), starts_at)
     WHERE assembly_id = $1 AND chosen = 'spot' AND ended_at IS NULL RETURNING id`,
    [assemblyId],
  );
  return ended.map(({ id }) => id);
}

/** A facilitator's shift from now until `until`, or for so many days; its id. */
export async function beginFacilitation(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  chosen: 'assembly' | 'spot',
  end: { readonly days: number } | { readonly until: Date },
): Promise<string> {
  await tx.run(
    `INSERT INTO task (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'facilitate', 'Facilitation', plenary_now())
     ON CONFLICT (assembly_id) WHERE kind = 'facilitate' DO NOTHING`,
    [newId(), assemblyId],
  );
  const shift = newId<'shift'>();
  await tx.run(
    `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
     SELECT $2, $1, t.id, $3, $4, clock.now, coalesce($5::timestamptz, clock.now + make_interval(days => $6))
     FROM task t CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
     WHERE t.assembly_id = $1 AND t.kind = 'facilitate'`,
    [
      assemblyId,
      shift,
      membershipId,
      chosen,
      'until' in end ? end.until : null,
      'days' in end ? end.days : null,
    ],
  );
  return shift;
}

/** Empties the seats and ends the shifts of one member, now; their ids. */
export async function endPowers(
  tx: Tx,
  membershipId: string,
): Promise<{ seats: string[]; shifts: string[] }> {
  const seats = await tx.query<{ id: string }>(
    'UPDATE seat SET membership_id = NULL, held_from = NULL, held_until = NULL WHERE membership_id = $1 RETURNING id',
    [membershipId],
  );
  const shifts = await tx.query<{ id: string }>(
    `UPDATE shift SET ended_at = plenary_now()
     WHERE membership_id = $1 AND ended_at IS NULL AND ends_at > plenary_now() RETURNING id`,
    [membershipId],
  );
  return { seats: seats.map(({ id }) => id), shifts: shifts.map(({ id }) => id) };
}
