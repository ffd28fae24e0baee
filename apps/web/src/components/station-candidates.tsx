import type { Marks, StationPaper } from '../logic/station-choice.ts';

interface Props {
  readonly paper: StationPaper;
  readonly marks: Marks;
  readonly onMarks: (marks: Marks) => void;
}

/** The candidates on a station's device, each with one plain control: a mark, a rank or a score. */
export function StationCandidates({ paper, marks, onMarks }: Props) {
  const kind = paper.election?.paper;
  const set = (id: string, value: number | null) => {
    const { [id]: _, ...others } = marks;
    onMarks(value === null ? others : { ...others, [id]: value });
  };
  return (
    <ul className="list">
      {paper.candidates.map((candidate) => (
        <li key={candidate.id}>
          {kind === 'MARKS' ? (
            <label className="choice">
              <input
                type="checkbox"
                checked={marks[candidate.id] !== undefined}
                onChange={(event) => set(candidate.id, event.target.checked ? 1 : null)}
              />
              <span className="choice-label">{candidate.name}</span>
            </label>
          ) : (
            <label className="field">
              {candidate.name}
              <select
                value={marks[candidate.id] ?? ''}
                onChange={(event) =>
                  set(candidate.id, event.target.value === '' ? null : Number(event.target.value))
                }
              >
                <option value="">{kind === 'SCORES' ? 'no score' : 'not ranked'}</option>
                {valuesOf(paper).map((value) => (
                  <option key={value} value={value}>
                    {value}
                  </option>
                ))}
              </select>
            </label>
          )}
          {candidate.statement && <p className="small muted">{candidate.statement}</p>}
        </li>
      ))}
    </ul>
  );
}

/** Scores from 0 to the highest, ranks from 1 to as many as there are candidates. */
function valuesOf({ election, candidates }: StationPaper): readonly number[] {
  return election?.paper === 'SCORES'
    ? Array.from({ length: (election.maxScore ?? 0) + 1 }, (_, i) => i)
    : candidates.map((_, i) => i + 1);
}
