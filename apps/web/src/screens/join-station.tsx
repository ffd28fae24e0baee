import { useState } from 'react';
import { Form, TextField } from '../components/form.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { JoinStation as JoinMutation } from '../graphql/generated/station.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';

/** The second teller joins, from their own sign-in. The code is behind the `#` where it came by a QR code. */
export default function JoinStation({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const [code, setCode] = useState(() => location.hash.slice(1));
  const action = useAction(async () => {
    const { joinStation: answer } = await request(JoinMutation, { input: { pollId: id, code } });
    if (isRejection(answer)) return answer.message;
    go(pathTo('station', { assembly: assembly.id, station: answer.id }), { replace: true });
    return null;
  });
  const back = { to: pathTo('poll', { assembly: assembly.id, poll: id }), label: 'The vote' };
  return (
    <Page title="Tell at a station" back={back}>
      <p>
        You answer with your name that whoever is checked off stands before you and is that member. You
        confirm each of them on this phone. You never see how they vote.
      </p>
      <Form action={action} submit="Tell at this station">
        <TextField label="The other teller’s code" value={code} onChange={setCode} maxLength={20} />
      </Form>
    </Page>
  );
}
