import type { TermPageAnswer } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { wordsOf } from '../logic/answers.ts';
import { Shape } from './shapes.tsx';
import { Time } from './times.tsx';

type Vote = NonNullable<TermPageAnswer['term']>['votes'][number];

/** How a delegate voted for the seat in the assembly above, the latest first. */
export function VotesAbove({ votes }: { readonly votes: readonly Vote[] }) {
  const { timeZone } = useAssembly();
  return (
    <ul className="list">
      {votes.map((vote) => (
        <li key={`${vote.pollId} ${vote.castAt}`}>
          <strong>{vote.question}</strong>
          <div className={`seat-answer tone-${vote.answer.toLowerCase()}`}>
            <Shape answer={vote.answer} />
            {wordsOf(vote.answer, 'YES_NO').word}
          </div>
          {vote.verdict === 'OUTSIDE' && <Outside because={vote.because} />}
          <div className="muted">
            <Time at={vote.castAt} zone={timeZone} />, under version {vote.mandateVersion} of the mandate
            {vote.replaced && '. Another vote took its place'}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A vote that the mandate does not say: marked, for the members to judge. */
export function Outside({ because }: { readonly because: string | null }) {
  return (
    <p className="outside">
      <span aria-hidden="true">⚑ </span>
      <strong>Outside the mandate.</strong> {because}
    </p>
  );
}
