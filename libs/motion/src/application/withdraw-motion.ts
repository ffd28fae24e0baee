import { authorise } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { NO_PORTS, voidPoll } from '@plenary/voting';
import { decideWithdraw } from '../domain/decide.js';
import type { Motion } from '../domain/motion.js';
import { notInState } from '../domain/rejections.js';
import { lockMotion, markWithdrawn, motionById } from '../persistence/motion-store.js';
import { visibleMotion } from './visible-motion.js';

/**
 * The mover takes it back, before the vote opens. A draft is given up without a trace in the record. A contest belongs
 * to all who signed it: it is made once for a result, so whoever could withdraw it could end it for everybody.
 */
export async function withdrawMotion(tx: Tx, personId: PersonId, motionId: string): Promise<Result<Motion>> {
  const seen = await visibleMotion(tx, personId, motionId);
  const { assemblyId } = seen;
  const about = { membershipId: seen.moverId ?? undefined };
  const grant = await authorise(tx, personId, assemblyId, 'motion.withdraw', about);
  if (!grant.ok) return grant;
  const { authority } = grant.value;
  if (seen.kind === 'annul_result') {
    return notInState(seen.state, 'Members together moved it, so nobody withdraws it alone.');
  }
  // Whoever comes when the vote is open is told so before any lock: the one who closes it holds these locks.
  const early = decideWithdraw(seen, false);
  if (!early.ok) return early;
  const motion = await lockMotion(tx, seen.id);
  if (motion === null) throw notAllowed();
  const withdrawn = decideWithdraw(motion, false);
  if (!withdrawn.ok) return withdrawn;

  await markWithdrawn(tx, motion.id, await tx.now());
  if (motion.pollId !== null) {
    // Without the hook that would put the motion again: it is being withdrawn.
    const reason = 'The motion was withdrawn by its mover.';
    const voided = await voidPoll(NO_PORTS, tx, { pollId: motion.pollId, reason, authority });
    if (!voided.ok || voided.value.openedAt !== null) return decideWithdraw(motion, true) as Result<never>;
  }
  if (motion.movedAt !== null) {
    const data = { motion: motion.id, poll: motion.pollId };
    tx.record({ assemblyId, kind: 'motion.withdrawn', authority, data, personal: { title: motion.title } });
  }
  return ok((await motionById(tx, motion.id)) ?? motion);
}
