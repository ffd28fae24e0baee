import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { MakeCalendarFeed, RevokeCalendarFeed } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { Copy } from './copy.tsx';
import { Act, Form, TextField } from './form.tsx';
import { Notice } from './notice.tsx';
import type { RotaOf } from './rota-times.tsx';
import { Time } from './times.tsx';

type Again = () => Promise<void>;

/** My shifts in my own calendar, by private links that I can revoke. */
export function MyCalendar({ rota, again }: { readonly rota: RotaOf; readonly again: Again }) {
  const [link, setLink] = useState<string | null>(null);
  return (
    <>
      <p>
        A private link shows your shifts in a calendar of yours. Whoever has the link reads them, until you
        revoke it: tasks and times, nobody’s name.
      </p>
      {link && (
        <Notice>
          <p>Shown only now:</p>
          <code className="secret">{link}</code>
          <Copy text={link} label="Copy the link" />{' '}
          <a href={link.replace(/^https?:/, 'webcal:')}>Open it in my calendar</a>
        </Notice>
      )}
      {rota.calendarFeeds.length > 0 && (
        <ul className="list">
          {rota.calendarFeeds.map((feed) => (
            <OneFeed key={feed.id} feed={feed} again={again} />
          ))}
        </ul>
      )}
      <details>
        <summary>Make a link</summary>
        <NewFeed
          onMade={(path) => {
            setLink(location.origin + path);
            void again();
          }}
        />
      </details>
    </>
  );
}

function NewFeed({ onMade }: { readonly onMade: (path: string) => void }) {
  const { id: assemblyId } = useAssembly();
  const [label, setLabel] = useState('');
  const action = useAction(async () => {
    const { makeCalendarFeed: answer } = await request(MakeCalendarFeed, { input: { assemblyId, label } });
    if (isRejection(answer)) return answer.message;
    setLabel('');
    onMade(answer.path);
    return null;
  });
  return (
    <Form action={action} submit="Make the link" strong={false}>
      <TextField
        label="What it is for"
        hint="My phone, the one in the kitchen: you see it when you revoke one."
        value={label}
        onChange={setLabel}
        maxLength={60}
      />
    </Form>
  );
}

function OneFeed({ feed, again }: { readonly feed: RotaOf['calendarFeeds'][number]; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const action = useAction(async () => {
    const { revokeCalendarFeed: answer } = await request(RevokeCalendarFeed, { input: { feedId: feed.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <li>
      <strong>{feed.label}</strong>
      <div className="muted">
        made <Time at={feed.madeAt} zone={timeZone} />
      </div>
      <Act action={action} kind="quiet">
        Revoke the link ‘{feed.label}’
      </Act>
    </li>
  );
}
