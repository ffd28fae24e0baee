import { sha256 } from '@noble/hashes/sha2.js';

/** An entry of the record about the seed of a draw. */
export interface ContributionEntry {
  /** When it was entered: ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const COMMITTED = 'draw.committed';
export const REVEALED = 'draw.revealed';

export interface Contributions {
  /** The values that count, by the membership that contributed each: 64 hexadecimal digits. */
  readonly revealed: ReadonlyMap<string, string>;
  /** Who was bound to a value and did not reveal it in time; by id, in order. */
  readonly unrevealed: readonly string[];
}

const BYTES_32 = /^[0-9a-f]{64}$/;

/**
 * What a member publishes before the root is known: SHA-256, in hexadecimal, of the draw's id, the membership's id and
 * the value (64 lower-case hexadecimal digits), a line break between them. Of one draw and one member, so that nobody can
 * take over another's without knowing the value.
 */
export function commitmentTo(drawId: string, membershipId: string, value: string): string {
  return hex(sha256(new TextEncoder().encode(`${drawId}\n${membershipId}\n${value}`)));
}

/**
 * Which values count: committed to before `commitUntil` and revealed from then on and before `drawsAt`, each by the
 * first such entry of its member in the record. A value that does not open its commitment is none.
 */
export function contributionsOf(
  drawId: string,
  commitUntil: string,
  drawsAt: string,
  entries: readonly ContributionEntry[],
): Contributions {
  const committed = new Map<string, string>();
  const revealed = new Map<string, string>();
  for (const { at, kind, data } of entries) {
    const member = String(data.membership);
    if (data.roster !== drawId) continue;
    if (kind === COMMITTED && at < commitUntil && !committed.has(member))
      committed.set(member, String(data.commitment));
    const value = String(data.value);
    if (kind !== REVEALED || at < commitUntil || at >= drawsAt || revealed.has(member)) continue;
    if (BYTES_32.test(value) && committed.get(member) === commitmentTo(drawId, member, value))
      revealed.set(member, value);
  }
  const unrevealed = [...committed.keys()].filter((member) => !revealed.has(member)).sort();
  return { revealed, unrevealed };
}

/**
 * The seed that members contributed to, in hexadecimal: SHA-256 of the root that the record had when commitments closed
 * and the values, each as 32 bytes, the values in ascending order. Whoever could choose the root did not know all values,
 * and whoever knew a value was bound to it.
 */
export function mixedSeed(root: string, { revealed }: Pick<Contributions, 'revealed'>): string {
  const parts = [root, ...[...revealed.values()].sort()].join('');
  return hex(sha256(Uint8Array.from(parts.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
