import { commitmentTo } from '@plenary/sortition';
import { readKept, writeKept } from '../offline/storage.ts';

const keyOf = (drawId: string) => `plenary.draw.${drawId}`;

/**
 * Makes up the caller's value for the seed of a draw, keeps it on this device, and gives what binds them to it. The same
 * for a draw whenever it is asked; null where the browser keeps nothing, so that nobody is bound to what is lost.
 */
export function bindToValue(drawId: string, membershipId: string): string | null {
  const kept = keptValue(drawId);
  if (kept !== null) return commitmentTo(drawId, membershipId, kept);
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const value = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return writeKept(keyOf(drawId), value) ? commitmentTo(drawId, membershipId, value) : null;
}

/** Null on another device than the one that made it up. */
export const keptValue = (drawId: string): string | null => readKept(keyOf(drawId));

/** Once it is revealed the record has it. */
export const forgetValue = (drawId: string): boolean => writeKept(keyOf(drawId), null);
