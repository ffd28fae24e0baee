import type { PollParts } from '../graphql/generated/poll.ts';
import { useSettled } from '../hooks/use-settled.ts';
import { voterOf } from '../logic/motion-words.ts';
import { conditionSentence, quorumSentence, votedSentence, withoutVerdict } from '../logic/tally-sentence.ts';
import { TallyFigure, TurnoutBar } from './bar.tsx';

/** What may be shown while a vote is open: how many have voted, against the quorum, and the tally where allowed. */
export function LiveFigure({ poll }: { readonly poll: PollParts }) {
  const sentence = votedSentence(poll.voted, poll.entitled, voterOf(poll.motion));
  // A screen reader hears where the count has come to, not each ballot.
  const said = useSettled(sentence, 5_000);
  const quorum = quorumSentence(poll.voted, poll.quorumNeeded);
  return (
    <>
      <p className="big count">{sentence}</p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {poll.voted !== null && (
        <TurnoutBar voted={poll.voted} entitled={poll.entitled} quorum={poll.quorumNeeded} />
      )}
      {quorum && <p>{quorum}</p>}
      {poll.voted === null && (
        <p className="muted">
          How many have voted is shown from five up, so that nobody’s vote can be told from the count.
        </p>
      )}
      {poll.liveTally ? (
        <TallyFigure
          tally={poll.liveTally}
          method={poll.method}
          base={0}
          needed={null}
          caption="Ballots so far; they can change until the close."
        />
      ) : (
        <p className="muted">How the vote stands is shown to nobody before the close.</p>
      )}
    </>
  );
}

/** The result: the verdict, the sentence that says why, and the figures drawn against what was needed. */
export function ResultFigure({ poll }: { readonly poll: PollParts }) {
  const { result } = poll;
  if (!result) return null;
  const condition = result.conditions[0];
  return (
    <>
      <div role="status">
        <p className="verdict">{result.carried ? 'Carried' : 'Lost'}</p>
        <p className="big">{withoutVerdict(result.sentence)}</p>
      </div>
      {poll.contestedBy && <p>This result is contested. The assembly decides whether it stands.</p>}
      <TallyFigure
        tally={result.tally}
        method={poll.method}
        base={condition?.base ?? 0}
        needed={condition?.needed ?? null}
        caption={condition ? conditionSentence(condition) : 'The count'}
      />
      {result.conditions.slice(1).map((each) => (
        <p key={each.label}>
          {conditionSentence(each)} <strong>{each.met ? 'Met.' : 'Not met.'}</strong>
        </p>
      ))}
      <p className="count">
        {result.turnout.toLocaleString('en-GB')} of {result.entitled.toLocaleString('en-GB')} voted.{' '}
        {result.quorum ? `The quorum was ${result.quorum.needed.toLocaleString('en-GB')}.` : ''}
      </p>
      <TurnoutBar voted={result.turnout} entitled={result.entitled} quorum={result.quorum?.needed ?? null} />
    </>
  );
}
