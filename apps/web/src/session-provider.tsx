import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { ask, forgetAnswers, forgetKept, knownOf } from './graphql/answers.ts';
import { request } from './graphql/client.ts';
import { MyAccessChanged, Session, SignOut } from './graphql/generated/session.ts';
import { closeLive, follow } from './graphql/live.ts';
import { go } from './hooks/route.ts';
import { meOf, SessionContext, type SessionState } from './hooks/session.ts';
import { useStore } from './hooks/store.ts';
import { waitBefore } from './logic/retry.ts';
import { setClock } from './offline/clock.ts';
import { network, onBack } from './offline/network.ts';
import { forgetVotes, outboxFor } from './offline/outbox.ts';
import { unsubscribe } from './offline/push.ts';
import { forgetAllWritten } from './offline/storage.ts';

/** Who is signed in, for the whole client. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { data, problem } = useStore(knownOf(Session, {}));
  const refresh = useCallback(async () => {
    const askedAt = Date.now();
    await ask(Session, {});
    const answer = knownOf(Session, {}).get();
    if (answer.data && answer.at >= askedAt) setClock(answer.data.server.now, askedAt);
  }, []);

  useEffect(() => {
    void refresh();
    return onBack(() => void refresh());
  }, [refresh]);

  // One lost answer is enough to say 'offline', and not every network says when it is back: so it is asked for.
  const failing = useStore(network).requests === 'failing';
  useEffect(() => {
    if (!failing) return;
    let attempt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const next = async () => {
      if (attempt > 0 && navigator.onLine && document.visibilityState === 'visible') await refresh();
      if (!over) timer = setTimeout(() => void next(), waitBefore(attempt++, Math.random()));
    };
    void next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [failing, refresh]);

  const signed = data?.me ?? null;
  const me = useMemo(() => meOf(signed), [signed]);
  const personId = me?.id ?? null;
  const lastPerson = useRef<string | null>(null);
  useEffect(() => {
    if (lastPerson.current !== null && lastPerson.current !== personId) {
      closeLive();
      forgetKept();
    }
    lastPerson.current = personId;
    outboxFor(personId);
    if (personId === null) return;
    // A session that is ended elsewhere ends here at once; a recovery is told to whoever owns the sign-in.
    return follow(MyAccessChanged, {}, () => void refresh());
  }, [personId, refresh]);

  const leave = useCallback(async () => {
    await request(SignOut, {});
    await unsubscribe();
    if (personId !== null) forgetVotes(personId);
    closeLive();
    forgetAnswers();
    forgetAllWritten();
    // A fresh page: nothing of the person stays in memory either.
    location.assign('/');
  }, [personId]);

  const session: SessionState = useMemo(
    () => ({ server: data?.server ?? null, me, known: data !== null || problem !== null, refresh, leave }),
    [data, me, problem, refresh, leave],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Leads to the sign-in page and back again. */
export function toSignIn(): void {
  go(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
}
