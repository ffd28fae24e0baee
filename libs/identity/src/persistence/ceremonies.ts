import { newId, type Tx } from '@plenary/platform';

/** Minutes between asking for a ceremony's options and finishing it. */
export const CEREMONY_MINUTES = 5;

export interface Ceremony {
  readonly kind: 'sign-up' | 'sign-in' | 'addition';
  readonly challenge: string;
  readonly userHandle: Buffer | null;
  readonly accessId: string | null;
  readonly invitationHash: Buffer | null;
}

export async function insertCeremony(tx: Tx, ceremony: Ceremony): Promise<string> {
  const id = newId();
  // Begun and never finished: whoever begins one sweeps some of these away.
  await tx.run(
    `WITH swept AS (
       DELETE FROM ceremony WHERE id IN
         (SELECT id FROM ceremony WHERE expires_at < plenary_now() LIMIT 10 FOR UPDATE SKIP LOCKED))
     INSERT INTO ceremony (id, kind, challenge, user_handle, access_id, invitation_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, plenary_now() + make_interval(mins => $7))`,
    [
      id,
      ceremony.kind,
      ceremony.challenge,
      ceremony.userHandle,
      ceremony.accessId,
      ceremony.invitationHash,
      CEREMONY_MINUTES,
    ],
  );
  return id;
}

/** Takes the ceremony away: of several requests that finish one, a single one gets it. */
export function takeCeremony(tx: Tx, id: string, kind: Ceremony['kind']): Promise<Ceremony | null> {
  return tx.maybe<Ceremony>(
    `DELETE FROM ceremony WHERE id = $1 AND kind = $2 AND expires_at > plenary_now()
     RETURNING kind, challenge, user_handle AS "userHandle", access_id AS "accessId", invitation_hash AS "invitationHash"`,
    [id, kind],
  );
}
