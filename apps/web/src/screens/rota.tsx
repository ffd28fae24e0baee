import { Act } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { LoadFigure } from '../components/load-figure.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Opening } from '../components/opening.tsx';
import { Page, Section } from '../components/page.tsx';
import { Roster } from '../components/roster.tsx';
import { MyCalendar } from '../components/rota-calendar.tsx';
import { NextDraw } from '../components/rota-draw.tsx';
import { MyReminders } from '../components/rota-reminders.tsx';
import { MyShift } from '../components/rota-shift.tsx';
import { RotaTasks } from '../components/rota-tasks.tsx';
import { MyTimes, type RotaOf } from '../components/rota-times.tsx';
import { useSaid } from '../components/said.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { AnswerSwap, Rota as RotaQuery, TakeShift } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { endTime } from '../logic/roster.ts';

type Again = (said?: string) => Promise<void>;

/** Shifts after the next one that are listed; the rest are in the roster. */
const MOST_SHOWN = 6;

/** When it is my turn and why; who does what, by week and month; and who has carried how much. */
export default function Rota() {
  const assembly = useAssembly();
  const query = useQuery(RotaQuery, { id: assembly.id });
  const { place, again } = useSaid(query.again);
  const rota = query.data?.assembly?.rota;
  if (!rota)
    return (
      <Page title="Rota">
        <Waiting query={query} again={query.again} />
      </Page>
    );
  const founding = assembly.stage === 'FOUNDING';
  const offered = rota.offered.filter(({ mine }) => !mine);
  return (
    <Page title="Rota" aside={<Aside rota={rota} again={again} />}>
      <div className="no-print">
        {place}
        {rota.tasks.length === 0 && founding && (
          <p>
            Nothing passes around yet. Once the first meeting has adopted bylaws, a motion can set a task.
          </p>
        )}
        {rota.tasks.length === 0 && !founding && (
          <>
            <p>Nothing passes around yet. A motion sets a task: minutes, the door, facilitating.</p>
            <Link to={pathToDraft(assembly.id, { kind: 'SET_TASK' })} className="button">
              Draft a motion
            </Link>
          </>
        )}
        {rota.nextDraw && <NextDraw draw={rota.nextDraw} again={again} />}
        <Section title="Your turn" strong={rota.mine.some(({ state }) => state === 'ANNOUNCED')}>
          <Mine shifts={rota.mine} again={again} />
        </Section>
        {rota.handovers.length > 0 && (
          <Section title="You hand over">
            <p className="muted">You had it the time before: come along, and show how it is done.</p>
            <ul className="list">
              {rota.handovers.map(({ id, task, startsAt, endsAt, holder }) => (
                <li key={id}>
                  {task.name}, <Time at={startsAt} zone={assembly.timeZone} />–
                  {endTime(startsAt, endsAt, assembly.timeZone)}, to {holder.displayName}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {rota.swaps.length > 0 && (
          <Section title="Swaps that wait">
            <ul className="list">
              {rota.swaps.map((swap) => (
                <OneSwap key={swap.id} swap={swap} again={again} />
              ))}
            </ul>
          </Section>
        )}
        {offered.length > 0 && (
          <Section title="Offered to all">
            <ul className="list">
              {offered.map((shift) => (
                <Offered key={shift.id} shift={shift} again={again} />
              ))}
            </ul>
          </Section>
        )}
      </div>
      <Section title="Roster">
        <Roster />
      </Section>
    </Page>
  );
}

function Mine({ shifts, again }: { readonly shifts: RotaOf['mine']; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const [next, ...later] = shifts;
  if (next === undefined) return <Empty>You have no shift to come.</Empty>;
  return (
    <>
      <MyShift shift={next} again={again} />
      {later.length > 0 && (
        <>
          <h3>After that</h3>
          <ul className="list">
            {later.slice(0, MOST_SHOWN).map((shift) => (
              <li key={shift.id}>
                <Opening
                  summary={
                    <>
                      {shift.task.name}, <Time at={shift.startsAt} zone={timeZone} />
                      {shift.state === 'CONFIRMED' && ' · you come'}
                    </>
                  }
                >
                  {() => <MyShift shift={shift} again={again} />}
                </Opening>
              </li>
            ))}
          </ul>
          {later.length > MOST_SHOWN && <p className="muted">The rest are in the roster below.</p>}
        </>
      )}
    </>
  );
}

function Aside({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  return (
    <div className="no-print">
      <Section title="Who has carried what">
        <LoadFigure ledger={rota.ledger} />
      </Section>
      <Section title="Tasks">
        <RotaTasks tasks={rota.tasks} again={again} />
      </Section>
      <Section title="When I can’t">
        <MyTimes rota={rota} again={again} />
      </Section>
      <MyReminders rota={rota} again={again} />
      <Section title="My calendar">
        <MyCalendar rota={rota} again={again} />
      </Section>
    </div>
  );
}

function OneSwap({ swap, again }: { readonly swap: RotaOf['swaps'][number]; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const answer = (agree: boolean) => async () => {
    const { answerSwap } = await request(AnswerSwap, { input: { swapId: swap.id, agree } });
    if (isRejection(answerSwap)) return answerSwap.message;
    const { shift: given } = swap;
    await again(agree ? 'You have swapped.' : given.mine ? 'The request is taken back.' : 'You do not swap.');
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
    await again(`${shift.task.name} is yours now.`);
    return null;
  });
  return (
    <li>
      {shift.task.name}, <Time at={shift.startsAt} zone={timeZone} />,{' '}
      {shift.offered ? `offered by ${shift.holder.displayName}` : 'is on, and nobody has it now'}
      <Act action={take}>Take this shift</Act>
    </li>
  );
}
