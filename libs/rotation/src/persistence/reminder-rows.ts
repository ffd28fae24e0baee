import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** How many hours before each shift a member is reminded; null for one who is not. */
export async function reminderOf(sql: Sql, membershipId: string): Promise<number | null> {
  const row = await sql.maybe<{ hours: number }>(
    'SELECT hours_before AS hours FROM reminder WHERE membership_id = $1',
    [membershipId],
  );
  return row?.hours ?? null;
}

export async function setReminderRow(
  tx: Tx,
  assemblyId: string,
  membershipId: string,
  hours: number | null,
): Promise<void> {
  if (hours === null) {
    await tx.run('DELETE FROM reminder WHERE membership_id = $1', [membershipId]);
    return;
  }
  await tx.run(
    `INSERT INTO reminder (assembly_id, membership_id, hours_before) VALUES ($1, $2, $3)
     ON CONFLICT (membership_id) DO UPDATE SET hours_before = excluded.hours_before`,
    [assemblyId, membershipId, hours],
  );
}

const TO_REMIND = `FROM reminder r
  JOIN assembly a ON a.id = r.assembly_id AND NOT a.quiet
  JOIN shift s ON s.membership_id = r.membership_id AND s.ended_at IS NULL AND s.place_id IS NOT NULL
    AND s.starts_at > plenary_now()
  WHERE NOT EXISTS (SELECT FROM reminded d WHERE d.shift_id = s.id)`;

/** When the next reminder is due, of a shift that has not begun; null when none will be. */
export async function nextReminderDue(sql: Sql): Promise<Date | null> {
  const { due } = await sql.one<{ due: Date | null }>({
    name: 'reminder-next-due',
    text: `SELECT min(s.starts_at - make_interval(hours => r.hours_before)) AS due ${TO_REMIND}`,
  });
  return due;
}

export interface DueReminder extends Record<string, unknown> {
  readonly shiftId: string;
  readonly assemblyId: AssemblyId;
  readonly assembly: string;
  readonly zone: string;
  readonly personId: PersonId;
  readonly task: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hours: number;
}

/** Takes reminders that are due, the most urgent first: each is given to one transaction only. */
export function takeReminders(tx: Tx, most: number): Promise<DueReminder[]> {
  return tx.query<DueReminder>(
    `WITH due AS (
       SELECT s.id, r.assembly_id, r.hours_before ${TO_REMIND}
         AND s.starts_at - make_interval(hours => r.hours_before) <= plenary_now()
       ORDER BY s.starts_at, s.id LIMIT $1),
     taken AS (
       INSERT INTO reminded (assembly_id, shift_id, at) SELECT assembly_id, id, plenary_now() FROM due
       ON CONFLICT (shift_id) DO NOTHING RETURNING shift_id)
     SELECT s.id AS "shiftId", a.id AS "assemblyId", a.name AS assembly, a.time_zone AS zone, m.person_id AS "personId",
            t.name AS task, s.starts_at AS "startsAt", s.ends_at AS "endsAt", d.hours_before AS hours
     FROM taken x JOIN due d ON d.id = x.shift_id JOIN shift s ON s.id = d.id JOIN assembly a ON a.id = s.assembly_id
       JOIN task t ON t.id = s.task_id JOIN membership m ON m.id = s.membership_id
     ORDER BY s.starts_at, s.id`,
    [most],
  );
}
