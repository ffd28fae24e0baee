import type { ReportParts } from '../graphql/generated/term.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { pathTo } from '../logic/router.ts';
import { Link } from './link.tsx';
import { Empty } from './notice.tsx';
import { Time } from './times.tsx';

/** What a delegate reported, and what is still to come. */
export function Reports({
  reports,
  name,
  termId,
}: {
  readonly reports: readonly ReportParts[];
  readonly name: string;
  readonly termId: string;
}) {
  const { id, timeZone } = useAssembly();
  const right = useRight('motion.draft');
  if (reports.length === 0) return <Empty>No report is due.</Empty>;
  const draft = (kind: 'ACCEPT_REPORT' | 'CENSURE_REPORT', report: ReportParts) =>
    pathToDraft(id, {
      kind,
      report: report.id,
      term: termId,
      title: `${kind === 'ACCEPT_REPORT' ? 'Accept the report of' : 'Censure'} ${name}`,
    });
  return (
    <ul className="list">
      {reports.map((report) => (
        <li key={report.id}>
          <ReportLine report={report} zone={timeZone} />
          {report.text !== null && (
            <details>
              <summary>Read it</summary>
              <p className="text">{report.text}</p>
            </details>
          )}
          {report.outcome !== null ? (
            <p>
              The assembly {report.outcome === 'ACCEPTED' ? 'accepted' : 'censured'} it
              {report.motion && (
                <>
                  {' '}
                  <Link to={pathTo('motion', { assembly: id, motion: report.motion.id })}>by a motion</Link>
                </>
              )}
              .
            </p>
          ) : (
            right.holds &&
            (report.writtenAt !== null || report.overdue) && (
              <details>
                <summary>What shall the assembly say of it?</summary>
                <div className="stack">
                  {report.writtenAt !== null && (
                    <Link to={draft('ACCEPT_REPORT', report)}>Move to accept it</Link>
                  )}
                  <Link to={draft('CENSURE_REPORT', report)}>Move to censure {name}</Link>
                </div>
              </details>
            )
          )}
        </li>
      ))}
    </ul>
  );
}

function ReportLine({ report, zone }: { readonly report: ReportParts; readonly zone: string }) {
  if (report.writtenAt !== null)
    return (
      <>
        <strong>Given</strong> <Time at={report.writtenAt} zone={zone} />
        <span className="muted">
          , due <Time at={report.dueAt} zone={zone} />
        </span>
      </>
    );
  return (
    <>
      <strong>{report.overdue ? 'Overdue since' : 'Due'}</strong> <Time at={report.dueAt} zone={zone} />
    </>
  );
}
