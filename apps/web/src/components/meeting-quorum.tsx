import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { ConveneAgain, EndForWantOfQuorum, type MeetingDetails } from '../graphql/generated/meeting.ts';
import { AskTogether } from '../graphql/generated/requests.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';
import { instantIn, localIn, plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';
import { Act, Form, LongField, TextField } from './form.tsx';
import { Section } from './page.tsx';
import { Time } from './times.tsx';

interface Props {
  readonly meeting: MeetingDetails;
  readonly again: () => Promise<void>;
}

/** What a meeting that is on needs for a vote to open, and what can be done when too few come. */
export function QuorumNow({ meeting, again }: Props) {
  const end = useRight('meeting.end');
  const { quorum } = meeting;
  const action = useAction(async () => {
    const { endMeetingForWantOfQuorum: answer } = await request(EndForWantOfQuorum, {
      input: { meetingId: meeting.id },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  if (!quorum) return null;
  return (
    <>
      <p>
        {quorum.met
          ? `The quorum is there: ${quorum.needed} needed, ${quorum.present} present.`
          : `The quorum is not there yet: ${quorum.needed} needed, ${quorum.present} present. Votes open as soon as it is.`}
        {quorum.halved && ' It is half of what the bylaws ask: the first meeting failed its quorum.'}
      </p>
      {!quorum.met && end.holds && (
        <details>
          <summary>Too few have come</summary>
          <p>
            Half an hour after its beginning a meeting that never had its quorum can be ended for want of it.
            It can then be called again once, with full notice, for the same votes, at half the quorum. The
            record says so.
          </p>
          <Act action={action}>End the meeting for want of quorum</Act>
        </details>
      )}
    </>
  );
}

const DAY = 86_400_000;
const HALF_HOUR = 1_800_000;

/** A meeting that failed its quorum: what that means, and calling it again. */
export function FailedQuorum({ meeting, again }: Props) {
  const assembly = useAssembly();
  const convene = useRight('meeting.convene');
  return (
    <Section title="It failed its quorum">
      <p>
        The meeting of <Time at={meeting.startsAt} zone={assembly.timeZone} /> ended for want of quorum:{' '}
        {plural(meeting.quorumMost ?? 0, 'member')} came at the most; {meeting.quorumNeeded} needed.
      </p>
      <p>
        It may be called again once, for the same votes, at half the quorum. Votes that wait for it open by
        themselves after three days.
      </p>
      <CallAgain meeting={meeting} again={again} alone={convene.holds} />
    </Section>
  );
}

/** Whoever may call meetings does it at once; others ask for it together. */
function CallAgain({ meeting, again, alone }: Props & { readonly alone: boolean }) {
  const assembly = useAssembly();
  const [place, setPlace] = useState(meeting.place ?? '');
  const [reason, setReason] = useState('');
  const [local, setLocal] = useState(() =>
    localIn(Math.ceil((serverNow() + (alone ? DAY : 2 * DAY)) / HALF_HOUR) * HALF_HOUR, assembly.timeZone),
  );
  const action = useAction(async () => {
    const startsAt = instantIn(local, assembly.timeZone);
    if (startsAt === null) return 'Choose the day and the time.';
    const terms = { startsAt, place: place === '' ? null : place };
    if (alone) {
      const { conveneAgain: answer } = await request(ConveneAgain, {
        input: { meetingId: meeting.id, ...terms },
      });
      if (isRejection(answer)) return answer.message;
      await again();
      return null;
    }
    const { askTogether: answer } = await request(AskTogether, {
      input: { assemblyId: assembly.id, action: 'CALL_MEETING', subjectId: meeting.id, reason, ...terms },
    });
    if (isRejection(answer)) return answer.message;
    go(pathTo('requests', { assembly: assembly.id }));
    return null;
  });
  return (
    <>
      {!alone && <p>Whoever facilitates calls it again. Members together can do it, too: ask the others.</p>}
      <Form
        action={action}
        submit={alone ? 'Call the meeting again' : 'Ask others to call it again'}
        strong={alone}
      >
        {!alone && <LongField label="Why" value={reason} onChange={setReason} maxLength={2000} rows={2} />}
        <TextField
          label="Day and time"
          hint={`After the notice in the bylaws, and at least a day from now. In the time of ${assembly.timeZone}.`}
          type="datetime-local"
          value={local}
          onChange={setLocal}
        />
        <TextField label="Where" value={place} onChange={setPlace} required={false} maxLength={200} />
      </Form>
    </>
  );
}
