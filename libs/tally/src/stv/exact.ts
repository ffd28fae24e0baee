import type { ExactVotes } from '../election.js';

/** `a / b` towards the next higher whole number; both from 0, `b` not 0. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The smaller of two; Math.min takes no bigint. */
export function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** Whole units as a decimal with so many places: 1448566 with 5 as '14.48566'. */
export function decimal(units: bigint, places: number): ExactVotes {
  const digits = units.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A fraction in its lowest terms: '7/3', or '2' where it is whole. */
export function fraction(numerator: bigint, denominator: bigint): ExactVotes {
  const divisor = gcd(numerator, denominator);
  const [n, d] = [numerator / divisor, denominator / divisor];
  return d === 1n ? n.toString() : `${n}/${d}`;
}

const READABLE_PLACES = 6;

/** Votes as a sentence has them: '1,448.5'; 'about 2.333333' where the figure does not end by then. */
export function readable(votes: ExactVotes): string {
  const [numerator, denominator] = votes.split('/');
  if (denominator === undefined) return trimmed(votes);
  const [scaled, divisor] = [BigInt(numerator!) * 10n ** BigInt(READABLE_PLACES), BigInt(denominator)];
  const shown = trimmed(decimal((2n * scaled + divisor) / (2n * divisor), READABLE_PLACES));
  return scaled % divisor === 0n ? shown : `about ${shown}`;
}

function trimmed(votes: string): string {
  const [whole, places = ''] = votes.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = places.replace(/0+$/, '');
  return rest === '' ? grouped : `${grouped}.${rest}`;
}
