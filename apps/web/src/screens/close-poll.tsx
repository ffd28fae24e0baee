import { useState } from 'react';
import { ChoiceField, Form } from '../components/form.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { ClosePoll as CloseMutation } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { pathTo } from '../logic/router.ts';

const COUNTDOWNS = [
  { value: '30', label: '30 seconds' },
  { value: '60', label: '1 minute' },
  { value: '120', label: '2 minutes' },
  { value: '300', label: '5 minutes' },
  { value: '600', label: '10 minutes' },
] as const;

/** Closing by hand: a countdown runs on every screen before it, so that nobody is cut off. */
export default function ClosePoll({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const { poll } = usePoll(id);
  const [seconds, setSeconds] = useState<(typeof COUNTDOWNS)[number]['value']>('60');
  const to = pathTo('poll', { assembly: assembly.id, poll: id });
  const action = useAction(async () => {
    const { closePoll: answer } = await request(CloseMutation, {
      input: { pollId: id, countdownSeconds: Number(seconds) },
    });
    if (isRejection(answer)) return answer.message;
    go(to, { replace: true });
    return null;
  });
  return (
    <Page title="Close the vote early" over={poll?.question} back={{ to, label: 'The vote' }}>
      <p>
        The countdown shows on every member’s screen. When it ends, the vote is closed for good. It is an
        entry in the record that you closed it.
      </p>
      <Form action={action} submit="Start the countdown">
        <ChoiceField label="Countdown" value={seconds} onChange={setSeconds} choices={COUNTDOWNS} />
      </Form>
    </Page>
  );
}
