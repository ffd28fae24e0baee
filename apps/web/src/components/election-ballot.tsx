import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { PollParts } from '../graphql/generated/poll.ts';
import type { Answer } from '../graphql/generated/schema.ts';
import { placesOf, wordsOf } from '../logic/answers.ts';
import { howToVote, leftOut, listOf, seatsSentence } from '../logic/election-words.ts';
import { type Choice, choiceOf, isBlank, linesOfChoice, namedIn } from '../logic/paper.ts';
import { GivenAnswer } from './answer-parts.tsx';
import { CheckVote } from './check-vote.tsx';
import { MarksField } from './marks-field.tsx';
import { Problem } from './notice.tsx';
import { PaperLines } from './paper-lines.tsx';
import { RankingField } from './ranking-field.tsx';
import { ScoresField } from './scores-field.tsx';

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
  if (checking) {
    const step = { poll, onBack: () => setChecking(null), onDone };
    return 'answer' in checking ? (
      <CheckVote {...step} vote={checking} act={wordsOf(checking.answer, poll.method).act}>
        <GivenAnswer answer={checking.answer} method={poll.method} explained />
        <p>It counts as cast, and for nobody.</p>
      </CheckVote>
    ) : (
      <CheckVote {...step} vote={{ answer: null, ...checking }} act={ACTS[poll.election!.paper]}>
        <ChoiceRead poll={poll} choice={checking.choice} />
      </CheckVote>
    );
  }
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
