import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { FirstDecisions } from '../domain/founding.js';

export interface NewAssembly {
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
  readonly officeId: string;
  readonly seatId: string;
  readonly founder: PersonId;
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly quiet: boolean;
  readonly displayName: string;
  readonly convenerDays: number;
  readonly now: Date;
}

/** The assembly, its first member, and the convener's seat that they hold. */
export async function insertAssembly(tx: Tx, a: NewAssembly): Promise<void> {
  await tx.run(
    `INSERT INTO assembly (id, name, time_zone, language, quiet, founded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [a.assemblyId, a.name, a.timeZone, a.language, a.quiet, a.now],
  );
  await tx.run(
    `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from, confirmed_at)
     VALUES ($1, $2, $3, $4, 'founding', $5, $5, $5, $5)`,
    [a.membershipId, a.assemblyId, a.founder, a.displayName, a.now],
  );
  await tx.run(
    `INSERT INTO office (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'convener', 'Interim convener', $3)`,
    [a.officeId, a.assemblyId, a.now],
  );
  await tx.run(
    `INSERT INTO seat (id, assembly_id, office_id, place, membership_id, held_from, held_until)
     VALUES ($1, $2, $3, 1, $4, $5::timestamptz, $5::timestamptz + make_interval(days => $6))`,
    [a.seatId, a.assemblyId, a.officeId, a.membershipId, a.now, a.convenerDays],
  );
}

/** Which first decisions were taken, with the assembly's row locked so that each is taken once. */
export function lockFirstDecisions(tx: Tx, assemblyId: AssemblyId): Promise<FirstDecisions> {
  return tx.one<FirstDecisions>(
    `SELECT roll_confirmed_at AS "rollConfirmedAt", facilitator_chosen_at AS "facilitatorChosenAt",
            bylaws_adopted_at AS "bylawsAdoptedAt" FROM assembly WHERE id = $1 FOR NO KEY UPDATE`,
    [assemblyId],
  );
}

/** Confirms every member and notes the decision, at one instant; how many there were. */
export async function confirmEverybody(tx: Tx, assemblyId: AssemblyId): Promise<number> {
  const { members } = await tx.one<{ members: number }>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
     confirmed AS (UPDATE membership m SET counts_from = least(m.counts_from, clock.now), confirmed_at = clock.now, challenged_at = NULL
                   FROM clock WHERE m.assembly_id = $1 AND m.ended_at IS NULL RETURNING 1),
     taken AS (UPDATE assembly a SET roll_confirmed_at = clock.now FROM clock WHERE a.id = $1)
     SELECT count(*) AS members FROM confirmed`,
    [assemblyId],
  );
  return members;
}

export async function noteFacilitatorChosen(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run(
    'UPDATE assembly SET facilitator_chosen_at = plenary_now() WHERE id = $1 AND facilitator_chosen_at IS NULL',
    [assemblyId],
  );
}

/** The end of the founding: the convener's seat is empty from now. */
export async function noteBylawsAdopted(tx: Tx, assemblyId: AssemblyId, at: Date): Promise<void> {
  await tx.run('UPDATE assembly SET bylaws_adopted_at = $2 WHERE id = $1', [assemblyId, at]);
  await tx.run(
    `UPDATE seat s SET membership_id = NULL, held_from = NULL, held_until = NULL
     FROM office o WHERE o.id = s.office_id AND o.kind = 'convener' AND s.assembly_id = $1`,
    [assemblyId],
  );
}
