import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiProcess, TestSubscription } from '@plenary/testing';
import { type Assembly, carry, establishedAssembly } from './support/assemblies.js';
import { delegatesOf, delegation } from './support/delegates.js';
import type { Member, Place } from './support/people.js';
import { eventually, Service } from './support/service.js';
import { entriesOf, type RecordUpdate, recordSize, watchRecord } from './support/watching.js';

const SIZE = 5;
const HOUR = 3_600_000;

interface OfficeUpdate {
  readonly officeUpdated: {
    readonly version: number;
    readonly stale: boolean;
    readonly seats: readonly { readonly termId: string | null; readonly signatures: number }[];
    readonly lastEnd: { readonly termId: string; readonly how: string; readonly words: string } | null;
  };
}

describe('delegates, in two processes on one database', () => {
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];
  const watching: TestSubscription<unknown>[] = [];

  beforeAll(async () => {
    service = await Service.start(2);
    assembly = await establishedAssembly(service, 'Depot South', SIZE);
    ({ members } = assembly);
  });
  afterEach(() => {
    for (const subscription of watching.splice(0)) subscription.stop();
  });
  afterAll(() => service.stop());

  function watched<T>(subscription: TestSubscription<T>): TestSubscription<T> {
    watching.push(subscription as TestSubscription<unknown>);
    return subscription;
  }
  const watchOffice = (member: Member, place: Place, officeId: string) =>
    watched(
      member.at(place).client.subscribe<OfficeUpdate>(
        `subscription ($officeId: ID!) { officeUpdated(officeId: $officeId) { version stale
           seats { termId signatures } lastEnd { termId how words } } }`,
        { officeId },
      ),
    );
  const sign = (member: Member, termId: string) =>
    member.client.attempt<{ endKind: string | null }>('withdrawConfidence', 'Term', { termId }, 'endKind');
  const act = (member: Member, termId: string, matter: string, position = 'SUPPORTED') => {
    const input = {
      termId,
      clientKey: randomUUID(),
      matter: { text: matter },
      position,
      text: 'I was there.',
    };
    return member.client.attempt<{ verdict: string }>('recordAct', 'Act', input, 'verdict');
  };
  const ends = (update: OfficeUpdate, termId: string) => update.officeUpdated.lastEnd?.termId === termId;
  const recalls = (subscription: TestSubscription<RecordUpdate>, termId: string) =>
    entriesOf(subscription).filter(({ kind, data }) => kind === 'delegate.recalled' && data.includes(termId));

  it('act under a mandate, which marks and refuses what is not in it', async () => {
    const { officeId, termIds } = await delegation(service, members, [members[1]!], 'Council');
    const [termId] = termIds as [string];
    expect(await act(members[1]!, termId, 'Wages')).toMatchObject({ __typename: 'NoMandate' });
    const endsAt = new Date((await service.now()).getTime() + 1_000 * HOUR).toISOString();
    const instructions = [{ matter: { text: 'Wages' }, position: 'MUST_SUPPORT' }];
    const effect = { officeId, mandate: { endsAt, instructions } };
    await carry(service, members.slice(0, 2), { kind: 'GIVE_MANDATE', title: 'Wages', effect });
    expect(await act(members[1]!, termId, 'Wages', 'OPPOSED')).toMatchObject({
      __typename: 'ActContradictsMandate',
    });
    expect(await act(members[1]!, termId, 'Overtime')).toMatchObject({ verdict: 'OUTSIDE' });
    const { term } = await members[3]!.client.ask<{
      term: {
        acts: { nodes: { text: string; verdict: string }[] };
        office: { mandate: { version: number } };
      };
    }>(
      `query ($id: ID!) { term(id: $id) { office { mandate { version } }
         acts(deviations: true, first: 10) { nodes { text verdict } } } }`,
      { id: termId },
    );
    expect(term).toEqual({
      office: { mandate: { version: 1 } },
      acts: { nodes: [{ text: 'I was there.', verdict: 'OUTSIDE' }] },
    });
  });

  it('are recalled in both at once: the seat, the right, every open subscription', async () => {
    const { officeId, termIds } = await delegation(
      service,
      members,
      [members[1]!, members[2]!],
      'Bargaining',
    );
    const [termId] = termIds as [string];
    const size = await recordSize(members[0]!);
    const [one, two] = service.apis as unknown as readonly [ApiProcess, ApiProcess];
    const offices = [one, two].flatMap((place) =>
      [members[0]!, members[1]!, members[4]!].map((member) => watchOffice(member, place, officeId)),
    );
    const records = [one, two].map((place) => watched(watchRecord(members[3]!.at(place), size)));
    for (const office of offices) await office.until(({ officeUpdated }) => !officeUpdated.stale);

    expect(await sign(members[0]!.at(two), termId)).toMatchObject({ endKind: null });
    expect(await sign(members[2]!.at(one), termId)).toMatchObject({ endKind: null });
    const [mine] = await delegatesOf(members[0]!, officeId);
    expect(mine?.recall).toEqual({ count: 2, base: SIZE, neededAtOnce: 3, signedByMe: true });
    expect(await sign(members[3]!.at(two), termId)).toMatchObject({ endKind: 'RECALLED_BY_SIGNATURES' });

    for (const place of [one, two])
      expect(await act(members[1]!.at(place), termId, 'Wages')).toMatchObject({ __typename: 'SeatNotHeld' });
    for (const office of offices) {
      const { officeUpdated } = await office.until((update) => ends(update, termId));
      expect(officeUpdated.lastEnd?.words).toContain('was recalled');
      expect(officeUpdated.seats[0]?.termId).not.toBe(termId);
    }
    for (const record of records) {
      await record.until(({ recordAppended: { entry } }) => entry?.kind === 'delegate.seated');
      expect(recalls(record, termId)).toHaveLength(1);
    }
    expect((await delegatesOf(members[0]!, officeId))[0]?.member.id).toBe(members[2]!.id);
  });

  it('whose process is killed between the crossing and its telling: everybody is told afterwards, once', async () => {
    const { officeId, termIds } = await delegation(service, members, [members[1]!], 'Bank');
    const [termId] = termIds as [string];
    const size = await recordSize(members[0]!);
    const [one, two] = service.apis as unknown as readonly [ApiProcess, ApiProcess];
    const record = watched(watchRecord(members[4]!.at(two), size));
    const office = watchOffice(members[4]!, two, officeId);
    await office.until(({ officeUpdated }) => !officeUpdated.stale);
    for (const member of [members[0]!, members[2]!]) await sign(member.at(two), termId);

    // Nobody hears of the commit but the table: it is killed as soon as the seat is empty there.
    const lost = sign(members[3]!.at(one), termId).catch(() => null);
    await eventually(
      () => service.sql<{ kind: string }>(`SELECT end_kind AS kind FROM term WHERE id = '${termId}'`),
      ([row]) => row?.kind === 'recalled_by_signatures',
    );
    await one.kill();
    await lost;

    const { officeUpdated } = await office.until((update) => ends(update, termId));
    expect(officeUpdated.seats).toEqual([{ termId: null, signatures: 0 }]);
    await record.until(({ recordAppended: { entry } }) => entry?.kind === 'delegate.recalled');
    const back = await service.startProcess();
    const again = watched(watchRecord(members[1]!.at(back), size));
    await again.until(({ recordAppended: { entry } }) => entry?.kind === 'delegate.recalled');
    // The signature that was not answered is asked for again: nothing happens twice.
    expect(await sign(members[3]!.at(back), termId)).toMatchObject({ __typename: 'SeatNotHeld' });
    const after = await recordSize(members[0]!.at(back));
    for (const each of [record, again]) {
      await each.until(({ recordAppended: { entry } }) => entry?.seq === after);
      expect(recalls(each, termId)).toHaveLength(1);
    }
  });
});
