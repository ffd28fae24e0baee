import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { ImproveGuide, TaskGuide } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { Form, LongField } from './form.tsx';
import { Notice, Waiting } from './notice.tsx';
import { Opening } from './opening.tsx';
import type { RotaOf } from './rota-times.tsx';
import { Time } from './times.tsx';

type Again = () => Promise<void>;
type Task = RotaOf['tasks'][number];

/** What a task takes, better with each who did it. */
export function Guide({ task, again }: { readonly task: Task; readonly again: Again }) {
  return (
    <>
      {(task.guide || task.mayImproveGuide) && (
        <details>
          <summary>What it takes</summary>
          {task.guide && <p className="text">{task.guide}</p>}
          {task.mayImproveGuide && <Improve key={task.guideVersion} task={task} again={again} />}
          {task.guideVersion > 1 && (
            <Opening summary="How it came to be">{() => <Versions taskId={task.id} />}</Opening>
          )}
        </details>
      )}
    </>
  );
}

function Improve({ task, again }: { readonly task: Task; readonly again: Again }) {
  const [text, setText] = useState(task.guide);
  const [newer, setNewer] = useState<{ readonly text: string; readonly version: number } | null>(null);
  const { id } = useAssembly();
  const action = useAction(async () => {
    const basedOn = newer?.version ?? task.guideVersion;
    const { improveGuide: answer } = await request(ImproveGuide, {
      input: { taskId: task.id, text, basedOn },
    });
    if (isRejection(answer)) {
      if (answer.code === 'GUIDE_CHANGED') await readNewer();
      return answer.message;
    }
    await again();
    return null;
  });
  // What was typed stays in its field; the other text stands beside it, to be worked in.
  const readNewer = async () => {
    const { assembly } = await request(TaskGuide, { id });
    const found = assembly?.rota?.tasks.find((each) => each.id === task.id);
    if (found) setNewer({ text: found.guide, version: found.guideVersion });
  };
  return (
    <Form action={action} submit="Keep the guide so" strong={false}>
      {newer && (
        <Notice>
          <p>Meanwhile somebody made it this. Work it into yours, and keep it:</p>
          <p className="text">{newer.text}</p>
        </Notice>
      )}
      <LongField
        label="A better guide"
        hint="You have done it: what should the next one know?"
        value={text}
        onChange={setText}
        required={false}
        maxLength={2000}
        rows={5}
      />
    </Form>
  );
}

function Versions({ taskId }: { readonly taskId: string }) {
  const { id, timeZone } = useAssembly();
  const query = useQuery(TaskGuide, { id });
  const versions = query.data?.assembly?.rota?.tasks.find((each) => each.id === taskId)?.guideVersions;
  if (!versions) return <Waiting query={query} again={query.again} />;
  return (
    <ul className="list">
      {versions.map(({ version, text, writtenAt, writtenBy }) => (
        <li key={version}>
          {version}. {writtenBy?.displayName ?? 'by motion'}, <Time at={writtenAt} zone={timeZone} />
          <p className="text muted">{text}</p>
        </li>
      ))}
    </ul>
  );
}
