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
import { dayInWords, instantIn, localIn, timeInWords } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';
import { Act, ChoiceField, Form, TextField } from './form.tsx';

export type RotaOf = NonNullable<NonNullable<RotaAnswer['assembly']>['rota']>;
type Again = () => Promise<void>;
const DAY = 24 * 60 * 60_000;

/** When I can't, how much of my time I give, and whether I am on leave. Never why. */
export function MyTimes({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const { id: assemblyId } = useAssembly();
  const leave = useAction(async () => {
    const input = { assemblyId };
    const answer = rota.onLeave
      ? (await request(EndLeave, { input })).endLeave
      : (await request(BeginLeave, { input })).beginLeave;
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
      {rota.myTimes.length > 0 && (
        <ul className="list">
          {rota.myTimes.map((time) => (
            <OneTime key={time.id} time={time} again={again} />
          ))}
        </ul>
      )}
      <SayTime again={again} />
      <Share rota={rota} again={again} />
      <p>
        {rota.onLeave
          ? 'You are on leave: nothing is drawn for you, and you owe nothing for the time.'
          : 'On leave nothing is drawn for you, and you owe nothing for the time.'}
      </p>
      <Act action={leave}>{rota.onLeave ? 'Come back from leave' : 'Go on leave'}</Act>
    </>
  );
}

const OWN = 'own';
const HOW_OFTEN = [
  { value: '', label: 'Once' },
  { value: 'FREQ=WEEKLY', label: 'Each week at that time' },
  { value: 'FREQ=WEEKLY;INTERVAL=2', label: 'Every second week' },
  { value: 'FREQ=MONTHLY', label: 'Each month on that date' },
  { value: 'FREQ=YEARLY', label: 'Each year on that date' },
];
const wordsOf = (rule: string): string =>
  HOW_OFTEN.find(({ value }) => value === rule)?.label ?? `By the rule ${rule}`;

function OneTime({ time, again }: { readonly time: RotaOf['myTimes'][number]; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const action = useAction(async () => {
    const { withdrawCannot: answer } = await request(WithdrawCannot, { input: { cannotId: time.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const now = serverNow();
  return (
    <li>
      {time.rule !== null && `${wordsOf(time.rule)}, as `}
      {timeInWords(time.startsAt, now, timeZone)} until {timeInWords(time.endsAt, now, timeZone)}
      <Act action={action} kind="quiet">
        Take back {dayInWords(time.startsAt, now, timeZone)}
      </Act>
    </li>
  );
}

function SayTime({ again }: { readonly again: Again }) {
  const assembly = useAssembly();
  const [from, setFrom] = useState(() => localIn(serverNow() + DAY, assembly.timeZone));
  const [until, setUntil] = useState(() => localIn(serverNow() + 2 * DAY, assembly.timeZone));
  const [often, setOften] = useState('');
  const [typed, setTyped] = useState('FREQ=MONTHLY;BYDAY=1MO');
  const action = useAction(async () => {
    const startsAt = instantIn(from, assembly.timeZone);
    const endsAt = instantIn(until, assembly.timeZone);
    if (startsAt === null || endsAt === null) return 'Choose from when until when.';
    const rule = often === '' ? null : often === OWN ? typed : often;
    const input = { assemblyId: assembly.id, startsAt, endsAt, rule };
    const { sayCannot: answer } = await request(SayCannot, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Form action={action} submit="Say that I can’t then" strong={false}>
      <TextField label="I can’t from" type="datetime-local" value={from} onChange={setFrom} />
      <TextField label="I can’t until" type="datetime-local" value={until} onChange={setUntil} />
      <ChoiceField
        label="How often"
        value={often}
        onChange={setOften}
        choices={[...HOW_OFTEN, { value: OWN, label: 'By a calendar rule' }]}
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
    return null;
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
