import { useCallback, useEffect, useState } from 'react';
import { CheckEntry } from '../components/check-entry.tsx';
import { More } from '../components/more.tsx';
import { Empty, Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { TakeRecord } from '../components/take-record.tsx';
import { Time } from '../components/times.tsx';
import { RequestFailed, request } from '../graphql/client.ts';
import { type EntryParts, RecordFollow, Record as RecordQuery } from '../graphql/generated/record.ts';
import { follow } from '../graphql/live.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { merged } from '../logic/entries.ts';
import { dayInWords } from '../logic/when.ts';

const PAGE = 30;

/** The record as a history that one can read, newest first; new entries come in by themselves, in order. */
export default function RecordPage() {
  const assembly = useAssembly();
  const [entries, setEntries] = useState<readonly EntryParts[] | null>(null);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const load = useCallback(async () => {
    setFailure(null);
    try {
      const { assembly: answer } = await request(RecordQuery, {
        id: assembly.id,
        first: PAGE,
        before: assembly.recordSize + 1,
      });
      setEntries((known) => merged(known ?? [], answer?.record.nodes ?? []));
    } catch (error) {
      setFailure(error instanceof RequestFailed ? error : new RequestFailed(null, String(error)));
    }
  }, [assembly.id, assembly.recordSize]);
  const loaded = entries !== null;
  // Once: what comes after the first load comes by the subscription.
  useEffect(() => {
    void load();
  }, [assembly.id]);
  useEffect(() => {
    if (entries === null) return;
    const variables = { assemblyId: assembly.id, after: entries[0]?.seq ?? 0 };
    return follow(RecordFollow, variables, ({ recordAppended: { entry } }) => {
      if (!entry) return;
      variables.after = Math.max(variables.after, entry.seq);
      setEntries((known) => merged(known ?? [], [entry]));
    });
  }, [assembly.id, loaded]);

  const oldest = entries?.at(-1)?.seq ?? 1;
  const older = useAction(async () => {
    const { assembly: answer } = await request(RecordQuery, { id: assembly.id, first: PAGE, before: oldest });
    setEntries((known) => merged(known ?? [], answer?.record.nodes ?? []));
    return null;
  });
  return (
    <Page title="Record">
      <p>What the assembly did, entry by entry. Nothing is ever taken out or changed.</p>
      <TakeRecord />
      {entries === null ? (
        <Waiting
          query={{ data: null, at: 0, problem: failure, loading: failure === null }}
          again={() => void load()}
        />
      ) : entries.length === 0 ? (
        <Empty>Nothing yet.</Empty>
      ) : (
        <Entries entries={entries} />
      )}
      <Problem text={older.problem} />
      {entries !== null && oldest > 1 && (
        <More busy={older.busy} onMore={older.run} label="Show older entries" />
      )}
    </Page>
  );
}

function Entries({ entries }: { readonly entries: readonly EntryParts[] }) {
  const { timeZone } = useAssembly();
  const now = useNow(60_000);
  let day = '';
  return (
    <ol className="list record" reversed>
      {entries.map((entry) => {
        const entryDay = dayInWords(entry.at, now, timeZone);
        const isNewDay = entryDay !== day;
        day = entryDay;
        return (
          <li key={entry.seq}>
            {isNewDay && <h2>{entryDay}</h2>}
            <p className="record-sentence">{entry.sentence}</p>
            <details>
              <summary className="small muted">
                No. {entry.seq}, <Time at={entry.at} zone={timeZone} />
              </summary>
              <dl className="facts small">
                <div>
                  <dt>Kind</dt>
                  <dd>{entry.kind}</dd>
                </div>
                <div>
                  <dt>By right of</dt>
                  <dd>{entry.authority}</dd>
                </div>
                {entry.personal.map((each) => (
                  <div key={each.name}>
                    <dt>{each.name}</dt>
                    <dd>{each.value ?? 'erased'}</dd>
                  </div>
                ))}
                {entry.leafHash && (
                  <div>
                    <dt>Hash</dt>
                    <dd>
                      <code>{entry.leafHash}</code>
                    </dd>
                  </div>
                )}
              </dl>
              <pre>{entry.canonical}</pre>
              <CheckEntry entry={entry} />
            </details>
          </li>
        );
      })}
    </ol>
  );
}
