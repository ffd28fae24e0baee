import { useEffect, useState } from 'react';
import { Copy } from '../components/copy.tsx';
import { Act } from '../components/form.tsx';
import { Page } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { OpenStation as OpenMutation, StationDesk } from '../graphql/generated/station.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { usePolled } from '../hooks/use-polled.ts';
import { pathTo } from '../logic/router.ts';
import { forgetToken, stationToken } from '../logic/station-token.ts';

interface Waiting {
  readonly stationId: string;
  readonly joinCode: string;
}

/** The first teller's way to a station: open it, and show the second teller how to join. */
export default function OpenStation({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const here = { assembly: assembly.id, poll: id };
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const action = useAction(async () => {
    const { openStation: answer } = await request(OpenMutation, {
      input: { pollId: id, deviceToken: stationToken(id) },
    });
    if (isRejection(answer)) {
      if (answer.code === 'ALREADY_TELLING') forgetToken(id);
      return answer.message;
    }
    if (answer.joinCode === null) go(pathTo('station', { ...here, station: answer.station.id }));
    else setWaiting({ stationId: answer.station.id, joinCode: answer.joinCode });
    return null;
  });
  return (
    <Page
      title="A station for members without a phone"
      back={{ to: pathTo('poll', here), label: 'The vote' }}
    >
      {waiting === null ? (
        <>
          <p>
            Two members, the tellers, check a member off the roll, each on their own phone. The member then
            votes in private on a device that lies at the station: a tablet, or one of the two phones.
          </p>
          <p>
            All members see that the station is open and who tells there, and after the close how many voted
            at it. Whoever is checked off is told on every device of theirs.
          </p>
          <Act action={action} kind="strong">
            Open a station
          </Act>
          <p>
            Another member has opened one?{' '}
            <a href={pathTo('joinStation', here)}>Join it as the second teller</a>.
          </p>
        </>
      ) : (
        <Join waiting={waiting} pollId={id} onRenew={action.run} />
      )}
    </Page>
  );
}

function Join({
  waiting,
  pollId,
  onRenew,
}: {
  readonly waiting: Waiting;
  readonly pollId: string;
  readonly onRenew: () => void;
}) {
  const assembly = useAssembly();
  const query = usePolled(StationDesk, { id: waiting.stationId });
  const open = query.data?.stationDesk?.station.state === 'OPEN';
  useEffect(() => {
    if (open) go(pathTo('station', { assembly: assembly.id, station: waiting.stationId }), { replace: true });
  }, [open, assembly.id, waiting.stationId]);
  const path = pathTo('joinStation', { assembly: assembly.id, poll: pollId });
  const link = `${location.origin}${path}#${waiting.joinCode}`;
  return (
    <>
      <p className="big">The second teller joins from their own phone.</p>
      <QrCode text={link} label="QR code by which the second teller joins" />
      <p>
        Or they open this vote, then ‘open a station’, then ‘join’, and write: <br />
        <span className="receipt">{waiting.joinCode}</span>
      </p>
      <p>
        It works once, for ten minutes. <Copy text={link} label="Copy the link" />
      </p>
      <p>
        <button type="button" className="button button-quiet" onClick={onRenew}>
          Show a new code
        </button>
      </p>
    </>
  );
}
