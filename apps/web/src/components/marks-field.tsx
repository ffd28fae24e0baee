import { useId, useState } from 'react';
import { type Standing, Statement } from './statement.tsx';

/** Marks beside names: one that moves, or as many as there are, with how many are left. */
export function MarksField({
  candidates,
  marks,
  most,
  onChange,
}: {
  readonly candidates: readonly Standing[];
  readonly marks: readonly string[];
  readonly most: number;
  readonly onChange: (marks: string[]) => void;
}) {
  const name = useId();
  const [refused, setRefused] = useState(false);
  const left = most - marks.length;
  const all = most >= candidates.length;
  const toggle = (id: string, on: boolean) => {
    setRefused(on && most > 1 && left === 0);
    if (!on) onChange(marks.filter((each) => each !== id));
    else if (most === 1) onChange([id]);
    else if (left > 0) onChange([...marks, id]);
  };
  const leftWords = all
    ? `${marks.length} of ${candidates.length} marked.`
    : left === 0
      ? `You have used ${most === 1 ? 'your mark' : `all ${most} marks`}.`
      : `${left} of ${most} ${most === 1 ? 'mark' : 'marks'} left.`;
  return (
    <>
      <p className="big" role="status">
        {leftWords}
        {refused && ' Take one off before you set another.'}
      </p>
      <fieldset className="answers">
        <legend className="visually-hidden">Your {most === 1 ? 'mark' : 'marks'}</legend>
        {candidates.map((each) => (
          <div key={each.id}>
            <label className="pick pick-mark">
              <input
                type={most === 1 ? 'radio' : 'checkbox'}
                name={name}
                checked={marks.includes(each.id)}
                onChange={(event) => toggle(each.id, event.target.checked)}
              />
              <span className="pick-name">{each.name}</span>
            </label>
            <Statement of={each} />
          </div>
        ))}
      </fieldset>
    </>
  );
}
