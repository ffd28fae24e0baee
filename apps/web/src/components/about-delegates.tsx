import { DraftReports } from '../graphql/generated/draft.ts';
import type { MotionEffectInput, MotionKind } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { draftMandate, keptRules, matterInput } from '../logic/draft-office.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';
import { Instructions } from './mandate.tsx';
import { RulesInWords } from './office-rules.tsx';
import { Section } from './page.tsx';
import { Time } from './times.tsx';

interface About {
  readonly kind: MotionKind;
  /** As JSON with the fields of `MotionEffectInput`. */
  readonly effect: { readonly data: string };
}

/** What a motion about delegates is about: the instructions it gives, and the page of the office or of the delegate. */
export default function AboutDelegates({ motion }: { readonly motion: About }) {
  const { id } = useAssembly();
  const effect = JSON.parse(motion.effect.data) as MotionEffectInput;
  // It asks the delegates of other assemblies: their offices and mandates are theirs to read.
  if (motion.kind === 'ASK_DELEGATES') return null;
  return (
    <>
      {effect.mandate && <Given mandate={effect.mandate} />}
      {effect.rules && (
        <Section title="The rules of the office">
          <p>{effect.rules.purpose}</p>
          <RulesInWords rules={keptRules(effect.rules)} />
        </Section>
      )}
      <p>
        {effect.officeId ? (
          <Link to={pathTo('office', { assembly: id, office: effect.officeId })}>
            The office, its delegates and its mandate
          </Link>
        ) : effect.termId ? (
          <Link to={pathTo('delegate', { assembly: id, term: effect.termId })}>
            The delegate’s page: mandate, acts, reports
          </Link>
        ) : effect.reportId ? (
          <ReportLink reportId={effect.reportId} />
        ) : (
          <Link to={pathTo('delegates', { assembly: id })}>Delegates of this assembly</Link>
        )}
      </p>
    </>
  );
}

function Given({ mandate }: { readonly mandate: NonNullable<MotionEffectInput['mandate']> }) {
  const { timeZone } = useAssembly();
  // As it is kept, read the way the draft's form reads it.
  const { instructions } = draftMandate(mandate, timeZone);
  return (
    <Section title="The mandate">
      <Instructions
        instructions={instructions.map((each) => ({
          ...each,
          matter: { motionId: null, text: null, ...matterInput(each.matter) },
        }))}
      />
      <p className="muted">
        Until <Time at={String(mandate.endsAt)} zone={timeZone} />.
        {mandate.reportBackAt && (
          <>
            {' '}
            They report back <Time at={String(mandate.reportBackAt)} zone={timeZone} />.
          </>
        )}
      </p>
    </Section>
  );
}

function ReportLink({ reportId }: { readonly reportId: string }) {
  const { id } = useAssembly();
  const offices = useQuery(DraftReports, { id }).data?.assembly?.offices.nodes ?? [];
  const terms = offices.flatMap(({ delegates, pastTerms }) => [...delegates, ...pastTerms]);
  const term = terms.find(({ reports }) => reports.some((each) => each.id === reportId));
  if (!term) return <Link to={pathTo('delegates', { assembly: id })}>Delegates of this assembly</Link>;
  return (
    <Link to={pathTo('delegate', { assembly: id, term: term.id })}>
      The report, on the page of {term.member.displayName}
    </Link>
  );
}
