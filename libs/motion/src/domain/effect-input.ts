import { isUuid, ok, type Result } from '@plenary/kernel';
import { type EffectInvalid, effectInvalid } from './rejections.js';

/** Carries a refusal out of nested readers; never leaves this file. */
class Refusal extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads what an effect needs from untrusted JSON: every field is asked for, an unknown one is refused. */
export class EffectFields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown, allowed: readonly string[]) {
    const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    const present = Object.entries(fields).filter(([, given]) => given !== undefined && given !== null);
    const unknown = present.find(([key]) => !allowed.includes(key));
    if (unknown) throw new Refusal(unknown[0], `A motion of this kind takes no ${unknown[0]}.`);
    this.#fields = Object.fromEntries(present);
  }

  id(field: string): string {
    const value = this.#fields[field];
    if (typeof value !== 'string' || !isUuid(value))
      throw new Refusal(field, `${field} names one thing by its id.`);
    return value;
  }

  /** Whether anything was given. */
  has(field: string): boolean {
    return this.#fields[field] !== undefined;
  }

  /** An object with these members and no others. */
  part<T>(field: string, allowed: readonly string[], read: (fields: EffectFields) => T): T {
    if (!this.has(field)) throw new Refusal(field, `${field} is missing.`);
    return read(new EffectFields(this.#fields[field], allowed));
  }

  /** The same as `ids`, or none. */
  idsOrNone(field: string, max: number): string[] {
    const value = this.#fields[field];
    return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : this.ids(field, max);
  }

  /** Distinct ids, sorted, so that equal lists are equal. */
  ids(field: string, max: number): string[] {
    const value = this.#fields[field];
    const list = Array.isArray(value) ? [...new Set<unknown>(value)] : [];
    if (list.length < 1 || list.length > max || !list.every((id) => typeof id === 'string' && isUuid(id))) {
      throw new Refusal(field, `${field} names 1 to ${max} of them by their ids.`);
    }
    return (list as string[]).sort();
  }

  text(field: string, max: number): string {
    const value = this.#fields[field];
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === '' || text.length > max) throw new Refusal(field, `${field} takes 1 to ${max} characters.`);
    return text;
  }

  /** An object whose own fields the effect reads by itself. */
  object(field: string): Readonly<Record<string, unknown>> {
    const value = this.#fields[field];
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Refusal(field, `${field} has fields of its own.`);
    return value as Readonly<Record<string, unknown>>;
  }

  /** The same, or nothing. */
  textOrEmpty(field: string, max: number): string {
    const value = this.#fields[field];
    return value === undefined || value === '' ? '' : this.text(field, max);
  }

  whole(field: string, min: number, max: number): number {
    const value = this.#fields[field];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      const range = min === max ? `${min} here` : `a whole number from ${min} to ${max}`;
      throw new Refusal(field, `${field} is ${range}.`);
    }
    return value;
  }

  /** Refuses a field that has no meaning beside the others. */
  absent(field: string): null {
    if (this.#fields[field] !== undefined) throw new Refusal(field, `This takes no ${field}.`);
    return null;
  }

  /** Objects with these members, each read in turn. */
  list<T>(
    field: string,
    min: number,
    max: number,
    allowed: readonly string[],
    read: (fields: EffectFields) => T,
  ): T[] {
    const value = this.#fields[field];
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      throw new Refusal(field, `${field} holds ${min} to ${max} of them.`);
    }
    return value.map((each: unknown) => read(new EffectFields(each, allowed)));
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const found = allowed.find((each) => each === this.#fields[field]);
    if (found === undefined) throw new Refusal(field, `${field} is one of: ${allowed.join(', ')}.`);
    return found;
  }

  /** Yes or no; what is left out is no. */
  flag(field: string): boolean {
    const value = this.#fields[field] ?? false;
    if (typeof value !== 'boolean') throw new Refusal(field, `${field} is true or false.`);
    return value;
  }

  /** An instant, kept as ISO 8601. */
  instant(field: string): string {
    const value = this.#fields[field];
    const date = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime()))
      throw new Refusal(field, `${field} is a date and time.`);
    return date.toISOString();
  }

  numbers(field: string, min: number, max: number): { path: string; value: number }[] {
    const value = this.#fields[field] ?? [];
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      throw new Refusal(field, `${field} holds ${min} to ${max} numbers of the bylaws.`);
    }
    const numbers = value.map((each: unknown) => {
      const { path, value: number } = (each ?? {}) as Record<string, unknown>;
      if (typeof path !== 'string' || path === '' || path.length > 200)
        throw new Refusal(field, 'A path has 1 to 200 characters.');
      if (typeof number !== 'number' || !Number.isSafeInteger(number))
        throw new Refusal(field, `${path} is a whole number.`);
      return { path, value: number };
    });
    if (new Set(numbers.map(({ path }) => path)).size < numbers.length)
      throw new Refusal(field, 'Each number is named once.');
    return numbers;
  }
}

export function readEffect<T>(
  value: unknown,
  allowed: readonly string[],
  read: (fields: EffectFields) => T,
): Result<T, EffectInvalid> {
  try {
    return ok(read(new EffectFields(value, allowed)));
  } catch (error) {
    if (error instanceof Refusal) return effectInvalid(error.field, error.message);
    throw error;
  }
}
