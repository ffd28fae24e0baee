import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RECURRENCE } from './expand.js';
import { type RecurrenceRule, readLocal, WEEKDAYS, writeLocal } from './recurrence.js';
import { recurrenceWords } from './recurrence-words.js';
import { instantOf } from './zone.js';

const folder = new URL('../../../../../shared/data/rrule/', import.meta.url);
const MOST = 20_000;
const DAY_MS = 86_400_000;
const FAR = new Date('2200-01-01T00:00:00Z');

interface Case {
  readonly what?: string;
  readonly id?: string;
  readonly tzid?: string;
  readonly dtstart: string;
  readonly rrule?: string | readonly string[];
  readonly rdate?: readonly string[];
  readonly exdate?: readonly string[];
  readonly overrides?: unknown;
  readonly window?: unknown;
  readonly instances: readonly string[];
  readonly complete: boolean;
}

/** An instant of a file: with an offset, in UTC, or local in the zone. */
function instantIn(text: string, zone: string): number {
  if (text.includes('-')) return new Date(text).getTime();
  const local = readLocal(text.replace(/Z$/, ''))!;
  return text.endsWith('Z') ? local : instantOf(local, zone);
}

function ruleOf(each: Case): RecurrenceRule | null {
  const rules = typeof each.rrule === 'string' ? [each.rrule] : (each.rrule ?? []);
  if (
    rules.length !== 1 ||
    each.rdate !== undefined ||
    each.overrides !== undefined ||
    each.window !== undefined
  )
    return null;
  const start = each.dtstart.replace(/Z$/, '');
  const rule = {
    start: start.includes('T') ? start : `${start}T000000`,
    rule: rules[0]!,
    except: each.exdate ?? [],
  };
  return RECURRENCE.check(rule).ok ? rule : null;
}

describe('the published cases of recurrence', () => {
  if (!existsSync(folder)) {
    console.info(`${folder.pathname} is absent: its cases were not checked.`);
    it('are not beside this repository, and were not checked', () => expect(existsSync(folder)).toBe(false));
    return;
  }
  it.each([
    ['rfc5545-examples', 42],
    ['libical', 50],
    ['dst', 8],
    ['sets', 3],
  ])('%s: each rule that is offered gives the times that are listed (at least %i)', (file, least) => {
    const { cases } = JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8')) as { cases: Case[] };
    let checked = 0;
    for (const each of cases) {
      const rule = ruleOf(each);
      if (rule === null) continue;
      const zone = each.tzid ?? 'UTC';
      const listed = each.instances.map((text) => instantIn(text, zone));
      const until = each.complete ? FAR : new Date(listed.at(-1)! + 1);
      const found = RECURRENCE.expand(rule, zone, new Date(0), until, MOST).map((at) => at.getTime());
      // A list may begin with a DTSTART that the rule itself does not give.
      const wanted = found[0] === listed[1] && each.dtstart === each.instances[0] ? listed.slice(1) : listed;
      expect([each.what ?? each.id, found]).toEqual([each.what ?? each.id, wanted]);
      checked++;
    }
    expect(checked).toBeGreaterThanOrEqual(least);
  });

  it('reads local times as RFC 5545 does: the first of two, and past a gap by the offset before it', () => {
    const { localToUtc } = JSON.parse(readFileSync(new URL('dst.json', folder), 'utf8')) as {
      localToUtc: { tzid: string; local: string; utc: string }[];
    };
    for (const { tzid, local, utc } of localToUtc)
      expect(instantOf(readLocal(local)!, tzid)).toBe(instantIn(utc, 'UTC'));
  });
});

