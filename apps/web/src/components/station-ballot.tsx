import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import { CastAtStation, type CheckOffParts, type StationDeviceAnswer } from '../graphql/generated/station.ts';
import { useAction } from '../hooks/use-action.ts';
import { placesOf, wordsOf } from '../logic/answers.ts';
import { type Marks, type StationPaper, sentenceOf, toChoice } from '../logic/station-choice.ts';
import { Act } from './form.tsx';
import { Problem } from './notice.tsx';
import { Page } from './page.tsx';
import { Shape } from './shapes.tsx';
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
            <>
              <p className={`paper-answer tone-${answer.toLowerCase()}`}>
                <Shape answer={answer} />
                {wordsOf(answer, paper.method).word}
              </p>
              <p>{wordsOf(answer, paper.method).sentence}</p>
            </>
          )}
        </div>
        {paper.tier === 'SECRET' && (
          <p>
            <strong>This is final: a secret vote cannot be changed or taken back.</strong>
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
  const name = useId();
  const [missing, setMissing] = useState<string | null>(null);
  const { big, small } = placesOf(paper.answers);
  const check = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (answer === null && Object.keys(marks).length === 0) setMissing('Choose your answer first.');
    else onCheck();
  };
  const choice = (each: Answer, extra: string) => (
    <label key={each} className={`answer answer-${each.toLowerCase()}${extra}`}>
      <input
        type="radio"
        className="visually-hidden"
        name={name}
        value={each}
        checked={answer === each}
        onChange={() => onAnswer(each)}
      />
      <Shape answer={each} />
      {wordsOf(each, paper.method).word}
      {answer === each && (
        <span className="answer-chosen" aria-hidden="true">
          chosen
        </span>
      )}
    </label>
  );
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
      <fieldset className="answers">
        <legend className="visually-hidden">Your answer</legend>
        {big.map((each) => choice(each, ''))}
      </fieldset>
      <div className="fine-print">
        <p>{paper.election?.sentence ?? paper.rule}</p>
        <p>{paper.tierSentence}</p>
        <p>{paper.abstaining}</p>
      </div>
      {small.length > 0 && (
        <details open={answer !== null && small.includes(answer)}>
          <summary>Or hand in a paper without an answer</summary>
          <div className="answers">{small.map((each) => choice(each, ' answer-small'))}</div>
        </details>
      )}
      <Problem text={problem ?? missing} />
      <button type="submit" className="button button-ink">
        Check my answer
      </button>
    </form>
  );
}
