import { isUuid, type MembershipId, ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Recurrence } from './recurrence.js';
import { NEW_TASK, TASK_POWERS, type TaskChange, type TaskPower, type TaskTerms } from './task.js';

/** What a motion says of a task cannot be done so. `field` is that of the input. */
export interface TaskInvalid extends Rejection {
  readonly code: 'TASK_INVALID';
  readonly field: string;
}

function invalid(field: string, message: string): Result<never, TaskInvalid> {
  return rejected({ code: 'TASK_INVALID', field, message });
}

const NUMBERS = {
  minutes: [5, 44_640],
  people: [1, 20],
  effort: [1, 1_000],
  longestRun: [1, 52],
  pauseDays: [0, 182],
} as const;
const TERMS = [
  'name',
  'guide',
  'start',
  'rule',
  'except',
  'requires',
  'handover',
  'trains',
  'powers',
  ...Object.keys(NUMBERS),
];
const ALL = [...TERMS, 'taskId', 'trainedIds', 'ends'];
const LONGEST_NAME = 200;
const LONGEST_GUIDE = 2_000;
const MOST_TRAINED = 200;
export const MOST_WORDS = 10;
const LONGEST_WORD = 60;

/** Reads what a mover typed, or what was stored: {@link asInput} of its answer, read again, is the same. */
export function readChange(given: Readonly<Record<string, unknown>>): Result<TaskChange, TaskInvalid> {
  const fields = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
  );
  const unknown = Object.keys(fields).find((key) => !ALL.includes(key));
  if (unknown !== undefined) return invalid(unknown, `A task has no ${unknown}.`);
  const { taskId = null, ends = false, trainedIds = [], powers } = fields;
  if (taskId !== null && !(typeof taskId === 'string' && isUuid(taskId)))
    return invalid('taskId', 'taskId names a task by its id.');
  if (!Array.isArray(trainedIds) || trainedIds.length > MOST_TRAINED || !trainedIds.every(isId))
    return invalid('trainedIds', `trainedIds names up to ${MOST_TRAINED} members by their ids.`);
  const facilitate = Array.isArray(powers) && powers.includes('facilitate');
  const terms = readTerms(fields);
  if (!terms.ok) return terms;
  if (ends === true && (taskId === null || Object.keys(terms.value).length > 0))
    return invalid('ends', 'To end a task, name it and say nothing else.');
  const trained = [...new Set(trainedIds as MembershipId[])].sort();
  return ok({ taskId, facilitate, ends: ends === true, trainedIds: trained, terms: terms.value });
}

function readTerms(fields: Readonly<Record<string, unknown>>): Result<Record<string, unknown>, TaskInvalid> {
  const terms: Record<string, unknown> = {};
  for (const name of TERMS) if (fields[name] !== undefined) terms[name] = fields[name];
  for (const [field, most, least] of [
    ['name', LONGEST_NAME, 1],
    ['guide', LONGEST_GUIDE, 0],
  ] as const) {
    if (terms[field] === undefined) continue;
    const text = typeof terms[field] === 'string' ? terms[field].trim() : '';
    if ([...text].length < least || [...text].length > most || text.includes('\u0000'))
      return invalid(field, `The ${field} takes ${least} to ${most} characters.`);
    terms[field] = text;
  }
  for (const [field, [min, max]] of Object.entries(NUMBERS)) {
    const value = terms[field];
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= min && Number(value) <= max))
      return invalid(field, `${field} is a whole number from ${min} to ${max}.`);
  }
  if (terms.requires !== undefined) {
    const words = Array.isArray(terms.requires) ? terms.requires.map((word) => String(word).trim()) : [''];
    if (words.length > MOST_WORDS || words.some((word) => word === '' || [...word].length > LONGEST_WORD))
      return invalid('requires', `Up to ${MOST_WORDS} things, each in 1 to ${LONGEST_WORD} characters.`);
    terms.requires = [...new Set(words)].sort();
  }
  if (terms.handover !== undefined && typeof terms.handover !== 'boolean')
    return invalid('handover', 'handover is true or false.');
  if (terms.trains !== undefined && !isId(terms.trains))
    return invalid('trains', 'trains names a task by its id.');
  if (terms.powers !== undefined) {
    const given: readonly unknown[] = Array.isArray(terms.powers) ? terms.powers : [null];
    if (!given.every((power) => power === 'facilitate' || TASK_POWERS.includes(power as TaskPower)))
      return invalid(
        'powers',
        'A shift can bring the right to facilitate, to check members in, to see hardship requests, or to tell.',
      );
    terms.powers = TASK_POWERS.filter((power) => given.includes(power));
  }
  for (const field of ['start', 'rule'])
    if (terms[field] !== undefined && typeof terms[field] !== 'string')
      return invalid(field, `${field} is a text.`);
  if (terms.except !== undefined && !(Array.isArray(terms.except) && terms.except.every(isText)))
    return invalid('except', 'except lists dates and times.');
  return ok(terms);
}

/** The task as the change makes it; `before` is the one that is changed, null for a new one. */
export function applyChange(
  recurrence: Recurrence,
  before: TaskTerms | null,
  { terms }: TaskChange,
): Result<TaskTerms, TaskInvalid> {
  const { start, rule, except, ...plain } = terms as Partial<TaskTerms> & {
    start?: string;
    rule?: string;
    except?: readonly string[];
  };
  const base = before ?? NEW_TASK;
  const after = { ...base, ...plain };
  if (after.name === '') return invalid('name', 'Give the task a name.');
  const was = base.recurrence;
  const next = {
    start: start ?? was?.start ?? '',
    rule: rule ?? was?.rule ?? '',
    except: except ?? was?.except ?? [],
  };
  if (next.start === '' || next.rule === '')
    return invalid(next.start === '' ? 'start' : 'rule', 'Say when it is first, and how it recurs.');
  const checked = recurrence.check(next);
  if (!checked.ok) return invalid('rule', checked.rejection.message);
  if (after.minutes === null) return invalid('minutes', 'Say how many minutes a shift lasts.');
  return ok({ ...after, recurrence: next });
}

/** A change as the input has it: what is stored with the motion, and what a draft is edited from. */
export function asInput({
  taskId,
  facilitate,
  ends,
  trainedIds,
  terms,
}: TaskChange): Record<string, unknown> {
  return {
    ...terms,
    ...(taskId === null ? {} : { taskId }),
    ...(facilitate ? { powers: ['facilitate', ...(terms.powers as readonly TaskPower[])] } : {}),
    ...(ends ? { ends } : {}),
    ...(trainedIds.length > 0 ? { trainedIds } : {}),
  };
}

/** What undoing a change needs: the terms as a change that leads back to them. */
export function asTerms(task: TaskTerms): Record<string, unknown> {
  const { recurrence, ...plain } = task;
  return { ...plain, ...recurrence };
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && isUuid(value);
}
function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 20;
}
