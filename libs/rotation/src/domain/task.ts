import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { RosterTask } from '@plenary/sortition';
import type { RecurrenceRule } from './recurrence.js';

/** What its shifts can give besides facilitating, which is the one task's that an assembly is founded with. */
export const TASK_POWERS = ['check_in', 'see_hardship', 'tell'] as const;
export type TaskPower = (typeof TASK_POWERS)[number];

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
  /** What whoever has its shift may do from its start to its end; sorted, each once. */
  readonly powers: readonly TaskPower[];
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
  powers: [],
};

const DAY_MS = 86_400_000;

export function rosterTask({ id, effort, requires, longestRun, pauseDays }: Task): RosterTask {
  return { id, effort, requires, longestRun, pauseMs: pauseDays * DAY_MS };
}
