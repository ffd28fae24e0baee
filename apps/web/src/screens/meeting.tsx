import { useState } from 'react';
import { DoorDesk } from '../components/door-desk.tsx';
import { Act, Form, TextField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { FailedQuorum, QuorumNow } from '../components/meeting-quorum.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  CheckIn,
  CheckOut,
  ConveneMeeting,
  EndMeeting,
  type MeetingDetails,
  Meetings,
} from '../graphql/generated/meeting.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';
import { instantIn, localIn, plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';

export default function Meeting() {
  const assembly = useAssembly();
  const query = useQuery(Meetings, { id: assembly.id });
  const data = query.data?.assembly;
  const convene = useRight('meeting.convene');
  const back = { to: pathTo('home', { assembly: assembly.id }), label: 'Home' };
  if (!data) {
    return (
      <Page title="Meeting" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const failed = data.meetings.nodes.find((meeting) => meeting.mayBeCalledAgain);
  const proposals = data.motions.nodes.filter((motion) => motion.kind === 'CHOOSE_ON_THE_SPOT');
  const past = data.meetings.nodes.filter((meeting) => meeting.endedAt);
  return (
    <Page title={data.currentMeeting ? 'The meeting is on' : 'Meetings'} back={back}>
      {data.currentMeeting && (
        <Current meeting={data.currentMeeting} again={query.again} proposals={proposals} />
      )}
      {failed && <FailedQuorum meeting={failed} again={query.again} />}
      {!data.currentMeeting && data.nextMeeting && (
        <p className="big">
          {data.nextMeeting.first ? 'First meeting' : 'Next meeting'}:{' '}
          <Time at={data.nextMeeting.startsAt} zone={assembly.timeZone} />
          {data.nextMeeting.place && `, ${data.nextMeeting.place}`}
          {data.nextMeeting.againOf && '. Called again: half the quorum is enough.'}
        </p>
      )}
      {!data.currentMeeting &&
        !data.nextMeeting &&
        (convene.holds ? (
          <Convene again={query.again} />
        ) : (
          <p>
            No meeting is planned.{' '}
            <Link to={pathTo('requests', { assembly: assembly.id })}>Members together</Link> can call one.
          </p>
        ))}
      <Section title="Past meetings">
        {past.length === 0 ? (
          <Empty>None yet.</Empty>
        ) : (
          <ul className="list">
            {past.map((meeting) => (
              <li key={meeting.id}>
                <Time at={meeting.startedAt ?? meeting.startsAt} zone={assembly.timeZone} />
                <div className="muted">{meeting.place}</div>
                {meeting.failedQuorum && (
                  <div className="muted">
                    Ended for want of quorum: {meeting.quorumMost} came, {meeting.quorumNeeded} needed.
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

interface Proposal {
  readonly id: string;
  readonly title: string;
}

interface Props {
  readonly meeting: MeetingDetails;
  readonly again: () => Promise<void>;
}

function Current({ meeting, again, proposals }: Props & { readonly proposals: readonly Proposal[] }) {
  const assembly = useAssembly();
  const end = useRight('meeting.end');
  const input = { meetingId: meeting.id };
  const checkIn = useAction(async () => {
    const { checkIn: answer } = await request(CheckIn, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const checkOut = useAction(async () => {
    const { checkOut: answer } = await request(CheckOut, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  const endIt = useAction(async () => {
    const { endMeeting: answer } = await request(EndMeeting, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <>
      <p className="big count">
        {plural(meeting.present, 'member')} present{meeting.place && `, ${meeting.place}`}
      </p>
      <p className="muted">
        Since <Time at={meeting.startedAt ?? meeting.startsAt} zone={assembly.timeZone} />
      </p>
      {meeting.presentByMe ? (
        <>
          <p>You are checked in.</p>
          <Act action={checkOut}>Check out: I leave the meeting</Act>
        </>
      ) : (
        <Act action={checkIn} kind="strong">
          Check in: I am here
        </Act>
      )}
      <DoorDesk meetingId={meeting.id} again={again} />
      <QuorumNow meeting={meeting} again={again} />
      {meeting.needsFacilitator && (
        <Section title="Nobody facilitates">
          {proposals.length > 0 && (
            <ul className="list">
              {proposals.map((motion) => (
                <li key={motion.id}>
                  <Link to={pathTo('motion', { assembly: assembly.id, motion: motion.id })}>
                    {motion.title}
                  </Link>
                  <div className="muted">Needs a member to second it.</div>
                </li>
              ))}
            </ul>
          )}
          {meeting.presentByMe ? (
            <p>
              <Link to={pathTo('facilitateNow', { assembly: assembly.id })}>
                Choose somebody to facilitate now
              </Link>
            </p>
          ) : (
            <p>Those who are checked in can choose somebody now.</p>
          )}
        </Section>
      )}
      {end.holds && (
        <details>
          <summary>End the meeting</summary>
          <p>Votes that are open go on until their own time. Nobody is present any more after it.</p>
          <Act action={endIt}>End the meeting for everybody</Act>
        </details>
      )}
    </>
  );
}

const HALF_HOUR = 30 * 60_000;
const DAY = 48 * HALF_HOUR;

function Convene({ again }: { readonly again: () => Promise<void> }) {
  const assembly = useAssembly();
  const [place, setPlace] = useState('');
  // Until bylaws are adopted there is no notice; then the first choice offered is a day ahead.
  const founding = assembly.stage === 'FOUNDING';
  const [local, setLocal] = useState(() =>
    localIn(Math.ceil((serverNow() + (founding ? 0 : DAY)) / HALF_HOUR) * HALF_HOUR, assembly.timeZone),
  );
  const [atOnce, setAtOnce] = useState(false);
  const action = useAction(async () => {
    const startsAt = atOnce ? new Date(serverNow()).toISOString() : instantIn(local, assembly.timeZone);
    if (startsAt === null) return 'Choose the day and the time.';
    const { conveneMeeting: answer } = await request(ConveneMeeting, {
      input: { assemblyId: assembly.id, startsAt, place: place === '' ? null : place },
    });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <Section title="Convene a meeting">
      <Form action={action} submit="Convene the meeting">
        <label className="choice">
          <input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)} />
          <span className="choice-label">It begins now: we are together</span>
        </label>
        {!atOnce && (
          <TextField
            label="Day and time"
            hint={
              founding
                ? `In the time of ${assembly.timeZone}.`
                : `After the notice that the bylaws ask for. In the time of ${assembly.timeZone}.`
            }
            type="datetime-local"
            value={local}
            onChange={setLocal}
          />
        )}
        <TextField
          label="Where"
          hint="A room, a link, or both."
          value={place}
          onChange={setPlace}
          required={false}
          maxLength={200}
        />
      </Form>
    </Section>
  );
}
