import { useState } from 'react';
import { LoadBar } from '../components/bar.tsx';
import { Act } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { MyShift } from '../components/rota-shift.tsx';
import { MyTimes, type RotaOf } from '../components/rota-times.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { AnswerSwap, type RotaAnswer, Rota as RotaQuery, TakeShift } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';
import { clockTime, dayInWords, instantIn, localIn, plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

type Again = () => Promise<void>;
type Week = NonNullable<NonNullable<RotaAnswer['assembly']>['week']>['roster'];
const WEEK = 7 * 24 * 60 * 60_000;

/** When it is my turn and why; who does what this week; and who has carried how much. */
export default function Rota() {
  const assembly = useAssembly();
  const [weeks, setWeeks] = useState(0);
  const [today] = useState(() => startOfDay(serverNow(), assembly.timeZone));
  const from = new Date(today + weeks * WEEK).toISOString();
  const query = useQuery(RotaQuery, { id: assembly.id, from });
  const rota = query.data?.assembly?.rota;
  const roster = query.data?.assembly?.week?.roster;
  const here = { assembly: assembly.id };
  if (!rota || !roster)
    return (
      <Page title="Rota">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  const { again } = query;
  return (
    <Page title="Rota">
      {rota.tasks.length === 0 && (
        <>
          <p>Nothing passes around yet. A motion sets a task: minutes, the door, facilitating.</p>
          <Link to={pathTo('draft', here)} className="button">
            Draft a motion
          </Link>
        </>
      )}
      {rota.nextDraw && (
        <p>
          Shifts are drawn <Time at={rota.nextDraw.drawsAt} zone={assembly.timeZone} />, from a seed that
          nobody knows yet.
        </p>
      )}
      <Section title="Your turn" strong={rota.mine.some(({ state }) => state === 'ANNOUNCED')}>
        {rota.mine.length === 0 ? (
          <Empty>You have no shift to come.</Empty>
        ) : (
          <ul className="list">
            {rota.mine.map((shift) => (
              <MyShift key={shift.id} shift={shift} again={again} />
            ))}
          </ul>
        )}
      </Section>
      {rota.swaps.length > 0 && (
        <Section title="Swaps that wait">
          <ul className="list">
            {rota.swaps.map((swap) => (
              <OneSwap key={swap.id} swap={swap} again={again} />
            ))}
          </ul>
        </Section>
      )}
      {rota.offered.some(({ mine }) => !mine) && (
        <Section title="Offered to all">
          <ul className="list">
            {rota.offered
              .filter(({ mine }) => !mine)
              .map((shift) => (
                <Offered key={shift.id} shift={shift} again={again} />
              ))}
          </ul>
        </Section>
      )}
      <Section
        title={
          weeks === 0
            ? 'These seven days'
            : `Seven days from ${dayInWords(from, serverNow(), assembly.timeZone)}`
        }
      >
        <Roster places={roster} />
        <div className="row">
          {weeks > 0 && (
            <button type="button" className="button" onClick={() => setWeeks(weeks - 1)}>
              The week before
            </button>
          )}
          <button type="button" className="button" onClick={() => setWeeks(weeks + 1)}>
            The week after
          </button>
        </div>
      </Section>
      <Section title="Who has carried what">
        <Ledger rota={rota} />
      </Section>
      <Section title="Tasks">
        <Tasks rota={rota} />
      </Section>
      <Section title="When I can’t">
        <MyTimes rota={rota} again={again} />
      </Section>
    </Page>
  );
}

/** Midnight of today in the assembly's time, in milliseconds. */
function startOfDay(now: number, timeZone: string): number {
  const midnight = instantIn(`${localIn(now, timeZone).slice(0, 10)}T00:00`, timeZone);
  return midnight === null ? now : Date.parse(midnight);
}

function OneSwap({ swap, again }: { readonly swap: RotaOf['swaps'][number]; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const answer = (agree: boolean) => async () => {
    const { answerSwap } = await request(AnswerSwap, { input: { swapId: swap.id, agree } });
    if (isRejection(answerSwap)) return answerSwap.message;
    await again();
    return null;
  };
  const agree = useAction(answer(true));
  const refuse = useAction(answer(false));
  const { shift, withShift } = swap;
  return (
    <li>
      {shift.mine ? 'You offer' : `${shift.holder.displayName} offers`} {shift.task.name},{' '}
      <Time at={shift.startsAt} zone={timeZone} />, for {withShift.task.name},{' '}
      <Time at={withShift.startsAt} zone={timeZone} /> (
      {withShift.mine ? 'yours' : withShift.holder.displayName}).
      {withShift.mine && (
        <Act action={agree} kind="strong">
          Agree to swap
        </Act>
      )}
      <Act action={refuse} kind="quiet">
        {shift.mine ? 'Take the request back' : 'Do not swap'}
      </Act>
    </li>
  );
}

function Offered({ shift, again }: { readonly shift: RotaOf['offered'][number]; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const take = useAction(async () => {
    const { takeShift: answer } = await request(TakeShift, { input: { shiftId: shift.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <li>
      {shift.task.name}, <Time at={shift.startsAt} zone={timeZone} />, offered by {shift.holder.displayName}
      <Act action={take}>Take this shift</Act>
    </li>
  );
}

function Roster({ places }: { readonly places: Week }) {
  const { timeZone } = useAssembly();
  if (places.length === 0) return <Empty>No shift in these days.</Empty>;
  return (
    <ul className="list">
      {places.map((place) => (
        <li key={place.id}>
          {dayInWords(place.startsAt, serverNow(), timeZone)}, {clockTime(place.startsAt, timeZone)} ·{' '}
          <strong>{place.task.name}</strong> ·{' '}
          {place.shift === null
            ? 'nobody can: train others, or ask'
            : place.shift.mine
              ? 'you'
              : place.shift.holder.displayName}
        </li>
      ))}
    </ul>
  );
}

function Ledger({ rota }: { readonly rota: RotaOf }) {
  const most = Math.max(1, ...rota.ledger.map(({ effort }) => effort));
  const efforts = rota.ledger.map(({ effort }) => effort);
  return (
    <>
      <p>
        {efforts.length === 0
          ? 'Nobody takes part yet.'
          : `Those with the fewest have carried ${Math.min(...efforts)}, those with the most ${Math.max(...efforts)}. Who joins later begins level with the least served.`}
      </p>
      <table className="figure-tally">
        <caption>Effort carried, shifts that are over</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Drawn</th>
            <th scope="col">Effort</th>
          </tr>
        </thead>
        <tbody>
          {rota.ledger.map(({ member, effort, shifts }) => (
            <tr key={member.id}>
              <th scope="row">{member.displayName}</th>
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
    </>
  );
}

function Tasks({ rota }: { readonly rota: RotaOf }) {
  return rota.tasks.length === 0 ? (
    <Empty>No task yet.</Empty>
  ) : (
    <ul className="list">
      {rota.tasks.map((task) => (
        <li key={task.id}>
          <strong>{task.name}</strong>
          <div className="muted">
            {task.recurs}, {plural(task.minutes ?? 0, 'minute')}, {plural(task.people, 'member')} each time
          </div>
          {task.requires.length > 0 && (
            <div>
              Asks for: {task.requires.join(', ')}.{' '}
              {task.trained.length > 0 &&
                `Can do it: ${task.trained.map((each) => each.displayName).join(', ')}.`}
            </div>
          )}
          {task.trainOthers && <p>Too few can do this: train others.</p>}
        </li>
      ))}
    </ul>
  );
}
