import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  COMMITTED,
  type ContributionEntry,
  commitmentTo,
  contributionsOf,
  mixedSeed,
  REVEALED,
} from './contributions.js';

const VALUE = 'ab'.repeat(32);
const OTHER = '01'.repeat(32);
const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const [UNTIL, DRAWS] = [at(30), at(59)];
const commits = (minute: number, membership: string, commitment: string): ContributionEntry => ({
  at: at(minute),
  kind: COMMITTED,
  data: { roster: 'r', membership, commitment },
});
const reveals = (minute: number, membership: string, value: string): ContributionEntry => ({
  at: at(minute),
  kind: REVEALED,
  data: { roster: 'r', membership, value },
});
const of = (...entries: ContributionEntry[]) => {
  const { revealed, unrevealed } = contributionsOf('r', UNTIL, DRAWS, entries);
  return [Object.fromEntries(revealed), unrevealed];
};

describe('values that members contribute', () => {
  const bound = commits(1, 'a', commitmentTo('r', 'a', VALUE));

  it('count when they were bound before the root and revealed before the draw', () => {
    expect(of(bound, reveals(30, 'a', VALUE))).toEqual([{ a: VALUE }, []]);
    expect(of(bound, reveals(58, 'a', VALUE))).toEqual([{ a: VALUE }, []]);
  });

  it.each<[string, ContributionEntry[]]>([
    ['too early', [bound, reveals(29, 'a', VALUE)]],
    ['too late', [bound, reveals(59, 'a', VALUE)]],
    ['never', [bound]],
    ['as another value', [bound, reveals(40, 'a', OTHER)]],
    ['by somebody else', [bound, reveals(40, 'b', VALUE)]],
    ['in capitals', [bound, reveals(40, 'a', VALUE.toUpperCase())]],
  ])('do not when they are revealed %s; then it is said whose is missing', (_, entries) => {
    expect(of(...entries)).toEqual([{}, ['a']]);
  });

  it('do not when the commitment came late, is of another draw, or another’s', () => {
    const late = commits(30, 'a', commitmentTo('r', 'a', VALUE));
    expect(of(late, reveals(40, 'a', VALUE))).toEqual([{}, []]);
    const elsewhere = { ...bound, data: { ...bound.data, roster: 's' } };
    expect(of(elsewhere, reveals(40, 'a', VALUE))).toEqual([{}, []]);
    const copied = commits(2, 'b', commitmentTo('r', 'a', VALUE));
    expect(of(bound, copied, reveals(40, 'a', VALUE), reveals(41, 'b', VALUE))).toEqual([
      { a: VALUE },
      ['b'],
    ]);
  });

  it('are one for each member: the first', () => {
    const second = commits(3, 'a', commitmentTo('r', 'a', OTHER));
    expect(of(bound, second, reveals(40, 'a', OTHER), reveals(41, 'a', VALUE))).toEqual([{ a: VALUE }, []]);
  });

  it('are mixed as is said: SHA-256 of the root and the values in order', () => {
    const root = 'ff'.repeat(32);
    const revealed = new Map([
      ['x', VALUE],
      ['y', OTHER],
    ]);
    const wanted = createHash('sha256').update(root, 'hex').update(OTHER, 'hex').update(VALUE, 'hex');
    expect(mixedSeed(root, { revealed })).toBe(wanted.digest('hex'));
    const bytes = `r\na\n${VALUE}`;
    expect(commitmentTo('r', 'a', VALUE)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
