import type { ParsedRule } from './recurrence.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * The local times that a rule gives from its start on and before `end`, in order. It may give none for long: then it ends
 * at `end`, having looked at each day once.
 * @param from what lies before may be left out, where nothing is counted
 */
export function* locals(rule: ParsedRule, first: number, from: number, end: number): Generator<number> {
  const whole = withStart(rule, first);
  const begin = rule.count === null ? Math.max(first, from) : first;
  const periods = rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY' ? timesByDay : timesByPeriod;
  for (const times of periods(whole, first, begin, end)) for (const at of times) if (at >= first) yield at;
}

/** What a rule leaves open is as its start has it (RFC 5545 §3.3.10). */
function withStart(rule: ParsedRule, first: number): ParsedRule {
  const start = new Date(first);
  const { frequency, byDay, byMonth, byMonthDay, byYearDay, byWeekNo } = rule;
  const byMinute =
    rule.byMinute.length > 0 || frequency === 'MINUTELY' ? rule.byMinute : [start.getUTCMinutes()];
  if (frequency === 'MINUTELY' || frequency === 'HOURLY') return { ...rule, byMinute };
  const byHour = rule.byHour.length > 0 ? rule.byHour : [start.getUTCHours()];
  const timed = { ...rule, byHour, byMinute };
  if (byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0 || frequency === 'DAILY')
    return timed;
  if (frequency === 'WEEKLY' || byWeekNo.length > 0)
    return { ...timed, byDay: [{ weekday: start.getUTCDay(), nth: 0 }] };
  const day = { ...timed, byMonthDay: [start.getUTCDate()] };
  return frequency === 'MONTHLY' || byMonth.length > 0 ? day : { ...day, byMonth: [start.getUTCMonth() + 1] };
}

