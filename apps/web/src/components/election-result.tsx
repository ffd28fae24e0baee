import type { PollParts } from '../graphql/generated/poll.ts';
import { electionVerdict } from '../logic/election-words.ts';
import { TurnoutBar } from './bar.tsx';

/** Who was elected, first; then the sentence that says how, and how many took part. */
export function ElectionVerdict({ poll }: { readonly poll: PollParts }) {
  const { result } = poll;
  const election = result?.election;
  if (!result || !election) return null;
  const ofMembers = poll.candidates.some(({ memberId }) => memberId !== null);
  return (
    <>
      <div role="status">
        <p className="verdict">{electionVerdict(election.elected.length, ofMembers)}</p>
        {election.elected.length > 0 && (
          <ol className="elected">
            {election.elected.map((place) => (
              <li key={place}>{election.candidates[place]}</li>
            ))}
          </ol>
        )}
        <p>{result.sentence}</p>
      </div>
      {poll.contestedBy && <p>This result is contested. The assembly decides whether it stands.</p>}
      <p className="count">
        {result.turnout.toLocaleString('en-GB')} of {result.entitled.toLocaleString('en-GB')} voted.{' '}
        {result.quorum ? `The quorum was ${result.quorum.needed.toLocaleString('en-GB')}.` : ''}
      </p>
      <TurnoutBar voted={result.turnout} entitled={result.entitled} quorum={result.quorum?.needed ?? null} />
    </>
  );
}
