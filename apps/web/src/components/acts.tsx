import { useState } from 'react';
import { type ActParts, TermActs, type TermActsAnswer } from '../graphql/generated/term.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { ACTS } from '../logic/mandate-words.ts';
import { CheckField } from './form.tsx';
import { MatterWords } from './mandate.tsx';
import { More } from './more.tsx';
import { Empty, Problem, Waiting } from './notice.tsx';
import { Time } from './times.tsx';

const pick = (answer: TermActsAnswer) => answer.term?.acts;

/** What a delegate did, the latest first; what is outside the mandate is marked, and can be read alone. */
export function Acts({ termId }: { readonly termId: string }) {
  const [deviations, setDeviations] = useState(false);
  const variables = { id: termId, deviations };
  const query = useQuery(TermActs, { ...variables, after: null });
  const first = query.data?.term?.acts ?? null;
  const pages = usePages(TermActs, variables, first, pick);
  if (first === null) return <Waiting query={query} again={query.again} />;
  return (
    <>
      {(deviations || pages.nodes.length > 0) && (
        <CheckField label="Only what was outside the mandate" checked={deviations} onChange={setDeviations} />
      )}
      {pages.nodes.length === 0 ? (
        <Empty>{deviations ? 'Nothing was outside the mandate.' : 'Nothing has been done yet.'}</Empty>
      ) : (
        <ul className="list">
          {pages.nodes.map((act) => (
            <li key={act.id}>
              <ActInWords act={act} />
            </li>
          ))}
        </ul>
      )}
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </>
  );
}

/** One act, and how it stands to the mandate it was done under. */
export function ActInWords({ act }: { readonly act: ActParts }) {
  const { timeZone } = useAssembly();
  return (
    <>
      <strong>{ACTS[act.position].did}:</strong> <MatterWords matter={act.matter} />
      {act.figures.length > 0 && (
        <div className="figures">{act.figures.map(({ name, value }) => `${name}: ${value}`).join(' · ')}</div>
      )}
      <p className="text act-text">{act.text}</p>
      {act.verdict === 'OUTSIDE' && (
        <p className="outside">
          <span aria-hidden="true">⚑ </span>
          <strong>Outside the mandate.</strong> {act.because}
        </p>
      )}
      {act.stoppedAt !== null ? (
        <p>
          <strong>Stopped</strong> before it had effect: the seat was lost first.
        </p>
      ) : (
        act.takesEffectAt !== null && (
          <p>
            It has effect from <Time at={act.takesEffectAt} zone={timeZone} />.
          </p>
        )
      )}
      <div className="muted">
        <Time at={act.at} zone={timeZone} />, under version {act.mandateVersion} of the mandate
      </div>
    </>
  );
}
