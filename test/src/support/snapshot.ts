import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/**
 * Holds a public surface against its committed snapshot. `UPDATE_SNAPSHOTS=1 npm test -- snapshots` writes it anew
 * after a change that was meant.
 */
export async function expectSnapshot(path: string, actual: string): Promise<void> {
  const file = fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  if (process.env.UPDATE_SNAPSHOTS === '1') await writeFile(file, actual);
  expect(actual).toBe(
    await readFile(file, 'utf8').catch(
      () => `${path} is missing: run UPDATE_SNAPSHOTS=1 npm test -- snapshots`,
    ),
  );
}
