import { useDeferredValue, useState } from 'react';
import { Copy } from '../components/copy.tsx';
import { Act, TextField } from '../components/form.tsx';
import { Empty, Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  CheckOff,
  type CheckOffParts,
  CloseStation,
  ConfirmCheckOff,
  StationDesk,
  type StationDeskAnswer,
  StationVoters,
  WithdrawCheckOff,
} from '../graphql/generated/station.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { usePolled } from '../hooks/use-polled.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';
import { forgetToken, knownToken } from '../logic/station-token.ts';

type Desk = NonNullable<StationDeskAnswer['stationDesk']>;

/** A teller's own phone: find the member, or confirm whom the other teller found. */
export default function Station({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = usePolled(StationDesk, { id });
  const desk = query.data?.stationDesk;
  if (!desk) {
    return (
      <Page title="Station" back={{ to: pathTo('home', { assembly: assembly.id }), label: 'Home' }}>
        {query.data ? (
          <p>There is no such station, or you do not tell at it.</p>
        ) : (
          <Waiting query={{ ...query, at: 0 }} again={query.again} />
        )}
      </Page>
    );
  }
  const { station, question } = desk;
  const back = { to: pathTo('poll', { assembly: assembly.id, poll: station.pollId }), label: 'The vote' };
  return (
    <Page title={titleOf(desk)} over={`Station · ${question}`} back={back}>
      {query.problem && <Problem text={query.problem.message} />}
      {station.state === 'OPEN' && <Now desk={desk} again={query.again} />}
      {station.state === 'WAITING' && <p>It opens when the second teller has joined.</p>}
      {station.state === 'CLOSED' && <p>Nobody is checked off here any more.</p>}
      {station.state === 'OPEN' && <Device pollId={station.pollId} />}
      {station.state !== 'CLOSED' && <End desk={desk} again={query.again} />}
    </Page>
  );
}

function titleOf({ station, current, me }: Desk): string {
  if (station.state === 'CLOSED') return 'This station is closed';
  if (station.state === 'WAITING') return 'One teller is missing';
  if (current === null) return 'Who stands before you?';
  if (current.state === 'CONFIRMED') return `${current.displayName} votes now`;
  return current.askedBy === me ? 'The other teller confirms' : `Is this ${current.displayName}?`;
}

interface Part {
  readonly desk: Desk;
  readonly again: () => Promise<void>;
}

function Now({ desk, again }: Part) {
  const { current, me } = desk;
  if (current === null) return <Find desk={desk} again={again} />;
  if (current.state === 'ASKED' && current.askedBy !== me)
    return <Confirm key={current.id} current={current} again={again} />;
  return (
    <>
      <p className="big">{current.displayName}</p>
      <p role="status">
        {current.state === 'ASKED'
          ? 'The other teller sees this name on their phone, and confirms it there.'
          : 'Hand over the device and look away. It locks by itself for the next.'}
      </p>
      <Withdraw current={current} again={again} label="Take this back" />
    </>
  );
}

function Find({ desk, again }: Part) {
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  return (
    <>
      <p>See their face or their card, then find the name on the roll. The other teller confirms it.</p>
      <TextField
        label="Find by name"
        type="search"
        value={typed}
        onChange={setTyped}
        required={false}
        maxLength={100}
      />
      {[...name].length >= 2 && <Found stationId={desk.station.id} name={name} again={again} />}
    </>
  );
}

function Found({
  stationId,
  name,
  again,
}: {
  readonly stationId: string;
  readonly name: string;
  readonly again: () => Promise<void>;
}) {
  const query = useQuery(StationVoters, { id: stationId, name });
  const found = query.data?.stationDesk?.voters;
  if (!found) return <Waiting query={query} again={query.again} />;
  if (found.length === 0) return <Empty>Nobody on the roll by that name.</Empty>;
  return (
    <ul className="list">
      {found.map((voter) => (
        <li key={voter.membershipId}>
          <Ask stationId={stationId} voter={voter} again={again} />
        </li>
      ))}
    </ul>
  );
}

function Ask({
  stationId,
  voter,
  again,
}: {
  readonly stationId: string;
  readonly voter: { readonly membershipId: string; readonly displayName: string };
  readonly again: () => Promise<void>;
}) {
  const action = useAction(async () => {
    const input = { stationId, membershipId: voter.membershipId, clientKey: crypto.randomUUID() };
    const { checkOff: answer } = await request(CheckOff, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return <Act action={action}>Check off {voter.displayName}</Act>;
}

interface CurrentPart {
  readonly current: CheckOffParts;
  readonly again: () => Promise<void>;
}

function Confirm({ current, again }: CurrentPart) {
  const action = useAction(async () => {
    const { confirmCheckOff: answer } = await request(ConfirmCheckOff, { input: { checkOffId: current.id } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <>
      <p>
        The other teller says so. Look for yourself: then they may vote, and are told on every device of
        theirs.
      </p>
      <Act action={action} kind="strong">
        Yes, this is {current.displayName}
      </Act>
      <Withdraw current={current} again={again} label="No" />
    </>
  );
}

function Withdraw({ current, again, label }: CurrentPart & { readonly label: string }) {
  const action = useAction(async () => {
    const input = { checkOffId: current.id };
    const { withdrawCheckOff: answer } = await request(WithdrawCheckOff, { input });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return <Act action={action}>{label}</Act>;
}

/** On the phone that opened the station: how the device on the table gets to its page. */
function Device({ pollId }: { readonly pollId: string }) {
  const token = knownToken(pollId);
  if (token === null) return null;
  const path = `${pathTo('stationDevice')}#${token}`;
  return (
    <details>
      <summary>The device that members vote on</summary>
      <p>Scan this with the tablet on the table. It needs no sign-in, and can do nothing else.</p>
      <QrCode text={location.origin + path} label="QR code for the device of the station" />
      <p>
        <Copy text={location.origin + path} label="Copy the link" />
      </p>
      <p>
        Without a tablet: <a href={path}>use this phone</a>, and come back by its own link between two voters.
      </p>
    </details>
  );
}

function End({ desk, again }: Part) {
  const action = useAction(async () => {
    await request(CloseStation, { input: { stationId: desk.station.id } });
    forgetToken(desk.station.pollId);
    await again();
    return null;
  });
  return (
    <details>
      <summary>Close this station</summary>
      <p>Nobody is checked off here then. Another can be opened. It closes by itself with the vote.</p>
      <Act action={action}>Close the station</Act>
    </details>
  );
}
