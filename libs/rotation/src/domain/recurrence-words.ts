import type { RecurrenceRule } from './recurrence.js';

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
  MINUTELY: ['minute', 'minutes'],
  HOURLY: ['hour', 'hours'],
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
  YEARLY: ['year', 'years'],
};
const NTH: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
  '-2': 'second last',
  '-3': 'third last',
  '-4': 'fourth last',
  '-5': 'fifth last',
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** When it recurs, as a person says it: 'every 2 weeks on Tuesday, 19:00'. */
export function recurrenceWords({ start, rule }: RecurrenceRule): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const list = (name: string) => (parts.get(name) ?? '').split(',').filter((each) => each !== '');
  const [one, many] = EVERY[parts.get('FREQ') ?? ''] ?? ['time', 'times'];
  const interval = parts.get('INTERVAL') ?? '1';
  const weekdays = list('BYDAY').map((day) => {
    const nth = day.slice(0, -2);
    return `${nth === '' ? '' : `the ${place(nth)} `}${DAYS[day.slice(-2) as keyof typeof DAYS]}`;
  });
  const days = list('BYMONTHDAY').map((day) => `the ${place(day)}`);
  const yearDays = list('BYYEARDAY').map((day) => `the ${place(day)}`);
  const months = list('BYMONTH').map((month) => MONTHS[Number(month) - 1]!);
  const weeks = list('BYWEEKNO').map((week) => `the ${place(week)}`);
  const positions = list('BYSETPOS').map((each) => `the ${place(each)}`);
  const said = (places: readonly string[], of: string) =>
    places.length === 0 ? '' : `${listed(places)}${of}`;
  const on = [said(weekdays, ''), said(days, ' of the month'), said(yearDays, ' day of the year')];
  // Of several kinds of days a day is one of each: a Friday that is the 13th.
  const when = on.filter((each) => each !== '').join(' that is ');
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  return [
    interval === '1' ? `every ${one}` : `every ${interval} ${many}`,
    when === '' ? '' : ` on ${when}`,
    months.length > 0 ? ` in ${listed(months)}` : '',
    positions.length > 0 ? `, only ${listed(positions)} of these` : '',
    weeks.length > 0 ? `, in ${listed(weeks)} week of the year` : '',
    `, ${timesOfDay(parts.get('FREQ') ?? '', list, start)}`,
    count === undefined ? '' : `, ${count} times`,
    until === undefined ? '' : `, until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
  ].join('');
}

/** Times of a day that are listed one by one, at most. */
const MOST_LISTED = 6;

/** '09:00 and 17:00', 'at minutes 0 and 20 of the hours 9, 10 and 11', 'from 19:00 in the hour 9'. */
function timesOfDay(frequency: string, list: (name: string) => string[], start: string): string {
  const [hour, minute] = [start.slice(9, 11), start.slice(11, 13)];
  const [hours, minutes] = [sorted(list('BYHOUR')), sorted(list('BYMINUTE'))];
  const often = frequency === 'HOURLY' || frequency === 'MINUTELY';
  if (hours.length + minutes.length === 0) return often ? `from ${hour}:${minute}` : `${hour}:${minute}`;
  const all = (hours.length > 0 ? hours : [hour]).flatMap((h) =>
    (minutes.length > 0 ? minutes : [minute]).map((m) => `${h}:${m}`),
  );
  if (!often && all.length <= MOST_LISTED) return listed(all);
  const atMinutes = minutes.length === 0 ? '' : `at ${numbered('minute', minutes)}`;
  const inHours = hours.length === 0 ? '' : `${often ? 'in' : 'of'} ${numbered('the hour', hours)}`;
  const from = often ? `from ${hour}:${minute}` : '';
  return [from, atMinutes, inHours].filter((each) => each !== '').join(' ');
}

function sorted(numbers: readonly string[]): string[] {
  return [...new Set(numbers.map((each) => each.padStart(2, '0')))].sort();
}

function numbered(what: string, numbers: readonly string[]): string {
  return `${what}${numbers.length > 1 ? 's' : ''} ${listed(numbers.map((each) => String(Number(each))))}`;
}

/** 'first', 'second last', '13th'. */
function place(text: string): string {
  const number = Number(text);
  const said = NTH[String(number)];
  if (said !== undefined) return said;
  const [size, tens] = [Math.abs(number), Math.abs(number) % 100];
  const ending = (tens > 10 && tens < 14 ? null : ['st', 'nd', 'rd'][(size % 10) - 1]) ?? 'th';
  return `${size}${ending}${number < 0 ? ' last' : ''}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
