import type { PollParts } from '../graphql/generated/poll.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';

/** Where members without a phone vote, for everybody to see; and the way to open such a place. */
export function Stations({ poll }: { readonly poll: PollParts }) {
  const { id: assembly } = useAssembly();
  const { holds, through } = useRight('station.tell');
  const open = poll.stations.filter(({ state }) => state === 'OPEN');
  const mine = poll.myStation;
  return (
    <>
      {open.map((station) => (
        <p key={station.id} className="notice">
          A station is open: {station.tellers.join(' and ')} check off members without a phone, who vote
          there.
        </p>
      ))}
      {mine?.state === 'OPEN' ? (
        <p>
          <Link to={pathTo('station', { assembly, station: mine.id })} className="button">
            To your station
          </Link>
        </p>
      ) : (
        holds && (
          <p>
            <Link to={pathTo('openStation', { assembly, poll: poll.id })}>
              Somebody here has no phone: open a station
            </Link>
            {through === 'shift' && <span className="muted"> You have the shift of telling now.</span>}
          </p>
        )
      )}
    </>
  );
}

/** Beside one's own receipt: that the ballot came from a station, and through whom. */
export function AtStation({ station }: { readonly station: { readonly tellers: readonly string[] } | null }) {
  if (station === null) return null;
  return (
    <p>
      <strong>This vote was cast at a station, before {station.tellers.join(' and ')}.</strong> If it was not
      you, tell the members: a result can be contested.
    </p>
  );
}
