import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '@plenary/kernel';
import { Rates } from './rates.js';

const LIMITS = { requestsOfPerson: 3, requestsOfAddress: 5 };
const credential = (name: string) => ({
  tokenHash: createHash('sha256').update(name).digest(),
  kind: 'session' as const,
});
const person = (name: string) => name as PersonId;

/** A process whose database knows these credentials, each of the person that it names. */
function process(...good: string[]) {
  let now = 1_000;
  const asked: string[] = [];
  const people = new Map(good.map((name) => [credential(name).tokenHash.toString('hex'), person(name)]));
  const lookUp = async (hash: Buffer) => {
    asked.push(hash.toString('hex'));
    return people.get(hash.toString('hex')) ?? null;
  };
  const rates = new Rates(LIMITS, lookUp, () => now);
  const ask = async (name: string | null, address = '192.0.2.1') => {
    const ticket = await rates.admit(name === null ? null : credential(name), address);
    if (name !== null && good.includes(name)) ticket.proven(person(name));
  };
  const times = async (count: number, name: string | null, address?: string) => {
    for (let i = 0; i < count; i++) await ask(name, address);
  };
  return { rates, ask, times, asked, pass: (ms: number) => (now += ms) };
}
const TOO_MANY = { code: 'TOO_MANY_REQUESTS' };

describe('requests in a minute', () => {
  it('of strangers are counted by address, of IPv6 by the network', async () => {
    const { ask, times } = process();
    await times(5, null);
    await expect(ask(null)).rejects.toMatchObject(TOO_MANY);
    await times(5, null, '2001:db8::1');
    await expect(ask(null, '2001:db8::2')).rejects.toMatchObject(TOO_MANY);
    await ask(null, '192.0.2.2');
  });

  it('of somebody signed in are counted by their person, wherever they come from', async () => {
    const { ask, times } = process('anna');
    await times(2, 'anna');
    await ask('anna', '192.0.2.9');
    await expect(ask('anna', '192.0.2.8')).rejects.toMatchObject(TOO_MANY);
  });

  it('of a hall behind one address stop nobody else in it, and leave the address to strangers', async () => {
    const voters = Array.from({ length: 500 }, (_, i) => `voter ${i}`);
    const { ask, times, asked } = process(...voters);
    for (const voter of voters) await ask(voter);
    await times(5, null);
    expect(asked).toEqual([]);
  });

  it('with invented credentials use up the address, and are no way around', async () => {
    const { ask } = process();
    for (let i = 0; i < 5; i++) await ask(`invented ${i}`);
    await expect(ask('invented 6')).rejects.toMatchObject(TOO_MANY);
    await expect(ask(null)).rejects.toMatchObject(TOO_MANY);
  });

  it('from an address that is used up still let a member through: the database is asked for that credential', async () => {
    const { ask, times, asked } = process('anna');
    await times(5, null);
    await ask('anna');
    expect(asked).toHaveLength(1);
    await times(2, 'anna');
    expect(asked).toHaveLength(1);
    await expect(ask('anna')).rejects.toMatchObject(TOO_MANY);
  });

  it('begin anew in the next, and say when that is', async () => {
    const { ask, times, pass } = process();
    await times(5, null);
    pass(20_000);
    await expect(ask(null)).rejects.toMatchObject({
      details: { retryAfterSeconds: 40 },
      message: 'There were too many requests. Try again in 40 seconds.',
    });
    pass(40_000);
    await ask(null);
  });

  it('that were proven after their minute correct nothing in the next', async () => {
    const { rates, times, ask, pass } = process();
    const ticket = await rates.admit(credential('late'), '192.0.2.1');
    pass(60_000);
    await times(5, null);
    ticket.proven(person('late'));
    await expect(ask(null)).rejects.toMatchObject(TOO_MANY);
  });

  it('of one that casts alone are counted by the credential', async () => {
    const { rates } = process();
    for (let i = 0; i < 3; i++) (await rates.admit(credential('phone'), '192.0.2.1')).proven();
    expect(() => rates.admit(credential('phone'), '192.0.2.1')).toThrow('too many requests');
  });
});
