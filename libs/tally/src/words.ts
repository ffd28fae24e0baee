import { assertNever } from '@plenary/kernel';
import type { Count } from './count.js';
import type { Base, Comparison } from './decision-rule.js';

const SHARES: Readonly<Record<string, string>> = {
  '1/1': 'all',
  '1/2': 'half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
  '1/5': 'a fifth',
  '2/5': 'two fifths',
  '3/5': 'three fifths',
  '4/5': 'four fifths',
  '1/6': 'a sixth',
  '5/6': 'five sixths',
  '1/8': 'an eighth',
  '1/10': 'a tenth',
  '3/10': 'three tenths',
  '7/10': 'seven tenths',
  '9/10': 'nine tenths',
};

interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** A share in words, never rounded: 'two thirds', '55 %', '7/12'. */
export function shareWords(share: Share): string {
  const divisor = gcd(share.numerator, share.denominator);
  const [numerator, denominator] = [share.numerator / divisor, share.denominator / divisor];
  const lowest = `${numerator}/${denominator}`;
  return SHARES[lowest] ?? (100 % denominator === 0 ? `${(100 / denominator) * numerator} %` : lowest);
}

/** 'more than half', 'at least two thirds'; 'all' alone where the share is the whole. */
export function thresholdWords(share: Share & { readonly comparison: Comparison }): string {
  if (share.numerator === share.denominator) return 'all';
  return `${share.comparison === 'more_than' ? 'more than' : 'at least'} ${shareWords(share)}`;
}

/** A count as people write it: '10,424'. */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 'members', or 'member' for one. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** True where at least one voter weighs more than one, so that votes are no longer heads. */
export function isWeighted(...counts: readonly (Count | null)[]): boolean {
  return counts.some((count) => count !== null && count.heads !== count.weight);
}

/** A base with its number, after 'more than half of': '499 for and against', 'all 540 members'. */
export function baseWithNumber(base: Base, of: number, weighted: boolean): string {
  const number = figure(of);
  switch (base) {
    case 'yes_and_no':
      return `${number} for and against`;
    case 'cast':
      return `${number} ${plural(of, 'vote')} cast`;
    case 'present':
      return `${number} ${plural(of, weighted ? 'vote' : 'member')} present`;
    case 'entitled': {
      const all = of === 1 ? number : `all ${number}`;
      return weighted ? `${all} ${plural(of, 'vote')} on the roll` : `${all} ${plural(of, 'member')}`;
    }
    default:
      return assertNever(base);
  }
}

/** A base before any number is known, after 'because the base is' or 'more than half of'. */
export function baseWords(base: Base, weighted: boolean): string {
  switch (base) {
    case 'yes_and_no':
      return 'the votes for and against';
    case 'cast':
      return 'all votes cast';
    case 'present':
      return weighted ? 'all votes present' : 'all members present';
    case 'entitled':
      return weighted ? 'all votes on the roll' : 'all members';
    default:
      return assertNever(base);
  }
}

/** 'a, b and c'. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The first letter made a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
