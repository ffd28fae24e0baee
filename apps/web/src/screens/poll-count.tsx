import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import type { PollParts } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { answerOf, wordsOf } from '../logic/answers.ts';
import { rowsOf } from '../logic/bar.ts';
import { pathTo } from '../logic/router.ts';
import { conditionSentence, quorumSentence } from '../logic/tally-sentence.ts';
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

export default function PollCount({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const { poll, query } = usePoll(id);
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
          <CountInWords poll={poll} result={poll.result} />
          <details>
            <summary>For a program that repeats it</summary>
            <pre>{poll.result.transcript}</pre>
          </details>
          {poll.result.ballotsHash && (
            <p className="small muted">
              Fingerprint of the ballots: <code>{poll.result.ballotsHash}</code>
            </p>
          )}
        </>
      ) : (
        <p>The count comes with the close.</p>
      )}
    </Page>
  );
}
