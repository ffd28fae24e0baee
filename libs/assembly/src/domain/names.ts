import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';

export interface NameNotUsable extends Rejection {
  readonly code: 'NAME_NOT_USABLE';
}

/**
 * What nobody sees: with it one name could be shown exactly as another's, or as nothing. Control, format, private-use
 * and default-ignorable characters (Hangul fillers, variation selectors among them) and the blank Braille pattern.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A joiner with nothing to join: typed by habit beside a space, and seen by nobody. */
const AT_AN_EDGE = /(?<=^|\s)[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)/gu;

/** Where scripts and emoji need what is not seen itself: a selector after the sign it changes, a joiner between two. */
const IN_ITS_PLACE = new RegExp(
  [
    // An emoji in its colours, a keycap, a family of several.
    String.raw`(?<=\p{Emoji})\ufe0f`,
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})`,
    // The joiners of Arabic, Indic and other joining scripts; in these they change what is seen.
    String.raw`(?<=(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Georgian}\p{sc=Hebrew}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Common}\p{sc=Inherited}])[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])`,
  ].join('|'),
  'gu',
);

/**
 * A name as it is kept: NFC, single spaces, 1 to `max` characters (code points, as PostgreSQL counts them). What
 * nobody sees is refused, since it lets one name be shown as another.
 */
export function cleanName(text: string, max: number): Result<string, NameNotUsable> {
  const no = (message: string) => rejected<NameNotUsable>({ code: 'NAME_NOT_USABLE', message });
  if (!text.isWellFormed()) return no('The name holds a broken character: type it again.');
  const name = text.replace(AT_AN_EDGE, '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name.length === 0 || !/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) return no('Give a name.');
  if ([...name].length > max) return no(`The name is longer than ${max} characters: shorten it.`);
  if (UNSEEN.test(name.replace(IN_ITS_PLACE, '')))
    return no('The name holds a character that can’t be seen: type it again.');
  return ok(name);
}

export const MAX_DISPLAY_NAME = 100;
export const MAX_ASSEMBLY_NAME = 200;
