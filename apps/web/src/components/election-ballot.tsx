import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { PollParts } from '../graphql/generated/poll.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useSession } from '../hooks/session.ts';
import { placesOf, wordsOf } from '../logic/answers.ts';
import { howToVote, leftOut, listOf, seatsSentence } from '../logic/election-words.ts';
import { type Choice, choiceOf, isBlank, linesOfChoice, namedIn } from '../logic/paper.ts';
import { castFrom } from '../offline/outbox.ts';
import { MarksField } from './marks-field.tsx';
import { Problem } from './notice.tsx';
import { PaperLines } from './paper-lines.tsx';
import { RankingField } from './ranking-field.tsx';
import { ScoresField } from './scores-field.tsx';
import { Shape } from './shapes.tsx';

/** What is about to be handed in: a choice among those who stand, or a blank or spoilt paper on purpose. */
type Paper = { readonly choice: Choice } | { readonly answer: Answer };

interface Props {
  readonly poll: PollParts;
  readonly onDone: () => void;
  readonly onCancel: (() => void) | null;
}

/** The paper of an election: fill it in, check it as it will be counted, hand it in. */
export function ElectionBallot({ poll, onDone, onCancel }: Props) {
  const [choice, setChoice] = useState<Choice>(() => choiceOf(poll.myBallot?.paper ?? null, poll.candidates));
  const [checking, setChecking] = useState<Paper | null>(null);
  if (checking)
    return <Check poll={poll} paper={checking} onBack={() => setChecking(null)} onDone={onDone} />;
  return (
    <FillIn poll={poll} choice={choice} onChoose={setChoice} onCheck={setChecking} onCancel={onCancel} />
  );
}

function FillIn({
  poll,
  choice,
  onChoose,
  onCheck,
  onCancel,
}: {
  readonly poll: PollParts;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly onCheck: (paper: Paper) => void;
  readonly onCancel: (() => void) | null;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const election = poll.election!;
  const ofMembers = poll.candidates.some(({ memberId }) => memberId !== null);
  const blank = isBlank(choice);
  const check = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (blank)
      setProblem(
        'Your paper names nobody yet. To hand in a blank paper, choose that below: it counts as cast, and for nobody.',
      );
    else onCheck({ choice });
  };
  const choose = (next: Choice) => {
    setProblem(null);
    onChoose(next);
  };
  return (
    <form onSubmit={check} className="paper-form">
      {poll.smallRollWarning && <p className="problem">{poll.smallRollWarning}</p>}
      <p>
        <strong>{seatsSentence(election.seats, ofMembers)}</strong> {howToVote(poll.method)}
      </p>
      {election.publishWarning && <p className="problem">{election.publishWarning}</p>}
      <Field poll={poll} choice={choice} onChoose={choose} />
      <Problem text={problem} />
      <div className={blank ? undefined : 'within-reach'}>
        <button type="submit" className="button button-ink">
          Check my answer
        </button>
      </div>
      {onCancel && (
        <button type="button" className="button button-quiet" onClick={onCancel}>
          Leave my vote as it is
        </button>
      )}
      <div className="fine-print">
        <p>{leftOut(poll.method)}</p>
        {election.order === 'DRAWN' && poll.candidates.length > 1 && (
          <p>The names are in an order drawn for you alone; others see another.</p>
        )}
        <p>{poll.tierSentence}</p>
        <p>{poll.rule.notVoting}</p>
      </div>
      <details>
        <summary>Or hand in a paper without a choice</summary>
        <p>
          Both count as cast, and for nobody. A blank paper is left empty; a spoilt one says that you refuse
          the choice.
        </p>
        <div className="stack">
          {placesOf(poll.answers).small.map((answer) => (
            <button key={answer} type="button" className="button" onClick={() => onCheck({ answer })}>
              {wordsOf(answer, poll.method).act}…
            </button>
          ))}
        </div>
      </details>
    </form>
  );
}

function Field({
  poll,
  choice,
  onChoose,
}: {
  readonly poll: PollParts;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}): ReactNode {
  const { paper, equalRanks, mostMarks, maxScore } = poll.election!;
  const { candidates } = poll;
  switch (paper) {
    case 'RANKING':
      return (
        <RankingField
          candidates={candidates}
          ranking={choice.ranking ?? []}
          equalRanks={equalRanks}
          onChange={(ranking) => onChoose({ ranking })}
        />
      );
    case 'MARKS':
      return (
        <MarksField
          candidates={candidates}
          marks={choice.marks ?? []}
          most={mostMarks ?? candidates.length}
          onChange={(marks) => onChoose({ marks })}
        />
      );
    default:
      return (
        <ScoresField
          candidates={candidates}
          scores={choice.scores ?? []}
          max={maxScore ?? 1}
          onChange={(scores) => onChoose({ scores })}
        />
      );
  }
}

const ACTS = {
  RANKING: 'Hand in this ranking',
  MARKS: 'Hand in these marks',
  SCORES: 'Hand in these scores',
} as const;

function Check({
  poll,
  paper,
  onBack,
  onDone,
}: {
  readonly poll: PollParts;
  readonly paper: Paper;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { me } = useSession();
  const assembly = useAssembly();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const secret = poll.tier === 'SECRET';
  const words = 'answer' in paper ? wordsOf(paper.answer, poll.method) : null;
  const cast = () => {
    if (me === null) return;
    castFrom({
      pollId: poll.id,
      assemblyId: assembly.id,
      personId: me.id,
      question: poll.question,
      answer: 'answer' in paper ? paper.answer : null,
      choice: 'choice' in paper ? paper.choice : undefined,
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
        {'choice' in paper ? (
          <ChoiceRead poll={poll} choice={paper.choice} />
        ) : (
          <>
            <p className="paper-answer">
              <Shape answer={paper.answer} />
              {words?.word}
            </p>
            <p>{words?.sentence} It counts as cast, and for nobody.</p>
          </>
        )}
      </div>
      <p>
        {secret ? (
          <strong>This is final: a secret vote cannot be changed or taken back.</strong>
        ) : (
          'You can change it until the close.'
        )}
      </p>
      <p>{poll.tierSentence}</p>
      <div className="stack">
        <button type="button" className="button button-strong" onClick={cast}>
          {words?.act ?? ACTS[poll.election!.paper]}
        </button>
        <button type="button" className="button" onClick={onBack}>
          Go back and change it
        </button>
      </div>
    </>
  );
}

/** The choice as it will be counted, and what becomes of those who are not on it. */
function ChoiceRead({ poll, choice }: { readonly poll: PollParts; readonly choice: Choice }) {
  const nameOf = (id: string) => poll.candidates.find((each) => each.id === id)?.name ?? '';
  const named = new Set(namedIn(choice));
  const others = poll.candidates.filter(({ id }) => !named.has(id)).map(({ name }) => name);
  const how = { RANKING: 'ranked', MARKS: 'marked', SCORES: 'scored' }[poll.election!.paper];
  return (
    <>
      <p>It will be counted like this:</p>
      <PaperLines lines={linesOfChoice(choice, nameOf)} />
      {others.length > 0 && (
        <p>
          Not {how}: {listOf(others)}. {leftOut(poll.method)}
        </p>
      )}
    </>
  );
}
