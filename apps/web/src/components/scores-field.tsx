import { useId } from 'react';
import { type Standing, Statement } from './statement.tsx';

export type Scores = readonly { readonly candidateId: string; readonly score: number }[];

/** A score for each, with large buttons for one more and one less; it can be typed too. */
export function ScoresField({
  candidates,
  scores,
  max,
  onChange,
}: {
  readonly candidates: readonly Standing[];
  readonly scores: Scores;
  readonly max: number;
  readonly onChange: (scores: Scores) => void;
}) {
  const scoreOf = (id: string) => scores.find(({ candidateId }) => candidateId === id)?.score ?? null;
  const set = (id: string, score: number | null) => {
    const others = scores.filter(({ candidateId }) => candidateId !== id);
    if (score === null) onChange(others);
    else onChange([...others, { candidateId: id, score: Math.min(max, Math.max(0, score)) }]);
  };
  return (
    <ul className="pick-list">
      {candidates.map((each) => (
        <li key={each.id}>
          <OneScore
            name={each.name}
            score={scoreOf(each.id)}
            max={max}
            onChange={(score) => set(each.id, score)}
          />
          <Statement of={each} />
        </li>
      ))}
    </ul>
  );
}

function OneScore({
  name,
  score,
  max,
  onChange,
}: {
  readonly name: string;
  readonly score: number | null;
  readonly max: number;
  readonly onChange: (score: number | null) => void;
}) {
  const id = useId();
  return (
    <div className="score">
      <label htmlFor={id} className="pick-name">
        {name}
        {score === null && <span className="hint">no score yet</span>}
      </label>
      <span className="score-stepper">
        <button
          type="button"
          className="button"
          aria-label={`One less for ${name}`}
          aria-disabled={score === 0}
          onClick={() => onChange(score === null ? 0 : score - 1)}
        >
          <span aria-hidden="true">−</span>
        </button>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={0}
          max={max}
          step={1}
          value={score ?? ''}
          onChange={(event) =>
            onChange(event.target.value === '' ? null : Math.trunc(event.target.valueAsNumber))
          }
        />
        <button
          type="button"
          className="button"
          aria-label={`One more for ${name}`}
          aria-disabled={score === max}
          onClick={() => onChange(score === null ? 1 : score + 1)}
        >
          <span aria-hidden="true">+</span>
        </button>
      </span>
    </div>
  );
}
