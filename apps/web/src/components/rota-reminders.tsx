import { useEffect, useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { RemindOnDevice, SetReminder, StopOnDevice } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useSession } from '../hooks/session.ts';
import { useAction } from '../hooks/use-action.ts';
import { type PushState, presentSubscription, pushState, subscribe, unsubscribe } from '../offline/push.ts';
import { Act, ChoiceField, Form } from './form.tsx';
import { Section } from './page.tsx';
import type { RotaOf } from './rota-times.tsx';

type Again = () => Promise<void>;
interface Props {
  readonly rota: RotaOf;
  readonly again: Again;
}

const HOURS = [
  { value: '2', label: '2 hours before' },
  { value: '24', label: 'A day before' },
  { value: '72', label: '3 days before' },
  { value: '168', label: 'A week before' },
];

const choicesWith = (none: string, now: string) => [
  { value: '', label: none },
  ...HOURS,
  ...(now === '' || HOURS.some(({ value }) => value === now)
    ? []
    : [{ value: now, label: `${now} hours before` }]),
];

/** 'a day before' */
function words(hours: string): string {
  return (HOURS.find(({ value }) => value === hours)?.label ?? `${hours} hours before`).toLowerCase();
}

/** Before a shift of mine: by mail, and by notifications on my devices. */
export function MyReminders({ rota, again }: Props) {
  const { quiet } = useAssembly();
  const { server } = useSession();
  const byMail = server?.mail === true && !quiet;
  if (!byMail && rota.pushKey === null) return null;
  return (
    <Section title="Reminders">
      {byMail && <ByMail rota={rota} again={again} />}
      {rota.pushKey !== null && <OnThisDevice rota={rota} pushKey={rota.pushKey} again={again} />}
      <OtherDevices rota={rota} again={again} />
    </Section>
  );
}

function ByMail({ rota, again }: Props) {
  const { id: assemblyId } = useAssembly();
  const now = rota.remindedHoursBefore === null ? '' : String(rota.remindedHoursBefore);
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = typed ?? now;
  const action = useAction(async () => {
    const hoursBefore = chosen === '' ? null : Number(chosen);
    const { setReminder: answer } = await request(SetReminder, { input: { assemblyId, hoursBefore } });
    if (isRejection(answer)) return answer.message;
    await again();
    setTyped(null);
    return null;
  });
  return (
    <Form action={action} submit="Keep it so" strong={false}>
      <ChoiceField
        label="Mail before a shift of mine"
        hint="To the address that you confirmed. A mail can get lost: the rota says what holds."
        value={chosen}
        onChange={setTyped}
        choices={choicesWith('No mail', now)}
      />
      <p role="status" className="muted">
        {now === '' ? 'You get no mail.' : `You get a mail ${words(now)} each shift.`}
      </p>
    </Form>
  );
}

const WHY_NOT: Record<Exclude<PushState, 'can'>, string> = {
  denied:
    'This browser was told to show no notifications of this page. To be reminded on this device, allow them in the browser’s settings for this page, then load it again.',
  'add-to-home-screen':
    'To be reminded on this device, put Plenary on its home screen first: Share, then ‘Add to Home Screen’. Open it from there, and come back to this page.',
  cannot: 'This browser shows no notifications. Take a link for your calendar instead.',
};

function OnThisDevice({ rota, pushKey, again }: Props & { readonly pushKey: string }) {
  const { id: assemblyId, quiet } = useAssembly();
  const device = rota.reminderDevices.find(({ here }) => here);
  const now = device ? String(device.hoursBefore) : '';
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = typed ?? now;
  const [times, setTimes] = useState(0);
  const lost = useLost(device !== undefined, pushKey, times);
  const action = useAction(async () => {
    if (chosen === '') {
      const refused = device ? await stop(assemblyId, device.id, true, again) : null;
      if (refused === null) setTyped(null);
      return refused;
    }
    const reached = await subscribe(pushKey);
    if (typeof reached === 'string') return reached;
    const input = { assemblyId, hoursBefore: Number(chosen), ...reached };
    const { remindOnDevice: answer } = await request(RemindOnDevice, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    setTyped(null);
    setTimes((before) => before + 1);
    return null;
  });
  const state = pushState();
  if (state !== 'can' && !device)
    return (
      <>
        <h3>Remind me on this device</h3>
        <p>{WHY_NOT[state]}</p>
      </>
    );
  const hint = quiet
    ? 'The notification says only that something waits for you in Plenary: no name, no task, no time.'
    : 'A notification with the task and its time, which can be read on a locked screen. It can get lost: the rota says what holds.';
  return (
    <>
      {state !== 'can' && <p className="problem">{WHY_NOT[state]}</p>}
      {state === 'can' && lost && (
        <p className="problem">
          This browser has forgotten that it reminds you. Press ‘Keep it so’ to switch it on again.
        </p>
      )}
      <Form action={action} submit="Keep it so" strong={false}>
        <ChoiceField
          label="Remind me on this device"
          hint={hint}
          value={chosen}
          onChange={setTyped}
          choices={choicesWith('Not on this device', now)}
        />
        <p role="status" className="muted">
          {now === ''
            ? 'This device does not remind you.'
            : `This device reminds you ${words(now)} each shift.`}
        </p>
      </Form>
    </>
  );
}

/** Whether the server reminds here, and the browser does not know of it: its data were cleared, or the key is another. Looks anew when `asked` changes. */
function useLost(reminded: boolean, key: string, asked: number): boolean {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!reminded) return;
    let stopped = false;
    presentSubscription(key).then(
      (found) => !stopped && setLost(found === null),
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [reminded, key, asked]);
  return lost;
}

function OtherDevices({ rota, again }: Props) {
  const others = rota.reminderDevices.filter(({ here }) => !here);
  if (others.length === 0) return null;
  return (
    <>
      <h3>Other devices that remind me</h3>
      <ul className="list">
        {others.map((device) => (
          <OneDevice key={device.id} device={device} again={again} />
        ))}
      </ul>
    </>
  );
}

function OneDevice({
  device,
  again,
}: {
  readonly device: RotaOf['reminderDevices'][number];
  readonly again: Again;
}) {
  const { id: assemblyId } = useAssembly();
  const action = useAction(() => stop(assemblyId, device.id, false, again));
  return (
    <li>
      <strong>{device.label}</strong>
      <div className="muted">{words(String(device.hoursBefore))} each shift</div>
      <Act action={action} kind="quiet">
        Remind me no more on ‘{device.label}’
      </Act>
    </li>
  );
}

async function stop(assemblyId: string, deviceId: string, here: boolean, again: Again) {
  const { stopOnDevice: answer } = await request(StopOnDevice, { input: { assemblyId, deviceId } });
  if (isRejection(answer)) return answer.message;
  if (here && !answer.deviceKept) await unsubscribe();
  await again();
  return null;
}
