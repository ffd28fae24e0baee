import { useState } from 'react';
import type { EntryParts } from '../graphql/generated/record.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { checkInRecord } from '../offline/check-in-record.ts';
import { Act } from './form.tsx';
import { Problem } from './notice.tsx';

/** Lets the member's own device check that an entry stands in the signed record, and that its past is unchanged. */
export function CheckEntry({ entry }: { readonly entry: EntryParts }) {
  const { id } = useAssembly();
  const [answer, setAnswer] = useState<string | null>(null);
  const check = useAction(async () => {
    setAnswer(null);
    const checked = await checkInRecord(id, entry);
    if (!checked.holds) return checked.because;
    setAnswer(`Checked here: ${checked.sentence}`);
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
