import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { type PollParts, SayIAmMissing } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';
import { Act } from './form.tsx';
import { Link } from './link.tsx';
import { Notice } from './notice.tsx';
import { Section } from './page.tsx';
import { Time, Until } from './times.tsx';

/** Before the vote opens: when it does, and whether one is on the roll. */
export function BeforeOpening({
  poll,
  again,
}: {
  readonly poll: PollParts;
  readonly again: () => Promise<void>;
}) {
  const assembly = useAssembly();
  const [said, setSaid] = useState(false);
  const missing = useAction(async () => {
    const { sayIAmMissing: answer } = await request(SayIAmMissing, { input: { pollId: poll.id } });
    if (isRejection(answer)) return answer.message;
    setSaid(true);
    await again();
    return null;
  });
  const mine = assembly.myMembership.displayName;
  const claimed = said || poll.missingClaims.some((claim) => claim.displayName === mine);
  return (
    <>
      {poll.waitingFor === 'QUORUM' && (
        <Notice>
          <p>It waits for the quorum of the meeting: it opens as soon as enough members are checked in.</p>
        </Notice>
      )}
      {poll.waitingFor === 'PRESENCE' && (
        <Notice>
          <p>Its rule counts those present: it opens when a meeting is on.</p>
        </Notice>
      )}
      <p className="big">
        The vote opens <Time at={poll.opensAt} zone={assembly.timeZone} /> (
        <Until at={poll.opensAt} zone={assembly.timeZone} />
        ).
      </p>
      <Section title="The roll">
        <p>
          {plural(poll.entitled, 'member')} may vote, as it stands. The list is frozen when the vote opens.{' '}
          <Link to={pathTo('pollRoll', { assembly: assembly.id, poll: poll.id })}>See the list</Link>
        </p>
        {poll.onRoll ? (
          <p>You are on it{poll.myRollReason && `: ${poll.myRollReason}`}.</p>
        ) : claimed ? (
          <Notice>
            <p>You have said that you are missing. Whoever keeps the roll sees it, and so do the members.</p>
          </Notice>
        ) : (
          <>
            <p>You are not on it{poll.myRollReason && `: ${poll.myRollReason}`}.</p>
            <Act action={missing} kind="strong">
              Say that I am missing
            </Act>
          </>
        )}
      </Section>
    </>
  );
}
