import type { Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { createPoll, SEATS_ROLL } from '@plenary/voting';
import { ruleOf } from '../domain/bylaws.js';
import { isFoundingKind, type Motion } from '../domain/motion.js';
import { termsOf, wishesOf } from '../domain/terms.js';
import { markAnnounced } from '../persistence/motion-store.js';
import { electionOf } from './election-of.js';
import { nextDecision, rulesFor } from './motion-rules.js';
import type { MotionPorts } from './ports.js';

/** When a vote was voided the assembly knows the matter: it comes again within a day, so that no void puts it off for long. */
const PUT_AGAIN_NOTICE_HOURS = 24;

export interface Announcement {
  readonly motion: Motion;
  readonly now: Date;
  readonly authority: Authority;
  /** The poll that was voided, where the motion is put again. */
  readonly voided?: string;
}

/**
 * Puts a motion that has its seconders to the vote: a poll in state draft, which opens by itself after the notice.
 * No facilitator is asked, and none can keep it off the floor. The caller holds the lock on the motion.
 */
export async function announcePoll(ports: MotionPorts, tx: Tx, announcement: Announcement): Promise<void> {
  const { motion, now, authority, voided } = announcement;
  const { assemblyId, kind } = motion;
  const rules = await rulesFor(tx, assemblyId, kind);
  const founding = (await nextDecision(tx, assemblyId)) !== null;
  const noticeHours =
    voided === undefined ? rules.noticeHours : Math.min(rules.noticeHours, PUT_AGAIN_NOTICE_HOURS);
  const notBefore = await earliest(ports, tx, motion, founding);
  const terms = termsOf(wishesOf(motion), rules, now, notBefore, noticeHours);
  const rule = ruleOf(rules);
  const election = electionOf(ports, motion);
  const rollPolicy = ports.effects.get(kind)?.rollPolicy ?? 'counting';
  // Delegates sit in no meeting of this assembly. What nobody moved is put in none: it asks the members wherever they are,
  // waits for no quorum of those who met for something else, and is not closed by hand before the others have voted.
  const inNone = rollPolicy === SEATS_ROLL || motion.moverId === null;
  const poll = await createPoll(tx, {
    assemblyId,
    motionId: motion.id,
    meetingId: inNone ? null : await ports.meetings.meetingAt(tx, assemblyId, terms.opensAt),
    question: motion.title,
    text: motion.text,
    tier: terms.tier,
    method: election?.method ?? (rule.kind === 'consensus' ? 'consensus' : 'yes_no'),
    election: election && { ...election.terms, publishBallots: rules.publishBallots === 1 },
    rule,
    opensAt: terms.opensAt,
    durationSeconds: terms.seconds,
    // Until the bylaws are adopted nobody can have been confirmed: whoever took up an invitation votes.
    rollPolicy: founding ? 'joined' : rollPolicy,
    noticeAt: founding ? terms.opensAt : now,
    liveResults: election === null && rules.liveResults && terms.tier === 'roll_call',
  });
  await markAnnounced(tx, motion, poll.id, now);
  const { tier, seconds } = terms;
  const facts = { motion: motion.id, poll: poll.id, opensAt: terms.opensAt.toISOString(), seconds, tier };
  const personal = { title: motion.title };
  if (voided === undefined)
    tx.record({ assemblyId, kind: 'motion.announced', authority, data: facts, personal });
  else tx.record({ assemblyId, kind: 'motion.put-again', authority, data: { ...facts, voided }, personal });
}

async function earliest(ports: MotionPorts, tx: Tx, motion: Motion, founding: boolean): Promise<Date[]> {
  const found: Date[] = [];
  const effect = ports.effects.get(motion.kind);
  const data = effect?.parse(motion.effect);
  if (data?.ok && effect?.notBefore) found.push(effect.notBefore(data.value));
  const first =
    founding && isFoundingKind(motion.kind)
      ? await ports.meetings.firstMeetingAt(tx, motion.assemblyId)
      : null;
  if (first !== null) found.push(first);
  return found;
}
