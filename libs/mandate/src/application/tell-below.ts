import { nameInRecord } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { type Poll, pollOf, resultOf } from '@plenary/voting';
import {
  anyNewsBelow,
  dropNews,
  type News,
  nameAbove,
  newsBelow,
  noteTold,
  voteToTell,
} from '../persistence/news-store.js';

const AT_ONCE = 50;
/** Members are to see how their delegate votes while they can still do something about it. */
const LOOK_MS = 200;
const SYSTEM = { source: 'system' } as const;

/**
 * Tells those who sent the delegates, in a transaction of their own assembly: that their delegates are asked, how they
 * vote, and that the vote ended. Each once, whichever process does it and wherever one is killed.
 */
export function tellBelowTask(work: UnitOfWork): DueTask {
  return {
    name: 'mandate.below',
    lookMs: LOOK_MS,
    nextDue: async (sql) => ((await anyNewsBelow(sql)) ? new Date(0) : null),
    runDue: async () => {
      for (const news of await newsBelow(work.db, AT_ONCE)) {
        await work.do((tx) => tell(tx, news));
        await work.do((tx) => dropNews(tx, news));
      }
    },
  };
}

async function tell(tx: Tx, news: News): Promise<void> {
  if (!(await noteTold(tx, news))) return;
  const poll = (await pollOf(tx, news.pollId))!;
  const [what, seat, ordinal] = news.what.split(' ');
  if (what === 'vote') await tellVote(tx, news.sentBy, poll, seat!, Number(ordinal));
  else if (what === 'asked') await tellAsked(tx, news.sentBy, poll);
  else await tellEnded(tx, news.sentBy, poll);
}

async function tellAsked(tx: Tx, assemblyId: AssemblyId, poll: Poll): Promise<void> {
  const above = await nameAbove(tx, poll.assemblyId);
  tx.record({
    assemblyId,
    kind: 'delegates.asked',
    authority: SYSTEM,
    data: { poll: poll.id, motion: poll.motionId, opensAt: poll.opensAt.toISOString() },
    personal: { question: poll.question, above: above ?? 'The assembly above' },
  });
}

async function tellVote(
  tx: Tx,
  assemblyId: AssemblyId,
  poll: Poll,
  seatId: string,
  ordinal: number,
): Promise<void> {
  const vote = await voteToTell(tx, poll.id, seatId, ordinal);
  const { officeId, place, termId, membershipId, answer, verdict, mandateVersion, castAt } = vote;
  tx.record({
    assemblyId,
    kind: verdict === 'within' ? 'delegate.voted' : 'delegate.voted-outside-mandate',
    authority: { source: 'mandate', membership: membershipId, seat: seatId },
    data: {
      poll: poll.id,
      motion: poll.motionId,
      office: officeId,
      seat: seatId,
      place,
      term: termId,
      mandate: mandateVersion,
      answer,
      verdict,
      ballot: ordinal,
      castAt: castAt.toISOString(),
    },
    personal: {
      member: await nameInRecord(tx, membershipId),
      office: vote.office,
      question: poll.question,
      because: vote.because,
    },
  });
}

async function tellEnded(tx: Tx, assemblyId: AssemblyId, poll: Poll): Promise<void> {
  const result = await resultOf(tx, poll);
  tx.record({
    assemblyId,
    kind: 'delegates.poll-ended',
    authority: SYSTEM,
    data: { poll: poll.id, motion: poll.motionId, carried: result?.outcome.carried ?? null },
    personal: {
      question: poll.question,
      sentence: result?.sentence ?? poll.voidReason ?? 'It ended without a result.',
    },
  });
}
