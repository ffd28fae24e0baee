import { useState } from 'react';
import { request } from '../graphql/client.ts';
import { CrossingCommitments, type CrossingParts } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { Copy } from './copy.tsx';
import { Act } from './form.tsx';
import { Time } from './times.tsx';

interface Props {
  readonly termId: string;
  readonly crossing: CrossingParts;
}

/** What secret signatures published when they were enough, and to whoever signed, that theirs was counted. */
export function Crossing({ termId, crossing }: Props) {
  const { timeZone } = useAssembly();
  const { kind, count, base, at, root, mine } = crossing;
  return (
    <>
      <p>
        <strong>
          {count} of {base} members
        </strong>{' '}
        had withdrawn their confidence
        {kind === 'RECALL' ? ': the seat fell empty.' : ': a recall vote was opened.'} Who signed was not
        published.
      </p>
      <p className="muted">
        <Time at={at} zone={timeZone} />
      </p>
      {mine && <Mine termId={termId} crossing={crossing} mine={mine} />}
      <details>
        <summary>The fingerprint of the signatures</summary>
        <p>
          It stands in the record, too. It is made from one commitment by each who signed, and says of nobody
          who it was.
        </p>
        <p className="opener">
          <code>{root}</code>
        </p>
      </details>
    </>
  );
}

function Mine({ termId, crossing, mine }: Props & { readonly mine: NonNullable<CrossingParts['mine']> }) {
  const { myMembership } = useAssembly();
  const [counted, setCounted] = useState(false);
  const check = useAction(async () => {
    // Loaded when somebody asks: what hashes is no part of the page.
    const [{ whyNotCounted }, commitments] = await Promise.all([
      import('../logic/check-commitment.ts'),
      allCommitments(termId, crossing),
    ]);
    const why = whyNotCounted({
      count: crossing.count,
      root: crossing.root,
      commitments,
      mine,
      membershipId: myMembership.id,
    });
    setCounted(why === null);
    return why;
  });
  return (
    <details>
      <summary>My signature was counted</summary>
      <p>
        Only you see this. The salt and the commitment prove it to whoever you show them to; keep them if you
        may want to, for the server does not keep them for ever.
      </p>
      <p className="opener">
        Salt <code>{mine.salt}</code>
      </p>
      <p className="opener">
        Commitment <code>{mine.commitment}</code>
      </p>
      <p>
        <Copy text={`${mine.salt}\n${mine.commitment}`} label="Copy both" />
      </p>
      {counted ? (
        <p role="status">
          <span aria-hidden="true">✓ </span>Checked on this device: yours is one of the {crossing.count}, and
          they are those of the fingerprint.
        </p>
      ) : (
        <Act action={check}>Check it on this device</Act>
      )}
    </details>
  );
}

async function allCommitments(termId: string, { kind, root, count }: CrossingParts): Promise<string[]> {
  const all: string[] = [];
  while (all.length < count) {
    const { term } = await request(CrossingCommitments, { id: termId, after: all.length });
    const found = term?.crossings.find((each) => each.kind === kind && each.root === root);
    if (!found || found.commitments.length === 0) break;
    all.push(...found.commitments);
  }
  return all;
}
