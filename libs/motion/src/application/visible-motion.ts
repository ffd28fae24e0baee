import { activeMembership } from '@plenary/assembly';
import { isUuid, type PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import type { Motion } from '../domain/motion.js';
import { motionById } from '../persistence/motion-store.js';

/**
 * The motion, for a member who may know of it: until it is moved it is its author's alone.
 * @throws NOT_ALLOWED in the same words whether it does not exist or is not theirs.
 */
export async function visibleMotion(sql: Sql, personId: PersonId, motionId: string): Promise<Motion> {
  const motion = isUuid(motionId) ? await motionById(sql, motionId) : null;
  const member = motion && (await activeMembership(sql, personId, motion.assemblyId));
  if (!motion || !member || member.joinedAt === null) throw notAllowed();
  if (motion.movedAt === null && motion.moverId !== member.id) throw notAllowed();
  return motion;
}
