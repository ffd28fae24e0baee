import { useState } from 'react';
import { RotaRoster as RosterQuery, type RotaRosterAnswer } from '../graphql/generated/rota.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import {
  byDay,
  dateIn,
  dayName,
  endTime,
  MOST_PLACES,
  type SpanKind,
  spanAt,
  turnTime,
} from '../logic/roster.ts';
import { pathTo } from '../logic/router.ts';
import { clockTime } from '../logic/when.ts';
import { Link } from './link.tsx';
import { Empty, Waiting } from './notice.tsx';
import { Opening } from './opening.tsx';
import { Finish, Missed } from './rota-shift.tsx';

export type PlaceOf = NonNullable<NonNullable<RotaRosterAnswer['assembly']>['rota']>['roster'][number];
type Again = () => Promise<void>;

/** The published plan, a week or a month of it, day by day; for the wall and for paper too. */
export function Roster() {
  const assembly = useAssembly();
  const now = useNow(60_000);
  const [kind, setKind] = useState<SpanKind>('week');
  const [steps, setSteps] = useState(0);
  const span = spanAt(kind, steps, now, assembly.timeZone);
  // A day more: one of the days may have 25 hours. What is beyond the span is left out below.
  const query = useQuery(RosterQuery, { id: assembly.id, from: span.from, days: span.dates.length + 1 });
  const places = query.data?.assembly?.rota?.roster;
  const show = (next: SpanKind) => () => {
    setKind(next);
    setSteps(0);
  };
  return (
    <>
      <p className="print-only">{assembly.name}</p>
      <p className="roster-span">{span.title}</p>
      <div className="row no-print">
        <button
          type="button"
          className="button button-small"
          aria-pressed={kind === 'week'}
          onClick={show('week')}
        >
          Week
        </button>
        <button
          type="button"
          className="button button-small"
          aria-pressed={kind === 'month'}
          onClick={show('month')}
        >
          Month
        </button>
        <button type="button" className="button button-small" onClick={() => setSteps(steps - 1)}>
          The {kind} before
        </button>
        <button type="button" className="button button-small" onClick={() => setSteps(steps + 1)}>
          The {kind} after
        </button>
      </div>
      {places ? (
        <Days places={places} dates={span.dates} again={query.again} />
      ) : (
        <Waiting query={query} again={query.again} />
      )}
      <div className="row roster-ways no-print">
        <button type="button" className="button button-small" onClick={() => window.print()}>
          Print this {kind}
        </button>
        <Link to={pathTo('rotaWall', { assembly: assembly.id })} className="button button-small">
          Show it on a wall
        </Link>
      </div>
    </>
  );
}

function Days({
  places,
  dates,
  again,
}: {
  readonly places: readonly PlaceOf[];
  readonly dates: readonly string[];
  readonly again: Again;
}) {
  const { timeZone } = useAssembly();
  const today = dateIn(useNow(60_000), timeZone);
  const days = byDay(places, dates, timeZone).filter(({ turns }) => turns.length > 0);
  if (days.length === 0) return <Empty>No shift in these days.</Empty>;
  return (
    <>
      {days.map(({ date, turns }) => (
        <div key={date} className="roster-day">
          <h3>
            {dayName(date)}
            {date === today && ' · today'}
          </h3>
          <ul className="roster-turns">
            {turns.map((turn) => (
              <Turn key={turn[0]!.id} turn={turn} date={date} again={again} />
            ))}
          </ul>
        </div>
      ))}
      {places.length >= MOST_PLACES && (
        <p>There are more places in these days than fit here: the last are left out. Look at single weeks.</p>
      )}
    </>
  );
}

/** One time of a task, with all who have it; opened, why it is theirs and how it went. */
function Turn({
  turn,
  date,
  again,
}: {
  readonly turn: readonly PlaceOf[];
  /** Under which it stands. */
  readonly date: string;
  readonly again: Again;
}) {
  const { timeZone } = useAssembly();
  const { startsAt, endsAt, task } = turn[0]!;
  const mine = turn.some(({ shift }) => shift?.mine);
  return (
    <li>
      <Opening
        className={mine ? 'turn turn-mine' : 'turn'}
        summary={
          <>
            <span className="turn-time">{turnTime(turn[0]!, date, timeZone)}</span>
            <span>
              <strong>{task.name}</strong>
              <span className="turn-who no-print">{turn.map(nameOf).join(', ')}</span>
              {/* Paper has no 'you'. */}
              <span className="turn-who print-only">{turn.map(writtenName).join(', ')}</span>
            </span>
          </>
        }
      >
        {() => (
          <>
            <p className="muted">
              {dateIn(startsAt, timeZone) !== date && `${dayName(dateIn(startsAt, timeZone), 'short')}, `}
              {clockTime(startsAt, timeZone)}–{endTime(startsAt, endsAt, timeZone)}
            </p>
            {turn.map((place) => (
              <Held key={place.id} place={place} again={again} />
            ))}
          </>
        )}
      </Opening>
    </li>
  );
}

const writtenName = ({ shift }: PlaceOf): string => shift?.holder.displayName ?? 'nobody can';
const nameOf = (place: PlaceOf): string => (place.shift?.mine ? 'you' : writtenName(place));

const STATES: Partial<Record<NonNullable<PlaceOf['shift']>['state'], string>> = {
  CONFIRMED: 'comes',
  DONE: 'is done',
  MISSED: 'was missed; the work comes round again',
};

function Held({ place, again }: { readonly place: PlaceOf; readonly again: Again }) {
  const { shift } = place;
  const notes = useRight('shift.noteMissed').holds;
  const now = useNow();
  if (shift === null) return <p>Nobody can: train others, or ask somebody.</p>;
  const begun = Date.parse(shift.startsAt) <= now;
  const settled = shift.state === 'MISSED' || shift.state === 'DONE';
  const said = STATES[shift.state];
  return (
    <div className="turn-held">
      <p>
        <strong>{shift.mine ? 'You' : shift.holder.displayName}</strong>
        {said && `: ${said}`}
        {shift.offered && ': offered to all'}
      </p>
      <p>{shift.why}</p>
      {shift.note && <p className="text">For who comes next: {shift.note}</p>}
      {begun && shift.mine && shift.state !== 'MISSED' && (
        <Finish shift={shift} trains={place.task.trains !== null} again={again} />
      )}
      {begun && !settled && (shift.mine || notes) && <Missed shift={shift} again={again} />}
    </div>
  );
}
