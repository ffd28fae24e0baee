/**
 * An exact, non-negative fraction in lowest terms. Thresholds, quorums and weights are fractions;
 * a percentage exists only in a view.
 */
export class Fraction {
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** @throws RangeError when the denominator is not positive or the numerator is negative. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
    const n = BigInt(numerator);
    const d = BigInt(denominator);
    if (d <= 0n) throw new RangeError('a denominator is positive');
    if (n < 0n) throw new RangeError('a fraction here is never negative');
    const g = gcd(n, d);
    return new Fraction(n / g, d / g);
  }

  /** Negative, zero or positive as this is less than, equal to or greater than `other`. */
  compare(other: Fraction): number {
    const left = this.numerator * other.denominator;
    const right = other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  times(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  plus(other: Fraction): Fraction {
    return Fraction.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  /** The smallest whole number that is not below this fraction. */
  ceil(): bigint {
    return (this.numerator + this.denominator - 1n) / this.denominator;
  }

  /** The largest whole number that is not above this fraction. */
  floor(): bigint {
    return this.numerator / this.denominator;
  }

  equals(other: Fraction): boolean {
    return this.compare(other) === 0;
  }

  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
