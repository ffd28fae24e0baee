import { useState } from 'react';
import { Copy } from '../components/copy.tsx';
import { Act, ChoiceField, Form, TextField } from '../components/form.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { DrawValue } from '../components/rota-draw-value.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  MakeCalendarFeed,
  RevokeCalendarFeed,
  type RotaOwnAnswer,
  RotaOwn as RotaOwnQuery,
  SetReminder,
} from '../graphql/generated/rota-own.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

type RotaOf = NonNullable<NonNullable<RotaOwnAnswer['assembly']>['rota']>;
type Again = () => Promise<void>;

const REMINDERS = [
  { value: '', label: 'Not at all' },
  { value: '2', label: '2 hours before' },
  { value: '24', label: 'A day before' },
  { value: '72', label: '3 days before' },
  { value: '168', label: 'A week before' },
] as const;
type Hours = (typeof REMINDERS)[number]['value'];

/** My shifts in my own calendar and by mail, and my value in the seed of the next draw. */
export default function RotaOwn() {
  const assembly = useAssembly();
  const query = useQuery(RotaOwnQuery, { id: assembly.id });
  const rota = query.data?.assembly?.rota;
  const { again } = query;
  return (
    <Page
      title="Calendar and reminders"
      back={{ to: pathTo('rota', { assembly: assembly.id }), label: 'Rota' }}
    >
      {rota ? (
        <>
          <Section title="In my calendar">
            <Feeds rota={rota} again={again} />
          </Section>
          <Section title="By mail">
            {assembly.quiet ? (
              <p>A quiet assembly sends no mail.</p>
            ) : query.data?.server.mail ? (
              <Reminder key={rota.remindedHoursBefore} hours={rota.remindedHoursBefore} again={again} />
            ) : (
              <p>This server sends no mail.</p>
            )}
          </Section>
          {rota.nextDraw && (
            <Section title="The seed of the next draw">
              <DrawValue draw={rota.nextDraw} again={again} />
            </Section>
          )}
        </>
      ) : (
        <Waiting query={query} again={again} />
      )}
    </Page>
  );
}

function Feeds({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const [label, setLabel] = useState('');
  const [path, setPath] = useState<string | null>(null);
  const { id: assemblyId } = useAssembly();
  const make = useAction(async () => {
    const { makeCalendarFeed: answer } = await request(MakeCalendarFeed, { input: { assemblyId, label } });
    if (isRejection(answer)) return answer.message;
    setPath(answer.path);
    setLabel('');
    await again();
    return null;
  });
  return (
    <>
      <p>
        A private link, with which your calendar reads your shifts. Whoever has it reads them, too, until you
        revoke it: task and time, nobody’s name.
      </p>
      {path !== null && (
        <div role="status">
          <p>Put this address into your calendar. It is shown only now.</p>
          <code className="secret">{location.origin + path}</code>
          <Copy text={location.origin + path} label="Copy the address" />
        </div>
      )}
      {rota.calendarFeeds.length === 0 ? (
        <Empty>You have no such link.</Empty>
      ) : (
        <ul className="list">
          {rota.calendarFeeds.map((feed) => (
            <li key={feed.id}>
              {feed.label}
              <div className="muted">
                made <Time at={feed.madeAt} zone={timeZone} />
              </div>
              <Revoke feed={feed} again={again} />
            </li>
          ))}
        </ul>
      )}
      <Form action={make} submit="Make a link" strong={false}>
        <TextField
          label="For which calendar (a note to yourself)"
          value={label}
          onChange={setLabel}
          maxLength={60}
        />
      </Form>
    </>
  );
}

function Revoke({ feed, again }: { readonly feed: RotaOf['calendarFeeds'][number]; readonly again: Again }) {
  const action = useAction(async () => {
    const { revokeCalendarFeed: answer } = await request(RevokeCalendarFeed, { input: { feedId: feed.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Act action={action} kind="quiet">
      Revoke {feed.label}
    </Act>
  );
}

function Reminder({ hours, again }: { readonly hours: number | null; readonly again: Again }) {
  const { id: assemblyId } = useAssembly();
  const now = String(hours ?? '');
  const choices = REMINDERS.some(({ value }) => value === now)
    ? REMINDERS
    : [...REMINDERS, { value: now as Hours, label: `${now} hours before` }];
  const [value, setValue] = useState(now as Hours);
  const action = useAction(async () => {
    const hoursBefore = value === '' ? null : Number(value);
    const { setReminder: answer } = await request(SetReminder, { input: { assemblyId, hoursBefore } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Form action={action} submit="Keep this choice" strong={false}>
      <ChoiceField
        label="Remind me of each shift"
        hint="To the address that you confirmed. A mail can get lost: the rota says what holds."
        value={value}
        onChange={setValue}
        choices={choices}
      />
    </Form>
  );
}
