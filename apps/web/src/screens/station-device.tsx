import { useState } from 'react';
import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { StationBallot } from '../components/station-ballot.tsx';
import { Until } from '../components/times.tsx';
import { StationDevice as DeviceQuery } from '../graphql/generated/station.ts';
import { usePolled } from '../hooks/use-polled.ts';

/** What one voter is shown when their ballot is in; gone when the next one comes. */
interface Done {
  readonly checkOffId: string;
  readonly code: string;
}

/**
 * The device on a station's table: locked, then one voter's, then locked again. Its token is behind the `#` and reaches
 * the service only as what it is. One thing at a time, and nothing that leads away.
 */
export default function StationDevice() {
  const [deviceToken] = useState(() => location.hash.slice(1));
  const query = usePolled(DeviceQuery, { deviceToken });
  const [done, setDone] = useState<Done | null>(null);
  const device = query.data?.stationDevice;
  if (!device) {
    return (
      <Page title="Station">
        {query.data ? (
          <p>This link is no station’s. Ask a teller to show it again.</p>
        ) : (
          <Waiting query={{ ...query, at: 0 }} again={query.again} />
        )}
      </Page>
    );
  }
  const { station, paper, current, timeZone } = device;
  const over = (
    <>
      {paper.question} · closes <Until at={paper.closesAt} zone={timeZone} />
    </>
  );
  if (done !== null && (current === null || current.id === done.checkOffId)) {
    return (
      <Page key="done" title="Your vote is in." over={paper.question}>
        <p>
          Receipt <span className="receipt">{done.code}</span>
        </p>
        <QrCode text={done.code} label="QR code of your receipt" />
        <p>
          {paper.tier === 'SECRET'
            ? 'Write it down or photograph it. It shows that you voted, not how.'
            : 'Write it down or photograph it. It finds your ballot in the published list after the close.'}
        </p>
        <button type="button" className="button button-strong" onClick={() => setDone(null)}>
          I have it: lock for the next
        </button>
      </Page>
    );
  }
  if (station.state !== 'OPEN') {
    return (
      <Page key="closed" title={station.state === 'WAITING' ? 'Not open yet' : 'This station is closed'}>
        <p>
          {station.state === 'WAITING'
            ? 'The second teller has yet to join.'
            : 'No vote is taken here any more.'}
        </p>
      </Page>
    );
  }
  if (current === null || current.state !== 'CONFIRMED') {
    return (
      <Page key="locked" title={current === null ? 'Next, please' : current.displayName} over={over}>
        <p className="big" role="status">
          {current === null
            ? 'The tellers check you off, then you vote here.'
            : 'The second teller confirms.'}
        </p>
        <p>Tellers: {station.tellers.join(' and ')}</p>
      </Page>
    );
  }
  return (
    <StationBallot
      key={current.id}
      deviceToken={deviceToken}
      voter={current}
      paper={paper}
      over={over}
      onDone={(code) => {
        setDone({ checkOffId: current.id, code });
        void query.again();
      }}
      onOver={query.again}
    />
  );
}
