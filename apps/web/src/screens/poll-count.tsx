import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { useAssembly } from '../hooks/assembly.ts';
import { usePoll } from '../hooks/use-poll.ts';
import { pathTo } from '../logic/router.ts';

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
          <pre>{poll.result.transcript}</pre>
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
