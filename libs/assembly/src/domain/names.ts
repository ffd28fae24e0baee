import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';

export interface NameNotUsable extends Rejection {
  readonly code: 'NAME_NOT_USABLE';
}

/** Letters, marks, numbers, punctuation, symbols and single spaces; no control, format or private-use characters but the joiners that scripts need. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * A name as it is kept: NFC, single spaces, 1 to `max` characters (code points, as PostgreSQL counts them). Direction
 * marks are refused, since they let one name be shown as another.
 */
export function cleanName(text: string, max: number): Result<string, NameNotUsable> {
  const no = (message: string) => rejected<NameNotUsable>({ code: 'NAME_NOT_USABLE', message });
  if (!text.isWellFormed()) return no('The name holds a broken character: type it again.');
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name.length === 0 || !/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) return no('Give a name.');
  if ([...name].length > max) return no(`The name is longer than ${max} characters: shorten it.`);
  if (UNREADABLE.test(name)) return no('The name holds a character that can’t be seen: type it again.');
  return ok(name);
}

export const MAX_DISPLAY_NAME = 100;
export const MAX_ASSEMBLY_NAME = 200;
