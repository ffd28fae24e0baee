import { authorise, nameInRecord } from '@plenary/assembly';
import { type MembershipId, ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { decideMove } from '../domain/decide.js';
import type { Motion } from '../domain/motion.js';
import { refuse } from '../domain/rejections.js';
import { checkWishes, wishesOf } from '../domain/terms.js';
import { membersWithVoice } from '../persistence/assembly-facts.js';
import { lockMotion, markMoved, motionById } from '../persistence/motion-store.js';
import { announcePoll } from './announce-poll.js';
import { nextDecision, rulesFor } from './motion-rules.js';
import type { MotionPorts } from './ports.js';
import { visibleMotion } from './visible-motion.js';

/** Puts a draft before the assembly. From here on its content is fixed, and every member sees it. */
export async function moveMotion(
  ports: MotionPorts,
  tx: Tx,
  personId: PersonId,
  motionId: string,
): Promise<Result<Motion>> {
  const seen = await visibleMotion(tx, personId, motionId);
  const { assemblyId } = seen;
  const grant = await authorise(tx, personId, assemblyId, 'motion.move');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  // A motion that was moved is visible to all, but moving was for its author alone.
  if (seen.moverId !== membership.id) throw notAllowed();
  const motion = await lockMotion(tx, seen.id);
  if (motion === null) throw notAllowed();

  const rules = await rulesFor(tx, assemblyId, motion.kind);
  const next = await nextDecision(tx, assemblyId);
  const members = await membersWithVoice(tx, assemblyId);
  const moved = decideMove(motion, { by: membership.id, next, seconders: rules.seconders, members });
  if (!moved.ok) return moved;
  if (next !== null && (await ports.meetings.firstMeetingAt(tx, assemblyId)) === null)
    return refuse('NO_FIRST_MEETING');
  const now = await tx.now();
  const still = await stillPossible(ports, tx, motion, membership.id, now);
  if (!still.ok) return still;
  const terms = checkWishes(wishesOf(motion), rules, next !== null, now, motion.kind);
  if (!terms.ok) return terms;

  await markMoved(tx, motion.id, now, moved.value.secondsNeeded);
  tx.record({
    assemblyId,
    kind: 'motion.moved',
    authority,
    data: { motion: motion.id, kind: motion.kind, secondsNeeded: moved.value.secondsNeeded },
    // What people wrote may name people.
    personal: { title: motion.title, text: motion.text, mover: await nameInRecord(tx, membership.id) },
  });
  if (moved.value.complete) await announcePoll(ports, tx, { motion, now, authority });
  return ok((await motionById(tx, motion.id)) ?? motion);
}

/** A draft may be old: the members it names may have left, its dates may have passed. */
async function stillPossible(
  ports: MotionPorts,
  tx: Tx,
  motion: Motion,
  by: MembershipId,
  now: Date,
): Promise<Result<void>> {
  const effect = ports.effects.get(motion.kind);
  if (effect === undefined) throw notAllowed();
  const data = effect.parse(motion.effect);
  if (!data.ok) return data;
  const { assemblyId, text } = motion;
  return (await effect.check?.(tx, { assemblyId, text, now, by }, data.value)) ?? ok();
}
