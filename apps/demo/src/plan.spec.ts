import { describe, expect, it } from '@jest/globals';
import { BALLOTS, LARGEST } from './ballots.js';
import { planBallots, secondsToCast } from './plan.js';

describe('planBallots', () => {
  it.each(BALLOTS.map((ballot) => [ballot.name, ballot] as const))(
    'casts every ballot of %s and no other',
    (_, ballot) => {
      const plan = planBallots(ballot, Math.random);
      const count = (answer: string) => plan.filter((each) => each.answer === answer).length;
      expect([plan.length, count('YES'), count('NO'), count('SPOILT')]).toEqual([
        ballot.cast,
        ballot.yes,
        ballot.no,
        ballot.spoilt,
      ]);
    },
  );

  it.each(BALLOTS.map((ballot) => [ballot.name, ballot] as const))('has each mishap in %s', (_, ballot) => {
    const mishaps = new Set(planBallots(ballot, Math.random).map(({ mishap }) => mishap));
    expect(mishaps).toEqual(new Set(['none', 'answer lost', 'double click']));
  });

  it('mixes the answers', () => {
    const first = planBallots(LARGEST, () => 0.5).slice(-LARGEST.no - LARGEST.spoilt);
    expect(new Set(first.map(({ answer }) => answer)).has('YES')).toBe(true);
  });
});

describe('secondsToCast', () => {
  it('is never shorter than the bylaws allow', () => {
    expect(secondsToCast(18)).toBe(60);
  });

  it('leaves room for many ballots', () => {
    expect(secondsToCast(100_000)).toBeGreaterThan(500);
  });
});
