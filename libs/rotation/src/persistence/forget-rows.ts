import type { Tx } from '@plenary/platform';
import { dropPushReminders } from './push-reminder-rows.js';

/** Takes away what is kept of members beside the shifts that they held. */
export async function eraseFromRota(
  tx: Tx,
  assemblyId: string,
  membershipIds: readonly string[],
): Promise<void> {
  await tx.run(
    'INSERT INTO rota_forgotten (assembly_id, membership_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [assemblyId, membershipIds],
  );
  for (const table of ['cannot', 'member_share', 'member_leave', 'skill', 'calendar_feed', 'reminder'])
    await tx.run(`DELETE FROM ${table} WHERE membership_id = ANY($1::uuid[])`, [membershipIds]);
  await dropPushReminders(tx, membershipIds);
  await tx.run(
    `UPDATE shift SET note = NULL, reason = NULL
     WHERE membership_id = ANY($1::uuid[]) AND (note IS NOT NULL OR reason IS NOT NULL)`,
    [membershipIds],
  );
}
