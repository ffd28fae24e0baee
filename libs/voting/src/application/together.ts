import type { TogetherEffect } from '@plenary/assembly';
import type { PollId } from '@plenary/kernel';
import { ok, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { lockPollRow, pollOf, wasVoidedTogether } from '../persistence/poll-store.js';
import { LEAST_COUNTDOWN_SECONDS, startCountdown } from './close-poll-by-hand.js';
import type { VotingPorts } from './ports.js';
import { MAX_VOID_REASON, voidPoll } from './void-poll.js';

type Request = Parameters<TogetherEffect['execute']>[1];

/** What members can do together to a poll: end it without a result, or start the countdown to its close. */
export function votingTogetherEffects(ports: VotingPorts): readonly TogetherEffect[] {
  return [
    {
      action: 'VOID_POLL',
      hold: holdPoll,
      check: voidableHere,
      execute: async (tx, request) => {
        const voidable = await voidableHere(tx, request);
        if (!voidable.ok) return voidable;
        return voidPoll(ports, tx, {
          pollId: request.subjectId as PollId,
          reason: [...request.reason].slice(0, MAX_VOID_REASON).join('') || 'Members together asked for it.',
          authority: request.authority,
        });
      },
    },
    {
      action: 'CLOSE_POLL',
      hold: holdPoll,
      check: openHere,
      execute: (tx, request) =>
        startCountdown(ports, tx, {
          pollId: request.subjectId as PollId,
          countdownSeconds: secondsOf(request),
          authority: request.authority,
        }),
    },
  ];
}

/** The close of a poll holds its row and then locks the members, for what it decides. */
async function holdPoll(
  tx: Tx,
  { assemblyId, subjectId }: Pick<Request, 'assemblyId' | 'subjectId'>,
): Promise<void> {
  const poll = subjectId === null ? null : await pollOf(tx, subjectId);
  if (poll?.assemblyId === assemblyId) await lockPollRow(tx, poll.id);
}

/** The subject is an open poll of the request's own assembly. */
async function openHere(tx: Tx, request: Omit<Request, 'authority'>): Promise<Result<void>> {
  const poll = request.subjectId === null ? null : await pollOf(tx, request.subjectId);
  if (poll === null || poll.assemblyId !== request.assemblyId || poll.state !== 'open') {
    return rejected({ code: 'POLL_NOT_OPEN', message: 'There is no such open poll in this assembly.' });
  }
  return ok();
}

/** Once on one matter: a tenth that could do it again and again could keep it from ever being decided (ADR 0012). */
async function voidableHere(tx: Tx, request: Omit<Request, 'authority'>): Promise<Result<void>> {
  const open = await openHere(tx, request);
  const poll = open.ok ? await pollOf(tx, request.subjectId as PollId) : null;
  if (poll === null || poll.motionId === null || !(await wasVoidedTogether(tx, poll))) return open;
  return rejected({
    code: 'VOIDED_BEFORE',
    message:
      'Members together ended an earlier vote on this matter. This one runs to its close; its result can be contested for 7 days afterwards.',
  });
}

function secondsOf(request: Request): number {
  const { countdownSeconds } = request.details;
  return typeof countdownSeconds === 'number' ? countdownSeconds : LEAST_COUNTDOWN_SECONDS;
}
