import { useEffect, useState } from 'react';
import { knownOf } from '../graphql/answers.ts';
import { Session } from '../graphql/generated/session.ts';
import { useSession } from '../hooks/session.ts';
import { useStore } from '../hooks/store.ts';
import { pathTo } from '../logic/router.ts';
import { clockTime, plural } from '../logic/when.ts';
import { network } from '../offline/network.ts';
import { dismissNotice, outbox, outboxIsKept } from '../offline/outbox.ts';
import { checkOffNotice, markRead, readNotices } from '../offline/read-notices.ts';
import { Link } from './link.tsx';

/** What is, at the top of every page: the network, votes that wait, votes that came too late. */
export function Bands() {
  return (
    <aside className="bands" aria-label="Network and votes">
      <WaitingVotes />
      <LateVotes />
      <CheckOffs />
      <NetworkBand />
    </aside>
  );
}

function WaitingVotes() {
  const { waiting } = useStore(outbox);
  const isKept = useStore(outboxIsKept);
  const { me, known } = useSession();
  const { requests } = useStore(network);
  const late = useLate(waiting.length > 0, 1_500);
  const mine = waiting.filter((vote) => me === null || vote.personId === me.id);
  // Before anything is known of the session, and in the second a good network needs, there is nothing to say.
  if (mine.length === 0 || !known || !(late || requests === 'failing')) return null;
  const sentence =
    me === null
      ? 'Sign in again to send it.'
      : requests === 'failing'
        ? 'Will be sent when you are back online.'
        : 'It is being sent.';
  const first = mine[0]!;
  return (
    <div className="band band-strong" role="status">
      <p>
        <strong>Not counted yet.</strong> {sentence} {mine.length > 1 && `(${plural(mine.length, 'vote')}) `}
        <Link to={pathTo('poll', { assembly: first.assemblyId, poll: first.pollId })}>{first.question}</Link>
      </p>
      {!isKept && <p>This browser keeps nothing: leave this page open until it is counted.</p>}
    </div>
  );
}

function LateVotes() {
  const { notices } = useStore(outbox);
  const { me } = useSession();
  return notices
    .filter((notice) => notice.personId === me?.id)
    .map((notice) => (
      <div className="band" role="alert" key={notice.pollId}>
        <p>
          <strong>{notice.question}</strong> {notice.sentence}
        </p>
        <button type="button" onClick={() => dismissNotice(notice.pollId, notice.personId)}>
          I have read this
        </button>
      </div>
    ));
}

/** Two tellers say that this member stood before them: to be read by whoever did not. */
function CheckOffs() {
  const { me } = useSession();
  const read = useStore(readNotices);
  const unread = (me?.checkOffs ?? []).filter((each) => !read.includes(checkOffNotice(each)));
  return unread.map((each) => (
    <div className="band" role="alert" key={checkOffNotice(each)}>
      <p>
        <strong>{each.voted ? 'You voted at a station.' : 'You were checked off at a station.'}</strong>{' '}
        <Link to={pathTo('poll', { assembly: each.assemblyId, poll: each.pollId })}>{each.question}</Link>{' '}
        Tellers: {each.station.tellers.join(' and ')}. If it was not you, tell the members: a result can be
        contested.
      </p>
      <button type="button" onClick={() => markRead(checkOffNotice(each))}>
        It was me
      </button>
    </div>
  ));
}

function NetworkBand() {
  const { requests, live, stale } = useStore(network);
  const seen = useStore(knownOf(Session, {}));
  const reconnecting = useLate(live === 'reconnecting', 2_500);
  if (requests === 'failing') {
    return (
      <div className="band band-quiet" role="status">
        <p>
          You are offline.{' '}
          {seen.at > 0 &&
            `What you see may be from ${clockTime(new Date(seen.at).toISOString(), ownZone())} or earlier.`}
        </p>
      </div>
    );
  }
  if (reconnecting) {
    return (
      <div className="band band-quiet" role="status">
        <p>Reconnecting. What you see may be a little behind.</p>
      </div>
    );
  }
  if (stale) {
    return (
      <div className="band band-quiet" role="status">
        <p>The service is catching up. What you see may be a little behind.</p>
      </div>
    );
  }
  return null;
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** True once something has been so for a while: what passes in a moment is not worth saying. */
function useLate(on: boolean, after: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [on, after]);
  return on && late;
}
