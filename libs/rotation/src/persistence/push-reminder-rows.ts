import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** How many hours before each shift a member is reminded, by device; of devices whose session is live. */
export async function pushHoursOf(sql: Sql, membershipId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ accessId: string; hours: number }>(
    'SELECT access_id AS "accessId", hours_before AS hours FROM push_reminder WHERE membership_id = $1',
    [membershipId],
  );
  return new Map(rows.map(({ accessId, hours }) => [accessId, hours]));
}

export async function setPushReminder(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: MembershipId,
  accessId: string,
  hours: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO push_reminder (assembly_id, membership_id, access_id, hours_before) VALUES ($1, $2, $3, $4)
     ON CONFLICT (membership_id, access_id) DO UPDATE SET hours_before = excluded.hours_before`,
    [assemblyId, membershipId, accessId, hours],
  );
}

/**
 * No longer reminds these members: on one device, or on all. A device that no assembly reminds on any more is not kept.
 */
export async function dropPushReminders(
  tx: Tx,
  membershipIds: readonly string[],
  accessId: string | null = null,
): Promise<void> {
  // The devices first: whoever asks on one of them for another assembly has committed, or comes after us.
  const devices = await tx.query<{ id: string }>(
    `SELECT d.access_id AS id FROM push_device d
     WHERE d.access_id IN (SELECT access_id FROM push_reminder WHERE membership_id = ANY($1::uuid[]))
       AND ($2::uuid IS NULL OR d.access_id = $2) ORDER BY d.access_id FOR UPDATE`,
    [membershipIds, accessId],
  );
  const ids = devices.map(({ id }) => id);
  await tx.run(
    'DELETE FROM push_reminder WHERE membership_id = ANY($1::uuid[]) AND access_id = ANY($2::uuid[])',
    [membershipIds, ids],
  );
  await tx.run(
    `DELETE FROM push_device d WHERE d.access_id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM push_reminder r WHERE r.access_id = d.access_id)`,
    [ids],
  );
}

const TO_PUSH = `FROM push_reminder r
  JOIN push_device d ON d.access_id = r.access_id
  JOIN access x ON x.id = d.access_id AND x.person_id = d.person_id AND x.revoked_at IS NULL
    AND x.expires_at > plenary_now()
  JOIN membership m ON m.id = r.membership_id AND m.person_id = d.person_id
  JOIN shift s ON s.membership_id = r.membership_id AND s.ended_at IS NULL AND s.place_id IS NOT NULL
    AND s.starts_at > plenary_now()
  LEFT JOIN pushed p ON p.shift_id = s.id AND p.access_id = r.access_id
  WHERE (p.shift_id IS NULL OR p.next_at IS NOT NULL)`;
const DUE_AT = 'coalesce(p.next_at, s.starts_at - make_interval(hours => r.hours_before))';

/** When the next push is due, of a shift that has not begun; null when none will be. */
export async function nextPushDue(sql: Sql): Promise<Date | null> {
  const { due } = await sql.one<{ due: Date | null }>({
    name: 'push-next-due',
    text: `SELECT min(${DUE_AT}) AS due ${TO_PUSH}`,
  });
  return due;
}

export interface DuePush extends Record<string, unknown> {
  readonly shiftId: string;
  readonly accessId: string;
  /** Counting this one. */
  readonly tries: number;
  /** How many milliseconds are left until the shift begins. */
  readonly leftMs: number;
  readonly endpoint: string;
  readonly p256dh: Buffer;
  readonly auth: Buffer;
  readonly assemblyId: AssemblyId;
  readonly assembly: string;
  readonly quiet: boolean;
  readonly zone: string;
  readonly task: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Takes pushes that are due, the most urgent first: each is given to one transaction, and to another only when nothing
 * was settled about it within the lease.
 */
export function takePushes(tx: Tx, most: number, leaseMs: number): Promise<DuePush[]> {
  return tx.query<DuePush>(
    `WITH due AS (
       SELECT s.id, r.assembly_id, r.membership_id, r.access_id ${TO_PUSH} AND ${DUE_AT} <= plenary_now()
       ORDER BY s.starts_at, s.id, r.access_id LIMIT $1 FOR KEY SHARE OF r),
     taken AS (
       INSERT INTO pushed (assembly_id, shift_id, membership_id, access_id, tries, next_at)
       SELECT assembly_id, id, membership_id, access_id, 1, plenary_now() + make_interval(secs => $2::float8 / 1000)
       FROM due
       ON CONFLICT (shift_id, access_id) DO UPDATE SET tries = pushed.tries + 1, next_at = excluded.next_at
         WHERE pushed.next_at <= plenary_now()
       RETURNING shift_id, access_id, tries)
     SELECT s.id AS "shiftId", x.access_id AS "accessId", x.tries, d.endpoint, d.p256dh, d.auth, a.id AS "assemblyId",
            a.name AS assembly, a.quiet, a.time_zone AS zone, t.name AS task, s.starts_at AS "startsAt",
            s.ends_at AS "endsAt", (extract(epoch FROM s.starts_at - plenary_now()) * 1000)::float8 AS "leftMs"
     FROM taken x JOIN push_device d ON d.access_id = x.access_id JOIN shift s ON s.id = x.shift_id
       JOIN assembly a ON a.id = s.assembly_id JOIN task t ON t.id = s.task_id
     ORDER BY s.starts_at, s.id, x.access_id`,
    [most, leaseMs],
  );
}

/**
 * Settles what was taken: not sent again, or not before so many milliseconds. Nothing of one that somebody else has
 * taken since.
 */
export async function settlePush(
  tx: Tx,
  { shiftId, accessId, tries }: Pick<DuePush, 'shiftId' | 'accessId' | 'tries'>,
  againMs: number | null,
): Promise<void> {
  await tx.run(
    `UPDATE pushed SET next_at = plenary_now() + make_interval(secs => $4::float8 / 1000)
     WHERE shift_id = $1 AND access_id = $2 AND tries = $3 AND next_at IS NOT NULL`,
    [shiftId, accessId, tries, againMs],
  );
}
