import type { Candidate } from '../election.js';
import { MAX_CANDIDATES, MAX_COUNT, MAX_NAME } from './ballot-file.js';
import { MalformedFile, type Position, shown } from './malformed.js';

/** A name as it is kept: without white space around it, not empty, not too long. @throws MalformedFile */
export function nameOf(text: string, at: Position, what: string): string {
  const name = text.trim();
  if (name === '') throw new MalformedFile(at, what, 'an empty one');
  if (name.length > MAX_NAME) {
    throw new MalformedFile(at, `${what} of at most ${MAX_NAME} characters`, `one of ${name.length}`);
  }
  // A line break in a name could pass for a line of the result.
  if (/\p{Cc}/u.test(name)) throw new MalformedFile(at, `${what} without control characters`, shown(name));
  return name;
}

/** Adds a name to those of the candidates. @throws MalformedFile for a second of the same name, or too many */
export function addCandidate(names: Map<string, Candidate>, text: string, at: Position): void {
  const name = nameOf(text, at, "a candidate's name");
  if (names.has(name)) {
    throw new MalformedFile(at, 'a name that no other candidate has', `${shown(name)} again`);
  }
  if (names.size === MAX_CANDIDATES)
    throw new MalformedFile(at, `at most ${MAX_CANDIDATES} candidates`, 'more');
  names.set(name, names.size);
}

/** A whole number in its bounds. @throws MalformedFile */
export function wholeNumber(
  text: string,
  at: Position,
  { what, min, max = MAX_COUNT }: { what: string; min: number; max?: number },
): number {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && value >= min && value <= max) return value;
  const bounds = max === MAX_COUNT ? `from ${min}` : `from ${min} to ${max}`;
  throw new MalformedFile(at, `${what}, a whole number ${bounds}`, shown(text));
}

/** @throws MalformedFile */
export function seatsOf(text: string, at: Position): number {
  return wholeNumber(text, at, { what: 'the number of seats', min: 1, max: MAX_CANDIDATES });
}
