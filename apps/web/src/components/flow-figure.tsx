import type { ElectionTranscript } from '@plenary/tally';
import { useMemo } from 'react';
import { standing, transfersOf } from '../logic/count-words.ts';
import { BLOCK_WIDTH, flowOf } from '../logic/flow.ts';
import { exactly } from '../logic/votes.ts';
import { Sideways } from './sideways.tsx';

const PER_REM = 16;

/** How votes passed between the rounds: drawn, as sentences, and as a table. */
export function FlowFigure({
  transcript,
  caption,
}: {
  readonly transcript: ElectionTranscript;
  readonly caption: string;
}) {
  const flow = useMemo(() => flowOf(transcript), [transcript]);
  const { candidates, rounds } = transcript;
  return (
    <>
      <p>{caption}</p>
      <Sideways label="The rounds, drawn">
        <svg
          className="flow"
          viewBox={`0 0 ${flow.width} ${flow.height}`}
          width={`${flow.width / PER_REM}rem`}
          height={`${flow.height / PER_REM}rem`}
          role="img"
          aria-label="The rounds of the count, drawn. The sentences and the table below say the same."
        >
          {flow.columns.map(({ x, label }) => (
            <text key={x} className="flow-round" x={x} y="14">
              {label}
            </text>
          ))}
          {flow.bands.map(({ kind, path, title }) => (
            <path key={path} className={`flow-${kind}`} d={path}>
              <title>{title}</title>
            </path>
          ))}
          {flow.blocks.map(({ round, x, y, height, label, state, quotaY }) => (
            <g key={`${round} ${y}`} className={`flow-block flow-block-${state}`}>
              <rect x={x} y={y} width={BLOCK_WIDTH} height={height} />
              {quotaY !== null && <line x1={x - 3} x2={x + BLOCK_WIDTH + 3} y1={quotaY} y2={quotaY} />}
              <text x={x} y={y - 6}>
                {label}
              </text>
            </g>
          ))}
        </svg>
      </Sideways>
      <h3>Round by round</h3>
      <ol className="rounds">
        {rounds.map((round) => {
          const moved = transfersOf(round, transcript);
          return (
            <li key={round.round}>
              {round.because}
              {moved.length > 0 && (
                <details>
                  <summary>
                    Where votes went<span className="visually-hidden"> in round {round.round}</span>
                  </summary>
                  <ul>
                    {moved.map((each) => (
                      <li key={each}>{each}</li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          );
        })}
      </ol>
      <details>
        <summary>Everybody’s votes in each round, as a table</summary>
        <Sideways label="Votes in each round">
          <table className="votes-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                {rounds.map(({ round }) => (
                  <th scope="col" key={round}>
                    Round {round}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {candidates.map((name, place) => (
                <tr key={name}>
                  <th scope="row">{standing(place, transcript)}</th>
                  {rounds.map((round) => (
                    <td key={round.round}>
                      {exactly(round.tally[place]!)}
                      {round.elected.includes(place) && ' ✓ elected'}
                      {round.excluded.includes(place) && ' ✕ out'}
                    </td>
                  ))}
                </tr>
              ))}
              <tr>
                <th scope="row">For nobody any more</th>
                {rounds.map((round) => (
                  <td key={round.round}>{exactly(round.exhausted)}</td>
                ))}
              </tr>
              {rounds.some(({ quota }) => quota !== null) && (
                <tr>
                  <th scope="row">Quota</th>
                  {rounds.map((round) => (
                    <td key={round.round}>{round.quota === null ? '' : exactly(round.quota)}</td>
                  ))}
                </tr>
              )}
            </tbody>
          </table>
        </Sideways>
      </details>
    </>
  );
}
