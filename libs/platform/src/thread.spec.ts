import { describe, expect, it } from '@jest/globals';
import { Sql } from './sql.js';
import { inThread, ThreadFailed } from './thread.js';

/** A thread that runs this. */
const script = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';${code}`)}`,
  );
const LONG = 600_000;

describe('a thread', () => {
  it('answers with a text, of what it was begun with and of what was posted to it', async () => {
    async function* parts() {
      yield 'a';
      yield 'b';
    }
    const collects = script(
      `let all = workerData; parentPort.on('message', (part) => part === null ? parentPort.postMessage(all) : (all += part));`,
    );
    expect(await inThread(collects, { data: '0', limitMs: LONG, parts: parts() })).toBe('0ab');
  });

  it('that throws, ends without a word, or hangs makes the answer fail, and is ended', async () => {
    const told = (code: string, limitMs = LONG) => inThread(script(code), { data: null, limitMs });
    await expect(told(`throw new Error('no such paper')`)).rejects.toThrow('no such paper');
    await expect(told('process.exit(3)')).rejects.toThrow('a thread ended with no answer, by 3');
    await expect(told('')).rejects.toThrow(ThreadFailed);
    await expect(told('for (;;);', 50)).rejects.toThrow('a thread gave no answer in 50 ms');
    // Deaf and waiting, with parts to come that nobody takes.
    async function* endless() {
      for (;;) yield await new Promise((resolve) => setImmediate(resolve, 'part'));
    }
    const deaf = inThread(script('setInterval(() => 0, 1_000);'), {
      data: null,
      limitMs: 50,
      parts: endless(),
    });
    await expect(deaf).rejects.toThrow(ThreadFailed);
  });

  it('keeps the transaction awake that waits for it, and is given up where that is gone', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const waits = script(`Atomics.wait(workerData, 0, 0); parentPort.postMessage('woken');`);
    const statements: string[] = [];
    const within = new Sql({
      query: async ({ text }: { text: string }) => {
        statements.push(text);
        Atomics.store(flag, 0, 1);
        Atomics.notify(flag, 0);
        return { rows: [], rowCount: 0 };
      },
    } as never);
    // It answers to a sign of life alone.
    expect(await inThread(waits, { data: flag, limitMs: LONG, within })).toBe('woken');
    expect(new Set(statements)).toEqual(new Set(['SELECT 1']));
    const gone = new Sql({ query: () => Promise.reject(new Error('the connection is gone')) } as never);
    const never = script('setInterval(() => 0, 1_000);');
    await expect(inThread(never, { data: null, limitMs: LONG, within: gone })).rejects.toThrow(
      'the connection is gone',
    );
  });
});
