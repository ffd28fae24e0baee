import type { AssemblyId, Authority, MembershipId, PersonId } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { MAX_REASON } from '../domain/rejections.js';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { endMembership } from './end-membership.js';
import type { AssemblyPorts } from './ports.js';

/** An expulsion bars from returning for so long at most. */
export const EXPULSION_DAYS_MAX = 3650;

export interface Sanction {
  readonly assemblyId: AssemblyId;
  readonly membershipId: string;
  /** Shown to members, never in the record. */
  readonly reason: string;
  /** When the member was or will be heard: it has to be over before the sanction begins. */
  readonly hearingAt: Date;
  /** Suspension: full rights again. Expulsion: may be invited again. */
  readonly until: Date;
}

/** Suspends a member by decision of the assembly, from now until `until`, when it ends on the clock. */
export async function suspendMember(
  tx: Tx,
  sanction: Sanction,
  authority: Authority,
): Promise<EffectOutcome> {
  const { suspensionDaysMax } = (await bylawsOf(tx, sanction.assemblyId)).section(MEMBERSHIP_SECTION);
  const judged = await judge(tx, sanction, suspensionDaysMax);
  if (typeof judged === 'string') return cannot(judged);
  await tx.run('UPDATE membership SET suspended_from = $2, suspended_until = $3 WHERE id = $1', [
    judged.membershipId,
    judged.now,
    sanction.until,
  ]);
  await insertSanction(tx, 'suspension', sanction, judged);
  tx.record({
    assemblyId: sanction.assemblyId,
    kind: 'member.suspended',
    authority,
    data: {
      membership: sanction.membershipId,
      until: sanction.until.toISOString(),
      hearing: sanction.hearingAt.toISOString(),
    },
    personal: await nameForRecord(tx, sanction.membershipId),
  });
  tx.change({ scope: judged.personId, kind: 'membership.suspended', ids: { assembly: sanction.assemblyId } });
  return done;
}

/** Expels a member by decision of the assembly: the membership ends now, and none can begin before `until`. */
export async function expelMember(
  ports: Pick<AssemblyPorts, 'ended'>,
  tx: Tx,
  sanction: Sanction,
  authority: Authority,
): Promise<EffectOutcome> {
  const judged = await judge(tx, sanction, EXPULSION_DAYS_MAX);
  if (typeof judged === 'string') return cannot(judged);
  const { membershipId, personId } = judged;
  await endMembership(
    ports,
    tx,
    { assemblyId: sanction.assemblyId, membershipId, personId },
    'expelled',
    authority,
  );
  await insertSanction(tx, 'expulsion', sanction, judged);
  tx.record({
    assemblyId: sanction.assemblyId,
    kind: 'member.expelled',
    authority,
    data: {
      membership: membershipId,
      until: sanction.until.toISOString(),
      hearing: sanction.hearingAt.toISOString(),
    },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

/** The inverse of a suspension, for an annulled result or a later decision: full rights from now. */
export async function liftSuspension(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  authority: Authority,
): Promise<EffectOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const lifted = await tx.run(
    `UPDATE membership SET suspended_from = NULL, suspended_until = NULL
     WHERE assembly_id = $1 AND id = $2 AND ended_at IS NULL AND suspended_until > plenary_now()`,
    [assemblyId, membershipId],
  );
  if (lifted === 0) return cannot('the member is not suspended');
  await tx.run(
    `UPDATE sanction SET lifted_at = plenary_now()
     WHERE membership_id = $1 AND kind = 'suspension' AND lifted_at IS NULL AND ends_at > plenary_now()`,
    [membershipId],
  );
  tx.record({
    assemblyId,
    kind: 'suspension.lifted',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

/** The inverse of an expulsion: nothing keeps the person from being invited and confirmed again. */
export async function liftExpulsion(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  authority: Authority,
): Promise<EffectOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const lifted = await tx.run(
    `UPDATE sanction SET lifted_at = plenary_now() WHERE assembly_id = $1 AND membership_id = $2
       AND kind = 'expulsion' AND lifted_at IS NULL AND ends_at > plenary_now()`,
    [assemblyId, membershipId],
  );
  if (lifted === 0) return cannot('no expulsion of this member is in force');
  tx.record({
    assemblyId,
    kind: 'expulsion.lifted',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

interface Judged {
  readonly now: Date;
  readonly membershipId: MembershipId;
  readonly personId: PersonId;
}

/** Under the members lock: may it take effect now? The reason as a string when not. */
async function judge(tx: Tx, sanction: Sanction, daysMax: number): Promise<Judged | string> {
  const { assemblyId, membershipId, reason, hearingAt, until } = sanction;
  await lockMembers(tx, assemblyId, 'exclusive');
  const now = await tx.now();
  if (reason.trim().length === 0 || [...reason].length > MAX_REASON) return 'no reason is given';
  if (hearingAt > now) return 'the member has not been heard yet';
  if (until <= now) return 'its end is past already';
  if (until.getTime() - now.getTime() > daysMax * 86_400_000) return `it may last ${daysMax} days at most`;
  const target = await tx.maybe<{ id: MembershipId; personId: PersonId }>(
    `SELECT id, person_id AS "personId" FROM membership WHERE assembly_id = $1 AND id = $2 AND ended_at IS NULL FOR NO KEY UPDATE`,
    [assemblyId, membershipId],
  );
  if (target === null) return 'the member has left';
  const { others } = await tx.one<{ others: number }>(
    'SELECT count(*) AS others FROM members_with_voice($1, plenary_now()) m WHERE m.id <> $2',
    [assemblyId, membershipId],
  );
  if (others === 0) return 'nobody would be left who can act';
  return { now, membershipId: target.id, personId: target.personId };
}

async function insertSanction(
  tx: Tx,
  kind: 'suspension' | 'expulsion',
  sanction: Sanction,
  judged: Judged,
): Promise<void> {
  await tx.run(
    `INSERT INTO sanction (id, assembly_id, membership_id, person_id, kind, reason, hearing_at, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      sanction.assemblyId,
      judged.membershipId,
      judged.personId,
      kind,
      sanction.reason.trim(),
      sanction.hearingAt,
      judged.now,
      sanction.until,
    ],
  );
}
