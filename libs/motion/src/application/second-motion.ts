import { authorise, nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { decideSecond } from '../domain/decide.js';
import type { Motion } from '../domain/motion.js';
import { lastRecovery } from '../persistence/assembly-facts.js';
import { lockMotion, motionById } from '../persistence/motion-store.js';
import { insertSeconds, secondersOf } from '../persistence/second-store.js';
import { announcePoll } from './announce-poll.js';
import { nextDecision } from './motion-rules.js';
import type { MotionPorts } from './ports.js';
import { visibleMotion } from './visible-motion.js';

/**
 * Stands behind another member's motion. The second that completes it announces its poll in the same transaction.
 * Repeatable: who has seconded it already is told so and changes nothing.
 */
export async function secondMotion(
  ports: MotionPorts,
  tx: Tx,
  personId: PersonId,
  motionId: string,
): Promise<Result<Motion>> {
  const seen = await visibleMotion(tx, personId, motionId);
  const { assemblyId } = seen;
  const grant = await authorise(tx, personId, assemblyId, 'motion.second');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  // No motion waits for seconders again: what is past that is answered without a lock that its close may hold.
  const motion = seen.state === 'moved' ? await lockMotion(tx, seen.id) : seen;
  if (motion === null) throw notAllowed();

  const seconders = (await secondersOf(tx, [motion.id])).get(motion.id) ?? [];
  const now = await tx.now();
  const seconded = decideSecond(motion, {
    by: membership.id,
    next: await nextDecision(tx, assemblyId),
    seconders,
    recoveredAt: await lastRecovery(tx, personId),
    now,
  });
  if (!seconded.ok) return seconded;
  if (seconded.value.repeated) return ok(motion);

  await insertSeconds(tx, motion, [membership.id], now);
  tx.record({
    assemblyId,
    kind: 'motion.seconded',
    authority,
    data: { motion: motion.id, seconds: seconders.length + 1, needed: motion.secondsNeeded },
    personal: { title: motion.title, seconder: await nameInRecord(tx, membership.id) },
  });
  if (seconded.value.complete) await announcePoll(ports, tx, { motion, now, authority });
  return ok((await motionById(tx, motion.id)) ?? motion);
}
