import { DelegateLines } from '../components/delegate-lines.tsx';
import { Link } from '../components/link.tsx';
import { MandateInWords } from '../components/mandate.tsx';
import { Empty, Notice, Waiting } from '../components/notice.tsx';
import { RulesInWords, VACANCY } from '../components/office-rules.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { OfficePage, type OfficePageAnswer } from '../graphql/generated/delegates.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useOffice } from '../hooks/use-office.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { seatsWords } from '../logic/mandate-words.ts';
import { KINDS } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';

type OfficeData = NonNullable<OfficePageAnswer['office']>;
type AssemblyData = NonNullable<OfficePageAnswer['assembly']>;

/** What delegates are sent for: who they are, what they were told, and by which rules. */
export default function Office({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(OfficePage, { id, assemblyId: assembly.id });
  useOffice(id, query.again);
  const office = query.data?.office;
  const data = query.data?.assembly;
  const back = { to: pathTo('delegates', { assembly: assembly.id }), label: 'Delegates' };
  if (!office || !data)
    return (
      <Page title="Office" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  const { rules, delegates, alternates } = office;
  const stands = office.abolishedAt === null;
  return (
    <Page
      title={office.name}
      over={stands ? seatsWords(rules.seats, delegates.length) : 'Abolished'}
      back={back}
      aside={
        <Section title="Its rules">
          <RulesInWords rules={rules} />
          <p className="muted">
            Version {rules.version}, since <Time at={rules.since} zone={assembly.timeZone} />.
          </p>
        </Section>
      }
    >
      <p>{rules.purpose}</p>
      {office.abolishedAt !== null && (
        <Notice>
          <p>
            It was abolished <Time at={office.abolishedAt} zone={assembly.timeZone} />. Nobody acts in it.
          </p>
        </Notice>
      )}
      {stands && (
        <>
          <Section title="Delegates">
            <DelegateLines delegates={delegates} seats={rules.seats} />
          </Section>
          <Section title="Next in line">
            {alternates.length === 0 ? (
              <Empty>
                {rules.vacancy === 'ALTERNATE'
                  ? 'Nobody. A seat that falls empty is elected anew.'
                  : `Nobody is ranked: ${VACANCY[rules.vacancy]}.`}
              </Empty>
            ) : (
              <ol className="alternates">
                {alternates.map((each) => (
                  <li key={each.id}>{each.displayName}</li>
                ))}
              </ol>
            )}
          </Section>
          <Section title="Mandate">
            <MandateInWords mandate={office.mandate} />
          </Section>
          <ByMotion office={office} data={data} />
        </>
      )}
      <Past office={office} />
    </Page>
  );
}

/** What goes before us about this office, and what can be moved. */
function ByMotion({ office, data }: { readonly office: OfficeData; readonly data: AssemblyData }) {
  const { id } = useAssembly();
  const right = useRight('motion.draft');
  const about = [data.voting, data.seconded, data.moved]
    .flatMap(({ nodes }) => nodes)
    .filter(({ effect }) => isAbout(effect.data, office));
  const start = { office: office.id };
  const elects = office.delegates.length < office.rules.seats;
  return (
    <Section title="By motion">
      {about.length > 0 && (
        <ul className="list">
          {about.map((motion) => (
            <li key={motion.id}>
              <Link to={pathTo('motion', { assembly: id, motion: motion.id })} className="list-link">
                {motion.title}
              </Link>
              <div className="muted">{KINDS[motion.kind].label}</div>
            </li>
          ))}
        </ul>
      )}
      {right.holds && (
        <div className="stack">
          {elects && (
            <Link
              to={pathToDraft(id, {
                kind: 'ELECT_DELEGATES',
                title: `Delegates to ${office.name}`,
                ...start,
              })}
              className="button"
            >
              Elect delegates
            </Link>
          )}
          <Link
            to={pathToDraft(id, { kind: 'GIVE_MANDATE', title: `A mandate for ${office.name}`, ...start })}
            className="button"
          >
            {office.mandate === null ? 'Give a mandate' : 'Change the mandate'}
          </Link>
          <details>
            <summary>Change or abolish the office</summary>
            <div className="stack">
              <Link
                to={pathToDraft(id, {
                  kind: 'CHANGE_OFFICE',
                  title: `New rules for ${office.name}`,
                  ...start,
                })}
              >
                Draft other rules
              </Link>
              <Link
                to={pathToDraft(id, { kind: 'ABOLISH_OFFICE', title: `Abolish ${office.name}`, ...start })}
              >
                Draft its abolition
              </Link>
              {!elects && (
                <Link
                  to={pathToDraft(id, {
                    kind: 'ELECT_DELEGATES',
                    title: `Delegates to ${office.name}`,
                    ...start,
                  })}
                >
                  Elect for the next term
                </Link>
              )}
            </div>
          </details>
        </div>
      )}
    </Section>
  );
}

function isAbout(data: string, office: OfficeData): boolean {
  const effect = JSON.parse(data) as { officeId?: string; termId?: string };
  return effect.officeId === office.id || office.delegates.some(({ id }) => id === effect.termId);
}

function Past({ office }: { readonly office: OfficeData }) {
  const { id, timeZone } = useAssembly();
  return (
    <Section title="Before">
      {office.pastTerms.length === 0 ? (
        <Empty>Nobody has left a seat of this office yet.</Empty>
      ) : (
        <ul className="list">
          {office.pastTerms.map((term) => (
            <li key={term.id}>
              <Link to={pathTo('delegate', { assembly: id, term: term.id })} className="list-link">
                {term.member.displayName}
              </Link>{' '}
              {term.endWords}
              {term.endedAt && (
                <div className="muted">
                  <Time at={term.endedAt} zone={timeZone} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
