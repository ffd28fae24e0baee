import type { ElectionTranscript } from '@plenary/tally';
import { share } from '../logic/bar.ts';
import { drawn, exactly } from '../logic/votes.ts';
import { DrawnBar } from './bar.tsx';

/** A count of one round: everybody's votes, marks or scores as bars, the most first; a table to a screen reader. */
export function VotesFigure({ transcript }: { readonly transcript: ElectionTranscript }) {
  const { candidates, rounds, elected, quota } = transcript;
  const tally = rounds[0]?.tally ?? [];
  const scale = Math.max(1, ...tally.map(drawn));
  const order = candidates
    .map((_, place) => place)
    .sort((a, b) => seat(elected, a) - seat(elected, b) || drawn(tally[b]!) - drawn(tally[a]!) || a - b);
  return (
    <>
      <p>{rounds[0]?.because}</p>
      <table className="figure-tally figure-votes">
        <caption>
          Everybody’s {countedIn(transcript)}
          {quota === null ? '' : `; the quota was ${exactly(quota)}`}. A tick marks who has a seat.
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Votes</th>
          </tr>
        </thead>
        <tbody>
          {order.map((place) => (
            <tr key={place}>
              <th scope="row">
                {elected.includes(place) && (
                  <>
                    <span aria-hidden="true">✓ </span>
                    <span className="visually-hidden">has a seat: </span>
                  </>
                )}
                {candidates[place]}
                <DrawnBar
                  kind={elected.includes(place) ? 'turnout' : 'abstain'}
                  width={share(drawn(tally[place]!), scale)}
                />
              </th>
              <td className="figure-count">{exactly(tally[place]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the figures of the one round are. */
function countedIn({ method, options, quota }: ElectionTranscript): string {
  if (options?.scoreBy !== undefined)
    return options.scoreBy === 'median' ? 'middle score' : 'scores added up';
  return method === 'irv' || quota !== null ? 'first choices' : 'marks';
}

const seat = (elected: readonly number[], place: number) =>
  elected.includes(place) ? elected.indexOf(place) : elected.length;
