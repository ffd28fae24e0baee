import type { PersonId } from '@plenary/kernel';
import { notSignedIn, type Sql, type Tx } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { lockPerson } from './people.js';

/** Devices that one person has at a time, at most. */
export const DEVICES_ALLOWED = 10;

/** Where a browser is reached, and by which keys (RFC 8291). */
export interface PushDevice {
  readonly endpoint: string;
  /** A point of P-256, uncompressed. */
  readonly p256dh: Buffer;
  /** 16 bytes. */
  readonly auth: Buffer;
}

/**
 * Keeps where the browser of this session is reached. Whichever session had that address before has it no more: the
 * browser is one, and shows what is the present person's alone. False when the person has too many devices.
 * @throws NOT_SIGNED_IN when the session was ended since the request began
 */
export async function keepPushDevice(
  tx: Tx,
  { personId, accessId }: Pick<Caller, 'personId' | 'accessId'>,
  device: PushDevice,
): Promise<boolean> {
  await lockPerson(tx, personId);
  // Held against its end, which takes the device away: the end then comes after us, and finds it.
  const session = await tx.maybe<{ id: string }>(
    `SELECT id FROM access WHERE id = $1 AND person_id = $2 AND kind = 'session' AND revoked_at IS NULL
       AND expires_at > plenary_now() FOR SHARE`,
    [accessId, personId],
  );
  if (session === null) throw notSignedIn();
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [device.endpoint]);
  await tx.run('DELETE FROM push_device WHERE endpoint = $1 AND access_id <> $2', [
    device.endpoint,
    accessId,
  ]);
  const { others } = await tx.one<{ others: number }>(
    `SELECT count(*) AS others FROM push_device d JOIN access a ON a.id = d.access_id
     WHERE d.person_id = $1 AND d.access_id <> $2 AND a.revoked_at IS NULL AND a.expires_at > plenary_now()`,
    [personId, accessId],
  );
  if (others >= DEVICES_ALLOWED) return false;
  await tx.run(
    `INSERT INTO push_device (access_id, person_id, endpoint, p256dh, auth, made_at)
     VALUES ($1, $2, $3, $4, $5, plenary_now())
     ON CONFLICT (access_id) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth`,
    [accessId, personId, device.endpoint, device.p256dh, device.auth],
  );
  return true;
}

/** Takes away the devices of sessions that are over, or went to somebody else. */
export async function dropPushDevices(tx: Tx, accessIds: readonly string[]): Promise<void> {
  if (accessIds.length > 0)
    await tx.run('DELETE FROM push_device WHERE access_id = ANY($1::uuid[])', [accessIds]);
}

/** Takes away a device that its push service says is gone, unless it has another address by now. */
export async function dropGoneDevice(tx: Tx, accessId: string, endpoint: string): Promise<void> {
  await tx.run('DELETE FROM push_device WHERE access_id = $1 AND endpoint = $2', [accessId, endpoint]);
}

/** Takes away the devices of sessions that were not used for too long; nothing is sent to them as it is. */
export async function dropLapsedDevices(tx: Tx): Promise<void> {
  await tx.run(
    `DELETE FROM push_device d USING access a
     WHERE a.id = d.access_id AND (a.revoked_at IS NOT NULL OR a.expires_at <= plenary_now())`,
  );
}

/** The devices of a person by their sessions that are live; how each is named to its owner. */
export function pushDeviceNames(
  sql: Sql,
  personId: PersonId,
): Promise<{ accessId: string; label: string; madeAt: Date }[]> {
  return sql.query(
    `SELECT d.access_id AS "accessId", a.label, d.made_at AS "madeAt" FROM push_device d JOIN access a ON a.id = d.access_id
     WHERE d.person_id = $1 AND a.revoked_at IS NULL AND a.expires_at > plenary_now() ORDER BY d.made_at, d.access_id`,
    [personId],
  );
}

/** The key that this server signs its pushes with; null before one was made. */
export async function pushKeyOf(sql: Sql): Promise<Buffer | null> {
  return (await sql.maybe<{ key: Buffer }>('SELECT private_key AS key FROM push_key'))?.key ?? null;
}

/** Keeps this key, unless another process was first. */
export async function keepPushKey(tx: Tx, key: Buffer): Promise<void> {
  await tx.run(
    'INSERT INTO push_key (private_key, made_at) VALUES ($1, plenary_now()) ON CONFLICT DO NOTHING',
    [key],
  );
}
