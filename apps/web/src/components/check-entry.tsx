import { useState } from 'react';
import { request } from '../graphql/client.ts';
import { type EntryParts, RecordProofs, RecordStatement } from '../graphql/generated/record.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { readKept, writeKept } from '../offline/storage.ts';
import { Act } from './form.tsx';
import { Problem } from './notice.tsx';

/** Lets the member's own device check that an entry stands in the signed record, and that its past is unchanged. */
export function CheckEntry({ entry }: { readonly entry: EntryParts }) {
  const { id } = useAssembly();
  const [answer, setAnswer] = useState<string | null>(null);
  const check = useAction(async () => {
    setAnswer(null);
    const { checkEntry, readKeptCheckpoint } = await import('../logic/check-entry.ts');
    const statement = (await request(RecordStatement, { id })).assembly?.checkpoint;
    if (!statement || statement.size < entry.seq) {
      return 'This entry is too new: the server signs the record every few seconds. Check again in a moment.';
    }
    const place = `plenary.record.${id}`;
    const kept = readKeptCheckpoint(readKept(place));
    if (kept !== null && kept.size > statement.size) {
      return `The record has shrunk: this device checked ${kept.size} entries before, and the server shows ${statement.size}.`;
    }
    const { size } = statement;
    const { assembly } = await request(RecordProofs, { id, seq: entry.seq, size, first: kept?.size ?? size });
    const checked = checkEntry({
      seq: entry.seq,
      canonical: entry.canonical,
      statement,
      inclusion: assembly?.inclusionProof ?? [],
      kept,
      consistency: kept === null ? [] : (assembly?.consistencyProof ?? []),
    });
    if (!checked.holds) return `${checked.because} Tell other members, and keep what you see here.`;
    writeKept(place, JSON.stringify(checked.keep));
    const grown = kept === null ? '' : ' Nothing before it was changed since this device last checked.';
    const key = checked.keyChanged
      ? ' The record is signed with another key than last time: ask other members whether theirs is the same.'
      : '';
    setAnswer(`Checked here: this entry is in the signed record of ${size} entries.${grown}${key}`);
    return null;
  });
  return (
    <>
      <Act action={check} busy="Checking …" kind="quiet">
        Check it
      </Act>
      <p role="status">{answer}</p>
      <Problem text={check.problem} />
    </>
  );
}
