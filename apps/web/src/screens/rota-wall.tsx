import { useEffect, useState } from 'react';
import { Link } from '../components/link.tsx';
import { Waiting } from '../components/notice.tsx';
import { type RotaWallAnswer, RotaWall as WallQuery } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import {
  byDay,
  dateIn,
  dayName,
  MOST_PLACES,
  type Span,
  type SpanKind,
  spanAhead,
  turnTime,
} from '../logic/roster.ts';
import { pathTo } from '../logic/router.ts';
import { clockTime } from '../logic/when.ts';

type PlaceOf = NonNullable<NonNullable<RotaWallAnswer['assembly']>['rota']>['roster'][number];

/** What the record does not tell: that a task was set, or that a place was filled while the network was away. */
const EVERY_MS = 5 * 60_000;

/** The roster for a wall or a projector: readable from the back, for everybody alike, and always the present one. */
export default function RotaWall() {
  const assembly = useAssembly();
  const now = useNow();
  const [kind, setKind] = useState<SpanKind>('week');
  const span = spanAhead(kind, now, assembly.timeZone);
  const query = useQuery(WallQuery, { id: assembly.id, from: span.from, days: span.dates.length + 1 });
  const { again } = query;
  useEffect(() => {
    const timer = setInterval(() => void again(), EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  useEffect(() => {
    document.title = `Rota · ${assembly.name}`;
  }, [assembly.name]);
  const other = kind === 'week' ? 'month' : 'week';
  const found = query.data?.assembly;
  return (
    <main className="wall" id="page">
      <header className="wall-head">
        <h1 tabIndex={-1}>{assembly.name}</h1>
        <p>{span.title}</p>
        <p className="wall-clock">{clockTime(new Date(now).toISOString(), assembly.timeZone)}</p>
      </header>
      {found?.rota ? (
        <>
          <Grid
            places={found.rota.roster}
            span={span}
            today={dateIn(now, assembly.timeZone)}
            quiet={found.quiet}
          />
          {found.rota.roster.length >= MOST_PLACES && <p>The last of these days have more than fits here.</p>}
        </>
      ) : (
        <Waiting query={query} again={again} />
      )}
      <footer className="row no-print">
        <button type="button" className="button button-small" onClick={() => setKind(other)}>
          Show the {other}
        </button>
        <button type="button" className="button button-small" onClick={() => window.print()}>
          Print
        </button>
        <Link to={pathTo('rota', { assembly: assembly.id })} className="button button-small">
          Back to the rota
        </Link>
      </footer>
    </main>
  );
}

function Grid({
  places,
  span,
  today,
  quiet,
}: {
  readonly places: readonly PlaceOf[];
  readonly span: Span;
  readonly today: string;
  /** A quiet assembly has no list of names, and so none on its wall. */
  readonly quiet: boolean;
}) {
  const { timeZone } = useAssembly();
  const days = byDay(places, span.dates, timeZone);
  const who = (place: PlaceOf): string =>
    place.shift === null ? 'nobody yet' : quiet ? 'taken' : place.shift.holder.displayName;
  return (
    <ol className={`wall-days wall-${span.kind}`}>
      {days.map(({ date, turns }) => (
        <li key={date} className={date === today ? 'wall-day wall-today' : 'wall-day'}>
          <h2>
            {dayName(date, 'short')}
            {date === today && <span className="visually-hidden"> (today)</span>}
          </h2>
          {turns.map((turn) => (
            <p key={turn[0]!.id}>
              <span className="turn-time">{turnTime(turn[0]!, date, timeZone)}</span>{' '}
              <strong>{turn[0]!.task.name}</strong>
              <span className="turn-who">{turn.map(who).join(', ')}</span>
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
