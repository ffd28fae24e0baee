import type { ElectionTranscript } from '@plenary/tally';
import { useMemo } from 'react';
import { ElectionCount } from '../graphql/generated/poll.ts';
import type { PollMethod } from '../graphql/generated/schema.ts';
import { useQuery } from '../hooks/use-query.ts';
import { flowSentence, tieSentence } from '../logic/count-words.ts';
import { givesScores } from '../logic/election-words.ts';
import { plural } from '../logic/when.ts';
import { CountAgain } from './count-again.tsx';
import { FlowFigure } from './flow-figure.tsx';
import { Waiting } from './notice.tsx';
import { Section } from './page.tsx';
import { PairwiseFigure } from './pairwise-figure.tsx';
import { VotesFigure } from './votes-figure.tsx';

/** The count of an election drawn so that people see what happened, and the papers for those who count it again. */
export default function ElectionFigures({
  pollId,
  method,
}: {
  readonly pollId: string;
  readonly method: PollMethod;
}) {
  const query = useQuery(ElectionCount, { id: pollId });
  const poll = query.data?.poll;
  const text = poll?.result?.transcript;
  const transcript = useMemo(() => (text ? (JSON.parse(text) as ElectionTranscript) : null), [text]);
  if (!poll?.result || !transcript) return <Waiting query={query} again={query.again} />;
  const shown = poll.papers.nodes.length > 0;
  return (
    <>
      <Section title="What happened in the count">
        <Drawing transcript={transcript} />
        <Ties transcript={transcript} />
      </Section>
      <Section title="Check it yourself">
        {shown ? (
          <>
            <p>The papers of this vote are published, without names.</p>
            <CountAgain poll={poll} />
            {!givesScores(method) && (
              <p>
                <a href={`/export/polls/${pollId}.blt`} download>
                  Download the papers
                </a>{' '}
                as a BLT file, which other counting programs read.
              </p>
            )}
          </>
        ) : (
          <p>
            The papers of this vote are kept back, so that nobody can be found by theirs: only the sums are
            published.
          </p>
        )}
      </Section>
    </>
  );
}

/** More than these are folded. */
const FEW_TIES = 3;

/** Each tie by name: who was level, over what, and what settled it. */
function Ties({ transcript }: { readonly transcript: ElectionTranscript }) {
  const { ties } = transcript;
  if (ties.length === 0) return null;
  return (
    <details open={ties.length <= FEW_TIES}>
      <summary>{plural(ties.length, 'tie')}, and what settled it</summary>
      <ul className="list">
        {ties.map((tie) => (
          <li key={`${tie.round} ${tie.about} ${tie.between.join()}`}>{tieSentence(tie, transcript)}</li>
        ))}
      </ul>
    </details>
  );
}

function Drawing({ transcript }: { readonly transcript: ElectionTranscript }) {
  if (transcript.pairwise) return <PairwiseFigure transcript={transcript} pairwise={transcript.pairwise} />;
  if (transcript.rounds.length < 2) return <VotesFigure transcript={transcript} />;
  return <FlowFigure transcript={transcript} caption={flowSentence(transcript)} />;
}
