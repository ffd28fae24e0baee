import { createStore } from '../hooks/store.ts';
import { readKept, writeKept } from './storage.ts';

const KEY = 'plenary.read-check-offs';
/** More than are ever shown at once. */
const MOST = 100;

/** What was read on this phone: check-offs by `checkOffNotice`, lost seats by `lostSeatNotice`. */
export const readNotices = createStore<readonly string[]>(readBefore());

/** A check-off, and that a ballot was cast by it, are two things to be told. */
export const checkOffNotice = ({ id, voted }: { readonly id: string; readonly voted: boolean }): string =>
  voted ? `${id}:voted` : id;

export const lostSeatNotice = ({ id }: { readonly id: string }): string => `${id}:lost`;

export function markRead(notice: string): void {
  const read = [...readNotices.get(), notice].slice(-MOST);
  readNotices.set(read);
  writeKept(KEY, JSON.stringify(read));
}

function readBefore(): readonly string[] {
  try {
    const read: unknown = JSON.parse(readKept(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
