import { Form, LongField } from '../components/form.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { WrittenBefore } from '../components/written-before.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { WriteReport as WriteReportMutation } from '../graphql/generated/desk.ts';
import { TermPage } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { useKept } from '../hooks/use-kept.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

/** A delegate reports back: once, and for every member to read. */
export default function WriteReport({
  termId,
  reportId,
}: {
  readonly termId: string;
  readonly reportId: string;
}) {
  const { id, timeZone } = useAssembly();
  const query = useQuery(TermPage, { id: termId });
  const { value: text, set: setText, isBack, done } = useKept(`report ${reportId}`, () => '');
  const action = useAction(async () => {
    const { writeReport: answer } = await request(WriteReportMutation, { input: { reportId, text } });
    if (isRejection(answer)) return answer.message;
    done();
    go(pathTo('delegate', { assembly: id, term: termId }), { replace: true });
    return null;
  });
  const back = { to: pathTo('desk', { assembly: id }), label: 'My desk' };
  const report = query.data?.term?.reports.find((each) => each.id === reportId);
  if (!query.data?.term)
    return (
      <Page title="Report back" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  if (!report || report.writtenAt !== null)
    return (
      <Page title="Report back" back={back}>
        <p>{report ? 'This report was given. It stands on your page.' : 'There is no such report.'}</p>
      </Page>
    );
  return (
    <Page title="Report back" over={query.data.term.office.name} back={back}>
      <p>
        {report.overdue ? 'It was due' : 'It is due'} <Time at={report.dueAt} zone={timeZone} />. Every member
        can read it, and the assembly may accept or censure it. It is given once, and stays as it is.
      </p>
      {isBack && <WrittenBefore onAnew={done} />}
      <Form action={action} submit="Give this report">
        <LongField
          label="What you did for us, and what came of it"
          value={text}
          onChange={setText}
          maxLength={20_000}
          rows={12}
        />
      </Form>
    </Page>
  );
}
