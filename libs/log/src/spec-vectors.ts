import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

// The compiled specs lie in libs/log/dist; the published vectors lie beside the repository.
const folder = new URL('../../../../shared/data/', import.meta.url);

/** Runs the cases of a file of vectors, or states in one passing test that the file is not there. */
export function vectors<T>(path: string, cases: (data: T) => void): void {
  const file = new URL(path, folder);
  describe(`the vectors of ${path}`, () => {
    if (existsSync(file)) {
      cases(JSON.parse(readFileSync(file, 'utf8')) as T);
      return;
    }
    console.info(`${file.pathname} is absent: its vectors were not checked.`);
    it('are not beside this repository, and were not checked', () => expect(existsSync(file)).toBe(false));
  });
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The same bytes with one bit changed; `bit` counts from the first byte's lowest. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
