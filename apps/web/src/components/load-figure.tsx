import { useAssembly } from '../hooks/assembly.ts';
import { plural } from '../logic/when.ts';
import { LoadBar } from './bar.tsx';
import type { RotaOf } from './rota-times.tsx';

/** Up to so many lines are compared at a glance; more are drawn as one strip, with the lines below it. */
const MOST_LINES = 12;

/** Who has carried how much: drawn, in a sentence, and line by line. */
export function LoadFigure({ ledger }: { readonly ledger: RotaOf['ledger'] }) {
  const { myMembership } = useAssembly();
  if (ledger.length === 0) return <p className="muted">Nobody takes part yet.</p>;
  const efforts = ledger.map(({ effort }) => effort);
  const mine = ledger.find(({ member }) => member.id === myMembership.id);
  const [least, most] = [Math.min(...efforts), Math.max(...efforts)];
  return (
    <>
      <p>
        {mine && `You have carried ${mine.effort}. `}
        {least === most
          ? `Everybody has carried ${least}. `
          : `Those with the fewest have carried ${least}, those with the most ${most}. `}
        Whoever joins later begins level with the least served. On leave, and while suspended, nothing more is
        owed: who comes back stands to the others as before.
      </p>
      {ledger.length > MOST_LINES ? (
        <>
          {most > 0 && <Strip ledger={ledger} most={most} mine={myMembership.id} />}
          <details>
            <summary>{plural(ledger.length, 'member')}, line by line</summary>
            <Lines ledger={ledger} most={Math.max(1, most)} mine={myMembership.id} />
          </details>
        </>
      ) : (
        <Lines ledger={ledger} most={Math.max(1, most)} mine={myMembership.id} />
      )}
    </>
  );
}

interface Drawn {
  readonly ledger: RotaOf['ledger'];
  readonly most: number;
  /** The member whose line is marked. */
  readonly mine: string;
}

/** A column for each member, from the fewest to the most. The table beside it says the same, so it is silent. */
function Strip({ ledger, most, mine }: Drawn) {
  const sorted = [...ledger].sort((a, b) => a.effort - b.effort);
  const wide = 100 / sorted.length;
  return (
    <svg className="load-strip" aria-hidden="true" focusable="false">
      {sorted.map(({ member, effort }, i) => (
        <rect
          key={member.id}
          className={member.id === mine ? 'load-mine' : 'load-column'}
          x={`${i * wide}%`}
          width={`${wide * 0.8}%`}
          y={`${100 - (effort / most) * 100}%`}
          height={`${(effort / most) * 100}%`}
        />
      ))}
      <line className="load-ground" x1="0" x2="100%" y1="100%" y2="100%" />
    </svg>
  );
}

function Lines({ ledger, most, mine }: Drawn) {
  return (
    <table className="figure-tally figure-load">
      <caption>Effort carried, shifts that are over</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Drawn</th>
          <th scope="col">Effort</th>
        </tr>
      </thead>
      <tbody>
        {ledger.map(({ member, effort, shifts }) => (
          <tr key={member.id} className={member.id === mine ? 'load-own' : undefined}>
            <th scope="row">
              {member.displayName}
              {member.id === mine && ' (you)'}
            </th>
            <td className="figure-bar">
              <LoadBar carried={effort} most={most} />
            </td>
            <td className="figure-count">
              {effort} <span className="visually-hidden">in {plural(shifts, 'shift')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
