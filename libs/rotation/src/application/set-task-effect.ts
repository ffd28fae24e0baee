import { membersByIds } from '@plenary/assembly';
import { type AssemblyId, type Authority, type JsonObject, ok, type Result } from '@plenary/kernel';
import { type EffectData, effect, effectInvalid, type MotionEffect, readEffect } from '@plenary/motion';
import { newId, type Sql, type Tx } from '@plenary/platform';
import { RECURRENCE } from '../domain/expand.js';
import type { Task, TaskChange, TaskTerms } from '../domain/task.js';
import { applyChange, asInput, asTerms, MOST_WORDS, readChange } from '../domain/task-change.js';
import { taskWords } from '../domain/task-words.js';
import { noteGap } from '../persistence/roster-rows.js';
import {
  endTask,
  facilitation,
  giveSkills,
  tasksByIds,
  tasksOf,
  writeTask,
} from '../persistence/task-rows.js';

type Stored = { readonly task: EffectData };

/** Tasks that go on at one time, at most. */
const MOST_TASKS = 50;

/** Sets a task of the rota: makes one, changes one, or ends one. What is published stays; what is drawn next follows it. */
export const setTaskEffect: MotionEffect = effect<Stored>({
  kind: 'set_task',
  parse: (input) => {
    const fields = readEffect(input, ['task'], (each) => each.object('task'));
    if (!fields.ok) return fields;
    const change = readChange(fields.value);
    if (!change.ok) return effectInvalid(change.rejection.field, change.rejection.message);
    return ok({ task: asInput(change.value) as EffectData });
  },
  check: async (sql, { assemblyId }, data) => {
    const found = await judge(sql, assemblyId, changeOf(data));
    return found.ok ? ok() : found;
  },
  subjects: (data) => changeOf(data).trainedIds,
  words: (data, say) => taskWords(changeOf(data), (id) => say.member(id)),
  execute: async (tx, { assemblyId, id }, data, authority) => {
    const change = changeOf(data);
    const judged = await judge(tx, assemblyId, change);
    if (!judged.ok) return { done: false, because: judged.rejection.message };
    const { before, after } = judged.value;
    if (after === null) {
      await end(tx, before!, authority);
      return { done: true, undo: { taskId: before!.id, before: asTerms(before!) as EffectData } };
    }
    const taskId = before?.id ?? newId<'task'>();
    await write(tx, { id: taskId, assemblyId, isNew: before === null }, after, authority);
    if (change.trainedIds.length > 0 && after.requires.length > 0)
      await giveSkills(tx, assemblyId, change.trainedIds, after.requires, { motionId: id });
    return { done: true, undo: { taskId, before: before && (asTerms(before) as EffectData) } };
  },
  annul: {
    execute: async (tx, motion, _, authority) => {
      const { taskId, before } = (motion.undo ?? {}) as {
        taskId?: string;
        before?: Record<string, unknown> | null;
      };
      const [task] = taskId === undefined ? [] : await tasksByIds(tx, [taskId]);
      if (task === undefined) return { done: false, because: 'what the task was before is not known' };
      if (before == null) {
        await end(tx, task, authority);
        return { done: true };
      }
      const { start, rule, except, ...plain } = before as unknown as TaskTerms &
        Record<'start' | 'rule', string> & {
          except: readonly string[];
        };
      const recurrence = rule === undefined ? null : { start, rule, except };
      const { id, assemblyId } = task;
      // What was kept of it before shifts gave powers has none.
      const terms = { ...plain, powers: plain.powers ?? [], recurrence };
      await write(tx, { id, assemblyId, isNew: false }, terms, authority);
      return { done: true };
    },
  },
});

function changeOf({ task }: Stored): TaskChange {
  const change = readChange(task);
  if (!change.ok) throw new Error(`a stored task reads: ${change.rejection.message}`);
  return change.value;
}

/** The task before and after; `after` is null when it ends. */
async function judge(
  sql: Sql,
  assemblyId: AssemblyId,
  change: TaskChange,
): Promise<Result<{ readonly before: Task | null; readonly after: TaskTerms | null }>> {
  const before = await changed(sql, assemblyId, change);
  if (!before.ok) return before;
  const task = before.value;
  if (change.ends)
    return task!.endedAt === null && task!.kind === 'other'
      ? ok({ before: task, after: null })
      : effectInvalid('ends', 'It has ended already, or is the task of facilitating, which goes on.');
  const members = await membersByIds(sql, change.trainedIds);
  if (members.length < change.trainedIds.length || members.some((each) => each.assemblyId !== assemblyId))
    return effectInvalid('trainedIds', 'Name members of this assembly.');
  const after = applyChange(RECURRENCE, task, change);
  if (!after.ok) return effectInvalid(after.rejection.field, after.rejection.message);
  const others = (await tasksOf(sql, assemblyId)).filter(
    ({ id, endedAt }) => endedAt === null && id !== task?.id,
  );
  if (others.length >= MOST_TASKS)
    return effectInvalid('name', `An assembly has up to ${MOST_TASKS} tasks: end one.`);
  const teaching = await withWhatItTeaches(sql, assemblyId, task, after.value);
  return teaching.ok ? ok({ before: task, after: teaching.value }) : teaching;
}

/** Whoever teaches a task can do it: so a training asks for all that the task asks for. */
async function withWhatItTeaches(
  sql: Sql,
  assemblyId: AssemblyId,
  before: Task | null,
  terms: TaskTerms,
): Promise<Result<TaskTerms>> {
  if (terms.trains === null) return ok(terms);
  const [taught] = await tasksByIds(sql, [terms.trains]);
  const fits = taught?.assemblyId === assemblyId && taught.endedAt === null && taught.requires.length > 0;
  if (!fits || taught.id === before?.id)
    return effectInvalid('trains', 'Name another task of this assembly, one that asks for something.');
  const requires = [...new Set([...terms.requires, ...taught.requires])].sort();
  return requires.length <= MOST_WORDS
    ? ok({ ...terms, requires })
    : effectInvalid('requires', `With what it teaches it would ask for more than ${MOST_WORDS} things.`);
}

async function changed(sql: Sql, assemblyId: AssemblyId, change: TaskChange): Promise<Result<Task | null>> {
  const facilitating = await facilitation(sql, assemblyId);
  if (change.taskId === null) return ok(change.facilitate ? facilitating : null);
  const [task] = await tasksByIds(sql, [change.taskId]);
  if (task === undefined || task.assemblyId !== assemblyId)
    return effectInvalid('taskId', 'Name a task of this assembly.');
  if (change.facilitate && task.kind !== 'facilitate')
    return effectInvalid(
      'powers',
      'One task brings the right to facilitate: leave out which task, and it is that one.',
    );
  return ok(task);
}

async function write(
  tx: Tx,
  task: Parameters<typeof writeTask>[1],
  terms: TaskTerms,
  authority: Authority,
): Promise<void> {
  await writeTask(tx, task, terms);
  // Who has learned it now, or a task that goes on again: places that nobody holds may find somebody.
  await noteGap(tx, task.assemblyId);
  const { guide: _, ...told } = asTerms(terms);
  const data = { task: task.id, ...told } as JsonObject;
  tx.record({ assemblyId: task.assemblyId, kind: 'task.set', authority, data });
}

async function end(tx: Tx, task: Task, authority: Authority): Promise<void> {
  const shifts = await endTask(tx, task.id);
  tx.record({ assemblyId: task.assemblyId, kind: 'task.ended', authority, data: { task: task.id, shifts } });
}
