import { quantity } from '@plenary/kernel';
import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { GiveSkill } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { pathToDraft } from '../logic/draft-link.ts';
import { whoMay } from '../logic/power-words.ts';
import { fieldStart, leftOutTimes, timeWords } from '../logic/recurrence.ts';
import { localIn, plural } from '../logic/when.ts';
import { serverNow } from '../offline/clock.ts';
import { ChoiceField, Form } from './form.tsx';
import { Link } from './link.tsx';
import { MemberPicker } from './member-picker.tsx';
import { Empty } from './notice.tsx';
import { Opening } from './opening.tsx';
import { Guide } from './rota-guide.tsx';
import type { RotaOf } from './rota-times.tsx';

type Again = () => Promise<void>;
type Task = RotaOf['tasks'][number];

/** What passes around, what it asks for, and where others should learn it. */
export function RotaTasks({ tasks, again }: { readonly tasks: readonly Task[]; readonly again: Again }) {
  const { id, stage } = useAssembly();
  return (
    <>
      {tasks.length === 0 ? (
        <Empty>No task yet.</Empty>
      ) : (
        <ul className="list">
          {[...tasks]
            .sort((a, b) => Number(b.trainOthers) - Number(a.trainOthers))
            .map((task) => (
              <OneTask key={task.id} task={task} again={again} />
            ))}
        </ul>
      )}
      {stage !== 'FOUNDING' && (
        <p>
          <Link to={pathToDraft(id, { kind: 'SET_TASK' })}>Draft a motion that sets a task</Link>
        </p>
      )}
    </>
  );
}

function OneTask({ task, again }: { readonly task: Task; readonly again: Again }) {
  const { id, myMembership } = useAssembly();
  const able = task.trained.map(({ displayName }) => displayName);
  return (
    <li>
      <strong>{task.name}</strong>
      <div className="muted">{factsOf(task)}</div>
      <LeftOut task={task} />
      {task.powers.length > 0 && <div>{whoMay(task.powers)}</div>}
      {task.trains && <div>A training for {task.trains.name}.</div>}
      {task.requires.length > 0 && (
        <div>
          Asks for: {task.requires.join(', ')}. {able.length > 0 && `Can do it: ${able.join(', ')}.`}
        </div>
      )}
      {task.trainOthers && (
        <div className="todo">
          <p>
            <strong>Train others.</strong>{' '}
            {able.length === 1
              ? `${able[0]} alone can do this: it cannot pass around.`
              : 'Nobody alone may hold on to a task: at least two should be able to do it.'}
          </p>
          <p>
            {task.training ? (
              `${task.training.name} is on the rota: who holds it teaches this.`
            ) : (
              <>
                <Link
                  to={pathToDraft(id, {
                    kind: 'SET_TASK',
                    trains: task.id,
                    title: [...`Shall training for ‘${task.name}’ pass around?`].slice(0, 200).join(''),
                  })}
                >
                  Put training on the rota
                </Link>
                : a task that trains for this one.
              </>
            )}
          </p>
        </div>
      )}
      <Guide task={task} again={again} />
      {task.trained.some(({ id }) => id === myMembership.id) && (
        <Opening summary="Somebody has learnt it">{() => <GiveTo task={task} again={again} />}</Opening>
      )}
    </li>
  );
}

/** More of them are opened on request. */
const MOST_TIMES = 3;

/** The times to come that are left out. */
function LeftOut({ task }: { readonly task: Task }) {
  const { timeZone } = useAssembly();
  const now = localIn(serverNow(), timeZone);
  const hour = fieldStart(task.start ?? '').slice(10);
  const times = leftOutTimes(task.except, timeZone)
    .filter((time) => time >= now)
    .map((time) => timeWords(time, hour));
  if (times.length === 0) return null;
  if (times.length <= MOST_TIMES) return <div>Not on {times.join('; ')}.</div>;
  return (
    <Opening summary={`Not on ${times[0]!}, and ${plural(times.length - 1, 'more time')}`}>
      {() => (
        <ul>
          {times.map((time) => (
            <li key={time}>{time}</li>
          ))}
        </ul>
      )}
    </Opening>
  );
}

function factsOf({ recurs, minutes, people, effort, longestRun, pauseDays, handover }: Task): string {
  return [
    recurs ?? '',
    quantity(minutes ?? 0, 'minutes'),
    `${plural(people, 'member')} each time`,
    `weighs ${effort}`,
    longestRun === 1 ? 'never twice in a row' : `at most ${longestRun} times in a row`,
    ...(pauseDays > 0 ? [`then ${plural(pauseDays, 'day')} of rest`] : []),
    ...(handover ? ['with a handover'] : []),
  ].join(' · ');
}

/** Who can do it says who else can: that is how training ends. */
function GiveTo({ task, again }: { readonly task: Task; readonly again: Again }) {
  const { id: assemblyId } = useAssembly();
  const [memberId, setMemberId] = useState<string | null>(null);
  const [skill, setSkill] = useState(task.requires[0]!);
  const action = useAction(async () => {
    if (memberId === null) return 'Choose who has learnt it.';
    const { giveSkill: answer } = await request(GiveSkill, { input: { assemblyId, memberId, skill } });
    if (isRejection(answer)) return answer.message;
    await again();
    setMemberId(null);
    return null;
  });
  return (
    <Form action={action} submit="Confirm that they can do it" strong={false}>
      <p>You can do it, so you can say who else can. The record has it.</p>
      {task.requires.length > 1 && (
        <ChoiceField
          label="What they can do"
          value={skill}
          onChange={setSkill}
          choices={task.requires.map((value) => ({ value, label: value }))}
        />
      )}
      <MemberPicker
        assemblyId={assemblyId}
        label="Who has learnt it"
        value={memberId}
        onChange={setMemberId}
        joinedOnly
      />
    </Form>
  );
}
