import type { AssemblyFrameData } from '../hooks/assembly.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useNow } from '../hooks/use-now.ts';
import { pathTo } from '../logic/router.ts';
import { countdown } from '../logic/when.ts';
import { Link } from './link.tsx';

const SHOWN_FROM_MS = 10 * 60_000;

/** On every page of the assembly but its own: a vote that is about to close, with its clock. */
export function ClosingBand({
  polls,
  except,
}: {
  readonly polls: AssemblyFrameData['open']['nodes'];
  readonly except: string | null;
}) {
  const assembly = useAssembly();
  const now = useNow();
  const closing = polls.filter((poll) => {
    const left = poll.closesAt ? new Date(poll.closesAt).getTime() - now : -1;
    return poll.onRoll && poll.id !== except && left > 0 && left <= SHOWN_FROM_MS;
  });
  if (closing.length === 0) return null;
  const bands = closing.map((poll) => {
    const missing = poll.myBallot === null;
    return (
      <p key={poll.id} className={missing ? 'band band-strong' : 'band band-quiet'}>
        <Link to={pathTo('poll', { assembly: assembly.id, poll: poll.id })}>{poll.question}</Link> closes in{' '}
        <span className="countdown" role="timer">
          {countdown(poll.closesAt!, now)}
        </span>
        . {missing ? 'You have not voted.' : 'Your vote is in.'}
      </p>
    );
  });
  return <aside aria-label="About to close">{bands}</aside>;
}
