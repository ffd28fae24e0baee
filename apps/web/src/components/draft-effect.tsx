import type { DraftChoicesAnswer } from '../graphql/generated/draft.ts';
import type { RuleSection } from '../graphql/generated/shared.ts';
import type { Draft } from '../logic/draft.ts';
import { CheckField, ChoiceField, LongField, RadioField, TextField } from './form.tsx';
import { Empty } from './notice.tsx';
import { Rules } from './rules.tsx';

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
      return <OneMember draft={draft} change={change} choices={choices} label="Who shall facilitate" />;
    case 'SUSPEND_MEMBER':
    case 'EXPEL_MEMBER':
      return (
        <>
          <OneMember draft={draft} change={change} choices={choices} label="Which member" />
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
            label={
              draft.kind === 'SUSPEND_MEMBER'
                ? 'Until when'
                : 'From when they may be invited again (if you like)'
            }
            type="datetime-local"
            value={draft.until}
            onChange={(until) => change({ until })}
            required={draft.kind === 'SUSPEND_MEMBER'}
          />
        </>
      );
    case 'CONFIRM_MEMBERS':
      return <SeveralMembers draft={draft} change={change} choices={choices} />;
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
    default:
      return null;
  }
}

function OneMember({ draft, change, choices, label }: Props & { readonly label: string }) {
  const members = choices.assembly!.members.nodes.filter((member) => member.joined);
  return (
    <ChoiceField
      label={label}
      value={draft.memberIds[0] ?? ''}
      onChange={(id) => change({ memberIds: id === '' ? [] : [id] })}
      choices={[
        { value: '', label: 'Choose…' },
        ...members.map((member) => ({ value: member.id, label: member.displayName })),
      ]}
    />
  );
}

function SeveralMembers({ draft, change, choices }: Props) {
  const waiting = choices.assembly!.members.nodes.filter(
    (member) => member.state === 'WAITING' || member.state === 'CHALLENGED',
  );
  if (waiting.length === 0) return <Empty>No member waits to be confirmed.</Empty>;
  return (
    <fieldset className="field">
      <legend>Whom</legend>
      {waiting.map((member) => (
        <CheckField
          key={member.id}
          label={member.displayName}
          checked={draft.memberIds.includes(member.id)}
          onChange={(on) =>
            change({
              memberIds: on
                ? [...draft.memberIds, member.id]
                : draft.memberIds.filter((id) => id !== member.id),
            })
          }
        />
      ))}
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

/** The numbers a motion can change, each within its bounds; only those that differ are sent. */
function Numbers({
  draft,
  change,
  sections,
}: Pick<Props, 'draft' | 'change'> & { readonly sections: readonly RuleSection[] }) {
  const rules = sections
    .flatMap((section) => section.rules)
    .filter((rule) => rule.amendable && rule.value !== null);
  const set = (path: string, typed: string, present: number) => {
    const others = draft.numbers.filter((each) => each.path !== path);
    const value = Number.parseInt(typed, 10);
    change({ numbers: Number.isNaN(value) || value === present ? others : [...others, { path, value }] });
  };
  return rules.map((rule) => (
    <TextField
      key={rule.path}
      label={`${rule.label}${rule.unit ? ` (${rule.unit})` : ''}`}
      hint={`Now ${rule.value}.${rule.min !== null && rule.max !== null ? ` From ${rule.min} to ${rule.max}.` : ''}`}
      type="number"
      inputMode="numeric"
      required={false}
      value={String(draft.numbers.find((each) => each.path === rule.path)?.value ?? rule.value)}
      onChange={(typed) => set(rule.path, typed, rule.value!)}
    />
  ));
}
