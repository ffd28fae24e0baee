import { utf8 } from './bytes.js';
import { sha256Hex } from './merkle/hash.js';

/**
 * The order in which an election settles ties, as places, the favoured first: that of SHA-256 over three lines that each
 * end in a line feed: `plenary/tie-order/v1`, the seed in hexadecimal, the candidate's id. Whoever has the seed, which is
 * told with the result, draws it again: the server that counts, whoever verifies an export, a member's own device.
 */
export function drawTieOrder(
  seed: string,
  candidates: readonly { readonly id: string; readonly place: number }[],
): number[] {
  return candidates
    .map(({ id, place }) => ({ place, key: sha256Hex(utf8(`plenary/tie-order/v1\n${seed}\n${id}\n`)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ place }) => place);
}
