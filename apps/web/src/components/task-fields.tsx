import { useState } from 'react';
import { Rota as RotaQuery } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import type { Draft, DraftTask } from '../logic/draft.ts';
import { serverNow } from '../offline/clock.ts';
import { CheckField, ChoiceField, LongField, TextField } from './form.tsx';
import { MemberPicker } from './member-picker.tsx';

const RULES = [
  { value: 'FREQ=DAILY', label: 'Every day' },
  { value: 'FREQ=WEEKLY', label: 'Every week' },
  { value: 'FREQ=WEEKLY;INTERVAL=2', label: 'Every two weeks' },
  { value: 'FREQ=MONTHLY', label: 'Every month, on the same day' },
  { value: 'FREQ=MONTHLY;BYDAY=1MO', label: 'On the first Monday of each month' },
];
const OWN = 'own';

/** A task of the rota: a new one, or one there is as it is to be. */
export function TaskFields({
  draft,
  change,
}: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}) {
  const { id } = useAssembly();
  const [from] = useState(() => new Date(serverNow()).toISOString());
  const tasks = useQuery(RotaQuery, { id, from }).data?.assembly?.rota?.tasks ?? [];
  const { task } = draft;
  const set = (part: Partial<DraftTask>) => change({ task: { ...task, ...part } });
  return (
    <>
      <ChoiceField
        label="Which task"
        value={task.taskId ?? ''}
        onChange={(value) => set({ taskId: value === '' ? null : value, ends: false })}
        choices={[
          { value: '', label: 'A new one' },
          ...tasks.map((each) => ({ value: each.id, label: each.name })),
        ]}
      />
      {task.taskId !== null && (
        <CheckField
          label="End this task"
          hint="Its shifts to come fall away."
          checked={task.ends}
          onChange={(ends) => set({ ends })}
        />
      )}
      {!task.ends && <Terms task={task} set={set} draft={draft} change={change} />}
    </>
  );
}

function Terms({
  task,
  set,
  draft,
  change,
}: {
  readonly task: DraftTask;
  readonly set: (part: Partial<DraftTask>) => void;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}) {
  const { id } = useAssembly();
  const usual = RULES.some(({ value }) => value === task.rule);
  return (
    <>
      <TextField
        label="Name of the task"
        value={task.name}
        onChange={(name) => set({ name })}
        maxLength={200}
      />
      <LongField
        label="What it takes"
        hint="For who has never done it."
        value={task.guide}
        onChange={(guide) => set({ guide })}
        required={false}
        maxLength={2000}
        rows={3}
      />
      <TextField
        label="The first time"
        type="datetime-local"
        value={task.start}
        onChange={(start) => set({ start })}
      />
      <ChoiceField
        label="How often"
        value={usual ? task.rule : OWN}
        onChange={(rule) => set({ rule: rule === OWN ? 'FREQ=WEEKLY;BYDAY=TU,TH' : rule })}
        choices={[...RULES, { value: OWN, label: 'Otherwise' }]}
      />
      {!usual && (
        <TextField
          label="How often, as a calendar rule"
          hint="FREQ=WEEKLY;BYDAY=TU,TH is each Tuesday and Thursday."
          value={task.rule}
          onChange={(rule) => set({ rule })}
          maxLength={200}
        />
      )}
      <TextField
        label="How long a shift lasts, in minutes"
        type="number"
        inputMode="numeric"
        value={task.minutes}
        onChange={(minutes) => set({ minutes })}
      />
      <TextField
        label="How many do it together"
        type="number"
        inputMode="numeric"
        value={task.people}
        onChange={(people) => set({ people })}
      />
      <TextField
        label="What it weighs"
        hint="Beside other tasks: 2 is twice the work of 1."
        type="number"
        inputMode="numeric"
        value={task.effort}
        onChange={(effort) => set({ effort })}
      />
      <TextField
        label="What one must be able to do"
        hint="In short words with commas between them, or nothing."
        value={task.requires}
        onChange={(requires) => set({ requires })}
        required={false}
        maxLength={200}
      />
      {task.requires.trim() !== '' && (
        <MemberPicker
          assemblyId={id}
          label="Who can do it already, and can train others"
          value={draft.memberIds[0] ?? null}
          onChange={(member) => change({ memberIds: [member] })}
        />
      )}
      <CheckField
        label="Who held it before comes along and hands over"
        checked={task.handover}
        onChange={(handover) => set({ handover })}
      />
      {task.taskId === null && (
        <CheckField
          label="It is facilitating"
          hint="Whoever has the shift facilitates, from its start to its end. There is one such task."
          checked={task.facilitates}
          onChange={(facilitates) => set({ facilitates })}
        />
      )}
    </>
  );
}
