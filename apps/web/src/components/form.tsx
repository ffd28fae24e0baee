import { type MouseEvent, type ReactNode, type SubmitEvent, useId } from 'react';
import type { Action } from '../hooks/use-action.ts';
import { Problem } from './notice.tsx';

/** A form with one thing to do; its problem stands above the button, where the thumb is. */
export function Form({
  action,
  submit,
  busy,
  children,
  strong = true,
}: {
  readonly action: Action;
  readonly submit: string;
  /** What the button says while it is under way. */
  readonly busy?: string;
  readonly children?: ReactNode;
  readonly strong?: boolean;
}) {
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    action.run();
  };
  return (
    <form onSubmit={send} className="form">
      {children}
      <Problem text={action.problem} />
      <button
        type="submit"
        className={strong ? 'button button-strong' : 'button'}
        onClick={(event) => isSecondTap(event) && event.preventDefault()}
        aria-disabled={action.busy}
      >
        {action.busy ? (busy ?? 'One moment…') : submit}
      </button>
      <Done action={action} />
    </form>
  );
}

/** A button that does something by itself, with its problem below it. */
export function Act({
  action,
  children,
  busy,
  kind = 'plain',
}: {
  readonly action: Action;
  readonly children: ReactNode;
  readonly busy?: string;
  readonly kind?: 'plain' | 'strong' | 'quiet';
}) {
  return (
    <div className="act">
      <button
        type="button"
        className={kind === 'plain' ? 'button' : `button button-${kind}`}
        onClick={(event) => !isSecondTap(event) && action.run()}
        aria-disabled={action.busy}
      >
        {action.busy ? (busy ?? 'One moment…') : children}
      </button>
      <Problem text={action.problem} />
      <Done action={action} />
    </div>
  );
}

/** The second of a double tap: where the first has changed what the button does, it would undo it. */
const isSecondTap = (event: MouseEvent): boolean => event.detail > 1;

/** What was done, said to a screen reader too. The place is there before the words: some readers say nothing otherwise. */
function Done({ action }: { readonly action: Action }) {
  return (
    <p role="status" className="done">
      {action.done && (
        <>
          <span aria-hidden="true">✓ </span>
          {action.done}
        </>
      )}
    </p>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
}

/** A field's label and hint, and what ties the field to them for whoever hears the page. */
function useTie(label: string, hint: ReactNode) {
  const id = useId();
  return {
    head: (
      <>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </>
    ),
    field: { id, 'aria-describedby': hint ? `${id}-hint` : undefined },
  };
}

export function TextField({
  label,
  hint,
  value,
  onChange,
  required = true,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  inputMode,
  list,
}: FieldProps & {
  readonly type?: 'text' | 'password' | 'email' | 'search' | 'date' | 'time' | 'datetime-local' | 'number';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly inputMode?: 'text' | 'numeric';
  readonly list?: readonly string[];
}) {
  const tie = useTie(label, hint);
  return (
    <div className="field">
      {tie.head}
      <input
        {...tie.field}
        type={type}
        value={value}
        required={required}
        autoComplete={autoComplete}
        maxLength={maxLength}
        inputMode={inputMode}
        list={list ? `${tie.field.id}-list` : undefined}
        autoCapitalize={type === 'password' ? 'none' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {list && (
        <datalist id={`${tie.field.id}-list`}>
          {list.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </div>
  );
}

export function LongField({
  label,
  hint,
  value,
  onChange,
  required = true,
  maxLength,
  rows = 6,
}: FieldProps & { readonly maxLength?: number; readonly rows?: number }) {
  const tie = useTie(label, hint);
  return (
    <div className="field">
      {tie.head}
      <textarea
        {...tie.field}
        rows={rows}
        value={value}
        required={required}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

export function ChoiceField<Value extends string>({
  label,
  hint,
  value,
  onChange,
  choices,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
}) {
  const tie = useTie(label, hint);
  return (
    <div className="field">
      {tie.head}
      <select {...tie.field} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A few choices side by side or below each other, each with what it means. */
export function RadioField<Value extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  readonly label: string;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly { readonly value: Value; readonly label: ReactNode; readonly hint?: string }[];
}) {
  const id = useId();
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <span className="choice-label">{choice.label}</span>
            {choice.hint && <span className="hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function CheckField({
  label,
  hint,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        <span className="choice-label">{label}</span>
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}
