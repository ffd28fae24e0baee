import { isUuid } from '@plenary/kernel';
import { badInput } from '@plenary/platform';

/** A member's place in the order of names is found by their id, so that a name of any length fits. */
export const memberCursor = ({ id }: { id: string }): string => Buffer.from(id).toString('base64url');

export function readMemberCursor(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const id = Buffer.from(text, 'base64url').toString();
  if (!isUuid(id)) throw badInput('after', 'This is not a cursor of this list.');
  return id;
}

export const lineCursor = ({ line }: { line: number }): string =>
  Buffer.from(String(line)).toString('base64url');

export function readLineCursor(text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  const line = Number(Buffer.from(text, 'base64url').toString());
  if (!Number.isSafeInteger(line) || line < 0 || line > 2_000_000_000)
    throw badInput('after', 'This is not a cursor of this list.');
  return line;
}
