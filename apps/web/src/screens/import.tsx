import { useState } from 'react';
import { Act, Form, LongField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { More } from '../components/more.tsx';
import { Empty, Notice, Problem, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { isRejection, request } from '../graphql/client.ts';
import {
  ImportInvitations,
  type ImportParts,
  ImportReport,
  type ImportReportAnswer,
  StageImport,
} from '../graphql/generated/import.ts';
import { AskTogether } from '../graphql/generated/requests.ts';
import type { ImportRowOutcome } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';
import { importKey, keepImportKey } from '../offline/import-keys.ts';

const OUTCOMES: Record<ImportRowOutcome, string> = { CREATED: 'new', UPDATED: 'changed', REFUSED: 'refused' };
const MOST_BYTES = 8_000_000;

export default function Import() {
  const assembly = useAssembly();
  const query = useQuery(ImportReport, { id: assembly.id, after: null });
  const imports = query.data?.assembly?.imports;
  return (
    <Page
      title="Import a list of members"
      back={{ to: pathTo('members', { assembly: assembly.id }), label: 'Members' }}
    >
      <p>
        A list is laid out first: everybody sees what each row would do. It is taken in when members together
        ask for it, or by a motion. Nothing is taken in by half.
      </p>
      <NewImport onStaged={query.again} />
      <Section title="Lists">
        {!imports ? (
          <Waiting query={query} again={query.again} />
        ) : imports.length === 0 ? (
          <Empty>No list has been laid out yet.</Empty>
        ) : (
          <ul className="list">
            {imports.map((each) => (
              <li key={each.id}>
                <ImportLine staged={each} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function NewImport({ onStaged }: { readonly onStaged: () => Promise<void> }) {
  const assembly = useAssembly();
  const [csv, setCsv] = useState('');
  const action = useAction(async () => {
    if (new Blob([csv]).size > MOST_BYTES) return 'The list is larger than 8 MB. Split it in two.';
    const { stageImport: answer } = await request(StageImport, { input: { assemblyId: assembly.id, csv } });
    if (isRejection(answer)) return answer.message;
    keepImportKey(answer.id, answer.key);
    setCsv('');
    await onStaged();
    return null;
  });
  const read = (file: File | undefined) => {
    if (!file) return;
    file.text().then(setCsv, () => action.setProblem('The file could not be read. Choose it again.'));
  };
  return (
    <Form action={action} submit="Lay the list out" busy="Reading it…" strong={false}>
      <div className="field">
        <label htmlFor="csv-file">CSV file</label>
        <p className="hint" id="csv-hint">
          First line: ref,name. The ref is what you know the member by: a number is fine. Other columns are
          left out.
        </p>
        <input
          id="csv-file"
          type="file"
          accept=".csv,text/csv"
          aria-describedby="csv-hint"
          onChange={(event) => read(event.target.files?.[0])}
        />
      </div>
      <LongField label="Or paste it" value={csv} onChange={setCsv} rows={5} />
    </Form>
  );
}

const counted = (count: number) => count.toLocaleString('en-GB');

type Staged = NonNullable<ImportReportAnswer['assembly']>['imports'][number];

function ImportLine({ staged }: { readonly staged: Staged }) {
  const { timeZone } = useAssembly();
  return (
    <>
      <span className="list-link">{plural(staged.rows, 'row')}</span>
      <div className="muted">
        laid out <Time at={staged.stagedAt} zone={timeZone} />
        {staged.stagedBy && ` by ${staged.stagedBy.displayName}`}: {counted(staged.created)} new,{' '}
        {counted(staged.updated)} changed, {counted(staged.refused)} refused.{' '}
        {staged.state === 'APPLIED'
          ? 'Taken in.'
          : staged.state === 'LAPSED'
            ? 'Lapsed.'
            : 'Not taken in yet.'}
      </div>
      {staged.state === 'STAGED' && <AskForIt staged={staged} />}
      {staged.state === 'APPLIED' && <Invitations importId={staged.id} />}
      <details>
        <summary>Row by row</summary>
        <Report staged={staged} />
      </details>
    </>
  );
}

function AskForIt({ staged }: { readonly staged: ImportParts }) {
  const assembly = useAssembly();
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useAction(async () => {
    const { askTogether: answer } = await request(AskTogether, {
      input: {
        assemblyId: assembly.id,
        action: 'APPLY_IMPORT',
        subjectId: staged.id,
        reason: `The list of ${plural(staged.rows, 'row')} that was laid out.`,
      },
    });
    if (isRejection(answer)) return answer.message;
    if (answer.state !== 'DONE') {
      setAsked(`${answer.signatures} of the ${plural(answer.needed, 'member')} that it takes ask for it.`);
    }
    return null;
  });
  if (asked) {
    return (
      <Notice>
        <p>
          {asked} <Link to={pathTo('requests', { assembly: assembly.id })}>Members together</Link>
        </p>
      </Notice>
    );
  }
  return <Act action={ask}>Ask that it is taken in</Act>;
}

/** The links of the new members: whoever laid the list out has the key to them, on the device that did it. */
function Invitations({ importId }: { readonly importId: string }) {
  const assembly = useAssembly();
  const key = importKey(importId);
  const download = useAction(async () => {
    if (key === null) return null;
    const answer = await request(ImportInvitations, { id: assembly.id, key, origin: location.origin });
    const csv = answer.assembly?.imports.find((each) => each.id === importId)?.invitationsCsv;
    if (!csv)
      return 'The invitations are handed out to whoever laid the list out, and only until members join.';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = 'invitations.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
    return null;
  });
  if (key === null) return null;
  return <Act action={download}>Download the invitations (ref, name, link)</Act>;
}

function Report({ staged }: { readonly staged: Staged }) {
  const assembly = useAssembly();
  const [pick] = useState(
    () => (answer: ImportReportAnswer) =>
      answer.assembly?.imports.find((each) => each.id === staged.id)?.report,
  );
  const pages = usePages(ImportReport, { id: assembly.id }, staged.report, pick);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col" className="one-line">
              Line
            </th>
            <th scope="col">Member</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {pages.nodes.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td>
                {row.name} <span className="muted">{row.ref}</span>
              </td>
              <td>
                {OUTCOMES[row.outcome]}
                {row.reason && `: ${row.reason}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </>
  );
}
