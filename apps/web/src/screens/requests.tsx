import { useState } from 'react';
import { TurnoutBar } from '../components/bar.tsx';
import { Act, Form, LongField, TextField } from '../components/form.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Until } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  AskTogether,
  JoinRequest,
  Requests as RequestsQuery,
  WithdrawFromRequest,
} from '../graphql/generated/requests.ts';
import type { RequestParts } from '../graphql/generated/shared.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { requestSentence } from '../logic/request-words.ts';
import { pathTo } from '../logic/router.ts';
import { instantIn, localIn, plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

/** Members together: what enough members ask for is done, whoever holds a shift. */
export default function Requests() {
  const assembly = useAssembly();
  const query = useQuery(RequestsQuery, { id: assembly.id });
  const requests = query.data?.assembly?.requests;
  return (
    <Page title="Members together" back={{ to: pathTo('more', { assembly: assembly.id }), label: 'More' }}>
      <p>When enough members ask together, it is done: nobody has to agree, and nobody can sit on it.</p>
      {!requests ? (
        <Waiting query={query} again={query.again} />
      ) : requests.length === 0 ? (
        <Empty>Nobody asks for anything now.</Empty>
      ) : (
        requests.map((each) => <OneRequest key={each.id} asked={each} again={query.again} />)
      )}
      <Section title="Ask for a meeting">
        <AskForMeeting again={query.again} />
      </Section>
    </Page>
  );
}

function OneRequest({ asked, again }: { readonly asked: RequestParts; readonly again: () => Promise<void> }) {
  const { timeZone } = useAssembly();
  const sign = useAction(async () => {
    const { joinRequest: answer } = await request(JoinRequest, { input: { requestId: asked.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const withdraw = useAction(async () => {
    const { withdrawFromRequest: answer } = await request(WithdrawFromRequest, {
      input: { requestId: asked.id },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Section title={requestSentence(asked)} strong={asked.state === 'OPEN' && !asked.signedByMe}>
      <p>
        Asked by {asked.askedBy.displayName}.{asked.reason && ` ${asked.reason}`}
      </p>
      <TurnoutBar voted={asked.signatures} entitled={asked.needed} quorum={null} />
      <p>
        {asked.signatures} of the {plural(asked.needed, 'member')} that it takes.{' '}
        {asked.state === 'OPEN' ? (
          <>
            It lapses <Until at={asked.expiresAt} zone={timeZone} />.
          </>
        ) : asked.state === 'DONE' ? (
          'It is done.'
        ) : (
          'It has lapsed.'
        )}
      </p>
      <p role="status">
        {asked.signedByMe && (
          <>
            <span aria-hidden="true">✓ </span>You ask for it.
          </>
        )}
      </p>
      {asked.state === 'OPEN' &&
        (asked.signedByMe ? (
          <Act action={withdraw}>Withdraw my signature</Act>
        ) : (
          <Act action={sign} kind="strong">
            Ask for it too
          </Act>
        ))}
    </Section>
  );
}

const DAY = 24 * 60 * 60_000;

function AskForMeeting({ again }: { readonly again: () => Promise<void> }) {
  const assembly = useAssembly();
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState('');
  const [local, setLocal] = useState(() => localIn(serverNow() + 2 * DAY, assembly.timeZone));
  const action = useAction(async () => {
    const startsAt = instantIn(local, assembly.timeZone);
    if (startsAt === null) return 'Choose the day and the time.';
    const { askTogether: answer } = await request(AskTogether, {
      input: {
        assemblyId: assembly.id,
        action: assembly.stage === 'FOUNDING' ? 'CALL_FIRST_MEETING' : 'CALL_MEETING',
        reason,
        startsAt,
        place: place === '' ? null : place,
      },
    });
    if (isRejection(answer)) return answer.message;
    setReason('');
    await again();
    return { done: 'You ask for a meeting. It stands above, for others to ask for it too.' };
  });
  return (
    <Form action={action} submit="Ask for a meeting" strong={false}>
      <LongField label="What it is about" value={reason} onChange={setReason} maxLength={2000} rows={3} />
      <TextField
        label="Day and time"
        hint="If the last signature comes late the notice in the bylaws runs from it, and the meeting begins later."
        type="datetime-local"
        value={local}
        onChange={setLocal}
      />
      <TextField label="Where" value={place} onChange={setPlace} required={false} maxLength={200} />
    </Form>
  );
}
