import { DelegateLines } from '../components/delegate-lines.tsx';
import { OurDelegatesAsked } from '../components/delegates-asked.tsx';
import { Link } from '../components/link.tsx';
import { Instructions } from '../components/mandate.tsx';
import { More } from '../components/more.tsx';
import { Problem, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { type DelegatesAnswer, Delegates as DelegatesQuery } from '../graphql/generated/delegates.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { listOf } from '../logic/election-words.ts';
import { pathTo } from '../logic/router.ts';

type OfficeOf = NonNullable<DelegatesAnswer['assembly']>['offices']['nodes'][number];

const pick = (answer: DelegatesAnswer) => answer.assembly?.offices;
/** More are on the office's own page. */
const FIRST_INSTRUCTIONS = 3;

/** Who represents us, and for what. */
export default function Delegates() {
  const assembly = useAssembly();
  const query = useQuery(DelegatesQuery, { id: assembly.id, after: null });
  const data = query.data?.assembly;
  const pages = usePages(DelegatesQuery, { id: assembly.id }, data?.offices ?? null, pick);
  if (!data)
    return (
      <Page title="Delegates">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  const standing = pages.nodes.filter(({ abolishedAt }) => abolishedAt === null);
  const gone = pages.nodes.filter(({ abolishedAt }) => abolishedAt !== null);
  const draft =
    assembly.stage === 'FOUNDING' ? (
      <p className="muted">A motion can create one once the first meeting has adopted bylaws.</p>
    ) : (
      <Link to={pathToDraft(assembly.id, { kind: 'CREATE_OFFICE' })} className="button">
        Draft a motion to create an office
      </Link>
    );
  return (
    <Page title="Delegates">
      {data.mySeats.length > 0 && (
        <p>
          <Link to={pathTo('desk', { assembly: assembly.id })} className="button">
            My desk as a delegate
          </Link>
        </p>
      )}
      <OurDelegatesAsked />
      {standing.length === 0 && <WhatTheyAre />}
      {standing.map((office) => (
        <OneOffice key={office.id} office={office} />
      ))}
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} label="Show more offices" />}
      <Problem text={pages.problem} />
      <div className="section">
        <div className="stack">{draft}</div>
      </div>
      {gone.length > 0 && (
        <details>
          <summary>Offices that were abolished</summary>
          <ul className="list">
            {gone.map(({ id, name }) => (
              <li key={id}>
                <Link to={pathTo('office', { assembly: assembly.id, office: id })}>{name}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}

function WhatTheyAre() {
  return (
    <>
      <p className="big">Nobody represents this assembly yet.</p>
      <p>
        An office says what delegates are sent for: to bargain, to speak in the council, to sign at the bank.
        A motion creates it, with its seats and its rules; then members stand, and you elect.
      </p>
      <p>
        Delegates act under a mandate that the assembly gives, and report back. Whoever loses the confidence
        of more than half of the members loses the seat at once.
      </p>
    </>
  );
}

function OneOffice({ office }: { readonly office: OfficeOf }) {
  const { id } = useAssembly();
  const now = useNow(30_000);
  const { delegates, rules, alternates, mandate } = office;
  const inForce = mandate !== null && Date.parse(mandate.endsAt) > now;
  const more = (mandate?.instructions.length ?? 0) - FIRST_INSTRUCTIONS;
  return (
    <Section title={office.name}>
      <p>{rules.purpose}</p>
      <DelegateLines delegates={delegates} seats={rules.seats} />
      {alternates.length > 0 && (
        <p className="muted">Next in line: {listOf(alternates.map((each) => each.displayName))}.</p>
      )}
      {inForce ? (
        <>
          <h3>Mandate</h3>
          <Instructions instructions={mandate.instructions.slice(0, FIRST_INSTRUCTIONS)} />
          {more > 0 && <p className="muted">and {more} more</p>}
        </>
      ) : (
        <p>{mandate === null ? 'They have no mandate yet.' : 'Their mandate has ended.'}</p>
      )}
      <p>
        <Link to={pathTo('office', { assembly: id, office: office.id })}>
          The office in full<span className="visually-hidden">: {office.name}</span>
        </Link>
      </p>
    </Section>
  );
}
