import type { Json } from '@plenary/kernel';
import { isWellFormed } from '../bytes.js';

/**
 * The canonical bytes of a JSON value, after RFC 8785 (JCS): members sorted by UTF-16 code units, no white
 * space, JSON's shortest escapes. Only what every language reads alike is accepted: safe integers, well-formed
 * Unicode, no undefined.
 * @throws TypeError for anything else.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not an exact integer`);
    // RFC 8785 §3.2.2.3 writes minus zero as 0.
    return String(value + 0);
  }
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw new TypeError('a string holds half of a surrogate pair');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const object = value as { readonly [key: string]: Json };
    const members = Object.keys(object)
      .sort()
      .map((key) => `${canonicalJson(key)}:${canonicalJson(object[key]!)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`a ${typeof value} has no canonical form`);
}
