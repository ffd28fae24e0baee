import type { ElectionTranscript } from '@plenary/tally';
import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { PollCount as CountQuery, type PollParts } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { useQuery } from '../hooks/use-query.ts';
import { answerOf, wordsOf } from '../logic/answers.ts';
import { rowsOf } from '../logic/bar.ts';
import { tieSentence, transfersOf } from '../logic/count-words.ts';
import { listOf } from '../logic/election-words.ts';
import { pathTo } from '../logic/router.ts';
import { conditionSentence, quorumSentence } from '../logic/tally-sentence.ts';
import { drawn, exactly } from '../logic/votes.ts';
import { plural } from '../logic/when.ts';

type Result = NonNullable<PollParts['result']>;

/** The count step by step, as one would say it at the table where the papers lie. */
function CountInWords({ poll, result }: { readonly poll: PollParts; readonly result: Result }) {
  const number = (value: number) => value.toLocaleString('en-GB');
  const { rows } = rowsOf(result.tally, poll.method, 0);
  return (
    <ol>
      <li>{plural(result.entitled, 'member')} could vote.</li>
      <li>
        {number(result.turnout)} voted:{' '}
        {rows
          .map(
            ({ key, count }) => `${wordsOf(answerOf(key), poll.method).word.toLowerCase()} ${number(count)}`,
          )
          .join(', ')}
        .
      </li>
      {result.quorum && <li>{quorumSentence(result.turnout, result.quorum.needed)}</li>}
      {result.conditions.map((each) => (
        <li key={each.label}>
          {conditionSentence(each)} {each.met ? 'Met.' : 'Not met.'}
        </li>
      ))}
      <li>
        <strong>{result.carried ? 'Carried.' : 'Lost.'}</strong>
      </li>
    </ol>
  );
}

function Transcript({
  transcript,
  ballotsHash,
  ofElection,
}: {
  readonly transcript: string;
  readonly ballotsHash: string;
  readonly ofElection: boolean;
}) {
  return (
    <>
      {ofElection && <ElectionInWords transcript={JSON.parse(transcript) as ElectionTranscript} />}
      <details>
        <summary>For a program that repeats it</summary>
        <pre>{transcript}</pre>
      </details>
      {ballotsHash && (
        <p className="small muted">
          Fingerprint of the ballots: <code>{ballotsHash}</code>
        </p>
      )}
    </>
  );
}

/** The whole transcript of an election as one would read it aloud. */
function ElectionInWords({ transcript }: { readonly transcript: ElectionTranscript }) {
  const { candidates, papers, rounds, ties, tieOrder, withdrawn } = transcript;
  const names = (places: readonly number[]) => listOf(places.map((place) => candidates[place]!));
  return (
    <>
      <p>
        {plural(papers.cast.heads, 'paper')} cast: {papers.valid.heads} for somebody, {papers.blank.heads}{' '}
        blank, {papers.spoilt.heads} spoilt.
      </p>
      {withdrawn.length > 0 && <p>Preferences for {names(withdrawn)} were passed over.</p>}
      <ol className="rounds">
        {rounds.map((round) => (
          <li key={round.round}>
            <p>{round.because}</p>
            {transfersOf(round, transcript).length > 0 && (
              <p>Votes that passed on: {transfersOf(round, transcript).join('; ')}.</p>
            )}
            <p>
              After it:{' '}
              {candidates.map((name, place) => `${name} ${exactly(round.tally[place]!)}`).join(', ')}
              {drawn(round.exhausted) > 0 && `; for nobody any more ${exactly(round.exhausted)}`}
              {drawn(round.lostToRounding) > 0 && `, of which rounding lost ${exactly(round.lostToRounding)}`}
              .
            </p>
          </li>
        ))}
      </ol>
      {ties.map((tie) => (
        <p key={`${tie.round} ${tie.about} ${tie.between.join()}`}>{tieSentence(tie, transcript)}</p>
      ))}
      <p>The order drawn for ties, the favoured first: {names(tieOrder)}.</p>
    </>
  );
}

export default function PollCount({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const { poll, query } = usePoll(id);
  const count = useQuery(CountQuery, { id });
  const back = { to: pathTo('poll', { assembly: assembly.id, poll: id }), label: 'The vote' };
  if (!poll) {
    return (
      <Page title="How it was counted" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  return (
    <Page title="How it was counted" over={poll.question} back={back}>
      <p>{poll.rule.sentence}</p>
      {poll.result ? (
        <>
          {!poll.election && <CountInWords poll={poll} result={poll.result} />}
          {count.data?.poll?.result ? (
            <Transcript
              transcript={count.data.poll.result.transcript}
              ballotsHash={count.data.poll.result.ballotsHash}
              ofElection={poll.election !== null}
            />
          ) : (
            <Waiting query={count} again={count.again} />
          )}
        </>
      ) : (
        <p>The count comes with the close.</p>
      )}
    </Page>
  );
}
