import { useState } from 'react';
import { Form, LongField } from '../components/form.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { VoidPoll as VoidMutation } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { pathTo } from '../logic/router.ts';

export default function VoidPoll({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const { poll } = usePoll(id);
  const [reason, setReason] = useState('');
  const to = pathTo('poll', { assembly: assembly.id, poll: id });
  const action = useAction(async () => {
    const { voidPoll: answer } = await request(VoidMutation, { input: { pollId: id, reason } });
    if (isRejection(answer)) return answer.message;
    go(to, { replace: true });
    return null;
  });
  return (
    <Page title="Void the vote" over={poll?.question} back={{ to, label: 'The vote' }}>
      <p>
        Every ballot in it then counts for nothing, and the question is put again. There is no way back. The
        reason is read by all members and stays in the record.
      </p>
      <Form action={action} submit="Void this vote">
        <LongField
          label="Reason"
          hint="Name no member in it."
          value={reason}
          onChange={setReason}
          maxLength={2000}
          rows={4}
        />
      </Form>
    </Page>
  );
}
