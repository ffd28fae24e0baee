import { describe, expect, it } from '@jest/globals';
import {
  add,
  landing,
  level,
  lower,
  moveTo,
  placeSentence,
  type Ranking,
  raise,
  rankOf,
  remove,
} from './ranking.ts';

const ranking = (text: string): Ranking => text.split(' ').map((rank) => [...rank]);
const text = (each: Ranking) => each.map((rank) => rank.join('')).join(' ');

describe('a ranking in the making', () => {
  it('takes the next preference once', () => {
    expect(text(add(add([], 'a'), 'b'))).toBe('a b');
    expect(add(ranking('a b'), 'a')).toEqual(ranking('a b'));
  });

  it('closes the gap when somebody is taken off', () => {
    expect(text(remove(ranking('a b c'), 'b'))).toBe('a c');
    expect(text(remove(ranking('a bc d'), 'b'))).toBe('a c d');
    expect(rankOf(remove(ranking('a b c'), 'a'), 'c')).toBe(2);
  });

  it.each([
    ['a b c', 'b', 'b a c', 'a c b'],
    ['a b', 'a', 'a b', 'b a'],
    ['a bc d', 'd', 'a d bc', 'a bc d'],
    ['a bc d', 'c', 'a c b d', 'a b c d'],
  ])('moves one step: in %s %s goes up to %s and down to %s', (from, id, up, down) => {
    expect(text(raise(ranking(from), id))).toBe(up);
    expect(text(lower(ranking(from), id))).toBe(down);
  });

  it('shares a rank with the one above, and leaves it again', () => {
    expect(text(level(ranking('a b c'), 'b'))).toBe('ab c');
    expect(text(level(ranking('ab c'), 'b'))).toBe('a b c');
    expect(text(level(ranking('a b'), 'a'))).toBe('a b');
  });

  it.each([
    ['a b c d', 'd', 0, 'd a b c'],
    ['a b c d', 'a', 2, 'b c a d'],
    ['a b c d', 'a', 3, 'b c d a'],
    ['a b c d', 'b', 1, 'a b c d'],
    ['a bc d', 'd', 2, 'a bdc'],
    ['a bc d', 'd', 1, 'a d bc'],
    ['a bc d', 'b', 3, 'a c d b'],
  ])('is pulled: in %s %s to place %i makes %s', (from, id, place, to) => {
    expect(text(moveTo(ranking(from), id, place))).toBe(to);
  });

  it('never loses or doubles anybody, whatever is done to it', () => {
    let now = ranking('a b cd e');
    const steps = [raise, lower, level] as const;
    for (let i = 0; i < 200; i++) {
      const id = 'abcde'[(i * 7) % 5]!;
      now = i % 4 === 3 ? moveTo(now, id, (i * 3) % 6) : steps[i % 3]!(now, id);
      expect([...now.flat()].sort().join('')).toBe('abcde');
      expect(now.every((rank) => rank.length > 0)).toBe(true);
    }
  });

  it('is told in a sentence after each step', () => {
    const name = (id: string) => id.toUpperCase();
    expect(placeSentence(ranking('a b'), 'b', name)).toBe('B is number 2 of 2.');
    expect(placeSentence(ranking('ab c'), 'b', name)).toBe('B is number 1 of 2, at the same rank as A.');
    expect(placeSentence(ranking('a b'), 'c', name)).toBe('C is not ranked.');
  });
});

describe('a row that is pulled', () => {
  const rows = [50, 100, 50, 50].map((height, i, all) => ({
    top: all.slice(0, i).reduce((sum, each) => sum + each, 0),
    height,
  }));

  it('lands past each row whose middle it has passed', () => {
    expect(landing(rows, 0, 25)).toBe(0);
    expect(landing(rows, 0, 101)).toBe(1);
    expect(landing(rows, 0, 170)).toBe(1);
    expect(landing(rows, 0, 999)).toBe(3);
    expect(landing(rows, 3, 176)).toBe(3);
    expect(landing(rows, 3, 174)).toBe(2);
    expect(landing(rows, 3, -5)).toBe(0);
  });
});
