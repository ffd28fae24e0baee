import { useState } from 'react';
import { request } from '../graphql/client.ts';
import { type ElectionCountAnswer, PollPapers, type PollPapersAnswer } from '../graphql/generated/poll.ts';
import { useAction } from '../hooks/use-action.ts';
import type { Published, Recounted } from '../logic/recount.ts';
import { plural } from '../logic/when.ts';
import { Act } from './form.tsx';

type Counted = NonNullable<ElectionCountAnswer['poll']>;
type PaperPage = NonNullable<PollPapersAnswer['poll']>['papers'];

/** Lets the member's own device load every published paper, count them by the same rules, and say what comes out. */
export function CountAgain({ poll }: { readonly poll: Counted }) {
  const [answer, setAnswer] = useState<Recounted | null>(null);
  const [loaded, setLoaded] = useState(0);
  const action = useAction(async () => {
    setAnswer(null);
    setLoaded(0);
    const { result, election } = poll;
    if (!result?.election) return 'There is no count to repeat.';
    const papers = await allPapers(poll.id, setLoaded);
    setAnswer(
      await inWorker({
        transcript: result.transcript,
        papers,
        tieSeed: result.election.tieSeed,
        tieSeedHash: election?.tieSeedHash ?? null,
        candidateIds: [...poll.candidates].sort((a, b) => a.place - b.place).map(({ id }) => id),
      }),
    );
    return null;
  });
  return (
    <>
      <Act action={action} busy={loaded > 0 ? `Counting ${plural(loaded, 'paper')}…` : 'Loading the papers…'}>
        Count it again on this device
      </Act>
      <div role="status">{answer && <Outcome recounted={answer} />}</div>
    </>
  );
}

function Outcome({ recounted }: { readonly recounted: Recounted }) {
  const { differences, papers, hash } = recounted;
  if (differences.length > 0) {
    return (
      <div className="problem">
        <p>Counted here, it does not agree with the result:</p>
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
      <p className="small">
        Fingerprint of the transcript, as the record’s entry on the close has it: <code>{hash}</code>
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
