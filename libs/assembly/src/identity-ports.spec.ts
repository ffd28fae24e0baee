import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MEMBERS_AS_WITNESSES, RECORD_RECOVERIES } from './application/identity-ports.js';
import { ASSEMBLY_SENTENCES } from './domain/entry-sentences.js';
import { World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.end());

describe('who can witness a recovery', () => {
  it('is a member that counts, of the same assembly, and another person', async () => {
    const [founder, second] = await world.established(2);
    const waiting = await world.join(founder!);
    const stranger = await world.found();
    const ask = (voucher: typeof founder, member: typeof founder) =>
      MEMBERS_AS_WITNESSES.membershipFor(world.db, voucher!.person, member!.id);
    expect(await ask(founder, second)).toEqual({ personId: second!.person, assemblyId: founder!.assemblyId });
    expect(await ask(founder, founder)).toBeNull();
    expect(await ask(waiting, founder)).toBeNull();
    expect(await ask(stranger, founder)).toBeNull();
    expect(await MEMBERS_AS_WITNESSES.isMember(world.db, founder!.person)).toBe(true);
    expect(await MEMBERS_AS_WITNESSES.isMember(world.db, await world.person())).toBe(false);
  });

  it('is recorded in each assembly of the person, and named where they vouched alone', async () => {
    const [founder, second] = await world.established(2);
    const elsewhere = await world.found();
    const there = await world
      .invite(elsewhere)
      .then(({ secret }) => world.accept(secret, 'Ana', second!.person));
    await world.work.do(async (tx) => {
      const recovery = { personId: second!.person, recoveryId: founder!.id };
      const vouches = [{ voucherId: founder!.person, membershipId: second!.id }];
      await RECORD_RECOVERIES.recovered(tx, { ...recovery, by: 'vouchers', vouches });
      await RECORD_RECOVERIES.undone(tx, recovery);
    });
    for (const assemblyId of [founder!.assemblyId, there.assemblyId]) {
      expect((await world.kindsRecorded(assemblyId)).slice(-2)).toEqual([
        'member.recovered',
        'member.recovery-undone',
      ]);
    }
  });
});

describe('every kind of entry', () => {
  it('has a sentence', () => {
    const folder = new URL('./application/', import.meta.url);
    const kinds = readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [
        ...readFileSync(new URL(name, folder), 'utf8').matchAll(/tx\.record\(\{[^}]*?kind: '([^']+)'/g),
      ])
      .map(([, kind]) => kind!);
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => !(kind in ASSEMBLY_SENTENCES))).toEqual([]);
  });
});
