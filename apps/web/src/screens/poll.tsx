import { lazy, Suspense } from 'react';
import { ElectionVerdict } from '../components/election-result.tsx';
import { ContestIt, HandsOn } from '../components/hands-on.tsx';
import { Link } from '../components/link.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { BeforeOpening } from '../components/poll-before.tsx';
import { LiveFigure, ResultFigure } from '../components/poll-figures.tsx';
import { MyVote } from '../components/poll-mine.tsx';
import { Statement } from '../components/statement.tsx';
import { AtStation, Stations } from '../components/stations.tsx';
import { Time, Until } from '../components/times.tsx';
import type { PollParts } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { ABOUT_DELEGATES, voterOf } from '../logic/motion-words.ts';
import { readingTime } from '../logic/reading-time.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';

const PollSeats = lazy(() => import('../components/poll-seats.tsx'));
const AboutDelegates = lazy(() => import('../components/about-delegates.tsx'));
const ElectionFigures = lazy(() => import('../components/election-figures.tsx'));

/** One question put to its voters: before it opens, while it is open, and its result. */
export function Poll({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const { poll, stale, query } = usePoll(id);
  const back = { to: pathTo('home', { assembly: assembly.id }), label: 'Home' };
  if (!poll) {
    return (
      <Page title="Vote" back={back}>
        {query.data ? (
          <p>There is no such vote, or it is not yours to see.</p>
        ) : (
          <Waiting query={query} again={query.again} />
        )}
      </Page>
    );
  }
  return (
    <Page
      key={poll.id}
      title={poll.question}
      over={<Over poll={poll} />}
      back={back}
      aside={<Reading poll={poll} />}
    >
      {poll.motion?.saysFirst && <p className="problem">{poll.motion.saysFirst}</p>}
      {stale && <p className="muted">These figures may be a little behind.</p>}
      {poll.state === 'DRAFT' && <BeforeOpening poll={poll} again={query.again} />}
      {poll.state === 'OPEN' && <Open poll={poll} />}
      {poll.state === 'CLOSED' && <Closed poll={poll} />}
      {poll.state === 'VOID' && (
        <>
          <p className="verdict">Void</p>
          <p className="big">
            {poll.motion?.state === 'LOST'
              ? poll.motion.sentence
              : 'This vote counts for nothing. It is put again.'}
          </p>
          {poll.voidReason && <p>The reason: {poll.voidReason}</p>}
        </>
      )}
      {isOfSeats(poll) && poll.state !== 'VOID' && (
        <Suspense fallback={<p className="muted">Loading…</p>}>
          <PollSeats poll={poll} />
        </Suspense>
      )}
      <HandsOn poll={poll} />
    </Page>
  );
}

/** Whether the delegates of the assemblies below decide it, each for a seat. */
const isOfSeats = ({ motion }: PollParts): boolean => voterOf(motion) === 'seat';

function Over({ poll }: { readonly poll: PollParts }) {
  const { timeZone } = useAssembly();
  const tier = poll.tier === 'SECRET' ? 'Secret vote' : 'Roll call';
  return (
    <>
      {tier}
      {poll.state === 'OPEN' && poll.closesAt && (
        <>
          {' '}
          · closes <Until at={poll.closesAt} zone={timeZone} />
        </>
      )}
      {poll.state === 'CLOSED' && poll.closedAt && (
        <>
          {' '}
          · closed <Time at={poll.closedAt} zone={timeZone} />
        </>
      )}
    </>
  );
}

function Open({ poll }: { readonly poll: PollParts }) {
  return (
    <>
      {poll.text && (
        <p className="to-text">
          <a href="#text">Read the text</a> · {readingTime(poll.text)}
        </p>
      )}
      {isOfSeats(poll) ? <AskedOfDelegates /> : <MyVote poll={poll} />}
      <Stations poll={poll} />
      <Section title="So far">
        <LiveFigure poll={poll} />
      </Section>
    </>
  );
}

function AskedOfDelegates() {
  return (
    <p>
      The delegates of the assemblies below decide this, each for a seat. Whoever speaks for one votes from
      their desk, in the assembly that sent them.
    </p>
  );
}

function Closed({ poll }: { readonly poll: PollParts }) {
  const assembly = useAssembly();
  const here = { assembly: assembly.id, poll: poll.id };
  if (!poll.result) return <p role="status">The vote has closed. The count is on its way.</p>;
  const outcome = poll.motion?.effect.outcome;
  return (
    <>
      {poll.election ? <ElectionVerdict poll={poll} /> : <ResultFigure poll={poll} />}
      {poll.stations.length > 0 && (
        <p>
          {plural(poll.votedAtStations ?? 0, 'of these votes was', 'of these votes were')} cast at a station,
          of members without a phone.
        </p>
      )}
      {poll.election && (
        <Suspense fallback={<p className="muted">Loading…</p>}>
          <ElectionFigures pollId={poll.id} method={poll.method} />
        </Suspense>
      )}
      {poll.myBallot && (
        <p>
          <AtStation station={poll.myBallot.receipt.station} /> You voted. Your receipt is{' '}
          <span className="receipt">{poll.myBallot.receipt.code}</span>
        </p>
      )}
      <ul className="list">
        <li>
          <Link to={pathTo('pollCount', here)}>How it was counted</Link>
        </li>
        <li>
          <Link to={pathTo('pollBallots', here)}>
            {poll.tier === 'SECRET' ? 'The receipts' : 'Who voted how'}
          </Link>
        </li>
        <li>
          <Link to={pathTo('pollRoll', here)}>Who could vote</Link>
        </li>
      </ul>
      {poll.motion && !(poll.election && outcome?.done) && (
        <Section title="What happened then">
          <p>{poll.result.carried ? poll.motion.ifCarried : poll.motion.ifLost}</p>
          {outcome && !outcome.done && <p>It could not be done: {outcome.because}</p>}
        </Section>
      )}
      {poll.contestedBy && (
        <p>
          <Link to={pathTo('motion', { assembly: assembly.id, motion: poll.contestedBy.id })}>
            {poll.contestedBy.title}
          </Link>
        </p>
      )}
      <ContestIt poll={poll} />
    </>
  );
}

/** What is read beside the vote: the text, what it leads to, the rule. */
function Reading({ poll }: { readonly poll: PollParts }) {
  const assembly = useAssembly();
  const motion = poll.motion;
  return (
    <>
      {(poll.text || motion) && (
        <Section title="Text" id="text">
          {poll.text && <p className="text">{poll.text}</p>}
          {motion && (
            <p>
              <Link to={pathTo('motion', { assembly: assembly.id, motion: motion.id })}>
                The motion in full
              </Link>
            </p>
          )}
        </Section>
      )}
      {motion && ABOUT_DELEGATES.includes(motion.kind) && (
        <Suspense fallback={<p className="muted">Loading…</p>}>
          <AboutDelegates motion={motion} />
        </Suspense>
      )}
      {poll.election && poll.candidates.length > 0 && <WhoStands poll={poll} />}
      {motion && poll.state !== 'CLOSED' && (
        <Section title="What it leads to">
          <dl className="facts">
            <div>
              <dt>{poll.election ? 'With a result' : 'If carried'}</dt>
              <dd>{motion.ifCarried}</dd>
            </div>
            <div>
              <dt>{poll.election ? 'Without one' : 'If lost'}</dt>
              <dd>{motion.ifLost}</dd>
            </div>
          </dl>
        </Section>
      )}
      <Section title="How it is decided">
        <p>{poll.rule.sentence}</p>
        {poll.ruleReason && <p>{poll.ruleReason}</p>}
        {poll.election && <p>{poll.election.tieSentence}</p>}
        <p>{poll.tierSentence}</p>
      </Section>
    </>
  );
}

function WhoStands({ poll }: { readonly poll: PollParts }) {
  const { id } = useAssembly();
  return (
    <Section title={poll.candidates[0]?.memberId ? 'Who stands' : 'The options'}>
      <ul className="list">
        {poll.candidates.map((each) => (
          <li key={each.id}>
            {each.memberId ? (
              <Link to={pathTo('member', { assembly: id, member: each.memberId })} className="list-link">
                {each.name}
              </Link>
            ) : (
              <span className="list-link">{each.name}</span>
            )}
            <Statement of={each} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
