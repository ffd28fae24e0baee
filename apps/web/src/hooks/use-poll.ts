import { useEffect, useState } from 'react';
import { PollPage, type PollParts, PollUpdated, type PollUpdatedAnswer } from '../graphql/generated/poll.ts';
import { follow } from '../graphql/live.ts';
import { onSettled } from '../offline/outbox.ts';
import { type Query, useQuery } from './use-query.ts';

type Update = PollUpdatedAnswer['pollUpdated'];

export interface LivePoll {
  readonly poll: PollParts | null;
  /** The service said that what it sends is behind. */
  readonly stale: boolean;
  readonly query: Query<unknown>;
}

/**
 * A poll as it stands: the page's answer, with the latest live figures laid over it. Anything that the figures
 * do not carry (a result's transcript, one's own receipt, the roll) is asked for anew when the state changes.
 */
export function usePoll(id: string): LivePoll {
  const query = useQuery(PollPage, { id });
  const [update, setUpdate] = useState<Update | null>(null);
  const base = query.data?.poll ?? null;
  const { again } = query;
  const followed = base !== null && (base.state === 'OPEN' || base.state === 'DRAFT');
  useEffect(() => {
    if (!followed) return;
    return follow(PollUpdated, { pollId: id }, (answer) => setUpdate(answer.pollUpdated));
  }, [id, followed]);
  useEffect(() => onSettled((pollId) => pollId === id && void again()), [id, again]);
  const changed =
    update !== null && base !== null && update.state !== base.state && update.version >= base.version;
  useEffect(() => {
    if (!changed) return;
    // Everybody in the hall learns of the close at once; they need not ask at once.
    const timer = setTimeout(() => void again(), Math.random() * 600);
    return () => clearTimeout(timer);
  }, [changed, again]);
  return { poll: base && update ? laidOver(base, update) : base, stale: update?.stale ?? false, query };
}

function laidOver(base: PollParts, update: Update): PollParts {
  if (update.version < base.version) return base;
  const { state, closesAt, voted, liveTally, version } = update;
  const entitled = update.entitled ?? base.entitled;
  // Who was elected comes with the page's own answer: the figures do not carry it.
  const known = base.election ? base.result : { election: null, ...base.result };
  const result = known && update.result ? { ...known, ...update.result } : base.result;
  return { ...base, state, closesAt, voted, entitled, liveTally, version, result };
}
