import type { Draft } from '../logic/draft.ts';
import { givesScores } from '../logic/election-words.ts';
import { METHODS, type MethodChoice } from '../logic/method-words.ts';
import { LongField, RadioField, TextField } from './form.tsx';

interface Props {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** How an election or a choice is held: the seats, the options, the method in plain words, the order of the paper. */
export function DraftElection({ draft, change }: Props) {
  const ofOptions = draft.kind === 'CHOOSE_OPTION';
  const fits = METHODS.filter(({ oneSeat }) => !oneSeat || draft.seats === '1');
  const usual = fits.filter(({ rare }) => !rare);
  const rare = fits.filter((method) => method.rare);
  const asChoice = ({ method, label, means, asks }: MethodChoice) => ({
    value: method,
    label,
    hint: `${means} ${asks}`,
  });
  const setSeats = (seats: string) => {
    const chosen = METHODS.find(({ method }) => method === draft.method);
    // A method that fills one seat goes when there are more.
    change({ seats, method: chosen?.oneSeat && seats !== '1' ? null : draft.method });
  };
  const methods = (label: string, choices: readonly MethodChoice[]) => (
    <RadioField
      label={label}
      value={draft.method}
      onChange={(method) => change({ method })}
      choices={choices.map(asChoice)}
    />
  );
  return (
    <>
      <TextField
        label={ofOptions ? 'How many are chosen' : 'How many are elected'}
        type="number"
        inputMode="numeric"
        value={draft.seats}
        onChange={setSeats}
      />
      {ofOptions && <Options draft={draft} change={change} />}
      {methods('How it is counted', usual)}
      <details open={rare.some(({ method }) => method === draft.method)}>
        <summary>Other ways to count</summary>
        {methods('Other ways', rare)}
      </details>
      {draft.method !== null && givesScores(draft.method) && (
        <TextField
          label="The highest score"
          hint="From 1 to 100. Scores begin at 0."
          type="number"
          inputMode="numeric"
          value={draft.maxScore}
          onChange={(maxScore) => change({ maxScore })}
        />
      )}
      <RadioField
        label="In which order voters find the names"
        value={draft.order}
        onChange={(order) => change({ order })}
        choices={[
          {
            value: 'DRAWN',
            label: 'Drawn by lot for each voter',
            hint: 'Nobody gains from standing on top.',
          },
          {
            value: 'FIXED',
            label: 'The same for everybody',
            hint: ofOptions ? 'As you list the options.' : 'By their names.',
          },
        ]}
      />
    </>
  );
}

function Options({ draft, change }: Props) {
  const set = (at: number, part: Partial<Draft['options'][number]>) =>
    change({ options: draft.options.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <fieldset className="field">
      <legend>The options</legend>
      <ol className="option-list">
        {draft.options.map((option, at) => (
          <li key={at}>
            <TextField
              label={`Option ${at + 1}`}
              value={option.name}
              onChange={(name) => set(at, { name })}
              maxLength={200}
            />
            <details open={option.statement !== ''}>
              <summary>
                What it is<span className="visually-hidden">: option {at + 1}</span>
              </summary>
              <LongField
                label={`What option ${at + 1} is (if you like)`}
                value={option.statement}
                onChange={(statement) => set(at, { statement })}
                required={false}
                maxLength={2000}
                rows={3}
              />
            </details>
            {draft.options.length > 2 && (
              <button
                type="button"
                className="button button-small"
                onClick={() => change({ options: draft.options.filter((_, i) => i !== at) })}
              >
                Take option {at + 1} away
              </button>
            )}
          </li>
        ))}
      </ol>
      {draft.options.length < 200 && (
        <button
          type="button"
          className="button"
          onClick={() => change({ options: [...draft.options, { name: '', statement: '' }] })}
        >
          Add an option
        </button>
      )}
    </fieldset>
  );
}
