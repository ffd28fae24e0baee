import { More } from '../components/more.tsx';
import { Empty, Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Shape } from '../components/shapes.tsx';
import { PollBallots as BallotsQuery, type PollBallotsAnswer } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { wordsOf } from '../logic/answers.ts';
import { voterOf } from '../logic/motion-words.ts';
import { nameIn, paperSentence } from '../logic/paper.ts';
import { pathTo } from '../logic/router.ts';

const pick = (answer: PollBallotsAnswer) => answer.poll?.ballots;

export default function PollBallots({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(BallotsQuery, { id, after: null });
  const poll = query.data?.poll;
  const pages = usePages(BallotsQuery, { id }, poll?.ballots ?? null, pick);
  const back = { to: pathTo('poll', { assembly: assembly.id, poll: id }), label: 'The vote' };
  if (!poll) {
    return (
      <Page title="Ballots" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const secret = poll.tier === 'SECRET';
  return (
    <Page title={secret ? 'The receipts' : 'Who voted how'} over={poll.question} back={back}>
      <p>
        {secret
          ? 'Find your receipt here: it shows that your voting was recorded, not how you voted.'
          : 'Find your receipt here and see that your ballot is what you cast.'}
      </p>
      {pages.nodes.length === 0 ? (
        <Empty>There is nothing to show.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                {secret
                  ? 'Receipt'
                  : voterOf(poll.motion) === 'seat'
                    ? 'Seat and receipt'
                    : 'Member and receipt'}
              </th>
              {!secret && <th scope="col">Answer</th>}
            </tr>
          </thead>
          <tbody>
            {pages.nodes.map((ballot) => (
              <tr key={ballot.code}>
                <td>
                  {!secret && <div>{ballot.displayName}</div>}
                  <code>{ballot.code}</code>
                  {ballot.stationId && <div className="small muted">at a station</div>}
                </td>
                {!secret && ballot.paper && <td>{paperSentence(ballot.paper, nameIn(poll.candidates))}</td>}
                {!secret && !ballot.paper && (
                  <td className="one-line">
                    {ballot.answer && (
                      <span className={`tone-${ballot.answer.toLowerCase()}`}>
                        <Shape answer={ballot.answer} /> {wordsOf(ballot.answer, poll.method).word}
                      </span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </Page>
  );
}
