import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { PollParts } from '../graphql/generated/poll.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useSession } from '../hooks/session.ts';
import { useStore } from '../hooks/store.ts';
import { useNow } from '../hooks/use-now.ts';
import { wordsOf } from '../logic/answers.ts';
import { type WaitingVote, waitingFor } from '../logic/outbox.ts';
import { linesOfPaper, nameIn } from '../logic/paper.ts';
import { network } from '../offline/network.ts';
import { outbox, receipts, takeBack } from '../offline/outbox.ts';
import { AnswerChoices, GivenAnswer } from './answer-parts.tsx';
import { CheckVote } from './check-vote.tsx';
import { ElectionBallot } from './election-ballot.tsx';
import { Problem } from './notice.tsx';
import { PaperLines } from './paper-lines.tsx';
import { AtStation } from './stations.tsx';
import { Time } from './times.tsx';

/** One member's own part in an open vote: answer, check, wait or receipt; and never a doubt which it is. */
export function MyVote({ poll }: { readonly poll: PollParts }) {
  const { me } = useSession();
  const box = useStore(outbox);
  const fresh = useStore(receipts)[poll.id];
  const now = useNow();
  const [changing, setChanging] = useState(false);
  const waiting = me ? waitingFor(box, me.id, poll.id) : undefined;
  const over = poll.closesAt !== null && new Date(poll.closesAt).getTime() <= now;

  if (waiting) return <NotCountedYet poll={poll} vote={waiting} />;
  if (!poll.onRoll) {
    return (
      <p>
        You are not on the roll of this vote{poll.myRollReason && `: ${poll.myRollReason}`}. You can follow it
        here.
      </p>
    );
  }
  const code = fresh?.code ?? poll.myBallot?.receipt.code;
  if (code && !changing) {
    return <Counted poll={poll} code={code} over={over} onChange={() => setChanging(true)} />;
  }
  if (over) return <p className="big">The time to vote is over. The result is on its way.</p>;
  const Paper = poll.election ? ElectionBallot : Ballot;
  return (
    <Paper
      poll={poll}
      onDone={() => setChanging(false)}
      onCancel={changing ? () => setChanging(false) : null}
    />
  );
}

function NotCountedYet({ poll, vote }: { readonly poll: PollParts; readonly vote: WaitingVote }) {
  const { requests } = useStore(network);
  const { timeZone } = useAssembly();
  const offline = requests === 'failing';
  return (
    <div className="paper" role="status">
      <p className="big">{offline ? 'Not counted yet.' : 'Sending your vote…'}</p>
      <p>
        {offline
          ? 'Will be sent when you are back online. It is kept on this phone until then, and only until then.'
          : 'It is not counted until the receipt is here.'}
      </p>
      {offline && poll.closesAt && (
        <p>
          The vote closes <Time at={poll.closesAt} zone={timeZone} />: what arrives after that is not in the
          result.
        </p>
      )}
      {vote.attempts === 0 && offline && (
        <button type="button" className="button" onClick={() => takeBack(vote.clientKey)}>
          Take my vote back
        </button>
      )}
    </div>
  );
}

function Counted({
  poll,
  code,
  over,
  onChange,
}: {
  readonly poll: PollParts;
  readonly code: string;
  readonly over: boolean;
  readonly onChange: () => void;
}) {
  const { timeZone } = useAssembly();
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const secret = poll.tier === 'SECRET';
  const answer = poll.myBallot?.answer ?? null;
  return (
    <div className="paper">
      <p className="big" ref={heading} tabIndex={-1} role="status">
        <span aria-hidden="true">✓ </span>Your vote is in.
      </p>
      {answer && <GivenAnswer answer={answer} method={poll.method} />}
      {poll.myBallot?.paper && !answer && (
        <PaperLines lines={linesOfPaper(poll.myBallot.paper, nameIn(poll.candidates))} />
      )}
      <AtStation station={poll.myBallot?.receipt.station ?? null} />
      <p>
        Receipt <span className="receipt">{code}</span>
      </p>
      <p>
        {secret
          ? 'It shows that you voted, not how. It does not prove that the server kept your choice.'
          : 'It finds your ballot in the published list after the close.'}
      </p>
      {poll.closesAt && (
        <p>
          The result appears here, <Time at={poll.closesAt} zone={timeZone} />.
        </p>
      )}
      {!secret && !over && (
        <button type="button" className="button" onClick={onChange}>
          Change my vote
        </button>
      )}
      {secret && <p className="muted">A secret vote is final: nobody can find it again to change it.</p>}
    </div>
  );
}

/** Two steps: the answer, then checking it. */
function Ballot({
  poll,
  onDone,
  onCancel,
}: {
  readonly poll: PollParts;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | null;
}) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [checking, setChecking] = useState(false);
  if (answer !== null && checking) {
    return (
      <CheckVote
        poll={poll}
        vote={{ answer }}
        act={wordsOf(answer, poll.method).act}
        onBack={() => setChecking(false)}
        onDone={onDone}
      >
        <GivenAnswer answer={answer} method={poll.method} explained />
      </CheckVote>
    );
  }
  return (
    <Choose
      poll={poll}
      answer={answer}
      onChoose={setAnswer}
      onCheck={() => setChecking(true)}
      onCancel={onCancel}
    />
  );
}

function Choose({
  poll,
  answer,
  onChoose,
  onCheck,
  onCancel,
}: {
  readonly poll: PollParts;
  readonly answer: Answer | null;
  readonly onChoose: (answer: Answer) => void;
  readonly onCheck: () => void;
  readonly onCancel: (() => void) | null;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const check = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (answer === null) setProblem('Choose your answer first.');
    else onCheck();
  };
  const choose = (each: Answer) => {
    setProblem(null);
    onChoose(each);
  };
  return (
    <form onSubmit={check}>
      {poll.smallRollWarning && <p className="problem">{poll.smallRollWarning}</p>}
      <AnswerChoices answers={poll.answers} method={poll.method} chosen={answer} onChoose={choose}>
        <p>{poll.tierSentence}</p>
        <p>
          {[poll.rule.abstaining, poll.rule.standingAside, poll.rule.blocking, poll.rule.notVoting]
            .filter(Boolean)
            .join(' ')}
        </p>
      </AnswerChoices>
      <Problem text={problem} />
      <div className={answer === null ? undefined : 'within-reach'}>
        <button type="submit" className="button button-ink">
          Check my answer
        </button>
      </div>
      {onCancel && (
        <button type="button" className="button button-quiet" onClick={onCancel}>
          Leave my vote as it is
        </button>
      )}
    </form>
  );
}
