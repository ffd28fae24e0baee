import type { PollLine } from '../graphql/generated/shared.ts';
import { useAssembly } from '../hooks/assembly.ts';
import type { voterOf } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';
import { votedSentence } from '../logic/tally-sentence.ts';
import { Link } from './link.tsx';
import { Time, Until } from './times.tsx';

/** A vote that waits for this member. */
export function PollToDo({ poll }: { readonly poll: PollLine }) {
  const assembly = useAssembly();
  return (
    <div className="todo">
      <Link to={pathTo('poll', { assembly: assembly.id, poll: poll.id })} className="todo-title">
        Vote: {poll.question}
      </Link>
      {poll.closesAt && (
        <p>
          closes <Until at={poll.closesAt} zone={assembly.timeZone} />
        </p>
      )}
      <p className="muted">{votedSentence(poll.voted, poll.entitled)}</p>
    </div>
  );
}

/** A vote in a list: what it is and where it stands. */
export function PollRow({
  poll,
  voter,
}: {
  readonly poll: PollLine;
  /** Who votes in it. */
  readonly voter: ReturnType<typeof voterOf>;
}) {
  const assembly = useAssembly();
  return (
    <>
      <Link to={pathTo('poll', { assembly: assembly.id, poll: poll.id })} className="list-link">
        {poll.question}
      </Link>
      <div className="muted">
        {poll.state === 'OPEN' && poll.closesAt && (
          <>
            {poll.myBallot ? 'Your vote is in. ' : ''}Closes{' '}
            <Until at={poll.closesAt} zone={assembly.timeZone} />.{' '}
            {votedSentence(poll.voted, poll.entitled, voter)}
          </>
        )}
        {poll.state === 'DRAFT' && (
          <>
            The vote opens <Time at={poll.opensAt} zone={assembly.timeZone} />.
          </>
        )}
      </div>
    </>
  );
}
