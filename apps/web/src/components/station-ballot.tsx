import { type ReactNode, type SubmitEvent, useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import { CastAtStation, type CheckOffParts, type StationDeviceAnswer } from '../graphql/generated/station.ts';
import { useAction } from '../hooks/use-action.ts';
import { wordsOf } from '../logic/answers.ts';
import { type Marks, type StationPaper, sentenceOf, toChoice } from '../logic/station-choice.ts';
import { AnswerChoices, GivenAnswer } from './answer-parts.tsx';
import { FinalVote } from './check-vote.tsx';
import { Act } from './form.tsx';
import { Problem } from './notice.tsx';
import { Page } from './page.tsx';
import { StationCandidates } from './station-candidates.tsx';

type Device = NonNullable<StationDeviceAnswer['stationDevice']>;

interface Props {
  readonly deviceToken: string;
  readonly voter: CheckOffParts;
  readonly paper: Device['paper'];
  readonly over: ReactNode;
  readonly onDone: (code: string) => void;
  readonly onOver: () => Promise<void>;
}

/** The ballot of whoever stands at the station: choose, check, cast. Nothing of it is kept on the device. */
export function StationBallot({ deviceToken, voter, paper, over, onDone, onOver }: Props) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [marks, setMarks] = useState<Marks>({});
  const [checking, setChecking] = useState(false);
  const action = useAction(async () => {
    const ballot = answer === null ? { choice: toChoice(paper, marks) } : { answer };
    const input = { deviceToken, checkOffId: voter.id, ...ballot };
    const { castAtStation: cast } = await request(CastAtStation, { input });
    if (isRejection(cast)) {
      if (cast.code === 'BALLOT_INVALID') setChecking(false);
      else await onOver();
      return cast.message;
    }
    onDone(cast.code);
    return null;
  });
  if (checking) {
    return (
      <Page key="check" title="Check your answer" over={over}>
        <div className="paper">
          {answer === null ? (
            <p className="big">{sentenceOf(paper, marks)}</p>
          ) : (
            <GivenAnswer answer={answer} method={paper.method} explained />
          )}
        </div>
        {paper.tier === 'SECRET' && (
          <p>
            <FinalVote />
          </p>
        )}
        <Act action={action} kind="strong">
          {answer === null ? 'Hand in this paper' : wordsOf(answer, paper.method).act}
        </Act>
        <button type="button" className="button" onClick={() => setChecking(false)}>
          Go back and change it
        </button>
      </Page>
    );
  }
  return (
    <Page key="choose" title={paper.question} over={`${voter.displayName} votes`}>
      <Choose
        paper={paper}
        answer={answer}
        marks={marks}
        onAnswer={setAnswer}
        onMarks={(chosen) => {
          setAnswer(null);
          setMarks(chosen);
        }}
        onCheck={() => setChecking(true)}
        problem={action.problem}
      />
    </Page>
  );
}

function Choose({
  paper,
  answer,
  marks,
  onAnswer,
  onMarks,
  onCheck,
  problem,
}: {
  readonly paper: StationPaper & Device['paper'];
  readonly answer: Answer | null;
  readonly marks: Marks;
  readonly onAnswer: (answer: Answer) => void;
  readonly onMarks: (marks: Marks) => void;
  readonly onCheck: () => void;
  readonly problem: string | null;
}) {
  const [missing, setMissing] = useState<string | null>(null);
  const check = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (answer === null && Object.keys(marks).length === 0) setMissing('Choose your answer first.');
    else onCheck();
  };
  return (
    <form onSubmit={check}>
      {paper.smallRollWarning && <p className="problem">{paper.smallRollWarning}</p>}
      {paper.text && (
        <details>
          <summary>Read the text</summary>
          <p className="text">{paper.text}</p>
        </details>
      )}
      {paper.election && <StationCandidates paper={paper} marks={marks} onMarks={onMarks} />}
      <AnswerChoices answers={paper.answers} method={paper.method} chosen={answer} onChoose={onAnswer}>
        <p>{paper.election?.sentence ?? paper.rule}</p>
        <p>{paper.tierSentence}</p>
        <p>{paper.abstaining}</p>
      </AnswerChoices>
      <Problem text={problem ?? missing} />
      <button type="submit" className="button button-ink">
        Check my answer
      </button>
    </form>
  );
}
