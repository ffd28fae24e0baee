import { useRef, useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import {
  AskSwap,
  ConfirmShift,
  DeclineShift,
  FinishShift,
  NoteMissedShift,
  OfferShift,
  SwapPartners,
} from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { useQuery } from '../hooks/use-query.ts';
import { youMay } from '../logic/power-words.ts';
import { endTime } from '../logic/roster.ts';
import { pathTo } from '../logic/router.ts';
import { timeInWords } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';
import { Act, ChoiceField, Form, LongField } from './form.tsx';
import { Link } from './link.tsx';
import { MemberPicker } from './member-picker.tsx';
import { Empty, Waiting } from './notice.tsx';
import { Opening } from './opening.tsx';
import type { RotaOf } from './rota-times.tsx';
import { Time } from './times.tsx';

type Again = (said?: string) => Promise<void>;
type Mine = RotaOf['mine'][number];

/** One of my shifts: when, with whom, why me, and what can be done about it. */
export function MyShift({ shift, again }: { readonly shift: Mine; readonly again: Again }) {
  const { id, timeZone } = useAssembly();
  const whole = useRef<HTMLDivElement>(null);
  const input = { shiftId: shift.id };
  const confirm = useAction(async () => {
    const { confirmShift: answer } = await request(ConfirmShift, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    // Its button is gone.
    whole.current?.focus({ preventScroll: true });
    return null;
  });
  const begun = Date.parse(shift.startsAt) <= useNow();
  return (
    <div className="my-shift" ref={whole} tabIndex={-1}>
      <strong>{shift.task.name}</strong>
      <div>
        <Time at={shift.startsAt} zone={timeZone} />–{endTime(shift.startsAt, shift.endsAt, timeZone)}
        {shift.handsOver && ` · with ${shift.handsOver.displayName}, who hands over`}
      </div>
      {shift.task.powers.length > 0 && <div className="muted">{youMay(shift.task.powers)}</div>}
      {begun && shift.task.powers.includes('SEE_HARDSHIP') && (
        <p>
          <Link to={pathTo('helpOthers', { assembly: id })}>Requests for help</Link>
        </p>
      )}
      {shift.state === 'CONFIRMED' ? (
        <p>You said that you come.</p>
      ) : shift.state === 'ANNOUNCED' ? (
        !begun && (
          <Act action={confirm} kind="strong">
            Confirm: I will come
          </Act>
        )
      ) : (
        <p>{shift.state === 'MISSED' ? 'It was missed; the work comes round again.' : 'It is done.'}</p>
      )}
      {shift.noteBefore && (
        <details>
          <summary>From who held it before</summary>
          <p className="text">{shift.noteBefore}</p>
        </details>
      )}
      <details>
        <summary>Why me?</summary>
        <Why shift={shift} />
      </details>
      {shift.task.guide && (
        <details>
          <summary>What it takes</summary>
          <p className="text">{shift.task.guide}</p>
        </details>
      )}
      {begun ? (
        <>
          {shift.state !== 'MISSED' && (
            <Finish shift={shift} trains={shift.task.trains !== null} again={again} />
          )}
          {(shift.state === 'ANNOUNCED' || shift.state === 'CONFIRMED') && (
            <Missed shift={shift} again={again} />
          )}
        </>
      ) : (
        <>
          <Opening summary="Swap">{() => <Swap shift={shift} again={again} />}</Opening>
          <details>
            <summary>I can’t</summary>
            <GiveUp shift={shift} again={again} />
          </details>
        </>
      )}
    </div>
  );
}

function Why({ shift }: { readonly shift: Mine }) {
  const { id, timeZone } = useAssembly();
  const from = shift.drawnFrom.map(({ displayName }) => displayName);
  return (
    <>
      <p>{shift.why}</p>
      {shift.reason && <p className="text">What was said when it was given up: ‘{shift.reason}’</p>}
      {from.length > 0 && (
        <p>
          Drawn{' '}
          {shift.draw && (
            <>
              <Time at={shift.draw.drawsAt} zone={timeZone} />,{' '}
            </>
          )}
          among {from.join(', ')}.
        </p>
      )}
      <p className="muted">
        Everybody’s load, the candidates and the seed are in{' '}
        <Link to={pathTo('record', { assembly: id })}>the record</Link>: anybody can make the draw again with{' '}
        <code>plenary draw verify</code>.
      </p>
    </>
  );
}

function GiveUp({ shift, again }: { readonly shift: Mine; readonly again: Again }) {
  const input = { shiftId: shift.id };
  const [reason, setReason] = useState('');
  const decline = useAction(async () => {
    const { declineShift: answer } = await request(DeclineShift, { input: { ...input, reason } });
    if (isRejection(answer)) return answer.message;
    await again(`You have given up ${shift.task.name}. Who can, and has carried least, steps in.`);
    return null;
  });
  const offer = useAction(async () => {
    const { offerShift: answer } = await request(OfferShift, { input });
    if (isRejection(answer)) return answer.message;
    await again(`${shift.task.name} is offered to all. It is yours until somebody takes it.`);
    return null;
  });
  return (
    <>
      <p>Nobody asks why. Who has carried least, and can, steps in at once. It cannot be taken back.</p>
      <LongField
        label="Why, if you want to say"
        hint="Members read it. It does not go into the record, and changes nothing."
        value={reason}
        onChange={setReason}
        required={false}
        maxLength={500}
        rows={2}
      />
      <Act action={decline}>Give this shift up</Act>
      {shift.offered ? (
        <p>It is offered to all, and yours until somebody takes it.</p>
      ) : (
        <Act action={offer} kind="quiet">
          Offer it to all instead
        </Act>
      )}
    </>
  );
}

function Swap({ shift, again }: { readonly shift: Mine; readonly again: Again }) {
  const { id, timeZone } = useAssembly();
  const [from] = useState(() => new Date(serverNow()).toISOString());
  const query = useQuery(SwapPartners, { id, from });
  const [chosen, setChosen] = useState('');
  const ask = useAction(async () => {
    if (chosen === '') return 'Choose the other shift.';
    const { askSwap: answer } = await request(AskSwap, { input: { shiftId: shift.id, withShiftId: chosen } });
    if (isRejection(answer)) return answer.message;
    await again('You have asked to swap. It waits below for an answer.');
    return null;
  });
  const places = query.data?.assembly?.rota?.roster;
  if (!places) return <Waiting query={query} again={query.again} />;
  const others = places.flatMap((place) =>
    place.shift && !place.shift.mine && place.startsAt > from ? [{ ...place, shift: place.shift }] : [],
  );
  if (others.length === 0) return <Empty>Nobody else has a shift in the next two months.</Empty>;
  return (
    <Form action={ask} submit="Ask to swap" strong={false}>
      <ChoiceField
        label="Which shift you would have instead"
        hint="Whoever has it is asked, and both change when they agree."
        value={chosen}
        onChange={setChosen}
        choices={[
          { value: '', label: 'Choose…' },
          ...others.map((place) => ({
            value: place.shift.id,
            label: `${place.task.name}, ${timeInWords(place.startsAt, serverNow(), timeZone)}, ${place.shift.holder.displayName}`,
          })),
        ]}
      />
    </Form>
  );
}

/** Says that one's own shift is done, with what the next one should know. */
export function Finish({
  shift,
  trains,
  again,
}: {
  readonly shift: { readonly id: string; readonly note: string | null };
  /** Whether it is a training: then its holder says who has learnt it. */
  readonly trains: boolean;
  readonly again: Again;
}) {
  const { id } = useAssembly();
  const [note, setNote] = useState(shift.note ?? '');
  const [learned, setLearned] = useState<string | null>(null);
  const action = useAction(async () => {
    const input = {
      shiftId: shift.id,
      note: note === '' ? null : note,
      learnedIds: learned === null ? [] : [learned],
    };
    const { finishShift: answer } = await request(FinishShift, { input });
    if (isRejection(answer)) return answer.message;
    await again('It is noted as done.');
    return null;
  });
  return (
    <Form action={action} submit="It is done" strong={false}>
      <LongField
        label="For who comes next"
        hint="Members read it. It does not go into the record."
        value={note}
        onChange={setNote}
        required={false}
        maxLength={2000}
        rows={2}
      />
      {trains && (
        <MemberPicker
          assemblyId={id}
          label="Who has learnt it, if somebody has"
          value={learned}
          onChange={setLearned}
          joinedOnly
        />
      )}
    </Form>
  );
}

/** Notes that a shift was missed: by its holder, or who facilitates. */
export function Missed({
  shift,
  again,
}: {
  readonly shift: { readonly id: string; readonly mine: boolean };
  readonly again: Again;
}) {
  const action = useAction(async () => {
    const { noteMissedShift: answer } = await request(NoteMissedShift, { input: { shiftId: shift.id } });
    if (isRejection(answer)) return answer.message;
    await again('It is noted. The work comes round again.');
    return null;
  });
  return (
    <details>
      <summary>{shift.mine ? 'I could not come' : 'It was missed'}</summary>
      <p>
        It happens. The record has no name of it: the work counts as not carried, and comes round again. It
        cannot be taken back.
      </p>
      <Act action={action}>Note that it was missed</Act>
    </details>
  );
}
