import { More } from '../components/more.tsx';
import { Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { type PollRollAnswer, PollRoll as RollQuery } from '../graphql/generated/poll.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { voterOf } from '../logic/motion-words.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';

const pick = (answer: PollRollAnswer) => answer.poll?.roll;

export default function PollRoll({ id }: { readonly id: string }) {
  const assembly = useAssembly();
  const query = useQuery(RollQuery, { id, after: null });
  const poll = query.data?.poll;
  const pages = usePages(RollQuery, { id }, poll?.roll ?? null, pick);
  const back = { to: pathTo('poll', { assembly: assembly.id, poll: id }), label: 'The vote' };
  if (!poll) {
    return (
      <Page title="Who may vote" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const voter = voterOf(poll.motion);
  return (
    <Page title="Who may vote" over={poll.question} back={back}>
      <p>
        {plural(poll.entitled, voter)}.{' '}
        {poll.state === 'DRAFT'
          ? 'The list can still change until the vote opens.'
          : 'The list was frozen when the vote opened.'}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{voter === 'seat' ? 'Seat, and why' : 'Member, and why'}</th>
            {poll.weighted && <th scope="col">Weight</th>}
          </tr>
        </thead>
        <tbody>
          {pages.nodes.map((voter) => (
            <tr key={voter.membershipId}>
              <td>
                {voter.displayName}
                <div className="small muted">{voter.reason}</div>
              </td>
              {poll.weighted && <td>{voter.weight}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
      {poll.rollHash && (
        <p className="small muted">
          Fingerprint of the roll: <code>{poll.rollHash}</code>
        </p>
      )}
    </Page>
  );
}
