import { readKept, writeKept } from './storage.ts';

/**
 * The key to the invitations of a list that this device laid out. The service gives it once and does not keep
 * it, so that nobody else can make the members' links again.
 */
const nameOf = (importId: string): string => `plenary.import.${importId}`;

export function keepImportKey(importId: string, key: string | null): void {
  if (key !== null) writeKept(nameOf(importId), key);
}

export const importKey = (importId: string): string | null => readKept(nameOf(importId));
