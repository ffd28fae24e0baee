import { RotaTasks as TasksQuery } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import type { Draft } from '../logic/draft.ts';
import { type DraftTask, draftedTask, newTask } from '../logic/draft-task.ts';
import { CheckField, ChoiceField, LongField, TextField } from './form.tsx';
import { MemberPicker } from './member-picker.tsx';
import { RecurrenceFields } from './recurrence-fields.tsx';

/** A task of the rota: a new one, or one there is as it is to be. */
export function TaskFields({
  draft,
  change,
}: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}) {
  const { id, timeZone } = useAssembly();
  const tasks = useQuery(TasksQuery, { id }).data?.assembly?.rota?.tasks ?? [];
  const { task } = draft;
  const set = (part: Partial<DraftTask>) => change({ task: { ...task, ...part } });
  const choose = (taskId: string) => {
    const found = tasks.find((each) => each.id === taskId);
    change({ task: found ? draftedTask(found, timeZone) : newTask() });
  };
  return (
    <>
      <ChoiceField
        label="Which task"
        value={task.taskId ?? ''}
        onChange={choose}
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
      {!task.ends && (
        <Terms
          task={task}
          taught={tasks.filter((each) => each.requires.length > 0 && each.id !== task.taskId)}
          set={set}
          draft={draft}
          change={change}
        />
      )}
    </>
  );
}

function Terms({
  task,
  taught,
  set,
  draft,
  change,
}: {
  readonly task: DraftTask;
  /** Tasks that ask for something, and so can be trained for. */
  readonly taught: readonly { readonly id: string; readonly name: string }[];
  readonly set: (part: Partial<DraftTask>) => void;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}) {
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
      <RecurrenceFields task={task} set={set} />
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
        label="How many times in a row one member may have it"
        hint="1: never twice in a row. Swaps keep to it, too."
        type="number"
        inputMode="numeric"
        value={task.longestRun}
        onChange={(longestRun) => set({ longestRun })}
      />
      <TextField
        label="For how many days they rest from it afterwards"
        hint="0 to 182."
        type="number"
        inputMode="numeric"
        value={task.pauseDays}
        onChange={(pauseDays) => set({ pauseDays })}
      />
      {taught.length > 0 && (
        <ChoiceField
          label="It is a training for"
          hint="Whoever holds it teaches the other task: it then asks for what that one asks for."
          value={task.trains}
          onChange={(trains) => set({ trains })}
          choices={[
            { value: '', label: 'No other task' },
            ...taught.map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
      )}
      {task.trains === '' && <Requires task={task} set={set} draft={draft} change={change} />}
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
      <CheckField
        label="Whoever has the shift checks members in"
        hint="At the door of a meeting, from the shift’s start to its end: who is there without a phone."
        checked={task.checksIn}
        onChange={(checksIn) => set({ checksIn })}
      />
      <CheckField
        label="Whoever has the shift hears requests for help"
        hint="What members ask for in confidence: read and answered by whoever’s turn it is, and by nobody else. Shifts that follow one another leave nobody waiting."
        checked={task.seesHardship}
        onChange={(seesHardship) => set({ seesHardship })}
      />
      <CheckField
        label="Whoever has the shift tells at stations"
        hint="Where members without a phone vote, always two together. Other members still may, so that nobody waits for the rota."
        checked={task.tells}
        onChange={(tells) => set({ tells })}
      />
    </>
  );
}

/** What one must be able to do, and who can already. */
function Requires({
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
  return (
    <>
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
    </>
  );
}