describe('a recurrence', () => {
  const weekly = { start: '20260302T190000', rule: 'FREQ=WEEKLY', except: ['20260316T190000'] };

  it('is the same whatever window it is asked for', () => {
    const all = RECURRENCE.expand(weekly, 'Europe/Vienna', new Date(0), new Date('2026-06-01'), MOST);
    const part = RECURRENCE.expand(weekly, 'Europe/Vienna', all[3]!, all[6]!, MOST);
    expect(part).toEqual(all.slice(3, 6));
    // 19:00 stays 19:00 through the clock change of 29 March.
    expect(all.slice(0, 4).map((at) => at.toISOString())).toEqual([
      '2026-03-02T18:00:00.000Z',
      '2026-03-09T18:00:00.000Z',
      '2026-03-23T18:00:00.000Z',
      '2026-03-30T17:00:00.000Z',
    ]);
  });

  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'every 2 weeks on Tuesday, 19:00'],
    ['FREQ=MONTHLY;BYDAY=1TU,-1FR', 'every month on the first Tuesday and the last Friday, 19:00'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1,22,-1',
      'every month on the first, the 22nd and the last of the month, 19:00',
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every month on Friday that is the 13th of the month, 19:00'],
    [
      'FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=-1;COUNT=3',
      'every month on Monday and Wednesday, only the last of these, 19:00, 3 times',
    ],
    ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1', 'every year on the first of the month in May, 19:00'],
    ['FREQ=DAILY;BYHOUR=17,9', 'every day, 09:00 and 17:00'],
    ['FREQ=WEEKLY;BYDAY=TU;BYMINUTE=30', 'every week on Tuesday, 19:30'],
    [
      'FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,20',
      'every day, at minutes 0 and 20 of the hours 9, 10, 11 and 12',
    ],
    ['FREQ=HOURLY;INTERVAL=3', 'every 3 hours, from 19:00'],
    ['FREQ=MINUTELY;INTERVAL=20;BYHOUR=9', 'every 20 minutes, from 19:00 in the hour 9'],
    [
      'FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO',
      'every year on Monday, in the 20th and the last week of the year, 19:00',
    ],
    [
      'FREQ=YEARLY;BYYEARDAY=111;UNTIL=20301231',
      'every year on the 111th day of the year, 19:00, until 2030-12-31',
    ],
  ])('%s is said as %s', (rule, words) => {
    expect(recurrenceWords({ ...weekly, rule })).toBe(words);
    expect(RECURRENCE.check({ ...weekly, rule }).ok).toBe(true);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;COUNT=5',
    'FREQ=HOURLY;INTERVAL=2;BYHOUR=20',
    'FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1;COUNT=1',
    'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000',
    'FREQ=MINUTELY;BYHOUR=3;BYSETPOS=2',
  ])('%s never comes, and looking for it comes to its end, also at the end of all time', (rule) => {
    const never = { start: '19700101T190000', rule, except: [] };
    const found = RECURRENCE.expand(never, 'UTC', new Date('2026-03-02'), new Date('2031-03-02'), 1);
    expect(found).toEqual([]);
    if (rule.startsWith('FREQ=YEARLY'))
      expect(RECURRENCE.expand(never, 'UTC', new Date('2026-03-02'), new Date(8.64e15), 1)).toEqual([]);
  });

  const listed = (rule: string, zone: string, start: string, from: string, until: string) =>
    RECURRENCE.expand({ start, rule, except: [] }, zone, new Date(from), new Date(until), MOST).map((at) =>
      at.toISOString().slice(5, 16),
    );

  it('is once at each instant and in order where the clocks change, by an hour or by half of one', () => {
    // In Vienna 02:00 to 03:00 is left out on 29 March 2026, and comes twice on 25 October.
    const vienna = (rule: string, day: string) =>
      listed(rule, 'Europe/Vienna', '20260101T000000', `${day}T00:00:00Z`, `${day}T04:00:00Z`);
    expect(vienna('FREQ=HOURLY', '2026-03-29')).toEqual([
      '03-29T00:00',
      '03-29T01:00',
      '03-29T02:00',
      '03-29T03:00',
    ]);
    expect(vienna('FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30', '2026-03-29')).toEqual([
      '03-29T01:00',
      '03-29T01:30',
    ]);
    expect(vienna('FREQ=HOURLY', '2026-10-25')).toEqual(['10-25T00:00', '10-25T02:00', '10-25T03:00']);
    // On Lord Howe 02:00 to 02:30 is left out on 4 October 2026; 01:30 to 02:00 comes twice on 5 April.
    const howe = (rule: string, from: string, until: string) =>
      listed(rule, 'Australia/Lord_Howe', '20260101T000000', from, until);
    expect(howe('FREQ=MINUTELY;INTERVAL=15;BYHOUR=2', '2026-10-03T12:00Z', '2026-10-04T12:00Z')).toEqual([
      '10-03T15:30',
      '10-03T15:45',
    ]);
    expect(howe('FREQ=DAILY;BYHOUR=1;BYMINUTE=30,45', '2026-04-04T12:00Z', '2026-04-05T12:00Z')).toEqual([
      '04-04T14:30',
      '04-04T14:45',
    ]);
  });

  it('has the weeks of a year as ISO 8601 numbers them, from the last also, and by the day they begin with', () => {
    const weeks = (rule: string, until: string) =>
      listed(rule, 'UTC', '20200101T100000', '2020-01-01T00:00Z', until);
    expect(weeks('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2027-02-01')).toEqual([
      '01-04T10:00',
      '01-03T10:00',
      '01-02T10:00',
      '01-01T10:00',
      '12-30T10:00',
      '12-29T10:00',
      '01-04T10:00',
    ]);
    // 2020 and 2026 have 53; others end with their 52nd.
    expect(weeks('FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH', '2027-02-01')).toEqual(['12-31T10:00', '12-31T10:00']);
    expect(weeks('FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH', '2022-02-01')).toEqual(['12-31T10:00', '12-30T10:00']);
    // Without a day of the week it is that of the start: a Wednesday.
    expect(weeks('FREQ=YEARLY;BYWEEKNO=20', '2021-01-01')).toEqual(['05-13T10:00']);
    expect(weeks('FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU', '2022-02-01')).toEqual([
      '01-03T10:00',
      '01-02T10:00',
    ]);
  });

  it('does not look for what no time of its periods can be', () => {
    const all = 'BYDAY=MO,TU,WE,TH,FR,SA,SU';
    const minutes = `BYMINUTE=${Array.from({ length: 20 }, (_, i) => i).join(',')}`;
    const hours = `BYHOUR=${Array.from({ length: 24 }, (_, i) => i).join(',')}`;
    const began = process.cpuUsage();
    for (const [rule, found] of [
      [`FREQ=MINUTELY;COUNT=10000;${all};BYSETPOS=2`, 0],
      [`FREQ=HOURLY;COUNT=10000;${all};BYMINUTE=1;BYSETPOS=-2`, 0],
      [`FREQ=YEARLY;COUNT=10000;${all};${hours};${minutes};BYSETPOS=366`, 5],
    ] as const) {
      const from = new Date('2026-11-22T00:00:00Z');
      const until = new Date('2031-11-22T00:00:00Z');
      const times = RECURRENCE.expand(
        { start: '19700101T000000', rule, except: [] },
        'Europe/Berlin',
        from,
        until,
        5,
      );
      expect(times).toHaveLength(found);
    }
    // Time of this process alone, a hundred times what it takes: a third as much as when each was looked for.
    expect(process.cpuUsage(began).user).toBeLessThan(10_000_000);
  });

  it('gives each minute at which all its parts hold, and no other', () => {
    const some = (least: number, most: number) =>
      fc.uniqueArray(fc.integer({ min: least, max: most }), { maxLength: 3 });
    const part = (name: string, numbers: readonly (number | string)[]) =>
      numbers.length > 0 ? `;${name}=${numbers.join()}` : '';
    fc.assert(
      fc.property(
        fc.constantFrom('MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY'),
        fc.integer({ min: 1, max: 50 }),
        some(0, 23),
        some(0, 59),
        some(0, 6),
        some(1, 4),
        fc.integer({ min: 0, max: 80 * 1_440 }),
        (frequency, interval, byHour, byMinute, byDay, byMonth, offset) => {
          const first = Date.UTC(2026, 0, 5) + offset * 60_000;
          const until = first + 30 * DAY_MS;
          const days = byDay.map((day) => WEEKDAYS[day]!);
          const parts = [
            ['BYHOUR', byHour],
            ['BYMINUTE', byMinute],
            ['BYDAY', days],
            ['BYMONTH', byMonth],
          ] as const;
          const rule = `FREQ=${frequency};INTERVAL=${interval}${parts.map(([name, each]) => part(name, each)).join('')}`;
          const wanted: number[] = [];
          const begun = new Date(first);
          const unit = { MINUTELY: 60_000, HOURLY: 3_600_000, DAILY: DAY_MS, WEEKLY: 7 * DAY_MS }[frequency]!;
          // 5 January 1970 was a Monday, as weeks begin here.
          const period = (at: number) => Math.floor((at - 4 * DAY_MS) / unit);
          for (let at = first; at < until; at += 60_000) {
            const now = new Date(at);
            const holds = (numbers: readonly number[], is: number, start: number, always: boolean) =>
              numbers.length > 0 ? numbers.includes(is) : always || is === start;
            const often = frequency === 'MINUTELY' || frequency === 'HOURLY';
            if (
              (period(at) - period(first)) % interval === 0 &&
              holds(byMinute, now.getUTCMinutes(), begun.getUTCMinutes(), frequency === 'MINUTELY') &&
              holds(byHour, now.getUTCHours(), begun.getUTCHours(), often) &&
              holds(byDay, now.getUTCDay(), begun.getUTCDay(), frequency !== 'WEEKLY') &&
              holds(byMonth, now.getUTCMonth() + 1, 0, true)
            )
              wanted.push(at);
          }
          const start = writeLocal(first);
          const found = RECURRENCE.expand(
            { start, rule, except: [] },
            'UTC',
            new Date(0),
            new Date(until),
            50_000,
          );
          expect(found.map((at) => at.getTime())).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is refused when it asks for more than is offered, or cannot be read', () => {
    const codes = [
      { ...weekly, rule: 'FREQ=SECONDLY' },
      { ...weekly, rule: 'FREQ=DAILY;BYSECOND=0' },
      { ...weekly, rule: 'FREQ=DAILY;BYHOUR=24' },
      { ...weekly, rule: 'FREQ=DAILY;BYHOUR=-1' },
      { ...weekly, rule: 'FREQ=DAILY;BYMINUTE=60' },
      { ...weekly, rule: 'FREQ=DAILY;BYMINUTE=0,' },
      { ...weekly, rule: 'FREQ=YEARLY;BYWEEKNO=54' },
      { ...weekly, rule: 'FREQ=YEARLY;BYWEEKNO=0' },
      { ...weekly, rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYWEEKNO=20' },
      { ...weekly, rule: 'FREQ=DAILY;BYYEARDAY=1' },
      { ...weekly, rule: 'FREQ=HOURLY;BYDAY=1MO' },
      { ...weekly, start: '19691231T190000' },
      { ...weekly, start: '22000101T190000' },
      { ...weekly, rule: 'FREQ=YEARLY;BYMONTH=13' },
      { ...weekly, rule: 'FREQ=YEARLY;BYMONTH=-1' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYMONTHDAY=32' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYMONTHDAY=0' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYMONTHDAY=1,,2' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYYEARDAY=1' },
      { ...weekly, rule: 'FREQ=WEEKLY;BYMONTHDAY=1' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYSETPOS=1' },
      { ...weekly, rule: 'FREQ=MONTHLY;BYDAY=6MO' },
      { ...weekly, rule: 'FREQ=YEARLY;BYDAY=54MO' },
      { ...weekly, rule: 'FREQ=YEARLY;BYDAY=0MO' },
      { ...weekly, rule: 'FREQ=WEEKLY;BYDAY=1MO' },
      { ...weekly, rule: 'FREQ=DAILY;INTERVAL=0' },
      { ...weekly, rule: 'FREQ=DAILY;COUNT=3;UNTIL=20260101T000000Z' },
      { ...weekly, rule: 'FREQ=DAILY;UNTIL=20260231T000000' },
      { ...weekly, rule: 'FREQ=DAILY;WKST=XX' },
      { ...weekly, rule: 'FREQ=DAILY;FREQ=DAILY' },
      { ...weekly, rule: '' },
      { ...weekly, start: '20260230T190000' },
      { ...weekly, start: '20260302' },
      { ...weekly, except: ['soon'] },
    ].map((rule) => {
      const checked = RECURRENCE.check(rule);
      return checked.ok ? 'accepted' : checked.rejection.code;
    });
    expect(new Set(codes)).toEqual(new Set(['RULE_REFUSED']));
  });
});
