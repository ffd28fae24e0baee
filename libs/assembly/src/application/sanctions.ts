import type { AssemblyId, Authority } from '@plenary/kernel';
import { type Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { MAX_REASON } from '../domain/rejections.js';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { lockMembers } from '../persistence/locks.js';
import {
  insertSanction,
  liftSanction,
  lockSanctioned,
  restoreExpelled,
  type SanctionRow,
  suspendByWhatStands,
} from '../persistence/sanction-rows.js';
import { endMembership } from './end-membership.js';
import type { AssemblyPorts, SuspensionPorts } from './ports.js';

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

/** The sanction that was made comes with what was done, so that an annulment can lift it and no other. */
export type SanctionOutcome = EffectOutcome & { readonly sanctionId?: string };

/** Suspends a member by decision of the assembly, from now until `until`, when it ends on the clock. */
export async function suspendMember(
  ports: SuspensionPorts,
  tx: Tx,
  sanction: Sanction,
  authority: Authority,
): Promise<SanctionOutcome> {
  const { suspensionDaysMax } = (await bylawsOf(tx, sanction.assemblyId)).section(MEMBERSHIP_SECTION);
  const judged = await judge(tx, sanction, suspensionDaysMax);
  if (typeof judged === 'string') return cannot(judged);
  const sanctionId = await insertSanction(tx, { ...judged, kind: 'suspension' });
  const { assemblyId, membershipId } = judged;
  await takeEffect(ports, tx, { assemblyId, membershipId, authority });
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
  return { done: true, sanctionId };
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
  await insertSanction(tx, { ...judged, kind: 'expulsion' });
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

/**
 * The inverse of a suspension, for an annulled result (that one alone) or a later decision (all of them): full rights
 * from now, unless another suspension is in force.
 */
export async function liftSuspension(
  ports: SuspensionPorts,
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  authority: Authority,
  sanctionId: string | null = null,
): Promise<EffectOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  if (!(await liftSanction(tx, 'suspension', assemblyId, membershipId, sanctionId)))
    return cannot('the member is not suspended');
  await takeEffect(ports, tx, { assemblyId, membershipId, authority });
  tx.record({
    assemblyId,
    kind: 'suspension.lifted',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

async function takeEffect(
  { suspended }: SuspensionPorts,
  tx: Tx,
  {
    assemblyId,
    membershipId,
    authority,
  }: Pick<Sanction, 'assemblyId' | 'membershipId'> & { authority: Authority },
): Promise<void> {
  for (const changed of await suspendByWhatStands(tx, membershipId))
    for (const hook of suspended) await hook(tx, { assemblyId, ...changed, authority });
}

/**
 * What an annulled expulsion declares as its inverse: nothing bars the person, and the membership that it ended goes
 * on, with the standing it had. Frozen rolls stay as they are, and seats and shifts that ended with it are not given back.
 * Who has begun another membership since keeps that one.
 */
export async function undoExpulsion(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  authority: Authority,
): Promise<EffectOutcome> {
  const lifted = await liftExpulsion(tx, assemblyId, membershipId, authority);
  const personId = await restoreExpelled(tx, membershipId);
  // The bar may have run out by itself: the membership goes on all the same.
  if (personId === null) return lifted;
  await suspendByWhatStands(tx, membershipId);
  tx.record({
    assemblyId,
    kind: 'membership.restored',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  tx.change({
    scope: personId,
    kind: 'membership.began',
    ids: { assembly: assemblyId, membership: membershipId },
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
  if (!(await liftSanction(tx, 'expulsion', assemblyId, membershipId))) {
    return cannot('no expulsion of this member is in force');
  }
  tx.record({
    assemblyId,
    kind: 'expulsion.lifted',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

type Judged = Omit<SanctionRow, 'kind'>;

/** Under the members lock: may it take effect now? The reason as a string when not. */
async function judge(tx: Tx, sanction: Sanction, daysMax: number): Promise<Judged | string> {
  const { assemblyId, membershipId, hearingAt, until } = sanction;
  await lockMembers(tx, assemblyId, 'exclusive');
  const now = await tx.now();
  const reason = sanction.reason.trim();
  if (reason.length === 0 || [...reason].length > MAX_REASON) return 'no reason is given';
  if (hearingAt > now) return 'the member has not been heard yet';
  if (until <= now) return 'its end is past already';
  if (until.getTime() - now.getTime() > daysMax * 86_400_000) return `it may last ${daysMax} days at most`;
  const target = await lockSanctioned(tx, assemblyId, membershipId);
  if (target === null) return 'the member has left';
  if (!target.othersCanAct) return 'nobody would be left who can act';
  const { id, personId } = target;
  return { assemblyId, membershipId: id, personId, reason, hearingAt, startsAt: now, endsAt: until };
}
