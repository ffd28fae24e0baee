import { type RefObject, useDeferredValue, useRef, useState } from 'react';
import { RotaPreview } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { type DraftTask, startingAt } from '../logic/draft-task.ts';
import {
  type Recurring,
  readRule,
  ruleOf,
  ruleStart,
  timeWords,
  WEEKDAYS,
  WHICH,
} from '../logic/recurrence.ts';
import { exactDay, localIn } from '../logic/when.ts';
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
  const leftOut = useRef<HTMLLegendElement>(null);
  const leaveOut = (time: string) => {
    set({ except: [...new Set([...task.except, time])].sort() });
    // The button goes with its line: who used the keyboard goes on where the time is now.
    leftOut.current?.focus({ preventScroll: true });
  };
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
        onChange={(start) => set(startingAt(task, start))}
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
      {task.start !== '' && (
        <>
          <Preview task={task} leaveOut={leaveOut} />
          <LeftOut task={task} onChange={(except) => set({ except })} legend={leftOut} />
        </>
      )}
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

/** What it means, as the service reads it: in words, and the next five times, each of which can be left out. */
function Preview({
  task: { start, rule, except },
  leaveOut,
}: {
  readonly task: DraftTask;
  readonly leaveOut: (time: string) => void;
}) {
  const { id, timeZone } = useAssembly();
  const asked = useDeferredValue(rule);
  const query = useQuery(RotaPreview, {
    id,
    start: ruleStart(start),
    rule: asked,
    except: except.map(ruleStart),
  });
  const answered = query.data?.assembly?.rota?.preview;
  // What was answered last stands until the next answer is there: nothing jumps.
  const last = useRef(answered);
  if (answered) last.current = answered;
  const preview = answered ?? last.current;
  if (!preview) return null;
  if (preview.refused !== null) return <p className="problem">{preview.refused}</p>;
  return (
    <div className="preview">
      <p role="status">
        So it comes round <strong>{preview.recurs}</strong>
        {preview.next.length === 0 ? ': and not again from now on.' : '. Next:'}
      </p>
      <ul>
        {preview.next.map((at) => (
          <li key={at}>
            <span>{exactDay(at, timeZone)}</span>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => leaveOut(localIn(Date.parse(at), timeZone))}
            >
              Leave out<span className="visually-hidden"> {exactDay(at, timeZone)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** As many as the service takes. */
const MOST_LEFT_OUT = 200;

/** Days on which it does not come round: a holiday, a day when the hall is closed. */
function LeftOut({
  task: { start, except },
  onChange,
  legend,
}: {
  readonly task: DraftTask;
  readonly onChange: (except: readonly string[]) => void;
  readonly legend: RefObject<HTMLLegendElement | null>;
}) {
  const [typed, setTyped] = useState('');
  const hour = start.slice(10);
  const words = except.map((time) => timeWords(time, hour));
  const add = () => {
    if (typed === '') return;
    onChange([...new Set([...except, typed + hour])].sort());
    setTyped('');
  };
  return (
    <fieldset className="field left-out">
      <legend ref={legend} tabIndex={-1}>
        Not on these days
      </legend>
      <p className="hint">A holiday, or when the hall is closed. In the assembly’s own time.</p>
      <p role="status" className={except.length === 0 ? 'muted' : 'visually-hidden'}>
        {except.length === 0 ? 'It is left out on no day.' : `Left out: ${words.join('; ')}`}
      </p>
      {except.length > 0 && (
        <ul>
          {except.map((time, i) => (
            <li key={time}>
              <span>{words[i]}</span>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  onChange(except.filter((each) => each !== time));
                  legend.current?.focus();
                }}
              >
                Take back<span className="visually-hidden"> {words[i]}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {except.length < MOST_LEFT_OUT && (
        <div className="left-out-add">
          <TextField
            label="Another day"
            hint={`At the hour of the first time, ${hour.slice(1)}.`}
            type="date"
            value={typed}
            onChange={setTyped}
            required={false}
          />
          <button type="button" className="button" onClick={add}>
            Leave this day out
          </button>
        </div>
      )}
    </fieldset>
  );
}
