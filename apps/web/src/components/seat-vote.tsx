import type { Answer } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { wordsOf } from '../logic/answers.ts';
import { Shape } from './shapes.tsx';
import { Time } from './times.tsx';

interface Vote {
  readonly answer: Answer;
  readonly castAt: string;
  readonly speaker: string | null;
  readonly former: boolean;
}

/** What was voted for a seat, when, and whether by somebody who has lost it since. */
export function SeatVoteLine({ vote, open }: { readonly vote: Vote; readonly open: boolean }) {
  const { timeZone } = useAssembly();
  return (
    <>
      <div className={`seat-answer tone-${vote.answer.toLowerCase()}`}>
        <Shape answer={vote.answer} />
        {wordsOf(vote.answer, 'YES_NO').word}
      </div>
      <div className="muted">
        <Time at={vote.castAt} zone={timeZone} />
      </div>
      {vote.former && (
        <p className="outside">
          <span aria-hidden="true">⚑ </span>
          Cast by {vote.speaker ?? 'somebody'}, who has lost the seat.{' '}
          {open ? 'It stands until whoever speaks for the seat now replaces it.' : 'It was not replaced.'}
        </p>
      )}
    </>
  );
}
