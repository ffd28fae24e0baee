import { createStore } from '../hooks/store.ts';
import { readKept, writeKept } from './storage.ts';

const KEY = 'plenary.read-check-offs';
/** More than are ever shown at once. */
const MOST = 100;

/** What was read on this phone, by `noticeOf`. */
export const readCheckOffs = createStore<readonly string[]>(readBefore());

/** A check-off, and that a ballot was cast by it, are two things to be told. */
export const noticeOf = ({ id, voted }: { readonly id: string; readonly voted: boolean }): string =>
  voted ? `${id}:voted` : id;

export function markRead(notice: string): void {
  const read = [...readCheckOffs.get(), notice].slice(-MOST);
  readCheckOffs.set(read);
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
