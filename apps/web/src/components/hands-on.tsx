import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import type { PollParts } from '../graphql/generated/poll.ts';
import { AskTogether } from '../graphql/generated/requests.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { pathTo } from '../logic/router.ts';
import { Form, LongField } from './form.tsx';
import { Link } from './link.tsx';
import { Section } from './page.tsx';
import { Time } from './times.tsx';

/** What a facilitator may do with a vote by hand, where the table of rights gives it to this member now. */
export function HandsOn({ poll }: { readonly poll: PollParts }) {
  const { id, currentMeeting } = useAssembly();
  const close = useRight('poll.closeByHand');
  const annul = useRight('poll.void');
  const mayClose = close.holds && poll.state === 'OPEN' && poll.liveTally === null && currentMeeting !== null;
  const mayVoid = annul.holds && poll.state === 'OPEN';
  if (!mayClose && !mayVoid) return null;
  return (
    <Section title="As facilitator">
      <div className="row">
        {mayClose && (
          <Link to={pathTo('closePoll', { assembly: id, poll: poll.id })} className="button">
            Close the vote early…
          </Link>
        )}
        {mayVoid && (
          <Link to={pathTo('voidPoll', { assembly: id, poll: poll.id })} className="button">
            Void the vote…
          </Link>
        )}
      </div>
    </Section>
  );
}

/** For seven days members together may contest a result. */
export function ContestIt({ poll }: { readonly poll: PollParts }) {
  const assembly = useAssembly();
  const now = useNow(30_000);
  const [reason, setReason] = useState('');
  const action = useAction(async () => {
    const { askTogether: answer } = await request(AskTogether, {
      input: { assemblyId: assembly.id, action: 'CONTEST_RESULT', subjectId: poll.id, reason },
    });
    if (isRejection(answer)) return answer.message;
    go(pathTo('requests', { assembly: assembly.id }));
    return null;
  });
  if (poll.contestedBy || !poll.contestableUntil || new Date(poll.contestableUntil).getTime() <= now)
    return null;
  return (
    <details>
      <summary>Contest this result</summary>
      <p>
        Members together may, until <Time at={poll.contestableUntil} zone={assembly.timeZone} />. The assembly
        then decides whether it stands.
      </p>
      <Form action={action} submit="Ask members to contest it" strong={false}>
        <LongField label="Why" value={reason} onChange={setReason} maxLength={2000} rows={3} />
      </Form>
    </details>
  );
}
