import { answerOf, type Method, wordsOf } from '../logic/answers.ts';
import { type Mark, markOf, rowsOf, share, type TallyFigures } from '../logic/bar.ts';
import { Shape } from './shapes.tsx';

/** One drawn bar against a mark. The figures stand beside it as text, so the drawing itself is silent. */
export function DrawnBar({
  kind,
  width,
  mark,
}: {
  readonly kind: string;
  readonly width: number;
  readonly mark?: Mark | undefined;
}) {
  return (
    <svg className={`bar bar-${kind}`} aria-hidden="true" focusable="false">
      <rect className="bar-ground" x="0" y="4" width="100%" height="16" />
      <rect className="bar-fill" x="0" y="4" width={`${width}%`} height="16" />
      {mark && <line className="bar-mark" x1={`${mark.at}%`} x2={`${mark.at}%`} y1="0" y2="24" />}
    </svg>
  );
}

/** How many have voted, of how many, with the quorum marked. */
export function TurnoutBar({
  voted,
  entitled,
  quorum,
}: {
  readonly voted: number;
  readonly entitled: number;
  readonly quorum: number | null;
}) {
  const mark = quorum ? markOf(quorum, entitled, `quorum ${quorum}`) : undefined;
  return (
    <div className="figure-turnout">
      <DrawnBar kind="turnout" width={share(voted, entitled)} mark={mark} />
      {mark && <MarkLabel mark={mark} />}
    </div>
  );
}

/** What one member has carried, beside who has carried most. */
export function LoadBar({ carried, most }: { readonly carried: number; readonly most: number }) {
  return <DrawnBar kind="turnout" width={share(carried, most)} />;
}

/** How many have withdrawn their confidence, of all members, against both thresholds; `count` null: not to be seen. */
export function RecallBar({
  count,
  base,
  neededAtOnce,
  neededForPoll,
  pollOpened,
}: {
  readonly count: number | null;
  readonly base: number;
  readonly neededAtOnce: number;
  readonly neededForPoll: number;
  readonly pollOpened: boolean;
}) {
  const empties = markOf(neededAtOnce, base, `${neededAtOnce} empty the seat`);
  const opens =
    !pollOpened && neededForPoll < neededAtOnce
      ? markOf(neededForPoll, base, `${neededForPoll} open a vote`)
      : null;
  return (
    <div className="figure-turnout">
      {opens && <MarkLabel mark={opens} />}
      <svg className="bar bar-turnout" aria-hidden="true" focusable="false">
        <rect className="bar-ground" x="0" y="4" width="100%" height="16" />
        <rect className="bar-fill" x="0" y="4" width={`${share(count ?? 0, base)}%`} height="16" />
        {[opens, empties].map(
          (mark) =>
            mark && (
              <line
                key={mark.label}
                className="bar-mark"
                x1={`${mark.at}%`}
                x2={`${mark.at}%`}
                y1="0"
                y2="24"
              />
            ),
        )}
      </svg>
      <MarkLabel mark={empties} />
    </div>
  );
}

function MarkLabel({ mark }: { readonly mark: Mark }) {
  // An SVG text is placed by an attribute, which a strict content policy leaves alone; near the end it is
  // set to the left of its mark.
  return (
    <svg className="mark-label" aria-hidden="true" focusable="false">
      <text x={`${mark.at}%`} y="14" textAnchor={mark.at > 60 ? 'end' : mark.at < 15 ? 'start' : 'middle'}>
        {mark.label}
      </text>
    </svg>
  );
}

/** The tally, row by row in the answers' places, with the threshold marked; a table to a screen reader. */
export function TallyFigure({
  tally,
  method,
  base,
  needed,
  caption,
}: {
  readonly tally: TallyFigures;
  readonly method: Method;
  /** The number the threshold is a part of; 0 where there is none. */
  readonly base: number;
  readonly needed: number | null;
  readonly caption: string;
}) {
  const { rows, scale } = rowsOf(tally, method, base);
  const mark =
    needed !== null && needed > 0
      ? markOf(needed, scale, `needs ${needed.toLocaleString('en-GB')}`)
      : undefined;
  return (
    <table className="figure-tally">
      <caption>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">Drawn</th>
          <th scope="col">Ballots</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Shape answer={answerOf(row.key)} />
              {wordsOf(answerOf(row.key), method).word}
            </th>
            <td className="figure-bar">
              <DrawnBar kind={row.key} width={row.width} mark={row.key === 'yes' ? mark : undefined} />
              {row.key === 'yes' && mark && <MarkLabel mark={mark} />}
            </td>
            <td className="figure-count">{row.count.toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
