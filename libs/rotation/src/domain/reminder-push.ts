import type { Reminded } from './reminder-mail.js';

/** What a device shows. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  /** What a tap opens, from the `/` on. */
  readonly path: string;
}

/**
 * For one shift, as it may stand on a locked screen: the task and its time, nobody's name. In a quiet assembly neither,
 * nor which assembly it is.
 */
export function reminderNotice(
  { task, assembly, assemblyId, startsAt, endsAt, zone }: Omit<Reminded, 'hours'>,
  quiet: boolean,
): Notice {
  if (quiet) return { title: 'Plenary', body: 'Something waits for you in Plenary.', path: '/' };
  const at = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(date);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const ends = at(endsAt, day) === at(startsAt, day) ? at(endsAt, time) : at(endsAt, { ...day, ...time });
  return {
    title: `Your shift: ${task}`,
    body: `${at(startsAt, day)}, ${at(startsAt, time)} to ${ends}, in ${assembly}`,
    path: `/a/${assemblyId}/rota`,
  };
}
