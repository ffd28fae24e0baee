import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import {
  BeginLeave,
  EndLeave,
  type RotaAnswer,
  SayCannot,
  SetShare,
  WithdrawCannot,
} from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { absenceInWords, howOften, instantsOf } from '../logic/absence-words.ts';
import { dateIn } from '../logic/roster.ts';
import { serverNow } from '../offline/clock.ts';
import { Act, CheckField, ChoiceField, Form, TextField } from './form.tsx';
import { useSaid } from './said.tsx';

export type RotaOf = NonNullable<NonNullable<RotaAnswer['assembly']>['rota']>;
type Again = () => Promise<void>;
const DAY = 24 * 60 * 60_000;

/** When I can't, how much of my time I give, and whether I am on leave. Never why. */
export function MyTimes({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const { id: assemblyId } = useAssembly();
  const { place, again: againWith } = useSaid(again);
  // Two, not one that does either: what was said of the one must not stand beside the other.
  const goes = useAction(async () => {
    const { beginLeave: answer } = await request(BeginLeave, { input: { assemblyId } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const comes = useAction(async () => {
    const { endLeave: answer } = await request(EndLeave, { input: { assemblyId } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <>
      <p>
        Nobody asks why. It counts for what is drawn from now on: beside the draw in the record members read
        at which of its shifts you could not, so that anybody can make it again. They read nothing else of it.
      </p>
      {place}
      {rota.myTimes.length > 0 && (
        <ul className="list">
          {rota.myTimes.map((time) => (
            <OneTime key={time.id} time={time} again={againWith} />
          ))}
        </ul>
      )}
      <SayTime rota={rota} again={again} />
      <Share rota={rota} again={again} />
      <p role="status">
        {rota.onLeave
          ? 'You are on leave: nothing is drawn for you, and you owe nothing for the time.'
          : 'On leave nothing is drawn for you, and you owe nothing for the time.'}
      </p>
      <Act action={rota.onLeave ? comes : goes}>{rota.onLeave ? 'Come back from leave' : 'Go on leave'}</Act>
    </>
  );
}

const OWN = 'own';

function OneTime({
  time,
  again,
}: {
  readonly time: RotaOf['myTimes'][number];
  readonly again: (said: string) => Promise<void>;
}) {
  const { timeZone } = useAssembly();
  const words = absenceInWords(time, serverNow(), timeZone);
  const action = useAction(async () => {
    const { withdrawCannot: answer } = await request(WithdrawCannot, { input: { cannotId: time.id } });
    if (isRejection(answer)) return answer.message;
    await again(`Taken back: ${words}.`);
    return null;
  });
  return (
    <li className="sentence">
      {words}
      <Act action={action} kind="quiet">
        Take back<span className="visually-hidden">: {words}</span>
      </Act>
    </li>
  );
}

function SayTime({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const { id: assemblyId, timeZone } = useAssembly();
  const [first, setFirst] = useState(() => dateIn(serverNow() + DAY, timeZone));
  const [last, setLast] = useState(first);
  const [byHours, setByHours] = useState(false);
  const [from, setFrom] = useState('09:00');
  const [until, setUntil] = useState('17:00');
  const [often, setOften] = useState('');
  const [typed, setTyped] = useState('FREQ=MONTHLY;BYDAY=1MO');
  const begin = (day: string) => {
    setFirst(day);
    if (last === first || last < day) setLast(day);
  };
  const action = useAction(async () => {
    const instants = instantsOf({ first, last, hours: byHours ? { from, until } : null }, timeZone);
    if (typeof instants === 'string') return instants;
    const rule = often === '' ? null : often === OWN ? typed : often;
    const { sayCannot: answer } = await request(SayCannot, { input: { assemblyId, ...instants, rule } });
    if (isRejection(answer)) return answer.message;
    await again();
    const words = absenceInWords({ ...instants, rule }, serverNow(), timeZone);
    const shifts =
      rota.mine.length > 0 ? ' A shift that you have already is yours until you give it up or swap it.' : '';
    return { done: `Kept: ${words}.${shifts}` };
  });
  return (
    <Form action={action} submit="Say that I can’t then" strong={false}>
      <TextField label="I can’t from this day" type="date" value={first} onChange={begin} />
      <TextField label="until the end of this day" type="date" value={last} onChange={setLast} />
      <CheckField label="Only at some hours" checked={byHours} onChange={setByHours} />
      {byHours && (
        <>
          <TextField label="From what time" type="time" value={from} onChange={setFrom} />
          <TextField
            label="Until what time"
            hint={first === last ? undefined : 'Of the last day.'}
            type="time"
            value={until}
            onChange={setUntil}
          />
        </>
      )}
      <ChoiceField
        label="How often"
        value={often}
        onChange={setOften}
        choices={[...howOften(first), { value: OWN, label: 'By a calendar rule' }]}
      />
      {often === OWN && (
        <TextField
          label="The rule"
          hint="FREQ=MONTHLY;BYDAY=1MO is each first Monday, at the hours above."
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
      )}
    </Form>
  );
}

function Share({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const { id: assemblyId } = useAssembly();
  const [percent, setPercent] = useState(String(rota.myShare));
  const action = useAction(async () => {
    const { setShare: answer } = await request(SetShare, { input: { assemblyId, percent: Number(percent) } });
    if (isRejection(answer)) return answer.message;
    await again();
    return { done: `Kept: you take ${percent} % of a full share.` };
  });
  return (
    <Form action={action} submit="Keep my share" strong={false}>
      <TextField
        label="How much of a full share I take, in percent"
        hint={`Now ${rota.myShare} %. Half is half the shifts. From 10 to 100.`}
        type="number"
        inputMode="numeric"
        value={percent}
        onChange={setPercent}
      />
    </Form>
  );
}
