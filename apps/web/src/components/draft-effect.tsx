import type { DraftChoicesAnswer } from '../graphql/generated/draft.ts';
import { type MembersAnswer, Members as MembersQuery } from '../graphql/generated/members.ts';
import type { MemberState } from '../graphql/generated/schema.ts';
import type { RuleSection } from '../graphql/generated/shared.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import type { Draft } from '../logic/draft.ts';
import { bySubject, ruleWords } from '../logic/rule-words.ts';
import { DraftElection } from './draft-election.tsx';
import { CheckField, ChoiceField, LongField, RadioField, TextField } from './form.tsx';
import { MemberPicker } from './member-picker.tsx';
import { More } from './more.tsx';
import { Empty, Problem, Waiting } from './notice.tsx';
import { OfficeEffect } from './office-fields.tsx';
import { Rules } from './rules.tsx';
import { TaskFields } from './task-fields.tsx';

interface Props {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly choices: DraftChoicesAnswer;
}

/** What the motion does when it is carried: the fields that its kind asks for. */
export function DraftEffect({ draft, change, choices }: Props) {
  const inAssembly = choices.assembly!;
  switch (draft.kind) {
    case 'CHOOSE_FACILITATOR':
      return <OneMember draft={draft} change={change} label="Who shall facilitate" />;
    case 'SUSPEND_MEMBER':
    case 'EXPEL_MEMBER':
      return (
        <>
          <OneMember draft={draft} change={change} label="Which member" />
          <LongField
            label="Reasons"
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            maxLength={2000}
            rows={4}
          />
          <TextField
            label="When the member is heard"
            hint="The vote opens no earlier."
            type="datetime-local"
            value={draft.hearingAt}
            onChange={(hearingAt) => change({ hearingAt })}
          />
          <TextField
            label={draft.kind === 'SUSPEND_MEMBER' ? 'Until when' : 'From when they may be invited again'}
            type="datetime-local"
            value={draft.until}
            onChange={(until) => change({ until })}
          />
        </>
      );
    case 'CONFIRM_MEMBERS':
      return <SeveralMembers draft={draft} change={change} />;
    case 'ADOPT_BYLAWS':
      return <Bylaws draft={draft} change={change} choices={choices} />;
    case 'AMEND_BYLAWS':
      return <Numbers draft={draft} change={change} sections={inAssembly.bylaws.sections} />;
    case 'DIRECT_ACTION':
      return (
        <>
          <TextField
            label="Authorised from"
            type="datetime-local"
            value={draft.validFrom}
            onChange={(validFrom) => change({ validFrom })}
          />
          <TextField
            label="Authorised until"
            hint="At most 366 days."
            type="datetime-local"
            value={draft.validUntil}
            onChange={(validUntil) => change({ validUntil })}
          />
        </>
      );
    case 'SET_TASK':
      return <TaskFields draft={draft} change={change} />;
    case 'APPLY_IMPORT':
      return (
        <ChoiceField
          label="Which list"
          value={draft.importId}
          onChange={(importId) => change({ importId })}
          choices={[
            { value: '', label: 'Choose…' },
            ...inAssembly.imports
              .filter((each) => each.state === 'STAGED')
              .map((each) => ({ value: each.id, label: `${each.created} new, ${each.updated} changed` })),
          ]}
        />
      );
    case 'AFFILIATE':
      return (
        <TextField
          label="The id of the other assembly"
          hint="Its members find it under ‘Assemblies above and below’, and give it to you."
          value={draft.parentId}
          onChange={(parentId) => change({ parentId })}
          maxLength={36}
        />
      );
    case 'ACCEPT_AFFILIATE':
      return inAssembly.affiliationsAsked.length === 0 ? (
        <Empty>No assembly has asked. One that wants to stand below this one decides that first.</Empty>
      ) : (
        <RadioField
          label="Which assembly"
          value={draft.affiliationId === '' ? null : draft.affiliationId}
          onChange={(affiliationId) => change({ affiliationId })}
          choices={inAssembly.affiliationsAsked.map((each) => ({
            value: each.id,
            label: each.name ?? 'A quiet assembly',
          }))}
        />
      );
    case 'CREATE_OFFICE':
    case 'CHANGE_OFFICE':
    case 'ABOLISH_OFFICE':
    case 'ELECT_DELEGATES':
    case 'GIVE_MANDATE':
    case 'RECALL_DELEGATE':
    case 'ACCEPT_REPORT':
    case 'CENSURE_REPORT':
      return <OfficeEffect key={draft.kind} draft={draft} change={change} />;
    case 'ELECTION':
    case 'CHOOSE_OPTION':
      return <DraftElection draft={draft} change={change} />;
    default:
      return null;
  }
}

