import { ok, type PollId } from '@plenary/kernel';
import type { DueTask, UnitOfWork } from '@plenary/platform';
import {
  dueToClose,
  dueToOpen,
  markShredded,
  nextClosing,
  nextOpening,
  postpone,
  takePoll,
  toShred,
  vacuumSecretBallots,
} from '../persistence/due-store.js';
import { markWaiting } from '../persistence/poll-store.js';
import { closePoll } from './close-poll.js';
import { openPoll } from './open-poll.js';
import type { VotingPorts } from './ports.js';
import { voidPoll } from './void-poll.js';

/** Polls that one turn takes on; what is left is due at once again. */
const AT_ONCE = 20;
/** How often a poll that waits for somebody to be present looks again. */
const PRESENCE_RETRY_SECONDS = 5;
/** How soon a poll that failed to open or close is tried again. */
const RETRY_SECONDS = 10;
const SHRED_EVERY_MS = 10_000;

/** What voting does at its time, in every process: open, close, and vacuum away what could still be linked. */
export function votingTasks(uow: UnitOfWork, ports: VotingPorts): readonly DueTask[] {
  let shredAfter = 0;
  return [
    {
      name: 'voting.open',
      // A poll that is due when it is made opens while its seconder still looks at the button.
      lookMs: 200,
      nextDue: nextOpening,
      runDue: () => each(dueToOpen(uow.db, AT_ONCE), uow, (pollId) => openDue(uow, ports, pollId)),
    },
    {
      name: 'voting.close',
      nextDue: nextClosing,
      runDue: () => each(dueToClose(uow.db, AT_ONCE), uow, (pollId) => closeDue(uow, ports, pollId)),
    },
    {
      name: 'voting.shred',
      nextDue: async (sql) => {
        if (performance.now() < shredAfter || (await toShred(sql)).length === 0) return null;
        return new Date(0);
      },
      runDue: async () => {
        shredAfter = performance.now() + SHRED_EVERY_MS;
        if (await shred(uow)) shredAfter = 0;
      },
    },
  ];
}

/** All of them, and then the first failure: one poll that cannot close keeps no other from closing. */
async function each(
  due: Promise<readonly PollId[]>,
  uow: UnitOfWork,
  act: (pollId: PollId) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const pollId of await due) {
    try {
      await act(pollId);
    } catch (error) {
      failures.push(error);
      await uow.do((tx) => postpone(tx, pollId, RETRY_SECONDS));
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function closeDue(uow: UnitOfWork, ports: VotingPorts, pollId: PollId): Promise<void> {
  await uow.do(async (tx) => {
    if (await takePoll(tx, pollId)) await closePoll(ports, tx, pollId);
  });
}

/** Opens; waits where presence is needed; a poll that can never open as it is ends void, so that it is put again. */
async function openDue(uow: UnitOfWork, ports: VotingPorts, pollId: PollId): Promise<void> {
  const opened = await uow.run(async (tx) => {
    if (!(await takePoll(tx, pollId))) return ok(null);
    return openPoll(ports, tx, { pollId });
  });
  if (opened.ok || opened.rejection.code === 'POLL_NOT_DRAFT') return;
  const { code, message } = opened.rejection;
  await uow.do(async (tx) => {
    if (!(await takePoll(tx, pollId))) return;
    if (code === 'PRESENCE_NEEDED') await markWaiting(tx, pollId, 'presence', PRESENCE_RETRY_SECONDS);
    else if (code === 'QUORUM_MISSING') await markWaiting(tx, pollId, 'quorum', PRESENCE_RETRY_SECONDS);
    else await voidPoll(ports, tx, { pollId, reason: message, authority: { source: 'system' } });
  });
}

/**
 * Vacuums what the ended secret polls left behind; false when an old snapshot keeps some of it alive. Outside any
 * transaction, as VACUUM must be. Polls that ended before the vacuum began are the ones it may call done.
 */
export async function shred(uow: UnitOfWork): Promise<boolean> {
  const polls = await toShred(uow.db);
  if (polls.length === 0) return true;
  if (!(await vacuumSecretBallots(uow.db))) return false;
  await uow.do((tx) => markShredded(tx, polls));
  return true;
}
