import { useDeferredValue } from 'react';
import { RotaPreview } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { type DraftTask, ruleStart } from '../logic/draft.ts';
import { type Recurring, readRule, ruleOf, WEEKDAYS, WHICH } from '../logic/recurrence.ts';
import { exactDay } from '../logic/when.ts';
import { CheckField, ChoiceField, TextField } from './form.tsx';

type Set = (part: Partial<DraftTask>) => void;
const OWN = 'own';
const EVERY = [
  { value: 'day', label: 'Days' },
  { value: 'week', label: 'Weeks' },
  { value: 'month', label: 'Months' },
  { value: OWN, label: 'Otherwise: a calendar rule' },
] as const;

/** When a task comes round: in fields, with the next times below them as the service reads them. */
export function RecurrenceFields({ task, set }: { readonly task: DraftTask; readonly set: Set }) {
  const recurring = readRule(task.rule);
  const write = (part: Partial<Recurring>) => recurring && set({ rule: ruleOf({ ...recurring, ...part }) });
  const choose = (every: (typeof EVERY)[number]['value']) =>
    set({
      rule:
        every === OWN
          ? 'FREQ=WEEKLY;COUNT=10'
          : ruleOf({ every, interval: recurring?.interval ?? '1', weekdays: [], nth: null }),
    });
  return (
    <>
      <TextField
        label="The first time"
        type="datetime-local"
        value={task.start}
        onChange={(start) => set({ start })}
      />
      <ChoiceField
        label="It comes round in"
        value={recurring?.every ?? OWN}
        onChange={choose}
        choices={EVERY}
      />
      {recurring ? (
        <Fields recurring={recurring} write={write} />
      ) : (
        <TextField
          label="The rule"
          hint="As calendars write it: FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10 is ten times, each Tuesday and Thursday."
          value={task.rule}
          onChange={(rule) => set({ rule })}
          maxLength={200}
        />
      )}
      {task.start !== '' && <Preview start={task.start} rule={task.rule} />}
    </>
  );
}

function Fields({
  recurring,
  write,
}: {
  readonly recurring: Recurring;
  readonly write: (part: Partial<Recurring>) => void;
}) {
  const { every, interval, weekdays, nth } = recurring;
  return (
    <>
      <TextField
        label={`Every how many ${every}s`}
        hint={`1: every ${every}. 2: every second one.`}
        type="number"
        inputMode="numeric"
        value={interval}
        onChange={(typed) => write({ interval: typed })}
      />
      {every === 'week' && (
        <fieldset className="field weekdays">
          <legend>On which days</legend>
          <p className="hint">None: on the weekday of the first time.</p>
          {WEEKDAYS.map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              checked={weekdays.includes(value)}
              onChange={(on) =>
                write({ weekdays: on ? [...weekdays, value] : weekdays.filter((day) => day !== value) })
              }
            />
          ))}
        </fieldset>
      )}
      {every === 'month' && (
        <ChoiceField
          label="On which day"
          value={nth?.which ?? ''}
          onChange={(which) => write({ nth: which === '' ? null : { which, weekday: nth?.weekday ?? 'MO' } })}
          choices={[
            { value: '', label: 'The date of the first time' },
            ...WHICH.map(({ value, label }) => ({ value: value as string, label: `The ${label} …` })),
          ]}
        />
      )}
      {every === 'month' && nth !== null && (
        <ChoiceField
          label="Which weekday"
          value={nth.weekday}
          onChange={(weekday) => write({ nth: { ...nth, weekday } })}
          choices={WEEKDAYS.map(({ value, label }) => ({ value: value as string, label }))}
        />
      )}
    </>
  );
}

/** What it means, as the service reads it: in words, and the next five times. */
function Preview({ start, rule }: { readonly start: string; readonly rule: string }) {
  const { id, timeZone } = useAssembly();
  const asked = useDeferredValue(rule);
  const query = useQuery(RotaPreview, { id, start: ruleStart(start), rule: asked });
  const preview = query.data?.assembly?.rota?.preview;
  if (!preview) return null;
  if (preview.refused !== null) return <p className="problem">{preview.refused}</p>;
  return (
    <div className="preview" role="status">
      <p>
        So it comes round <strong>{preview.recurs}</strong>
        {preview.next.length === 0 ? ': and not again from now on.' : '. Next:'}
      </p>
      <ul>
        {preview.next.map((at) => (
          <li key={at}>{exactDay(at, timeZone)}</li>
        ))}
      </ul>
    </div>
  );
}
