import { describe, expect, it } from '@jest/globals';
import { Clockwork } from './clockwork.js';
import { Sql } from './sql.js';

const sql = new Sql({ query: async () => ({ rows: [{ now: new Date() }] }) as never });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (condition: () => boolean) => {
  while (!condition()) await pause(5);
};

describe('the clockwork', () => {
  it('does what is due at its instant, once, and what became due while nothing ran', async () => {
    const done: number[] = [];
    const due = [Date.now() - 60_000, Date.now() + 150];
    const clock = new Clockwork(sql);
    clock.add({
      name: 'bell',
      nextDue: async () => (due.length > 0 ? new Date(due[0]!) : null),
      runDue: async () => {
        due.shift();
        done.push(Date.now());
      },
    });
    const planned = due[1]!;
    clock.start();
    await until(() => done.length === 2);
    await clock.stop();
    expect(done).toHaveLength(2);
    expect(done[1]! - planned).toBeGreaterThanOrEqual(0);
  });

  it('lets a failing task back off and holds up no other', async () => {
    const failures: string[] = [];
    let [tries, runs] = [0, 0];
    const clock = new Clockwork(sql, { onFailure: (task) => failures.push(task) });
    clock.add({
      name: 'broken',
      nextDue: async () => new Date(0),
      runDue: async () => {
        tries++;
        throw new Error('it is broken');
      },
    });
    clock.add({ name: 'sound', nextDue: async () => new Date(0), runDue: async () => void runs++ });
    clock.start();
    await until(() => runs > 8 && tries > 1);
    await clock.stop();
    expect(new Set(failures)).toEqual(new Set(['broken']));
    // Its pauses double from 50 ms; the sound one's stay 50 ms: it can't have run as often.
    expect(tries).toBeLessThan(runs);
    const before = runs;
    await pause(100);
    expect(runs).toBe(before);
  });

  it('looks at once when it is nudged', async () => {
    let due: Date | null = null;
    let [looks, rang] = [0, 0];
    const clock = new Clockwork(sql);
    clock.add({
      name: 'bell',
      lookMs: 3_600_000,
      nextDue: async () => {
        looks++;
        return due;
      },
      runDue: async () => {
        due = null;
        rang++;
      },
    });
    clock.start();
    await until(() => looks > 0);
    due = new Date();
    clock.nudge('bell');
    await until(() => rang > 0);
    await clock.stop();
    expect(rang).toBe(1);
  });
});
