import { toBase64Url } from './base64-url.ts';

const keyOf = (pollId: string) => `plenary.station.${pollId}`;

/**
 * What the device of the station shows for itself, made up here: the same for a poll as long as this tab is open, so that
 * a request that is sent again opens the same station.
 */
export function stationToken(pollId: string): string {
  const before = knownToken(pollId);
  if (before !== null) return before;
  const token = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(keyOf(pollId), token);
  return token;
}

/** Null on a phone that did not open the station. */
export const knownToken = (pollId: string): string | null => sessionStorage.getItem(keyOf(pollId));

/** A station that was closed is not opened again: the next one has a token of its own. */
export const forgetToken = (pollId: string): void => sessionStorage.removeItem(keyOf(pollId));
