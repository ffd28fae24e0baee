import { type ReactNode, useId } from 'react';
import type { Answer, PollMethod } from '../graphql/generated/schema.ts';
import { placesOf, wordsOf } from '../logic/answers.ts';
import { Shape } from './shapes.tsx';

/** An answer that was given, with its shape; `explained` says below it what it does. */
export function GivenAnswer({
  answer,
  method,
  explained = false,
}: {
  readonly answer: Answer;
  readonly method: PollMethod;
  readonly explained?: boolean;
}) {
  const { word, sentence } = wordsOf(answer, method);
  return (
    <>
      <p className={`paper-answer tone-${answer.toLowerCase()}`}>
        <Shape answer={answer} />
        {word}
      </p>
      {explained && <p>{sentence}</p>}
    </>
  );
}

/** The answers of a vote, one of them to be chosen: big, then what is to be read, then those for a paper without any. */
export function AnswerChoices({
  answers,
  method,
  chosen,
  onChoose,
  children,
}: {
  readonly answers: readonly Answer[];
  readonly method: PollMethod;
  readonly chosen: Answer | null;
  readonly onChoose: (answer: Answer) => void;
  readonly children: ReactNode;
}) {
  const name = useId();
  const { big, small } = placesOf(answers);
  const choice = (each: Answer, extra: string) => (
    <label key={each} className={`answer answer-${each.toLowerCase()}${extra}`}>
      <input
        type="radio"
        className="visually-hidden"
        name={name}
        value={each}
        checked={chosen === each}
        onChange={() => onChoose(each)}
      />
      <Shape answer={each} />
      {wordsOf(each, method).word}
      {chosen === each && (
        <span className="answer-chosen" aria-hidden="true">
          chosen
        </span>
      )}
    </label>
  );
  return (
    <>
      <fieldset className="answers">
        <legend className="visually-hidden">Your answer</legend>
        {big.map((each) => choice(each, ''))}
      </fieldset>
      <div className="fine-print">{children}</div>
      {small.length > 0 && (
        <details open={chosen !== null && small.includes(chosen)}>
          <summary>Or hand in a paper without an answer</summary>
          <div className="answers">{small.map((each) => choice(each, ' answer-small'))}</div>
        </details>
      )}
    </>
  );
}
