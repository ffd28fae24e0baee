import type { JsonObject } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { Candidate, MayOpen, Poll, PollClosed, PollVoided } from '@plenary/voting';
import { decideClosed, secondsToOpen } from '../domain/decide.js';
import type { EffectOutcome, Motion } from '../domain/motion.js';
import { after } from '../domain/transitions.js';
import { membersWithVoice } from '../persistence/assembly-facts.js';
import { lockMotion, markDecided, markLapsed, motionById } from '../persistence/motion-store.js';
import { standersOf } from '../persistence/nomination-store.js';
import { standingSeconds } from '../persistence/second-store.js';
import { announcePoll } from './announce-poll.js';
import { electionOf } from './election-of.js';
import type { Executed, MotionPorts } from './ports.js';
import { byMotion, runEffect } from './run-effect.js';

/** POLL_CLOSED: the closed poll decides its motion, and a carried motion executes itself, in the same transaction. */
export function motionDecider(ports: MotionPorts): PollClosed {
  return async (tx, { poll, result, elected }) => {
    const motion = poll.motionId === null ? null : await lockMotion(tx, poll.motionId);
    if (motion === null || motion.pollId !== poll.id) return;
    const state = decideClosed(motion.state, result.outcome.carried);
    if (state === null) return;
    const outcome = state === 'carried' ? await execute(ports, tx, motion, elected) : null;
    if (state === 'lost') await followLoss(ports, tx, motion);
    await markDecided(tx, motion.id, state, await tx.now(), outcome);
    tx.record({
      assemblyId: motion.assemblyId,
      kind: `motion.${state}`,
      authority: { source: 'system' },
      data: { motion: motion.id, kind: motion.kind, poll: poll.id, ...(outcome && effectFacts(outcome)) },
      personal: { title: motion.title },
    });
  };
}

/** `outcome` is the sentence that readers of the record see. */
function effectFacts(outcome: EffectOutcome): JsonObject {
  if (outcome.done) return { done: true, outcome: 'It has been carried out.' };
  const { because } = outcome;
  return {
    done: false,
    because,
    outcome: `It could not be carried out, because ${because.replace(/\.$/, '')}.`,
  };
}

function execute(
  ports: MotionPorts,
  tx: Tx,
  motion: Motion,
  elected: readonly Candidate[],
): Promise<Executed> {
  return runEffect(tx, ports.report, async () => {
    const effect = ports.effects.get(motion.kind);
    if (effect === undefined) return { done: false, because: 'this server does not know how to do it' };
    const data = effect.parse(motion.effect);
    if (!data.ok) return { done: false, because: data.rejection.message };
    return effect.execute(tx, motion, data.value, byMotion(motion.id), elected);
  });
}

/** What could not be done is told to the server's log alone: nothing was promised of a motion that is lost. */
async function followLoss(ports: MotionPorts, tx: Tx, motion: Motion): Promise<void> {
  const effect = ports.effects.get(motion.kind);
  const data = effect?.parse(motion.effect);
  if (effect?.lost === undefined || !data?.ok) return;
  await runEffect(tx, ports.report, async () => effect.lost!(tx, motion, data.value));
}

/** MAY_OPEN: seconds end with the memberships that gave them, until the poll is open (PROCEDURE.md §3). */
export const secondersStand: MayOpen = async (tx, poll) => {
  const motion = poll.motionId === null ? null : await motionById(tx, poll.motionId);
  if (motion === null || (await missingSeconds(tx, motion)) === null) return null;
  return 'Members who seconded it have left. It needs others to second it; then it is put again.';
};

/** How many stand behind it and how many must, where those are too few; null where they are enough. */
async function missingSeconds(tx: Tx, motion: Motion): Promise<{ seconds: number; needed: number } | null> {
  const seconds = await standingSeconds(tx, motion.id);
  const needed = secondsToOpen(motion, await membersWithVoice(tx, motion.assemblyId));
  return seconds < needed ? { seconds, needed } : null;
}

async function lapse(tx: Tx, motion: Motion, missing: { seconds: number; needed: number }): Promise<void> {
  await markLapsed(tx, motion.id, missing.needed);
  tx.record({
    assemblyId: motion.assemblyId,
    kind: 'motion.seconds-lapsed',
    authority: { source: 'system' },
    data: { motion: motion.id, poll: motion.pollId, ...missing },
    personal: { title: motion.title },
  });
}

/**
 * POLL_VOIDED: a motion whose poll was voided is put again; one that was withdrawn is not, nor one that lost its
 * seconders. An election in which nobody stood when its vote was due is lost instead: it could not be put again but to
 * wait.
 */
export function motionPutAgain(ports: MotionPorts): PollVoided {
  return async (tx, poll) => {
    const motion = poll.motionId === null ? null : await lockMotion(tx, poll.motionId);
    if (motion === null || motion.pollId !== poll.id || after(motion.state, 'putAgain') === null) return;
    const missing = poll.openedAt === null ? await missingSeconds(tx, motion) : null;
    if (missing !== null) return lapse(tx, motion, missing);
    if (poll.openedAt === null && (await nobodyStands(ports, tx, motion)))
      return loseWithoutVote(tx, motion, poll);
    await announcePoll(ports, tx, {
      motion,
      now: await tx.now(),
      authority: { source: 'system' },
      voided: poll.id,
    });
  };
}

async function nobodyStands(ports: MotionPorts, tx: Tx, motion: Motion): Promise<boolean> {
  const election = electionOf(ports, motion);
  return election !== null && election.options === null && (await standersOf(tx, motion)).length === 0;
}

async function loseWithoutVote(tx: Tx, motion: Motion, poll: Poll): Promise<void> {
  if (after(motion.state, 'nobodyStands') === null) return;
  await markDecided(tx, motion.id, 'lost', await tx.now(), null);
  tx.record({
    assemblyId: motion.assemblyId,
    kind: 'motion.nobody-stood',
    authority: { source: 'system' },
    data: { motion: motion.id, kind: motion.kind, poll: poll.id },
    personal: { title: motion.title },
  });
}
