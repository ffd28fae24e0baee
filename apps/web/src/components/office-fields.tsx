import { useEffect, useRef } from 'react';
import {
  DraftMandate,
  DraftOffices,
  type DraftOfficesAnswer,
  DraftReports,
} from '../graphql/generated/draft.ts';
import type { SignatureRule, VacancyRule } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useFreshQuery, useQuery } from '../hooks/use-query.ts';
import type { Draft } from '../logic/draft.ts';
import {
  canCountBack,
  type DraftRules,
  draftMandate,
  draftRules,
  NO_MANDATE,
  USUAL_RULES,
} from '../logic/draft-office.ts';
import { givesScores } from '../logic/election-words.ts';
import { METHODS } from '../logic/method-words.ts';
import { dayInWords } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';
import { CheckField, ChoiceField, LongField, RadioField, TextField } from './form.tsx';
import { MandateFields } from './mandate-fields.tsx';
import { Empty, Waiting } from './notice.tsx';

export interface FieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

type OfficeOf = NonNullable<DraftOfficesAnswer['assembly']>['offices']['nodes'][number];

interface WithOffices extends FieldsProps {
  readonly offices: readonly OfficeOf[];
}

/** What a motion about delegates asks for, by its kind. */
export function OfficeEffect({ draft, change }: FieldsProps) {
  const { id } = useAssembly();
  const query = useFreshQuery(DraftOffices, { id });
  const all = query.data?.assembly?.offices.nodes;
  if (!all) return <Waiting query={query} again={query.again} />;
  const props = { draft, change, offices: all.filter(({ abolishedAt }) => abolishedAt === null) };
  switch (draft.kind) {
    case 'CREATE_OFFICE':
      return (
        <>
          <TextField
            label="Name of the office"
            hint="What everybody will call it: Bargaining, Council of the region, Bank."
            value={draft.officeName}
            onChange={(officeName) => change({ officeName })}
            maxLength={200}
          />
          <RulesFields {...props} />
        </>
      );
    case 'CHANGE_OFFICE':
      return (
        <>
          <WhichOffice {...props} />
          {draft.officeId !== '' && <RulesFields key={draft.officeId} {...props} />}
        </>
      );
    case 'GIVE_MANDATE':
      return (
        <>
          <WhichOffice {...props} />
          {draft.officeId !== '' && <MandateOf key={draft.officeId} draft={draft} change={change} />}
        </>
      );
    case 'RECALL_DELEGATE':
      return <WhichDelegate {...props} />;
    case 'ACCEPT_REPORT':
    case 'CENSURE_REPORT':
      return <WhichReport draft={draft} change={change} />;
    default:
      return <WhichOffice {...props} />;
  }
}

/** The office; choosing one fills the form with its rules as they are. */
function WhichOffice({ draft, change, offices }: WithOffices) {
  const choose = (officeId: string) => {
    const rules = draftRules(offices.find((each) => each.id === officeId)?.rules);
    change({
      officeId,
      mandate: NO_MANDATE,
      ...(draft.kind === 'CHANGE_OFFICE' ? { rules } : {}),
    });
  };
  // A draft that a link began names the office alone: its rules are filled in here, over what nobody has typed.
  const fill = useRef(() => {
    if (draft.kind === 'CHANGE_OFFICE' && draft.officeId !== '' && draft.rules === USUAL_RULES)
      choose(draft.officeId);
  });
  useEffect(() => fill.current(), []);
  if (offices.length === 0)
    return <Empty>There is no office yet. A motion of the kind ‘Create an office’ makes one.</Empty>;
  const chosen = offices.find((each) => each.id === draft.officeId);
  return (
    <>
      <ChoiceField
        label="Which office"
        value={draft.officeId}
        onChange={choose}
        choices={[
          { value: '', label: 'Choose…' },
          ...offices.map((office) => ({ value: office.id, label: office.name })),
        ]}
      />
      {chosen && draft.kind === 'ELECT_DELEGATES' && (
        <p>
          Its rules say how it is counted:{' '}
          {METHODS.find(({ method }) => method === chosen.rules.method)?.label.toLowerCase()}. The seats that
          are empty are filled, and those whose term ends within 60 days.
        </p>
      )}
      {chosen && draft.kind === 'ABOLISH_OFFICE' && chosen.delegates.length > 0 && (
        <p className="problem">
          {chosen.delegates.map(({ member }) => member.displayName).join(', ')} would lose the seat at once.
        </p>
      )}
    </>
  );
}

