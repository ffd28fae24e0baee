import type { ElectionTranscript, Pairwise } from '@plenary/tally';
import { beatsAll, pairOf } from '../logic/count-words.ts';
import { listOf } from '../logic/election-words.ts';
import { Sideways } from './sideways.tsx';

/** Everybody against everybody, the winning side of each pair marked by a tick, weight and ground. */
export function PairwiseFigure({
  transcript,
  pairwise,
}: {
  readonly transcript: ElectionTranscript;
  readonly pairwise: Pairwise;
}) {
  const { candidates, rounds } = transcript;
  const { preferred, ranking, majorities, strongestPaths } = pairwise;
  const order = ranking.flat();
  const circle = order.length > 1 && beatsAll(preferred, order) === null;
  return (
    <>
      <p>{rounds[0]?.because}</p>
      <p>
        {circle &&
          'Nobody is preferred to each of the others: the majorities go round in a circle, or some are level. '}
        Each row is one of them against each of the columns: how many rank the row higher, then how many the
        column. A tick marks the side with more.
      </p>
      <Sideways label="Each against each">
        <PairTable
          candidates={candidates}
          order={order}
          matrix={preferred}
          caption="How many rank the row above the column, and the reverse"
        />
      </Sideways>
      <h3>The order that follows</h3>
      <ol className="rounds">
        {ranking.map((rank) => (
          <li key={rank.join()}>
            {listOf(rank.map((place) => candidates[place]!))}
            {rank.length > 1 && ', level: the drawn order tells them apart'}
          </li>
        ))}
      </ol>
      {majorities && (
        <details>
          <summary>The majorities, the clearest first</summary>
          <ol>
            {majorities.map(({ over: [a, b], locked }) => (
              <li key={`${a} ${b}`}>
                {candidates[a]} over {candidates[b]}, {preferred[a]![b]} to {preferred[b]![a]}:{' '}
                {locked ? 'holds' : 'left out, it would close a circle'}
              </li>
            ))}
          </ol>
        </details>
      )}
      {strongestPaths && (
        <details>
          <summary>The strongest chains of majorities</summary>
          <p>
            How strong the strongest chain from the row to the column is: its weakest link. Whoever has the
            stronger chain comes first.
          </p>
          <Sideways label="The strongest chains">
            <PairTable candidates={candidates} order={order} matrix={strongestPaths} />
          </Sideways>
        </details>
      )}
    </>
  );
}

/** Everybody in a row and in a column, in one order; each cell is the row's figure against the column's. */
function PairTable({
  candidates,
  order,
  matrix,
  caption,
}: {
  readonly candidates: readonly string[];
  readonly order: readonly number[];
  readonly matrix: Pairwise['preferred'];
  readonly caption?: string;
}) {
  return (
    <table className="pairs">
      {caption && <caption className="visually-hidden">{caption}</caption>}
      <thead>
        <tr>
          <td />
          {order.map((b, at) => (
            <th scope="col" key={b}>
              <span aria-hidden="true">{at + 1}</span>
              <span className="visually-hidden">{candidates[b]}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((a, at) => (
          <tr key={a}>
            <th scope="row">
              <span className="pairs-number">{at + 1}</span> {candidates[a]}
            </th>
            {order.map((b) => (
              <Cell key={b} pair={a === b ? null : pairOf(matrix, a, b)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ pair }: { readonly pair: ReturnType<typeof pairOf> | null }) {
  if (pair === null) return <td className="pairs-self">–</td>;
  return (
    <td className={pair.ahead ? 'pairs-ahead' : undefined}>
      <span className="one-line">
        {pair.for} : {pair.against}
      </span>
      {pair.ahead && (
        <>
          <span aria-hidden="true"> ✓</span>
          <span className="visually-hidden"> ahead</span>
        </>
      )}
    </td>
  );
}
