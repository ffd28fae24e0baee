import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RECURRENCE } from './expand.js';
import { type RecurrenceRule, readLocal } from './recurrence.js';
import { recurrenceWords } from './recurrence-words.js';
import { instantOf } from './zone.js';

const folder = new URL('../../../../../shared/data/rrule/', import.meta.url);
const MOST = 20_000;
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
    ['rfc5545-examples', 36],
    ['libical', 46],
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
    [
      'FREQ=YEARLY;BYYEARDAY=111;UNTIL=20301231',
      'every year on the 111th day of the year, 19:00, until 2030-12-31',
    ],
  ])('%s is said as %s', (rule, words) => {
    expect(recurrenceWords({ ...weekly, rule })).toBe(words);
    expect(RECURRENCE.check({ ...weekly, rule }).ok).toBe(true);
  });

  it('that matches nothing ends', () => {
    const never = { ...weekly, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' };
    expect(RECURRENCE.expand(never, 'UTC', new Date('2026-03-02'), new Date('2027-03-02'), 1)).toEqual([]);
  });

  it('is refused when it asks for more than is offered, or cannot be read', () => {
    const codes = [
      { ...weekly, rule: 'FREQ=HOURLY' },
      { ...weekly, rule: 'FREQ=DAILY;BYHOUR=9' },
      { ...weekly, rule: 'FREQ=YEARLY;BYWEEKNO=20' },
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