/** The mandate of the office as it is, to begin with, over what nobody has typed; an end that has passed is set anew. */
function MandateOf({ draft, change }: FieldsProps) {
  const { timeZone } = useAssembly();
  const query = useFreshQuery(DraftMandate, { id: draft.officeId });
  const office = query.data?.office;
  const present = office?.mandate;
  const fill = useRef(() => {});
  fill.current = () => {
    if (!present || draft.mandate !== NO_MANDATE) return;
    const ahead = (instant: string | null) =>
      instant !== null && Date.parse(instant) > serverNow() ? instant : null;
    const { endsAt, reportBackAt, instructions } = present;
    const kept = { instructions, endsAt: ahead(endsAt), reportBackAt: ahead(reportBackAt) };
    change({ mandate: draftMandate(kept, timeZone) });
  };
  const known = office !== undefined;
  useEffect(() => {
    if (known) fill.current();
  }, [known]);
  if (!known) return <Waiting query={query} again={query.again} />;
  return <MandateFields draft={draft} change={change} />;
}

function WhichDelegate({ draft, change, offices }: WithOffices) {
  const delegates = offices.flatMap((office) => office.delegates.map((term) => ({ office, term })));
  if (delegates.length === 0) return <Empty>Nobody holds a seat.</Empty>;
  return (
    <RadioField
      label="Which delegate"
      value={draft.termId === '' ? null : draft.termId}
      onChange={(termId) => change({ termId })}
      choices={delegates.map(({ office, term }) => ({
        value: term.id,
        label: term.member.displayName,
        hint: office.name,
      }))}
    />
  );
}

function WhichReport({ draft, change }: FieldsProps) {
  const { id, timeZone } = useAssembly();
  const query = useQuery(DraftReports, { id });
  const offices = query.data?.assembly?.offices.nodes;
  if (!offices) return <Waiting query={query} again={query.again} />;
  const reports = offices.flatMap((office) =>
    [...office.delegates, ...office.pastTerms].flatMap((term) =>
      term.reports
        .filter(
          ({ writtenAt, overdue, outcome }) =>
            outcome === null && (writtenAt !== null || (overdue && draft.kind === 'CENSURE_REPORT')),
        )
        .map((report) => ({ office, term, report })),
    ),
  );
  if (reports.length === 0)
    return (
      <Empty>
        {draft.kind === 'ACCEPT_REPORT'
          ? 'No report waits for the assembly’s word.'
          : 'No report waits for the assembly’s word, and none is overdue.'}
      </Empty>
    );
  return (
    <RadioField
      label="Which report"
      value={draft.reportId === '' ? null : draft.reportId}
      onChange={(reportId) => change({ reportId })}
      choices={reports.map(({ office, term, report }) => ({
        value: report.id,
        label: `${term.member.displayName}, ${office.name}`,
        hint:
          report.writtenAt === null
            ? `overdue since ${dayInWords(report.dueAt, serverNow(), timeZone)}`
            : `given ${dayInWords(report.writtenAt, serverNow(), timeZone)}`,
      }))}
    />
  );
}

const VACANCIES: readonly { readonly value: VacancyRule; readonly label: string; readonly hint: string }[] = [
  {
    value: 'ALTERNATE',
    label: 'The next in line is called',
    hint: 'The election ranks who follows.',
  },
  {
    value: 'COUNTBACK',
    label: 'The papers are counted again',
    hint: 'Those that elected the delegate, among all who stood. Single transferable vote only.',
  },
  { value: 'ELECTION', label: 'A new election', hint: 'It is put to the vote by itself.' },
];

