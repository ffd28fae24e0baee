import { describe, expect, it } from '@jest/globals';
import { coalesce } from './coalesce.js';

describe('work that is coalesced', () => {
  it('never runs twice at a time, whenever it is asked for, and each asker gets a run that began afterwards', async () => {
    let [running, most, began] = [0, 0, 0];
    const ask = coalesce(async () => {
      const nth = ++began;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return nth;
    });
    /** Asks again as soon as it was answered, so many microtasks later, while another waits for the next run. */
    const insist = async (microtasks: number) => {
      for (let round = 0; round < 20; round++) {
        const before = began;
        expect(await ask()).toBeGreaterThan(before);
        for (let i = 0; i < microtasks; i++) await undefined;
      }
    };
    await Promise.all([0, 0, 1, 2, 3, 5].map(insist));
    expect(most).toBe(1);
  });
});
