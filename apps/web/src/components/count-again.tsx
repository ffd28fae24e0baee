import { useState } from 'react';
import { request } from '../graphql/client.ts';
import { type ElectionCountAnswer, PollPapers, type PollPapersAnswer } from '../graphql/generated/poll.ts';
import { RecordEntry } from '../graphql/generated/record.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { recordDifferences } from '../logic/against-record.ts';
import type { Published, Recounted } from '../logic/recount.ts';
import { plural } from '../logic/when.ts';
import { checkInRecord, type InRecord } from '../offline/check-in-record.ts';
import { Act } from './form.tsx';

type Counted = NonNullable<ElectionCountAnswer['poll']>;
type PaperPage = NonNullable<PollPapersAnswer['poll']>['papers'];

interface Answer {
  readonly recounted: Recounted;
  /** What the count, or the record's entry on the close, says otherwise than the result. */
  readonly differences: readonly string[];
  /** Whether that entry stands in the signed record. */
  readonly entry: InRecord;
}

/**
 * Lets the member's own device load every published paper, count them by the same rules, hold the result against the
 * record's entry on the close, and that against the signed record; and say what comes out.
 */
export function CountAgain({ poll }: { readonly poll: Counted }) {
  const { id: assemblyId } = useAssembly();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [loaded, setLoaded] = useState(0);
  const action = useAction(async () => {
    setAnswer(null);
    setLoaded(0);
    const { result, election, closingEntry } = poll;
    if (!result?.election || closingEntry === null) return 'There is no count to repeat.';
    const { tieSeed, elected } = result.election;
    const papers = await allPapers(poll.id, setLoaded);
    const candidateIds = [...poll.candidates].sort((a, b) => a.place - b.place).map(({ id }) => id);
    const recounted = await inWorker({
      pollId: poll.id,
      secret: poll.tier === 'SECRET',
      transcript: result.transcript,
      papers,
      tieSeed,
      tieSeedHash: election?.tieSeedHash ?? null,
      candidateIds,
    });
    const { assembly } = await request(RecordEntry, { id: assemblyId, before: closingEntry + 1 });
    const entry = assembly?.record.nodes[0] ?? { seq: closingEntry, canonical: '' };
    const recorded = recordDifferences(entry.canonical, {
      pollId: poll.id,
      transcriptHash: recounted.hash,
      ballotsHash: recounted.ballotsHash ?? result.ballotsHash,
      tieSeed,
      elected: elected.map((place) => candidateIds[place]!),
    });
    setAnswer({
      recounted,
      differences: [...recounted.differences, ...recorded],
      entry: await checkInRecord(assemblyId, entry),
    });
    return null;
  });
  return (
    <>
      <Act action={action} busy={loaded > 0 ? `Counting ${plural(loaded, 'paper')}…` : 'Loading the papers…'}>
        Count it again on this device
      </Act>
      <div role="status">{answer && <Outcome answer={answer} />}</div>
    </>
  );
}

function Outcome({ answer }: { readonly answer: Answer }) {
  const { differences, entry } = answer;
  const { papers, hash } = answer.recounted;
  if (differences.length > 0) {
    return (
      <div className="problem">
        <p>Checked here, it does not agree with the result:</p>
        <ul>
          {differences.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <p>Tell other members, and keep what you see here.</p>
      </div>
    );
  }
  return (
    <div className="notice">
      <p>
        <strong>It agrees.</strong> This device counted {plural(papers, 'paper')} and came to the same result,
        round by round; the order for ties is the one that was drawn when the vote opened.
      </p>
      <p>
        The record’s entry on the close has the same fingerprints of the count and of the papers
        {entry.holds ? `, and ${entry.sentence}` : '.'}
      </p>
      {!entry.holds && <p className="problem">{entry.because}</p>}
      <p className="small">
        Fingerprint of the transcript: <code>{hash}</code>
      </p>
    </div>
  );
}

async function allPapers(id: string, tell: (count: number) => void): Promise<PaperPage['nodes']> {
  const papers: PaperPage['nodes'][number][] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page: PaperPage | undefined = (await request(PollPapers, { id, after })).poll?.papers;
    if (!page) throw new Error('The papers are not there any more. Load the page again.');
    papers.push(...page.nodes);
    tell(papers.reduce((sum, { heads }) => sum + heads, 0));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return papers;
}

/** The counting comes with its worker when it is asked for: nobody else loads it. */
function inWorker(published: Published): Promise<Recounted> {
  const worker = new Worker(new URL('../workers/recount.ts', import.meta.url), { type: 'module' });
  return new Promise<Recounted>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<Recounted>) => resolve(event.data));
    worker.addEventListener('error', () =>
      reject(new Error('The counting could not be loaded. Look at your network and try again.')),
    );
    worker.postMessage(published);
  }).finally(() => worker.terminate());
}