/** By the hour or the minute: the days on which it recurs, and on each its times. */
function* timesByDay(rule: ParsedRule, first: number, begin: number, end: number): Generator<number[]> {
  const { frequency, interval, byHour, byMinute, bySetPos } = rule;
  const unit = frequency === 'HOURLY' ? HOUR_MS : MINUTE_MS;
  const seconds = first % MINUTE_MS;
  const since = (at: number) => Math.floor(at / unit) - Math.floor(first / unit);
  // Of the times of a day those that some day has: where none is left, the rule never occurs, however far one looks.
  const step = commonDivisor(interval, DAY_MS / unit);
  const hours = (byHour.length > 0 ? byHour : TWENTY_FOUR)
    .map((hour) =>
      (byMinute.length > 0 ? byMinute : SIXTY)
        .map((minute) => hour * HOUR_MS + minute * MINUTE_MS + seconds)
        .filter((time) => since(time) % step === 0),
    )
    .filter(({ length }) => length > 0);
  // The period is the hour, or the minute: each by itself. A position that none of them has is not looked for.
  const most = frequency === 'HOURLY' ? Math.max(0, ...hours.map(({ length }) => length)) : 1;
  const positions = bySetPos.filter((position) => Math.abs(position) <= most);
  if (hours.length === 0 || (bySetPos.length > 0 && positions.length === 0)) return;
  for (let day = Math.floor(begin / DAY_MS) * DAY_MS; day <= end; day += DAY_MS) {
    if (!fits(rule, day)) continue;
    for (const hour of hours) {
      const times = hour.map((time) => day + time).filter((at) => since(at) % interval === 0);
      yield frequency === 'HOURLY' ? chosen(times, positions) : times;
    }
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

const TWENTY_FOUR = Array.from({ length: 24 }, (_, hour) => hour);
const SIXTY = Array.from({ length: 60 }, (_, minute) => minute);

/** By the day and longer: periods, and of each its days at their times. */
function* timesByPeriod(rule: ParsedRule, first: number, begin: number, end: number): Generator<number[]> {
  const { interval, byHour, byMinute, bySetPos } = rule;
  const start = Math.floor(first / DAY_MS) * DAY_MS;
  const seconds = first % MINUTE_MS;
  const ofDay = byHour.flatMap((hour) =>
    byMinute.map((minute) => hour * HOUR_MS + minute * MINUTE_MS + seconds),
  );
  const turns = Math.max(0, turnsBetween(rule, start, begin) - 1);
  for (let turn = turns - (turns % interval); ; turn += interval) {
    const [from, over] = periodOf(rule, start, turn);
    if (from > end) return;
    const days: number[] = [];
    for (let day = from; day < over; day += DAY_MS) if (fits(rule, day)) days.push(day);
    yield bySetPos.length === 0
      ? days.flatMap((day) => ofDay.map((time) => day + time))
      : // Of a year there can be half a million times: those that are not chosen are not made.
        positionsIn(days.length * ofDay.length, bySetPos).map(
          (at) => days[Math.floor(at / ofDay.length)]! + ofDay[at % ofDay.length]!,
        );
  }
}

/** How many periods an instant lies after that of the start, at least. */
function turnsBetween({ frequency }: ParsedRule, start: number, at: number): number {
  const [a, b] = [new Date(start), new Date(at)];
  const years = b.getUTCFullYear() - a.getUTCFullYear();
  switch (frequency) {
    case 'YEARLY':
      return years - 1;
    case 'MONTHLY':
      return years * 12 + b.getUTCMonth() - a.getUTCMonth();
    default:
      return Math.floor((at - start) / (frequency === 'WEEKLY' ? WEEK_MS : DAY_MS));
  }
}

/** The days of the period that lies so many days, weeks, months or years after that of the start: half open. */
function periodOf(rule: ParsedRule, day: number, turn: number): [number, number] {
  const start = new Date(day);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  switch (rule.frequency) {
    case 'WEEKLY': {
      const begin = weekOf(day, rule.weekStart) + turn * WEEK_MS;
      return [begin, begin + WEEK_MS];
    }
    case 'MONTHLY':
      return [Date.UTC(year, month + turn), Date.UTC(year, month + turn + 1)];
    case 'YEARLY': {
      if (rule.byWeekNo.length === 0) return [Date.UTC(year + turn, 0), Date.UTC(year + turn + 1, 0)];
      // The weeks of a year: the first may begin in the year before, the last end in the next.
      const of = yearOfWeek(day, rule.weekStart) + turn;
      return [firstWeek(of, rule.weekStart), firstWeek(of + 1, rule.weekStart)];
    }
    default:
      return [day + turn * DAY_MS, day + (turn + 1) * DAY_MS];
  }
}

/** The first day of the week that a day is in. */
function weekOf(day: number, weekStart: number): number {
  return day - ((new Date(day).getUTCDay() - weekStart + 7) % 7) * DAY_MS;
}

/** The first day of a year's first week: that with the fourth of January, so that most of it is in the year. */
function firstWeek(year: number, weekStart: number): number {
  return weekOf(Date.UTC(year, 0, 4), weekStart);
}

/** The year that the week of a day is counted to: that of most of its days. */
function yearOfWeek(day: number, weekStart: number): number {
  return new Date(weekOf(day, weekStart) + 3 * DAY_MS).getUTCFullYear();
}

/** Whether a day is one that the rule names. Asked of each day: what the rule leaves open is not worked out. */
function fits(rule: ParsedRule, at: number): boolean {
  const { frequency, byDay, byMonth, byMonthDay, byYearDay, byWeekNo } = rule;
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const ofMonth = () => within(at, Date.UTC(year, month), Date.UTC(year, month + 1));
  const ofYear = () => within(at, Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (byMonth.length > 0 && !byMonth.includes(month + 1)) return false;
  if (byMonthDay.length > 0 && !ofMonth().some((each) => byMonthDay.includes(each))) return false;
  if (byYearDay.length > 0 && !ofYear().some((each) => byYearDay.includes(each))) return false;
  if (byWeekNo.length > 0 && !ofWeeks(at, rule.weekStart).some((each) => byWeekNo.includes(each)))
    return false;
  if (byDay.length === 0) return true;
  const today = byDay.filter(({ weekday }) => weekday === date.getUTCDay());
  if (today.length === 0 || today.some(({ nth }) => nth === 0)) return today.length > 0;
  const among = frequency === 'YEARLY' && byMonth.length === 0 ? ofYear() : ofMonth();
  const nth = among.map((each) => Math.sign(each) * Math.ceil(Math.abs(each) / 7));
  return today.some((day) => nth.includes(day.nth));
}

/** Which week of its year the day is in, counted from the first and, negative, from the last. */
function ofWeeks(at: number, weekStart: number): [number, number] {
  const year = yearOfWeek(at, weekStart);
  const [first, next] = [firstWeek(year, weekStart), firstWeek(year + 1, weekStart)];
  return [Math.floor((at - first) / WEEK_MS) + 1, -Math.ceil((next - at) / WEEK_MS)];
}

/** Which day of a span it is, counted from its beginning and, negative, from its end. */
function within(at: number, begin: number, end: number): [number, number] {
  return [Math.round((at - begin) / DAY_MS) + 1, Math.round((at - end) / DAY_MS)];
}

/** The times at these positions, in order, each once; all where no position is named. */
function chosen(times: number[], positions: readonly number[]): number[] {
  return positions.length === 0 ? times : positionsIn(times.length, positions).map((at) => times[at]!);
}

/** Which of so many are named, counted from 0: in order, each once. */
function positionsIn(length: number, positions: readonly number[]): number[] {
  const named = positions.map((position) => (position > 0 ? position - 1 : length + position));
  return [...new Set(named)].filter((at) => at >= 0 && at < length).sort((a, b) => a - b);
}
