import { Act } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { MandateInWords } from '../components/mandate.tsx';
import { Notice, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { bandWords } from '../components/recall-band.tsx';
import { useSaid } from '../components/said.tsx';
import { Time, Until } from '../components/times.tsx';
import { VotesForSeat } from '../components/vote-for-seat.tsx';
import { isRejection, request } from '../graphql/client.ts';
import type { AskedParts } from '../graphql/generated/delegates.ts';
import { AcceptSeat, DeclineSeat, Desk as DeskQuery, ResignSeat } from '../graphql/generated/desk.ts';
import type { TermParts } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { useOffice } from '../hooks/use-office.ts';
import { useQuery } from '../hooks/use-query.ts';
import { endToYou } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';

interface Props {
  readonly term: TermParts;
  /** What the assembly above asks, newest first. */
  readonly asked: readonly AskedParts[];
  /** Shows it as it is now; with words on what was done, where that took its own button away. */
  readonly again: (said?: string) => Promise<void>;
}

/** A delegate's own desk: seats to accept, the mandate, what can be done under it, what is due. */
export default function Desk() {
  const assembly = useAssembly();
  const query = useQuery(DeskQuery, { id: assembly.id });
  const { place, again } = useSaid(query.again);
  const seats = query.data?.assembly?.mySeats;
  const asked = query.data?.assembly?.delegatesAsked.nodes ?? [];
  const back = { to: pathTo('delegates', { assembly: assembly.id }), label: 'Delegates' };
  if (!seats)
    return (
      <Page title="My desk" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  return (
    <Page title="My desk" back={back}>
      {place}
      {seats.length === 0 && (
        <p>
          You hold no seat. Delegates are elected by the members: an election stands among the{' '}
          <Link to={pathTo('motions', { assembly: assembly.id })}>motions</Link>, and anybody may stand.
        </p>
      )}
      {seats.map((term) => (
        <Seat key={term.id} term={term} asked={asked} again={again} />
      ))}
    </Page>
  );
}

function Seat({ term, asked, again }: Props) {
  const now = useOffice(term.office.id, again);
  const end = now?.lastEnd?.termId === term.id ? now.lastEnd : null;
  if (end !== null) return <Lost term={term} words={end.words} at={end.at} />;
  return term.acceptedAt === null ? (
    <Offered term={term} again={again} />
  ) : (
    <Held term={term} asked={asked} again={again} />
  );
}

/** Said as soon as the live connection says it; the desk's own answer leaves the seat out afterwards. */
function Lost({
  term,
  words,
  at,
}: {
  readonly term: TermParts;
  readonly words: string;
  readonly at: string;
}) {
  const { id, timeZone } = useAssembly();
  return (
    <Section title={term.office.name}>
      <Notice>
        <p className="big">You hold this seat no more.</p>
        <p>
          {endToYou(words)}, <Time at={at} zone={timeZone} />.
        </p>
        <p>
          <Link to={pathTo('delegate', { assembly: id, term: term.id })}>What stays on the record</Link>
        </p>
      </Notice>
    </Section>
  );
}

function Offered({ term, again }: Omit<Props, 'asked'>) {
  const { id, timeZone } = useAssembly();
  const now = useNow();
  const input = { termId: term.id };
  const accept = useAction(async () => {
    const { acceptSeat: answer } = await request(AcceptSeat, { input });
    if (isRejection(answer)) return answer.message;
    await again('You have taken the seat.');
    return null;
  });
  const decline = useAction(async () => {
    const { declineSeat: answer } = await request(DeclineSeat, { input });
    if (isRejection(answer)) return answer.message;
    await again('You have declined the seat. The next is called.');
    return null;
  });
  if (Date.parse(term.acceptBy) <= now)
    return (
      <Section title={term.office.name}>
        <p>The time to accept this seat is over. The next is called.</p>
      </Section>
    );
  return (
    <Section title={term.office.name} strong>
      <p className="big">
        {term.source === 'ELECTED' ? 'You were elected.' : 'You are called to the seat.'} Will you take it?
      </p>
      <p>
        You have until <Time at={term.acceptBy} zone={timeZone} /> (
        <Until at={term.acceptBy} zone={timeZone} />
        ). Without your answer the seat is empty then, and the next is called. The term would end{' '}
        <Time at={term.endsAt} zone={timeZone} />.{' '}
        <Link to={pathTo('office', { assembly: id, office: term.office.id })}>What the office asks</Link>
      </p>
      <Act action={accept} kind="strong">
        Accept the seat
      </Act>
      <details>
        <summary>Decline it</summary>
        <p>The next is called at once. It cannot be taken back.</p>
        <Act action={decline}>Decline the seat</Act>
      </details>
    </Section>
  );
}

function Held({ term, asked, again }: Props) {
  const { id, timeZone } = useAssembly();
  const now = useNow(30_000);
  const { mandate } = term.office;
  const inForce = mandate !== null && Date.parse(mandate.endsAt) > now;
  const owed = term.reports.filter(({ writtenAt }) => writtenAt === null);
  const { recall } = term;
  return (
    <Section title={term.office.name}>
      <p>
        Your term ends <Time at={term.endsAt} zone={timeZone} />.{' '}
        <Link to={pathTo('delegate', { assembly: id, term: term.id })}>What members see of it</Link>
      </p>
      <VotesForSeat term={term} asked={asked} inForce={inForce} again={again} />
      {owed.length > 0 && (
        <>
          <h3>What is due</h3>
          {owed.map((report) => (
            <div className={report.overdue ? 'todo' : ''} key={report.id}>
              <Link
                to={pathTo('writeReport', { assembly: id, term: term.id, report: report.id })}
                className={report.overdue ? 'todo-title' : 'list-link'}
              >
                {report.overdue ? 'Your report is overdue' : 'Write the report'}
              </Link>
              <p className="muted">
                due <Time at={report.dueAt} zone={timeZone} />
              </p>
            </div>
          ))}
        </>
      )}
      <h3>My mandate</h3>
      <MandateInWords mandate={mandate} />
      <h3>What I may do</h3>
      {inForce ? (
        <>
          <p>
            What you do in our name is written down and held against the mandate. What an instruction forbids
            is refused; what the mandate does not say is marked, and members see it.
          </p>
          <p>
            <Link to={pathTo('recordAct', { assembly: id, term: term.id })} className="button">
              Write down what I did
            </Link>
          </p>
        </>
      ) : (
        <p>Nothing, until the assembly gives a mandate. Anybody can move one.</p>
      )}
      {recall && recall.count !== 0 && recall.band !== 'LESS_THAN_HALF' && (
        <>
          <h3>Confidence</h3>
          <p>
            {recall.band === null ? recall.sentence : bandWords(recall.band)}{' '}
            <Link to={pathTo('delegate', { assembly: id, term: term.id })}>See how it stands</Link>
          </p>
        </>
      )}
      <Resign term={term} again={again} />
    </Section>
  );
}

function Resign({ term, again }: Omit<Props, 'asked'>) {
  const resign = useAction(async () => {
    const { resignSeat: answer } = await request(ResignSeat, { input: { termId: term.id } });
    if (isRejection(answer)) return answer.message;
    await again('You have resigned. The seat is empty.');
    return null;
  });
  return (
    <details>
      <summary>Resign</summary>
      <p>
        The seat is empty at once, your right to act is gone, and the seat is filled by the rule of the
        office. It cannot be taken back. What you did stays on the record.
      </p>
      <Act action={resign}>Resign from {term.office.name}</Act>
    </details>
  );
}
