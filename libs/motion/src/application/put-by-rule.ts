import type { AssemblyId, Authority, MembershipId } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { type EffectData, type Motion, type MotionKind, TITLE_MAX } from '../domain/motion.js';
import { insertMoved, motionById } from '../persistence/motion-store.js';
import { announcePoll } from './announce-poll.js';
import type { MotionPorts } from './ports.js';

/** A question that the rules of an office put to the assembly by themselves. */
export interface PutByRule {
  readonly assemblyId: AssemblyId;
  readonly kind: MotionKind;
  /** Cut to 200 characters. */
  readonly title: string;
  readonly text: string;
  readonly effect: EffectData;
  readonly subjects: readonly MembershipId[];
  readonly authority: Authority;
}

/**
 * Puts a motion to the vote that nobody moved: no seconders, and the notice and the vote that the bylaws have for its
 * kind. The caller has seen to it that the same question is not put twice.
 */
export async function putByRule(ports: MotionPorts, tx: Tx, put: PutByRule): Promise<Motion> {
  const id = newId<'motion'>();
  const now = await tx.now();
  const title = [...put.title].slice(0, TITLE_MAX).join('');
  await insertMoved(tx, { ...put, id, title }, now);
  const motion = await motionById(tx, id);
  if (motion === null) throw new Error('a motion that was written is not there');
  const { assemblyId, authority } = put;
  tx.record({
    assemblyId,
    kind: 'motion.put-by-rule',
    authority,
    data: { motion: id, kind: put.kind },
    personal: { title, text: put.text },
  });
  await announcePoll(ports, tx, { motion, now, authority });
  return motion;
}
