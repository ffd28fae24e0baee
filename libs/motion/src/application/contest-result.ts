import type { TogetherEffect } from '@plenary/assembly';
import { isUuid, type MembershipId, ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { contestWindow, pollOf } from '@plenary/voting';
import { TITLE_MAX } from '../domain/motion.js';
import { signersOf } from '../persistence/assembly-facts.js';
import { contestsOf, insertContest } from '../persistence/effect-store.js';
import { insertDraft, markMoved, motionById, motionsOfPolls } from '../persistence/motion-store.js';
import { insertSeconds } from '../persistence/second-store.js';
import { announcePoll } from './announce-poll.js';
import type { MotionPorts } from './ports.js';

const TITLE = 'Annul the result: ';

/**
 * Members together contest a result within 7 days of the close: a motion to annul it, moved and seconded at once by
 * those who signed. The assembly decides.
 */
export function contestEffect(ports: MotionPorts): TogetherEffect {
  return {
    action: 'CONTEST_RESULT',
    check: async (tx, request) => {
      const found = await contestable(tx, request.assemblyId, request.subjectId);
      return found.ok ? ok() : found;
    },
    execute: async (tx, request) => {
      const found = await contestable(tx, request.assemblyId, request.subjectId);
      if (!found.ok) return found;
      const { pollId, title, subjects } = found.value;
      const [mover, ...seconders] = (await signersOf(tx, request.id)) as MembershipId[];
      if (mover === undefined) throw new Error('a request that nobody signed was executed');
      const id = newId<'motion'>();
      const now = await tx.now();
      await insertDraft(
        tx,
        {
          id,
          assemblyId: request.assemblyId,
          moverId: mover,
          kind: 'annul_result',
          title: [...(TITLE + title)].slice(0, TITLE_MAX).join(''),
          text: request.reason,
          effect: { pollId },
          // Their own matter was contested: so is the annulment.
          subjects,
          wishedOpensAt: null,
          wishedSeconds: null,
          wishedTier: null,
        },
        now,
      );
      await markMoved(tx, id, now, Math.min(seconders.length, 20));
      const motion = await motionById(tx, id);
      if (motion === null) throw new Error('a motion that was written is not there');
      await insertSeconds(tx, motion, seconders, now);
      if (!(await insertContest(tx, motion, pollId, now))) return contestedBefore();
      const { authority } = request;
      tx.record({
        assemblyId: request.assemblyId,
        kind: 'result.contested',
        authority,
        data: { poll: pollId, motion: id, signatures: seconders.length + 1 },
        personal: { title, reason: request.reason },
      });
      await announcePoll(ports, tx, { motion, now, authority });
      return ok(motion);
    },
  };
}

async function contestable(
  tx: Tx,
  assemblyId: string,
  subjectId: string | null,
): Promise<Result<{ pollId: string; title: string; subjects: readonly MembershipId[] }, Rejection>> {
  const poll = subjectId !== null && isUuid(subjectId) ? await pollOf(tx, subjectId) : null;
  const motion = poll && (await motionsOfPolls(tx, [poll.id])).get(poll.id);
  const until = poll && contestWindow(poll);
  if (!poll || poll.assemblyId !== assemblyId || !motion || until === null || (await tx.now()) >= until) {
    return rejected({
      code: 'NOT_CONTESTABLE',
      message: 'A result can be contested for 7 days after the close of its vote.',
    });
  }
  if ((await contestsOf(tx, [poll.id])).has(poll.id)) return contestedBefore();
  return ok({ pollId: poll.id, title: motion.title, subjects: motion.subjects });
}

function contestedBefore(): Result<never, Rejection> {
  return rejected({
    code: 'ALREADY_CONTESTED',
    message: 'This result has been contested; the assembly decides on it by a motion.',
  });
}
