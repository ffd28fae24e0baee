import { type ReactNode, useEffect, useRef } from 'react';
import type { PollParts } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useSession } from '../hooks/session.ts';
import type { WaitingVote } from '../logic/outbox.ts';
import { castFrom } from '../offline/outbox.ts';

/** The second step of a vote: what was chosen as it will be counted, whether it can be changed, and the act itself. */
export function CheckVote({
  poll,
  vote,
  act,
  onBack,
  onDone,
  children,
}: {
  readonly poll: PollParts;
  readonly vote: Pick<WaitingVote, 'answer' | 'choice'>;
  readonly act: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
  readonly children: ReactNode;
}) {
  const { me } = useSession();
  const assembly = useAssembly();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const secret = poll.tier === 'SECRET';
  const cast = () => {
    if (me === null) return;
    // The outbox holds one vote per poll, so a second tap finds the first already waiting.
    castFrom({
      pollId: poll.id,
      assemblyId: assembly.id,
      personId: me.id,
      question: poll.question,
      ...vote,
      secret,
    });
    onDone();
  };
  return (
    <>
      <div className="paper">
        <h2 ref={heading} tabIndex={-1}>
          Check your answer
        </h2>
        {children}
      </div>
      <p>{secret ? <FinalVote /> : 'You can change it until the close.'}</p>
      <p>{poll.tierSentence}</p>
      <div className="stack">
        <button type="button" className="button button-strong" onClick={cast}>
          {act}
        </button>
        <button type="button" className="button" onClick={onBack}>
          Go back and change it
        </button>
      </div>
    </>
  );
}

export function FinalVote() {
  return <strong>This is final: a secret vote cannot be changed or taken back.</strong>;
}
