import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalKey, draw, MAX_POOL, readSeed } from './rfc3797.js';

interface Case {
  readonly title: string;
  readonly poolSize: number;
  readonly names?: readonly string[];
  readonly sources: readonly (readonly (number | string)[])[];
  readonly expected: {
    readonly keyString: string;
    readonly draws: readonly { readonly md5: string; readonly divisor: number; readonly selected: number }[];
  };
}

const folder = new URL('../../../../shared/data/sortition-rfc3797/', import.meta.url);

describe('the published draws', () => {
  if (!existsSync(folder)) {
    console.info(`${folder.pathname} is absent: its draws were not checked.`);
    it('are not beside this repository, and were not checked', () => expect(existsSync(folder)).toBe(false));
    return;
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { title, poolSize, sources, expected } = JSON.parse(
      readFileSync(new URL(file, folder), 'utf8'),
    ) as Case;
    it(`${title}: key, digests and places are those published`, () => {
      const seed = readSeed(sources.map((numbers) => numbers.join(' ')).join(' / '));
      if (!seed.ok) throw new Error(seed.rejection.message);
      expect(canonicalKey(seed.value)).toBe(expected.keyString);
      const drawn = draw(expected.keyString, poolSize, expected.draws.length);
      // The published places count from 1.
      expect(
        drawn.map((each) => ({
          md5: each.digest.toUpperCase(),
          divisor: each.outOf,
          selected: each.selected + 1,
        })),
      ).toEqual(expected.draws.map(({ md5, divisor, selected }) => ({ md5, divisor, selected })));
    });
  }
});

describe('a seed', () => {
  it('gives one key, however its numbers are ordered and written', () => {
    const keys = ['9319 / 2 5 12 8 10', '09319/12,10,8,5,2', '9319./2.5.8.10.12./'].map((text) => {
      const seed = readSeed(text);
      return seed.ok ? canonicalKey(seed.value) : seed.rejection.message;
    });
    expect(keys).toEqual(['9319./2.5.8.10.12./', '9319./2.5.8.10.12./', '9319./2.5.8.10.12./']);
  });

  it.each(['', ' / 3', '3 // 4', '1.5e3', '-3', 'abc', `1${'0'.repeat(100)}`])('is refused: %p', (text) => {
    const seed = readSeed(text);
    expect(seed.ok ? null : seed.rejection.code).toBe('SeedMalformed');
  });
});

describe('a draw', () => {
  it('of the whole pool takes everybody once', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 60 }),
        (number, pool) => {
          const drawn = draw(canonicalKey([[number]]), pool, pool).map((each) => each.selected);
          expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: pool }, (_, i) => i));
        },
      ),
    );
  });

  it('is refused for a pool that the two bytes of the index cannot number, or that is too small', () => {
    expect(() => draw('1./', MAX_POOL + 1, 1)).toThrow(RangeError);
    expect(() => draw('1./', 3, 4)).toThrow(RangeError);
  });
});
