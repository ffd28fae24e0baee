import { quantity } from '@plenary/kernel';
import { readLocal } from './recurrence.js';
import { recurrenceWords } from './recurrence-words.js';
import type { TaskChange, TaskPower } from './task.js';

const GIVES: Record<TaskPower, string> = {
  check_in: 'checks members in at meetings',
  see_hardship: 'sees hardship requests and answers them in confidence',
  tell: 'tells at the stations of votes',
};
const LISTED = new Intl.ListFormat('en', { type: 'conjunction' });

/** A motion about a task in words: what it does, if carried and if lost. */
export function taskWords(change: TaskChange, nameOf: (id: string) => string) {
  const { name, rule, start, minutes, except } = change.terms as Partial<
    Record<'name' | 'rule' | 'start', string>
  > & {
    minutes?: number;
    except?: readonly string[];
  };
  if (change.ends)
    return {
      sentence: 'Ends a task of the rota.',
      ifCarried: 'Its shifts to come fall away, and no more are drawn.',
      ifLost: 'The task goes on.',
    };
  const what = name === undefined ? 'a task of the rota' : `the task ‘${name}’`;
  const when =
    rule && start ? `, ${recurrenceWords({ start, rule, except: [] })}${leftOut(except ?? [])}` : '';
  const long = minutes === undefined ? '' : `, for ${quantity(minutes, 'minutes')}`;
  const gives = [
    ...(change.facilitate ? ['facilitates'] : []),
    ...((change.terms.powers ?? []) as readonly TaskPower[]).map((power) => GIVES[power]),
  ];
  const powers =
    gives.length === 0
      ? withoutPowers(change)
      : ` Whoever has the shift ${LISTED.format(gives)}, from its start to its end.`;
  const teaches = change.terms.trains === undefined ? '' : ' In its shifts others learn another task.';
  const trained =
    change.trainedIds.length === 0 ? '' : ` Can do it already: ${change.trainedIds.map(nameOf).join(', ')}.`;
  return {
    sentence: `Sets ${what}${when}${long}.${powers}${teaches}${trained}`,
    ifCarried:
      'It passes around from the next draw, which is announced at once and drawn an hour later. Shifts that are published stay.',
    ifLost: 'The tasks stay as they are.',
  };
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
/** Of many the rest is a number. */
const MOST_DAYS = 10;

/** The days on which it does not come round, with what they are left out of. */
function leftOut(except: readonly string[]): string {
  if (except.length === 0) return '';
  const days = except
    .toSorted()
    .slice(0, MOST_DAYS)
    .map((each) => DAY.format(readLocal(each.replace(/Z$/, '')) ?? 0) + (each.endsWith('Z') ? ' (UTC)' : ''));
  const more = except.length - days.length;
  return `, not on ${LISTED.format(more > 0 ? [...days, `${more} more days`] : days)}`;
}

/** Of a task that there is, a whole list with nothing in it may take something away. */
function withoutPowers({ taskId, terms }: TaskChange): string {
  if (taskId === null || terms.powers === undefined) return '';
  return ' Its shifts give no right to check members in, to see hardship requests or to tell.';
}
