import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fraction } from './fraction.js';

const natural = fc.bigInt({ min: 0n, max: 10n ** 30n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });

describe('Fraction', () => {
  it('is kept in lowest terms', () => {
    expect(Fraction.of(6, 9).toString()).toBe('2/3');
    expect(Fraction.of(4, 2).toString()).toBe('2');
  });

  it('compares exactly where floating point does not', () => {
    const third = Fraction.of(1, 3);
    const nearlyThird = Fraction.of(333333333333333333n, 10n ** 18n);
    expect(1 / 3).toBe(Number(333333333333333333n) / 1e18);
    expect(third.compare(nearlyThird)).toBe(1);
  });

  it('refuses a denominator that is not positive and a negative numerator', () => {
    expect(() => Fraction.of(1, 0)).toThrow(RangeError);
    expect(() => Fraction.of(1, -2)).toThrow(RangeError);
    expect(() => Fraction.of(-1, 2)).toThrow(RangeError);
  });

  it('orders as cross-multiplied integers do, whatever the size', () => {
    fc.assert(
      fc.property(natural, positive, natural, positive, (a, b, c, d) => {
        const sign = a * d < c * b ? -1 : a * d > c * b ? 1 : 0;
        expect(Fraction.of(a, b).compare(Fraction.of(c, d))).toBe(sign);
      }),
    );
  });

  it('rounds up and down to the whole numbers around it', () => {
    fc.assert(
      fc.property(natural, positive, (a, b) => {
        const f = Fraction.of(a, b);
        expect(f.floor() * b <= a).toBe(true);
        expect(f.ceil() * b >= a).toBe(true);
        expect(f.ceil() - f.floor() <= 1n).toBe(true);
      }),
    );
  });
});
