import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import type { AskedParts } from '../graphql/generated/delegates.ts';
import { VoteForSeat } from '../graphql/generated/desk.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import type { TermParts } from '../graphql/generated/term.ts';
import { useStore } from '../hooks/store.ts';
import { useAction } from '../hooks/use-action.ts';
import { useKey } from '../hooks/use-key.ts';
import { useNow } from '../hooks/use-now.ts';
import { wordsOf } from '../logic/answers.ts';
import { judgeSeatVote } from '../logic/judge.ts';
import { instructedSentence } from '../logic/mandate-words.ts';
import { network } from '../offline/network.ts';
import { AnswerChoices } from './answer-parts.tsx';
import { AskedWhen } from './delegates-asked.tsx';
import { Form } from './form.tsx';
import { SeatVoteLine } from './seat-vote.tsx';
import { Outside } from './votes-above.tsx';

type Seat = AskedParts['seats'][number];

interface Props {
  readonly term: TermParts;
  readonly asked: AskedParts;
  readonly seat: Seat;
  readonly again: () => Promise<void>;
}

/** What the assembly above asks of this seat now: the ballot of whoever speaks for it. */
export function VotesForSeat({
  term,
  asked,
  inForce,
  again,
}: {
  readonly term: TermParts;
  readonly asked: readonly AskedParts[];
  /** Whether a mandate is in force: without one nothing is voted in the assembly's name. */
  readonly inForce: boolean;
  readonly again: () => Promise<void>;
}) {
  return asked
    .filter(({ state }) => state === 'OPEN')
    .flatMap((poll) => {
      const seat = poll.seats.find((each) => each.mine && each.term?.id === term.id);
      return seat ? [{ poll, seat }] : [];
    })
    .map(({ poll, seat }) => (
      <div className="paper" key={poll.id}>
        <h3>Vote for your seat: {poll.question}</h3>
        <p className="muted">
          <AskedWhen asked={poll} />
        </p>
        {poll.text && (
          <details>
            <summary>Read the text</summary>
            <p className="text">{poll.text}</p>
          </details>
        )}
        {inForce ? (
          <Ballot key={seat.id} term={term} asked={poll} seat={seat} again={again} />
        ) : (
          <p>No mandate is in force: nothing is voted in the assembly’s name until it gives one.</p>
        )}
      </div>
    ));
}

const ANSWERS: readonly Answer[] = ['YES', 'NO', 'ABSTAIN'];

/**
 * By roll call, so that it can be changed until the close. It is not kept on the phone to be sent later: whether the seat
 * and the mandate are still what they were is asked when it is cast.
 */
function Ballot({ term, asked, seat, again }: Props) {
  const [chosen, setChosen] = useState<Answer | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [changing, setChanging] = useState(false);
  // The same for the same answer until it is in: a second tap, or one after a lost answer, votes once.
  const key = useKey();
  const now = useNow();
  const offline = useStore(network).requests === 'failing';
  // What was chosen here, else what stands, else what the mandate says.
  const own = seat.vote !== null && !seat.vote.former ? seat.vote.answer : null;
  const answer = chosen ?? own ?? seat.instructed?.answer ?? null;
  const { instructions } = term.office.mandate!;
  const judged = answer && judgeSeatVote(instructions, asked.motionId, answer);
  const cast = useAction(async () => {
    if (answer === null) return 'Choose your answer first.';
    const input = { termId: term.id, pollId: asked.id, answer, clientKey: key.of(answer) };
    const { voteForSeat: given } = await request(VoteForSeat, { input });
    if (isRejection(given)) {
      await again();
      return given.message;
    }
    key.done();
    setCode(given.code);
    await again();
    setChosen(null);
    setChanging(false);
    return null;
  });
  if (asked.closesAt !== null && Date.parse(asked.closesAt) <= now)
    return <p>The time to vote is over. The result is on its way.</p>;
  if (own !== null && seat.vote && !changing)
    return (
      <>
        <p className="big" role="status">
          <span aria-hidden="true">✓ </span>The vote of your seat is in.
        </p>
        <SeatVoteLine vote={seat.vote} open />
        {seat.vote.verdict === 'OUTSIDE' && <Outside because={seat.vote.because} />}
        {code !== null && (
          <p>
            Receipt <span className="receipt">{code}</span>
          </p>
        )}
        <p>Our members read it at once, the assembly above after the close. It can be changed until then.</p>
        <button type="button" className="button" onClick={() => setChanging(true)}>
          Change the vote of my seat
        </button>
      </>
    );
  return (
    <>
      {seat.vote?.former && <SeatVoteLine vote={seat.vote} open />}
      <p>
        {instructedSentence(seat.instructed)}{' '}
        {seat.instructed?.answer && 'Its answer is filled in; another is refused.'}
        {seat.instructed?.position === 'MUST_REFER_BACK' &&
          'Until the assembly has decided no answer is taken.'}
      </p>
      <Form
        action={cast}
        submit={answer === null ? 'Vote for my seat' : `${wordsOf(answer, 'YES_NO').act}, for my seat`}
        strong={judged?.verdict !== 'refused'}
      >
        <AnswerChoices answers={ANSWERS} method="YES_NO" chosen={answer} onChoose={setChosen}>
          <p>Roll call: members see who voted how, and it can be changed until the close.</p>
        </AnswerChoices>
        <div role="status">
          {judged && judged.verdict !== 'within' && (
            <p className="outside">
              <span aria-hidden="true">⚑ </span>
              <strong>
                {judged.verdict === 'refused'
                  ? 'This will be refused: the mandate names this very question, and says otherwise.'
                  : 'The mandate does not say this: it will be marked, and members see it.'}
              </strong>{' '}
              {judged.because}
            </p>
          )}
        </div>
        {offline && <p role="status">You are offline. The vote of a seat is not kept to be sent later.</p>}
      </Form>
      {changing && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            setChosen(null);
            setChanging(false);
          }}
        >
          Leave the vote as it is
        </button>
      )}
    </>
  );
}
