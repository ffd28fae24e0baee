import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('let so many at a time through, in their order, and as many of another key beside them', async () => {
    const turns = new Turns(2);
    const finish: (() => void)[] = [];
    const begun: string[] = [];
    const all = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) =>
      turns.take(name[0]!, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => finish.push(resolve));
        return name;
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    finish[0]!();
    expect(await all[0]).toBe('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    finish[1]!();
    await all[1];
    for (const each of finish) each();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
    for (const each of finish) each();
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
  });

  it('go on where one of them throws', async () => {
    const turns = new Turns(1);
    const failing = turns.take('a', () => Promise.reject(new Error('broke')));
    const next = turns.take('a', async () => 'next');
    await expect(failing).rejects.toThrow('broke');
    expect(await next).toBe('next');
  });
});