const SIGNATURES: readonly {
  readonly value: SignatureRule;
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    value: 'OPEN',
    label: 'Open',
    hint: 'Members see at once who has withdrawn their confidence, and how many.',
  },
  {
    value: 'SECRET',
    label: 'Secret',
    hint: 'Members see once a day whether half of what is needed is there; at the threshold the number is published, never who. The server knows who signed, and the last signature may be guessed from its moment.',
  },
];

/** The rules of an office: what most need in sight, the rest below. */
function RulesFields({ draft, change, offices }: WithOffices) {
  const { rules } = draft;
  const set = (part: Partial<DraftRules>) => change({ rules: { ...rules, ...part } });
  const whole = (label: string, field: keyof DraftRules, hint?: string, required = true) => (
    <TextField
      label={label}
      hint={hint}
      type="number"
      inputMode="numeric"
      required={required}
      value={rules[field] as string}
      onChange={(typed) => set({ [field]: typed })}
    />
  );
  const fits = METHODS.filter(({ oneSeat }) => !oneSeat || rules.seats === '1');
  const others = offices.filter(({ id }) => id !== draft.officeId);
  return (
    <>
      <LongField
        label="What delegates are sent for"
        value={rules.purpose}
        onChange={(purpose) => set({ purpose })}
        maxLength={500}
        rows={2}
      />
      {whole('How many seats', 'seats', 'From 1 to 50.')}
      {whole('How long a term is, in days', 'termDays', 'Up to 1,461, which is four years.')}
      <ChoiceField
        label="How elections to it are counted"
        hint={METHODS.find(({ method }) => method === rules.method)?.means}
        value={rules.method ?? ''}
        onChange={(method) => set({ method: method === '' ? null : method })}
        choices={[
          { value: '' as const, label: 'Choose…' },
          ...fits.map(({ method, label }) => ({ value: method, label })),
        ]}
      />
      {rules.method !== null &&
        givesScores(rules.method) &&
        whole('The highest score', 'maxScore', 'From 1 to 100.')}
      <RadioField
        label="When a seat falls empty"
        value={rules.vacancy}
        onChange={(vacancy) => set({ vacancy })}
        choices={VACANCIES.filter(({ value }) => value !== 'COUNTBACK' || canCountBack(rules.method))}
      />
      {whole(
        'How often they report back, in days',
        'reportDays',
        'Left empty: on the day that a mandate names, and on no other.',
        false,
      )}
      <fieldset className="field">
        <legend>When a recall vote opens by itself</legend>
        <p className="hint">
          More than half of the members empty the seat at once by their signatures, always. Fewer open a vote:
          usually one in five, and at least three.
        </p>
        <div className="pair">
          {whole('Members who sign', 'pollNumerator')}
          {whole('out of each', 'pollDenominator')}
        </div>
        {whole('but at least so many', 'pollAtLeast')}
      </fieldset>
      <RadioField
        label="Who sees the signatures"
        value={rules.signatures}
        onChange={(signatures) => set({ signatures })}
        choices={SIGNATURES}
      />
      <CheckField
        label="They speak for us in the assembly above"
        hint="When it asks the delegates of the assemblies below, each votes for a seat, held against the mandate."
        checked={rules.speaksAbove}
        onChange={(speaksAbove) => set({ speaksAbove })}
      />
      <details>
        <summary>Who may stand, how long things take</summary>
        {whole('For how many days a member to stand', 'standDays', 'None: every member who counts.')}
        {whole(
          'How many terms in a row',
          'consecutiveTerms',
          'Left empty: as often as they are elected.',
          false,
        )}
        {whole('Within how many hours a seat is accepted', 'acceptHours')}
        {whole('For how many days a signature holds', 'petitionDays', 'From 7 to 180.')}
        {others.length > 0 && (
          <fieldset className="field">
            <legend>Nobody holds a seat here and in</legend>
            {others.map((office) => (
              <CheckField
                key={office.id}
                label={office.name}
                checked={rules.incompatible.includes(office.id)}
                onChange={(on) =>
                  set({
                    incompatible: on
                      ? [...rules.incompatible, office.id]
                      : rules.incompatible.filter((each) => each !== office.id),
                  })
                }
              />
            ))}
          </fieldset>
        )}
      </details>
    </>
  );
}
