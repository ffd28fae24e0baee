import { pause } from './at-once.js';
import { type Caller, mutation, mutationOf } from './caller.js';
import { DemoError } from './service.js';

const DRAFT = mutation('draftMotion', 'Motion', 'id');
const MOVE = mutationOf('moveMotion', 'motionId', 'Motion', 'id state');
const SECOND = mutationOf('secondMotion', 'motionId', 'Motion', 'id state');
const STANDING = `query ($id: ID!) { motion(id: $id) { state effect { outcome { done because } }
  poll { id state closesAt } } }`;
export const CAST = mutation('castBallot', 'BallotReceipt', 'code');

export interface MotionStanding {
  readonly state: string;
  readonly effect: {
    readonly outcome: { readonly done: boolean; readonly because: string | null } | null;
  } | null;
  readonly poll: { readonly id: string; readonly state: string; readonly closesAt: string } | null;
}

/** Looks at the motion this often, in milliseconds, and not longer than the two limits. */
const LOOK = 200;
const OPENS_WITHIN = 30_000;
const DECIDED_WITHIN = 10 * 60_000;

/** Drafts, moves and seconds a motion, and waits until its poll has opened by itself. */
export async function putToVote(
  [mover, ...seconders]: readonly Caller[],
  draft: Record<string, unknown>,
): Promise<{ motionId: string; pollId: string; closesAt: Date }> {
  const { id } = await mover!.act<{ id: string }>(DRAFT, draft);
  let { state } = await mover!.actOn<{ state: string }>(MOVE, id);
  for (const seconder of seconders) {
    if (state === 'MOVED') ({ state } = await seconder.actOn<{ state: string }>(SECOND, id));
  }
  const { poll } = await until(mover!, id, OPENS_WITHIN, (motion) => motion.poll?.state === 'OPEN');
  return { motionId: id, pollId: poll!.id, closesAt: new Date(poll!.closesAt) };
}

/** The same, decided by these members alone, who all vote for it. @throws DemoError unless it was carried and done. */
export async function decide(members: readonly Caller[], draft: Record<string, unknown>): Promise<void> {
  const { motionId, pollId } = await putToVote(members, draft);
  for (const [i, member] of members.entries()) {
    await member.act(CAST, { pollId, answer: 'YES', clientKey: `founder-${i}-${pollId}` });
  }
  const decided = await decision(members[0]!, motionId);
  if (decided.state !== 'CARRIED' || !decided.effect?.outcome?.done) {
    throw new DemoError(
      `"${String(draft.title)}" came out ${decided.state}: ${decided.effect?.outcome?.because ?? ''}`,
    );
  }
}

/** Waits for the close. */
export function decision(member: Caller, motionId: string): Promise<MotionStanding> {
  return until(member, motionId, DECIDED_WITHIN, ({ state }) => state === 'CARRIED' || state === 'LOST');
}

async function until(
  member: Caller,
  id: string,
  within: number,
  reached: (motion: MotionStanding) => boolean,
): Promise<MotionStanding> {
  const deadline = performance.now() + within;
  for (;;) {
    const { motion } = await member.ask<{ motion: MotionStanding }>(STANDING, { id });
    if (reached(motion)) return motion;
    if (performance.now() > deadline) throw new DemoError(`A motion stands at ${motion.state} for too long.`);
    await pause(LOOK);
  }
}
