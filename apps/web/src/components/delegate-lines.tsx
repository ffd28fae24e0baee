import type { DelegateLine } from '../graphql/generated/delegates.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { nextDue } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';
import { Time } from './times.tsx';

/** Who sits in the seats of an office, by seat; an empty one is said, not left out. */
export function DelegateLines({
  delegates,
  seats,
}: {
  readonly delegates: readonly DelegateLine[];
  readonly seats: number;
}) {
  const places = Array.from(
    { length: Math.max(seats, ...delegates.map(({ place }) => place)) },
    (_, i) => i + 1,
  );
  return (
    <ul className="list">
      {places.map((place) => {
        const held = delegates.find((each) => each.place === place);
        return (
          <li key={place}>
            {held ? <Held delegate={held} /> : <span className="muted">Seat {place} is empty.</span>}
          </li>
        );
      })}
    </ul>
  );
}

function Held({ delegate }: { readonly delegate: DelegateLine }) {
  const { id, timeZone, myMembership } = useAssembly();
  const due = nextDue(delegate.reports);
  return (
    <>
      <Link to={pathTo('delegate', { assembly: id, term: delegate.id })} className="list-link">
        {delegate.member.displayName}
      </Link>
      {delegate.member.id === myMembership.id && ' (you)'}
      <div className="muted">
        {delegate.acceptedAt === null ? (
          <>
            has until <Time at={delegate.acceptBy} zone={timeZone} /> to accept the seat
          </>
        ) : (
          <>
            until <Time at={delegate.endsAt} zone={timeZone} />
          </>
        )}
      </div>
      {due && (
        <div className={due.overdue ? '' : 'muted'}>
          {due.overdue ? <strong>Report overdue since </strong> : 'Reports back '}
          <Time at={due.dueAt} zone={timeZone} />
        </div>
      )}
    </>
  );
}
