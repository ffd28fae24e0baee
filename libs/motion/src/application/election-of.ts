import type { StandingFor } from '@plenary/voting';
import type { Motion } from '../domain/motion.js';
import { lockMotion } from '../persistence/motion-store.js';
import { standersOf } from '../persistence/nomination-store.js';
import type { ElectionOfMotion, MotionPorts } from './ports.js';

/** How the motion's poll chooses among candidates or options; null where it is put for and against. */
export function electionOf(ports: Pick<MotionPorts, 'effects'>, motion: Motion): ElectionOfMotion | null {
  const effect = ports.effects.get(motion.kind);
  if (effect?.election === undefined) return null;
  const data = effect.parse(motion.effect);
  if (!data.ok)
    throw new Error(`the effect of motion ${motion.id} cannot be read: ${data.rejection.message}`);
  return effect.election(data.value);
}

/**
 * STANDING_FOR: the options of the motion, or those who stand in it and count now. The lock on the motion is what
 * nominations take too: whoever comes later finds that the vote has opened.
 */
export function standingFor(ports: Pick<MotionPorts, 'effects'>): StandingFor {
  return async (tx, poll) => {
    const motion = poll.motionId === null ? null : await lockMotion(tx, poll.motionId);
    const election = motion && electionOf(ports, motion);
    if (!motion || !election) return [];
    if (election.options !== null)
      return election.options.map((option) => ({ ...option, membershipId: null }));
    return standersOf(tx, motion);
  };
}
