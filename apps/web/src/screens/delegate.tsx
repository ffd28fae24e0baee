import { Acts } from '../components/acts.tsx';
import { Attendance } from '../components/attendance.tsx';
import { Crossing } from '../components/crossings.tsx';
import { Link } from '../components/link.tsx';
import { MandateInWords } from '../components/mandate.tsx';
import { Notice, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Recall } from '../components/recall.tsx';
import { Reports } from '../components/reports.tsx';
import { Time } from '../components/times.tsx';
import { VotesAbove } from '../components/votes-above.tsx';
import { TermPage, type TermParts } from '../graphql/generated/term.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useOffice } from '../hooks/use-office.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { endToYou } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';

/** One member's time in a seat: what they were told, what they did, and whether they still have our confidence. */
export default function Delegate({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(TermPage, { id });
  const term = query.data?.term ?? null;
  const now = useOffice(term?.office.id ?? null, query.again);
  if (!term)
    return (
      <Page
        title="Delegate"
        back={{ to: pathTo('delegates', { assembly: assembly.id }), label: 'Delegates' }}
      >
        <Waiting query={query} again={query.again} />
      </Page>
    );
  const mine = term.member.id === assembly.myMembership.id;
  const { displayName } = term.member;
  // What the live connection said of its end is known before the page's own answer is.
  const lastEnd = now?.lastEnd?.termId === id ? now.lastEnd : null;
  const endedAt = term.endedAt ?? lastEnd?.at ?? null;
  const endWords = term.endWords ?? lastEnd?.words ?? null;
  return (
    <Page
      title={displayName}
      over={`Delegate · ${term.office.name}`}
      back={{
        to: pathTo('office', { assembly: assembly.id, office: term.office.id }),
        label: term.office.name,
      }}
      aside={
        <>
          <Section title="Reports">
            <Reports reports={term.reports} name={displayName} termId={id} />
          </Section>
          {term.attendance && (
            <Section title="Attendance">
              <Attendance attendance={term.attendance} />
            </Section>
          )}
          {term.crossings.length > 0 && (
            <Section title="Secret signatures">
              {term.crossings.map((crossing) => (
                <Crossing key={crossing.at} termId={id} crossing={crossing} />
              ))}
            </Section>
          )}
          {endedAt === null && term.recall && (
            <Section title="Confidence" id="confidence">
              <Recall termId={id} recall={term.recall} name={displayName} mine={mine} again={query.again} />
              <ByMotion term={term} mine={mine} />
            </Section>
          )}
        </>
      }
    >
      {endedAt === null ? (
        <Seat term={term} mine={mine} />
      ) : (
        <Notice>
          <p className="big">
            {mine ? 'You hold this seat no more.' : `${displayName} holds this seat no more.`}
          </p>
          <p>
            {mine ? endToYou(endWords ?? '') : `${displayName} ${endWords}`},{' '}
            <Time at={endedAt} zone={assembly.timeZone} />. Nothing is done under it since.
          </p>
        </Notice>
      )}
      {endedAt === null && (
        <Section title="Mandate">
          <MandateInWords mandate={term.office.mandate} />
        </Section>
      )}
      <Section title="What was done">
        <Acts termId={id} />
      </Section>
      {term.votes.length > 0 && (
        <Section title="Votes in the assembly above">
          <VotesAbove votes={term.votes} />
        </Section>
      )}
    </Page>
  );
}

function Seat({ term, mine }: { readonly term: TermParts; readonly mine: boolean }) {
  const { id, timeZone } = useAssembly();
  return (
    <>
      <p>
        {term.acceptedAt === null ? (
          <>
            {SOURCES[term.source]}, and has until <Time at={term.acceptBy} zone={timeZone} /> to accept the
            seat.
          </>
        ) : (
          <>
            {SOURCES[term.source]}. The term ends <Time at={term.endsAt} zone={timeZone} />.
          </>
        )}
      </p>
      {mine ? (
        <p>
          <Link to={pathTo('desk', { assembly: id })} className="button">
            This is you: go to your desk
          </Link>
        </p>
      ) : (
        <p>
          <a href="#confidence">Do they have your confidence?</a>
        </p>
      )}
    </>
  );
}

const SOURCES = {
  ELECTED: 'Elected by the members',
  ALTERNATE: 'Called to the seat as the next in line',
  COUNTBACK: 'Found by a countback of the papers that had filled the seat',
};

function ByMotion({ term, mine }: { readonly term: TermParts; readonly mine: boolean }) {
  const { id } = useAssembly();
  const right = useRight('motion.draft');
  if (!right.holds || mine) return null;
  const { displayName } = term.member;
  return (
    <details>
      <summary>Recall by a motion</summary>
      <p>
        A motion goes before everybody, with a debate. {displayName} may reply. If it is carried, the seat is
        empty at once.
      </p>
      <Link
        to={pathToDraft(id, {
          kind: 'RECALL_DELEGATE',
          term: term.id,
          title: `Recall ${displayName} from ${term.office.name}`,
        })}
        className="button"
      >
        Draft a motion to recall
      </Link>
    </details>
  );
}
