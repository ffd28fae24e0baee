import type { MotionEffectInput, TaskPower } from '../graphql/generated/schema.ts';
import { fieldStart, leftOutTimes, ruleStart } from './recurrence.ts';
import { localIn } from './when.ts';

/** A task of the rota, as the form holds it. */
export interface DraftTask {
  /** Null for a new one. */
  readonly taskId: string | null;
  readonly name: string;
  readonly guide: string;
  /** The first time, as its field has it. */
  readonly start: string;
  readonly rule: string;
  /** Times that are left out, in order, as the field of its first time has them. */
  readonly except: readonly string[];
  readonly minutes: string;
  readonly people: string;
  readonly effort: string;
  /** Separated by commas. */
  readonly requires: string;
  readonly longestRun: string;
  readonly pauseDays: string;
  readonly facilitates: boolean;
  /** Its shifts give the right to check members in. */
  readonly checksIn: boolean;
  /** Its shifts give the right to hear requests for help. */
  readonly seesHardship: boolean;
  /** Its shifts give the right to tell at stations. */
  readonly tells: boolean;
  readonly handover: boolean;
  /** The task that it trains for; empty for none. */
  readonly trains: string;
  readonly ends: boolean;
}

const NEW_TASK: DraftTask = {
  taskId: null,
  name: '',
  guide: '',
  start: '',
  rule: 'FREQ=WEEKLY',
  except: [],
  minutes: '60',
  people: '1',
  effort: '1',
  requires: '',
  longestRun: '1',
  pauseDays: '0',
  facilitates: false,
  checksIn: false,
  seesHardship: false,
  tells: false,
  handover: false,
  trains: '',
  ends: false,
};

/** A task that is not filled in yet. */
export const newTask = (): DraftTask => NEW_TASK;

/** What there is of a task. */
export interface PresentTask {
  readonly id: string;
  readonly name: string;
  readonly guide: string;
  readonly start: string | null;
  readonly rule: string | null;
  readonly except: readonly string[];
  readonly minutes: number | null;
  readonly people: number;
  readonly effort: number;
  readonly requires: readonly string[];
  readonly longestRun: number;
  readonly pauseDays: number;
  readonly handover: boolean;
  readonly powers: readonly TaskPower[];
  readonly trains: { readonly id: string } | null;
}

/** A task as it is now, for whoever changes it. */
export function draftedTask(task: PresentTask, timeZone: string): DraftTask {
  const { id, powers, requires, except, trains, ...terms } = task;
  // That it facilitates goes without saying again: there is one such task, and it stays it.
  const given = powers.filter((power) => power !== 'FACILITATE');
  return {
    ...taskOf(
      { ...terms, powers: given, requires: [...requires], except: [...except], trains: trains?.id ?? null },
      timeZone,
    ),
    taskId: id,
  };
}

/** What was kept of one, back in the form's fields. */
export function taskOf(task: MotionEffectInput['task'], timeZone: string): DraftTask {
  if (!task) return NEW_TASK;
  // As the form sends them, or as a motion keeps them.
  const gives = (power: TaskPower) => (task.powers ?? []).some((each) => each.toUpperCase() === power);
  return {
    taskId: task.taskId ?? null,
    name: task.name ?? '',
    guide: task.guide ?? '',
    start: fieldStart(task.start ?? ''),
    rule: task.rule ?? NEW_TASK.rule,
    except: leftOutTimes(task.except ?? [], timeZone),
    minutes: String(task.minutes ?? NEW_TASK.minutes),
    people: String(task.people ?? 1),
    effort: String(task.effort ?? 1),
    requires: (task.requires ?? []).join(', '),
    longestRun: String(task.longestRun ?? 1),
    pauseDays: String(task.pauseDays ?? 0),
    facilitates: gives('FACILITATE'),
    checksIn: gives('CHECK_IN'),
    seesHardship: gives('SEE_HARDSHIP'),
    tells: gives('TELL'),
    handover: task.handover ?? false,
    trains: task.trains ?? '',
    ends: task.ends ?? false,
  };
}

/** Times in a row that one member may teach: at first there may be nobody else who can. */
const LONGEST_TEACHING = 4;
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** A task that trains for another: weekly from next week on, at the other's hour and as long. */
export function trainingFor(taught: PresentTask, now: number, timeZone: string): DraftTask {
  const hour = taught.start === null ? 'T19:00' : fieldStart(taught.start).slice(10);
  return {
    ...NEW_TASK,
    name: [...`Training: ${taught.name}`].slice(0, 200).join(''),
    guide: 'Show those who want to learn it what it takes. When it is done, say who can do it from now on.',
    start: localIn(now + WEEK_MS, timeZone).slice(0, 10) + hour,
    minutes: String(taught.minutes ?? NEW_TASK.minutes),
    longestRun: String(LONGEST_TEACHING),
    trains: taught.id,
  };
}

/** With another first time: what is left out at its hour stays left out at the new one. */
export function startingAt(task: DraftTask, start: string): DraftTask {
  const [was, is] = [task.start.slice(10), start.slice(10)];
  if (was === '' || is === '') return { ...task, start };
  const except = task.except.map((each) => (each.endsWith(was) ? each.slice(0, 10) + is : each)).sort();
  return { ...task, start, except };
}

/** What a motion says of it; `trainedIds`: who can do it already. */
export function taskInput(task: DraftTask, trainedIds: readonly string[]): MotionEffectInput['task'] {
  if (task.ends) return { taskId: task.taskId, ends: true };
  // A training asks for what the task asks for that it teaches.
  const requires = (task.trains === '' ? task.requires : '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return {
    taskId: task.taskId,
    name: task.name,
    guide: task.guide,
    start: ruleStart(task.start),
    rule: task.rule,
    // Nothing left out goes without saying, but of a task that there is.
    ...(task.except.length > 0 || task.taskId !== null ? { except: task.except.map(ruleStart) } : {}),
    minutes: Number(task.minutes),
    people: Number(task.people),
    effort: Number(task.effort),
    ...(task.trains === '' ? { requires } : { trains: task.trains }),
    longestRun: Number(task.longestRun),
    pauseDays: Number(task.pauseDays),
    handover: task.handover,
    powers: [
      ...(task.facilitates ? (['FACILITATE'] as const) : []),
      ...(task.checksIn ? (['CHECK_IN'] as const) : []),
      ...(task.seesHardship ? (['SEE_HARDSHIP'] as const) : []),
      ...(task.tells ? (['TELL'] as const) : []),
    ],
    ...(requires.length > 0 && trainedIds.length > 0 ? { trainedIds: [...trainedIds] } : {}),
  };
}
