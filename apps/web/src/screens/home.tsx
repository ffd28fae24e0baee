import { FoundingGuide } from '../components/founding-guide.tsx';
import { Link } from '../components/link.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { PollRow, PollToDo } from '../components/poll-lines.tsx';
import { Time, Until } from '../components/times.tsx';
import { type HomeAnswer, Home as HomeQuery } from '../graphql/generated/home.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { electedSentence } from '../logic/election-words.ts';
import { aboveWords } from '../logic/mandate-words.ts';
import { electsMembers, voterOf } from '../logic/motion-words.ts';
import { requestSentence } from '../logic/request-words.ts';
import { pathTo } from '../logic/router.ts';
import { withoutVerdict } from '../logic/tally-sentence.ts';
import { plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

/** A shift within so long asks for an answer. */
const SOON_MS = 7 * 24 * 60 * 60_000;

export type HomeData = NonNullable<HomeAnswer['assembly']>;

/** What needs this member, what is happening, what was decided. */
export function Home() {
  const assembly = useAssembly();
  const query = useQuery(HomeQuery, { id: assembly.id });
  const data = query.data?.assembly;
  if (!data) {
    return (
      <Page title="Home">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const { toSecond, toAnswer, toSign, toAccept, toSpeak, toReport, toConfirm, meeting } = otherNeeds(
    data,
    assembly.myMembership,
  );
  const waiting = [toSecond, toAnswer, toSign, toAccept, toSpeak, toReport, toConfirm];
  const needed = waiting.some((each) => each.length > 0) || meeting !== null;
  return (
    <Page title={headline(data, toSpeak.length, needed)} aside={<Decided data={data} />}>
      <Standing />
      {assembly.stage === 'FOUNDING' && <FoundingGuide data={data} />}
      <NeedsYou data={data} />
      <Happening data={data} />
    </Page>
  );
}

/** The one thing here, said first. */
function headline(data: HomeData, forSeats: number, needed: boolean): string {
  const votes = data.needsMyVote.length + forSeats;
  if (votes > 0) return `${plural(votes, 'vote')} ${votes === 1 ? 'needs' : 'need'} you`;
  if (data.stage === 'FOUNDING') return 'Getting started';
  return needed ? 'No vote needs you now' : 'Nothing needs you now';
}

function Standing() {
  const { myMembership: mine, timeZone, stage } = useAssembly();
  if (mine.suspendedUntil) {
    return (
      <p className="muted">
        Your membership is suspended until <Time at={mine.suspendedUntil} zone={timeZone} />. You read along.
      </p>
    );
  }
  // While founding, everybody who has joined votes.
  if (mine.counts || stage === 'FOUNDING') return null;
  return (
    <p className="muted">
      You read along for now. You vote and second once the assembly confirms you
      {mine.countsFrom && (
        <>
          , or from <Time at={mine.countsFrom} zone={timeZone} /> without a challenge
        </>
      )}
      .
    </p>
  );
}

/** What waits for this member beside votes; nothing for whoever only reads along. */
function otherNeeds(data: HomeData, mine: { readonly id: string; readonly counts: boolean }) {
  const acts = mine.counts || data.stage === 'FOUNDING';
  return {
    toSecond: data.moved.nodes.filter(
      (motion) =>
        acts &&
        !motion.secondedByMe &&
        motion.mover?.id !== mine.id &&
        (motion.secondsNeeded ?? 0) > motion.seconders.length,
    ),
    toAnswer: [...data.moved.nodes, ...data.seconded.nodes].filter(
      ({ election }) => acts && election?.nominationsOpen && election.myNomination?.state === 'PROPOSED',
    ),
    toSign: data.requests.filter((each) => acts && each.state === 'OPEN' && !each.signedByMe),
    toAccept: data.mySeats.filter(({ acceptedAt }) => acceptedAt === null),
    // A vote that was cast by somebody who has lost the seat waits for whoever holds it now.
    toSpeak: data.delegatesAsked.nodes.filter(
      ({ state, seats }) =>
        state === 'OPEN' && seats.some(({ mine, vote }) => mine && (vote?.former ?? true)),
    ),
    toReport: data.mySeats.filter(({ reports }) => reports.some(({ overdue }) => overdue)),
    meeting: data.currentMeeting && !data.currentMeeting.presentByMe ? data.currentMeeting : null,
    // Soon, and they have not said that they come.
    toConfirm: (data.rota?.mine ?? []).filter(
      ({ state, startsAt }) => state === 'ANNOUNCED' && Date.parse(startsAt) < serverNow() + SOON_MS,
    ),
  };
}

function NeedsYou({ data }: { readonly data: HomeData }) {
  const { id, myMembership, timeZone } = useAssembly();
  const { toSecond, toAnswer, toSign, toAccept, toSpeak, toReport, toConfirm, meeting } = otherNeeds(
    data,
    myMembership,
  );
  const waiting = [data.needsMyVote, toSecond, toAnswer, toSign, toAccept, toSpeak, toReport, toConfirm];
  if (waiting.every((each) => each.length === 0) && meeting === null) return null;
  return (
    <Section title="Needs you" strong>
      {data.needsMyVote.map((poll) => (
        <PollToDo key={poll.id} poll={poll} />
      ))}
      {toAnswer.map((motion) => (
        <div className="todo" key={motion.id}>
          <Link to={pathTo('motion', { assembly: id, motion: motion.id })} className="todo-title">
            You were named: {motion.title}
          </Link>
          <p className="muted">Say whether you stand. Without your answer you are not a candidate.</p>
        </div>
      ))}
      {toAccept.map((seat) => (
        <div className="todo" key={seat.id}>
          <Link to={pathTo('desk', { assembly: id })} className="todo-title">
            {seat.source === 'ELECTED' ? 'You were elected' : 'You are called to the seat'}:{' '}
            {seat.office.name}
          </Link>
          <p className="muted">
            Say whether you take the seat, until <Time at={seat.acceptBy} zone={timeZone} /> (
            <Until at={seat.acceptBy} zone={timeZone} />
            ).
          </p>
        </div>
      ))}
      {toSpeak.map((asked) => (
        <div className="todo" key={asked.id}>
          <Link to={pathTo('desk', { assembly: id })} className="todo-title">
            Vote for your seat: {asked.question}
          </Link>
          {asked.closesAt && (
            <p className="muted">
              asked by {aboveWords(asked.above)}; closes <Until at={asked.closesAt} zone={timeZone} />
            </p>
          )}
        </div>
      ))}
      {toReport.map((seat) => (
        <div className="todo" key={seat.id}>
          <Link to={pathTo('desk', { assembly: id })} className="todo-title">
            Your report is overdue: {seat.office.name}
          </Link>
          <p className="muted">The members wait for it.</p>
        </div>
      ))}
      {meeting && (
        <div className="todo">
          <Link to={pathTo('meeting', { assembly: id })} className="todo-title">
            The meeting is on: check in
          </Link>
          <p className="muted">{plural(meeting.present, 'member')} present</p>
        </div>
      )}
      <ul className="list">
        {toConfirm.slice(0, 1).map((shift) => (
          <li key={shift.id}>
            <Link to={pathTo('rota', { assembly: id })} className="list-link">
              Your turn: {shift.task.name}. Say that you come
            </Link>
            <div className="muted">
              <Time at={shift.startsAt} zone={timeZone} />
              {toConfirm.length > 1 && `, and ${toConfirm.length - 1} more soon`}
            </div>
          </li>
        ))}
        {toSecond.map((motion) => (
          <li key={motion.id}>
            <Link to={pathTo('motion', { assembly: id, motion: motion.id })} className="list-link">
              Second? {motion.title}
            </Link>
            <div className="muted">
              moved by {motion.mover?.displayName ?? 'the rules of an office'}, has {motion.seconders.length}{' '}
              of {plural(motion.secondsNeeded ?? 0, 'seconder')}
            </div>
          </li>
        ))}
        {toSign.map((each) => (
          <li key={each.id}>
            <Link to={pathTo('requests', { assembly: id })} className="list-link">
              Ask together? {requestSentence(each)}
            </Link>
            <div className="muted">
              {each.signatures} of {plural(each.needed, 'member')} ask for it
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Happening({ data }: { readonly data: HomeData }) {
  const assembly = useAssembly();
  const elections = [...data.moved.nodes, ...data.seconded.nodes].filter(
    ({ election, kind }) => electsMembers(kind) && election?.nominationsOpen,
  );
  const needs = new Set(data.needsMyVote.map((poll) => poll.id));
  const open = data.open.nodes.filter((poll) => !needs.has(poll.id));
  const meeting = data.currentMeeting ?? data.nextMeeting;
  const called = new Set(elections.map((motion) => motion.id));
  const upcoming = data.upcoming.nodes.filter((poll) => !poll.motion || !called.has(poll.motion.id));
  const { toConfirm, toSpeak } = otherNeeds(data, assembly.myMembership);
  const asked = data.delegatesAsked.nodes.filter((each) => each.state === 'OPEN' && !toSpeak.includes(each));
  const turns = (data.rota?.mine ?? []).filter((shift) => !toConfirm.includes(shift));
  const nothing =
    turns.length === 0 &&
    elections.length === 0 &&
    open.length === 0 &&
    upcoming.length === 0 &&
    !meeting &&
    data.mySeats.length === 0 &&
    data.overdueReports.length === 0 &&
    asked.length === 0 &&
    data.shiftsNow.length === 0;
  return (
    <Section title="Happening">
      {nothing && (
        <Empty>
          Nothing is planned.{' '}
          {assembly.stage !== 'FOUNDING' && (
            <Link to={pathTo('draft', { assembly: assembly.id })}>Draft a motion</Link>
          )}
        </Empty>
      )}
      <ul className="list">
        {meeting && (
          <li>
            <Link to={pathTo('meeting', { assembly: assembly.id })} className="list-link">
              {meeting.first ? 'First meeting' : 'Meeting'}
            </Link>
            <div className="muted">
              {data.currentMeeting ? (
                `on now, ${plural(meeting.present, 'member')} present`
              ) : (
                <Time at={meeting.startsAt} zone={assembly.timeZone} />
              )}
              {meeting.place && `, ${meeting.place}`}
            </div>
          </li>
        )}
        {[...open, ...upcoming].map((poll) => (
          <li key={poll.id}>
            <PollRow poll={poll} voter={voterOf(poll.motion)} />
          </li>
        ))}
        {elections.map((motion) => (
          <li key={motion.id}>
            <Link to={pathTo('motion', { assembly: assembly.id, motion: motion.id })} className="list-link">
              {motion.title}
            </Link>
            <div className="muted">
              {motion.election?.myNomination?.state === 'STANDING'
                ? 'You stand. '
                : 'Members can stand and be named. '}
              {motion.opensAt && (
                <>
                  The vote opens <Time at={motion.opensAt} zone={assembly.timeZone} />.
                </>
              )}
            </div>
          </li>
        ))}
        {asked.map(({ id, question, closesAt }) => (
          <li key={id}>
            <Link to={pathTo('delegates', { assembly: assembly.id })} className="list-link">
              Our delegates are asked: {question}
            </Link>
            {closesAt && (
              <div className="muted">
                closes <Until at={closesAt} zone={assembly.timeZone} />
              </div>
            )}
          </li>
        ))}
        {data.overdueReports.map(({ id, dueAt, term }) => (
          <li key={id}>
            <Link to={pathTo('delegate', { assembly: assembly.id, term: term.id })} className="list-link">
              {term.member.displayName}, {term.office.name}: report overdue
            </Link>
            <div className="muted">
              since <Time at={dueAt} zone={assembly.timeZone} />
            </div>
          </li>
        ))}
        {data.mySeats
          .filter(({ acceptedAt }) => acceptedAt !== null)
          .map(({ id, office }) => (
            <li key={id}>
              <Link to={pathTo('desk', { assembly: assembly.id })} className="list-link">
                My desk as a delegate: {office.name}
              </Link>
            </li>
          ))}
        {turns.map((shift) => (
          <li key={shift.id}>
            <Link to={pathTo('rota', { assembly: assembly.id })} className="list-link">
              Your turn: {shift.task.name}
            </Link>
            <div className="muted">
              <Time at={shift.startsAt} zone={assembly.timeZone} />
            </div>
          </li>
        ))}
        {data.shiftsNow.map((shift) => (
          <li key={shift.id}>
            <span className="list-link">
              {shift.member.displayName}: {shift.task}
            </span>
            <div className="muted">
              until <Time at={shift.endsAt} zone={assembly.timeZone} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decided({ data }: { readonly data: HomeData }) {
  const { id } = useAssembly();
  return (
    <Section title="Decided">
      {data.decided.nodes.length === 0 ? (
        <Empty>Nothing has been decided yet.</Empty>
      ) : (
        <ul className="list">
          {data.decided.nodes.map((poll) => (
            <li key={poll.id}>
              <Link to={pathTo('poll', { assembly: id, poll: poll.id })} className="list-link">
                {poll.motion?.title ?? poll.question}
              </Link>{' '}
              {poll.result && <Outcome poll={poll} result={poll.result} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type DecidedPoll = HomeData['decided']['nodes'][number];

function Outcome({
  poll,
  result,
}: {
  readonly poll: DecidedPoll;
  readonly result: NonNullable<DecidedPoll['result']>;
}) {
  if (result.election) {
    return (
      <>
        <div>{electedSentence(result.election, poll.motion?.kind !== 'CHOOSE_OPTION')}</div>
        <div className="muted">
          {result.turnout} of {result.entitled} voted.
        </div>
      </>
    );
  }
  return (
    <>
      <strong>{result.carried ? 'carried' : 'lost'}</strong>
      <div className="muted">{withoutVerdict(result.sentence)}</div>
    </>
  );
}
