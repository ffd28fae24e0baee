import { cleanName, MAX_DISPLAY_NAME } from './names.js';

/** Bounds of one imported file. */
export const MAX_IMPORT_ROWS = 200_000;
export const MAX_IMPORT_BYTES = 16 * 1024 * 1024;
export const MAX_REF = 100;

/** One row as it will be judged against the roll; `problem` when it is refused for what it says itself. */
export interface RollRow {
  /** Of the file, from 1; the header is line 1. */
  readonly line: number;
  readonly ref: string;
  readonly name: string;
  readonly problem: string | null;
}

/** Which of `,`, `;` and tab separates the header: the one that appears most, outside quotes. */
export function delimiterOf(header: string): ',' | ';' | '\t' {
  const unquoted = header.replace(/"[^"]*"/g, '');
  const count = (sign: string) => unquoted.split(sign).length - 1;
  const candidates = [',', ';', '\t'] as const;
  return candidates.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Where the columns are; null for one that is missing. Other columns are ignored and not kept. */
export function columnsOf(header: readonly string[]): { ref: number; name: number } | null {
  const names = header.map((cell) => cell.normalize('NFKC').trim().toLowerCase());
  const ref = names.indexOf('ref');
  const name = names.indexOf('name');
  return ref < 0 || name < 0 ? null : { ref, name };
}

/** Judges rows one after the other; a ref that came before in the file is refused with the line where it was. */
export function rowJudge(): (line: number, ref: string, name: string) => RollRow {
  const lines = new Map<string, number>();
  return (line, rawRef, rawName) => {
    const ref = cleanName(rawRef, MAX_REF);
    if (!ref.ok)
      return refused(
        line,
        rawRef,
        rawName,
        `The ref can’t be used. ${ref.rejection.message.replace('name', 'ref')}`,
      );
    const before = lines.get(ref.value);
    if (before !== undefined)
      return refused(line, ref.value, rawName, `The ref is in line ${before} already.`);
    const name = cleanName(rawName, MAX_DISPLAY_NAME);
    if (!name.ok) return refused(line, ref.value, rawName, name.rejection.message);
    lines.set(ref.value, line);
    return { line, ref: ref.value, name: name.value, problem: null };
  };
}

/** What a refused row shows of itself: shortened, and with nothing that a database or a screen chokes on. */
function refused(line: number, ref: string, name: string, problem: string): RollRow {
  const shown = (text: string) =>
    [...text.toWellFormed().replace(/\p{Cc}/gu, '\ufffd')].slice(0, MAX_DISPLAY_NAME).join('');
  return { line, ref: shown(ref), name: shown(name), problem };
}
