import { type Action, activeMembership, authorise, type Grant, nameInRecord } from '@plenary/assembly';
import { type MembershipId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { type Motion, STATEMENT_MAX } from '../domain/motion.js';
import {
  decideDecline,
  decideNominate,
  decideStand,
  type Nomination,
  nominationsOpen,
} from '../domain/nomination.js';
import { nominationsClosed, refuse } from '../domain/rejections.js';
import { lockMotion, motionById } from '../persistence/motion-store.js';
import { answerNomination, countsNow, insertNomination, namingOf } from '../persistence/nomination-store.js';
import type { MotionPorts } from './ports.js';
import { visibleMotion } from './visible-motion.js';

/** Whether the rules of what is elected to let a member stand who counts. */
export type MayStand = (tx: Tx, motion: Motion, membershipId: string) => Promise<Result<void>>;
const anybody: MayStand = async () => ok();

/** As the effect of the motion's kind has it. */
export function mayStandBy(ports: Pick<MotionPorts, 'effects'>): MayStand {
  return async (tx, motion, membershipId) => {
    const effect = ports.effects.get(motion.kind);
    const data = effect?.parse(motion.effect);
    if (effect?.mayStand === undefined || !data?.ok) return ok();
    return effect.mayStand(tx, motion, data.value, membershipId);
  };
}

/** Names another member as a candidate, who then stands or declines. Repeatable. */
export async function nominate(
  tx: Tx,
  personId: PersonId,
  input: { readonly motionId: string; readonly membershipId: string },
  mayStand: MayStand = anybody,
): Promise<Result<Motion>> {
  const held = await hold(tx, personId, input.motionId, 'election.nominate');
  if (!held.ok) return held;
  const { motion, grant } = held.value;
  if (grant.membership.id === input.membershipId) return refuse('STAND_YOURSELF');
  if (!(await countsNow(tx, motion, input.membershipId))) return refuse('NOT_ELIGIBLE');
  const decided = decideNominate(await namingOf(tx, motion, input.membershipId));
  if (!decided.ok) return decided;
  if (!decided.value) return ok(motion);
  const allowed = await mayStand(tx, motion, input.membershipId);
  if (!allowed.ok) return allowed;
  const nominee = input.membershipId as MembershipId;
  await insertNomination(tx, motion, nominee, grant.membership.id, await tx.now());
  await note(tx, motion, grant, 'candidate.nominated', nominee, {
    nominator: await nameInRecord(tx, grant.membership.id),
  });
  return ok(await reread(tx, motion));
}

/**
 * Stands as a candidate, named by another or not, with a statement of up to 2,000 characters. Whoever stands already
 * changes the statement with it. Repeatable.
 */
export async function standForElection(
  tx: Tx,
  personId: PersonId,
  input: { readonly motionId: string; readonly statement: string },
  mayStand: MayStand = anybody,
): Promise<Result<Motion>> {
  const statement = input.statement.trim();
  if ([...statement].length > STATEMENT_MAX) {
    const message = `A statement has at most ${STATEMENT_MAX.toLocaleString('en-GB')} characters. Shorten it.`;
    return rejected({ code: 'TEXT_INVALID', message });
  }
  const held = await hold(tx, personId, input.motionId, 'election.stand');
  if (!held.ok) return held;
  const { motion, grant } = held.value;
  const me = grant.membership.id;
  const naming = await namingOf(tx, motion, me);
  const decided = decideStand(naming);
  if (!decided.ok) return decided;
  const allowed = decided.value ? await mayStand(tx, motion, me) : ok();
  if (!allowed.ok) return allowed;
  if (!decided.value && naming.nomination?.statement === statement) return ok(motion);
  const now = await tx.now();
  if (naming.nomination === null) await insertNomination(tx, motion, me, me, now);
  await answerNomination(tx, motion, { membershipId: me, state: 'standing', statement }, now);
  const kind = decided.value ? 'candidate.stood' : 'candidate.statement-changed';
  await note(tx, motion, grant, kind, me, { statement });
  return ok(await reread(tx, motion));
}

/** Declines a nomination, or stands down. Repeatable. */
export async function declineNomination(
  tx: Tx,
  personId: PersonId,
  motionId: string,
): Promise<Result<Motion>> {
  const held = await hold(tx, personId, motionId, 'election.decline');
  if (!held.ok) return held;
  const { motion, grant } = held.value;
  const me = grant.membership.id;
  const { nomination } = await namingOf(tx, motion, me);
  const decided = decideDecline({ motion, nomination });
  if (!decided.ok) return decided;
  if (decided.value === null) return ok(motion);
  const answer: Pick<Nomination, 'membershipId' | 'state' | 'statement'> = {
    membershipId: me,
    state: decided.value,
    statement: '',
  };
  await answerNomination(tx, motion, answer, await tx.now());
  await note(tx, motion, grant, `candidate.${decided.value}`, me, {});
  return ok(await reread(tx, motion));
}

/**
 * The motion, locked. The opening of its vote locks it too before it freezes the list, so what is written here is on
 * the list or refused. What is past that is answered without a lock, which the close of its vote may hold.
 */
async function hold(
  tx: Tx,
  personId: PersonId,
  motionId: string,
  action: Action,
): Promise<Result<{ motion: Motion; grant: Grant }>> {
  const seen = await visibleMotion(tx, personId, motionId);
  const me = await activeMembership(tx, personId, seen.assemblyId);
  // Standing and declining are one's own; naming another is every member's.
  const about = action === 'election.nominate' ? {} : { membershipId: me?.id };
  const grant = await authorise(tx, personId, seen.assemblyId, action, about);
  if (!grant.ok) return grant;
  if (!nominationsOpen(seen)) return nominationsClosed(seen);
  const motion = await lockMotion(tx, seen.id);
  if (motion === null) throw notAllowed();
  return ok({ motion, grant: grant.value });
}

async function note(
  tx: Tx,
  motion: Motion,
  { authority }: Grant,
  kind: string,
  member: MembershipId,
  personal: Readonly<Record<string, string>>,
): Promise<void> {
  tx.record({
    assemblyId: motion.assemblyId,
    kind,
    authority,
    data: { motion: motion.id, member },
    personal: { title: motion.title, candidate: await nameInRecord(tx, member), ...personal },
  });
}

async function reread(tx: Tx, motion: Motion): Promise<Motion> {
  return (await motionById(tx, motion.id)) ?? motion;
}
