import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { RosterTask } from '@plenary/sortition';
import type { RecurrenceRule } from './recurrence.js';

/** What an assembly decides about a task, whole. */
export interface TaskTerms {
  readonly name: string;
  readonly guide: string;
  /** Null for a task that is in no rota: the facilitator's until the assembly decides otherwise. */
  readonly recurrence: RecurrenceRule | null;
  /** How long a shift lasts; null without a recurrence. */
  readonly minutes: number | null;
  readonly people: number;
  readonly effort: number;
  /** Sorted, each once. */
  readonly requires: readonly string[];
  readonly longestRun: number;
  readonly pauseDays: number;
  readonly handover: boolean;
  /** The task that is taught in its shifts; null for one that is no training. */
  readonly trains: string | null;
}

export interface Task extends TaskTerms {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly kind: 'facilitate' | 'other';
  readonly plannedUntil: Date | null;
  readonly endedAt: Date | null;
}

/** What a motion says of a task: what it leaves out stays as it is. As stored: plain JSON. */
export type TaskChange = {
  readonly taskId: string | null;
  readonly facilitate: boolean;
  readonly ends: boolean;
  readonly trainedIds: readonly MembershipId[];
  readonly terms: Readonly<Record<string, unknown>>;
};

export const NEW_TASK: TaskTerms = {
  name: '',
  guide: '',
  recurrence: null,
  minutes: null,
  people: 1,
  effort: 1,
  requires: [],
  longestRun: 1,
  pauseDays: 0,
  handover: false,
  trains: null,
};

const DAY_MS = 86_400_000;

export function rosterTask({ id, effort, requires, longestRun, pauseDays }: Task): RosterTask {
  return { id, effort, requires, longestRun, pauseMs: pauseDays * DAY_MS };
}

const DAYS = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const EVERY: Readonly<Record<string, readonly [one: string, many: string]>> = {
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
};
const NTH: Readonly<Record<string, string>> = {
  '1': 'first ',
  '2': 'second ',
  '3': 'third ',
  '4': 'fourth ',
  '5': 'fifth ',
  '-1': 'last ',
  '-2': 'second last ',
  '-3': 'third last ',
  '-4': 'fourth last ',
  '-5': 'fifth last ',
};

/** When it recurs, as a person says it: 'every 2 weeks on Tuesday, 19:00'. */
export function recurrenceWords({ start, rule }: RecurrenceRule): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const [one, many] = EVERY[parts.get('FREQ') ?? ''] ?? ['time', 'times'];
  const interval = parts.get('INTERVAL') ?? '1';
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const on = days.map((day) => {
    const nth = day.slice(0, -2).replace('+', '');
    return `${nth === '' ? '' : `the ${NTH[nth]}`}${DAYS[day.slice(-2) as keyof typeof DAYS]}`;
  });
  const count = parts.get('COUNT');
  const until = parts.get('UNTIL');
  const end =
    count !== undefined
      ? `, ${count} times`
      : until !== undefined
        ? `, until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
        : '';
  const every = interval === '1' ? `every ${one}` : `every ${interval} ${many}`;
  return `${every}${on.length > 0 ? ` on ${listed(on)}` : ''}, ${start.slice(9, 11)}:${start.slice(11, 13)}${end}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
