import { RecordStatement } from '../graphql/generated/record.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { Copy } from './copy.tsx';
import { Waiting } from './notice.tsx';
import { Opening } from './opening.tsx';

/** The whole record as a file, and what it takes to check it without this server. */
export function TakeRecord() {
  return <Opening summary="Take it with you, and check all of it">{() => <Ways />}</Opening>;
}

function Ways() {
  const { id, quiet } = useAssembly();
  const query = useQuery(RecordStatement, { id });
  const key = query.data?.assembly?.checkpoint?.verifierKey;
  return (
    <>
      <p>
        One file with every entry, the published ballots and receipts, and what the server signed.{' '}
        {quiet
          ? 'It names nobody.'
          : 'It holds members’ names: keep it where you would keep a list of members.'}
      </p>
      <p>
        <a href={`/export/${id}`} className="button" download>
          Download the record
        </a>
      </p>
      <p>
        Plenary’s command-line tool checks the file on any computer, without a network. It says that all of it
        holds, or which entry is wrong:
      </p>
      {key ? (
        <>
          <code className="secret">{`plenary verify plenary-${id}.jsonl --key '${key}'`}</code>
          <Copy text={`plenary verify plenary-${id}.jsonl --key '${key}'`} label="Copy the command" />
          <p>
            <strong>The key</strong> that the record is signed with. Compare it with other members, in the
            hall say: whoever is shown another key is shown another record.
          </p>
          <code className="secret">{key}</code>
        </>
      ) : (
        <Waiting query={query} again={query.again} />
      )}
    </>
  );
}