function OneMember({ draft, change, label }: Pick<Props, 'draft' | 'change'> & { readonly label: string }) {
  const { id } = useAssembly();
  return (
    <MemberPicker
      assemblyId={id}
      label={label}
      value={draft.memberIds[0] ?? null}
      onChange={(chosen) => change({ memberIds: [chosen] })}
      joinedOnly
    />
  );
}

/** Those who do not count yet, in two lists: those who wait, and those who were challenged. */
function SeveralMembers({ draft, change }: Pick<Props, 'draft' | 'change'>) {
  return (
    <>
      <InState draft={draft} change={change} state="WAITING" label="Who waits to be confirmed" />
      <InState draft={draft} change={change} state="CHALLENGED" label="Who was challenged" />
    </>
  );
}

const pick = (answer: MembersAnswer) => answer.assembly?.members;

function InState({
  draft,
  change,
  state,
  label,
}: Pick<Props, 'draft' | 'change'> & { readonly state: MemberState; readonly label: string }) {
  const { id } = useAssembly();
  const variables = { id, search: null, state };
  const query = useQuery(MembersQuery, { ...variables, after: null });
  const first = query.data?.assembly?.members ?? null;
  const pages = usePages(MembersQuery, variables, first, pick);
  if (first === null) return <Waiting query={query} again={query.again} />;
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {pages.nodes.length === 0 && <Empty>Nobody.</Empty>}
      {pages.nodes.map((member) => (
        <CheckField
          key={member.id}
          label={member.displayName}
          checked={draft.memberIds.includes(member.id)}
          onChange={(on) =>
            change({
              memberIds: on
                ? [...draft.memberIds, member.id]
                : draft.memberIds.filter((chosen) => chosen !== member.id),
            })
          }
        />
      ))}
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </fieldset>
  );
}

function Bylaws({ draft, change, choices }: Props) {
  const preset = choices.bylawPresets.find((each) => each.name === draft.preset);
  return (
    <>
      <RadioField
        label="Which bylaws"
        value={draft.preset === '' ? null : draft.preset}
        onChange={(name) => change({ preset: name, numbers: [] })}
        choices={choices.bylawPresets.map((each) => ({
          value: each.name,
          label: each.title,
          hint: each.summary,
        }))}
      />
      {preset && (
        <>
          <details>
            <summary>Read them in full</summary>
            <Rules sections={preset.sections} />
          </details>
          <details>
            <summary>Change their numbers</summary>
            <Numbers draft={draft} change={change} sections={preset.sections} />
          </details>
        </>
      )}
    </>
  );
}

/** The numbers a motion can change, folded under what they are about; only those that differ are sent. */
function Numbers({
  draft,
  change,
  sections,
}: Pick<Props, 'draft' | 'change'> & { readonly sections: readonly RuleSection[] }) {
  const amendable = (rule: Rule) => rule.amendable && rule.value !== null;
  const set = (path: string, typed: string, present: number) => {
    const others = draft.numbers.filter((each) => each.path !== path);
    const value = Number.parseInt(typed, 10);
    change({ numbers: Number.isNaN(value) || value === present ? others : [...others, { path, value }] });
  };
  const chosen = (rule: Rule) => draft.numbers.find((each) => each.path === rule.path)?.value;
  return (
    <fieldset className="field">
      <legend>Which numbers</legend>
      {sections
        .flatMap((section) => bySubject(section.rules))
        .map(({ subject, details }) => ({
          subject,
          numbers: [
            { what: subject.label, rule: subject },
            ...details.map(({ what, rule }) => ({ what: `${what[0]?.toUpperCase()}${what.slice(1)}`, rule })),
          ].filter(({ rule }) => amendable(rule)),
        }))
        .filter(({ numbers }) => numbers.length > 0)
        .map(({ subject, numbers }) => {
          const changed = numbers.filter(({ rule }) => chosen(rule) !== undefined).length;
          return (
            <details key={subject.path}>
              <summary>
                {subject.label}
                {changed > 0 && ` · ${changed} changed`}
              </summary>
              {numbers.map(({ what, rule }) => (
                <TextField
                  key={rule.path}
                  label={`${what}${rule.unit ? `, in ${rule.unit}` : ''}`}
                  hint={`Now ${ruleWords(rule)}.${rule.min !== null && rule.max !== null ? ` From ${rule.min} to ${rule.max}.` : ''}`}
                  type="number"
                  inputMode="numeric"
                  required={false}
                  value={String(chosen(rule) ?? rule.value)}
                  onChange={(typed) => set(rule.path, typed, rule.value!)}
                />
              ))}
            </details>
          );
        })}
    </fieldset>
  );
}

type Rule = RuleSection['rules'][number];
