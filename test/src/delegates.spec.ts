import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiProcess, TestSubscription } from '@plenary/testing';
import { type Assembly, carry, closed, establishedAssembly, putToVote } from './support/assemblies.js';
import { delegatesOf, delegation } from './support/delegates.js';
import type { Member, Place } from './support/people.js';
import { eventually, Service } from './support/service.js';
import { entriesOf, type RecordUpdate, recordSize, watchRecord } from './support/watching.js';

const SIZE = 5;
const CLI = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

interface Asked {
  readonly id: string;
  readonly sentence: string | null;
  readonly seats: readonly object[];
}

/** The kinds of the last entries of the member's assembly. */
async function entryKinds({ client, assemblyId }: Member): Promise<string[]> {
  const { assembly } = await client.ask<{ assembly: { record: { nodes: { kind: string }[] } } }>(
    'query ($id: ID!) { assembly(id: $id) { record(first: 20) { nodes { kind } } } }',
    { id: assemblyId },
  );
  return assembly.record.nodes.map(({ kind }) => kind);
}

/** What a member reads of a vote above in which the delegates are asked. */
async function askedOf({ client, assemblyId }: Member, pollId: string): Promise<Asked> {
  const { assembly } = await client.ask<{ assembly: { delegatesAsked: { nodes: Asked[] } } }>(
    `query ($id: ID!) { assembly(id: $id) { delegatesAsked(first: 10) { nodes { id above sentence seats {
       mine instructed { position answer } vote { answer former verdict speaker } } } } } }`,
    { id: assemblyId },
  );
  return assembly.delegatesAsked.nodes.find(({ id }) => id === pollId)!;
}
const HOUR = 3_600_000;

interface OfficeUpdate {
  readonly officeUpdated: {
    readonly version: number;
    readonly stale: boolean;
    readonly seats: readonly { readonly termId: string | null; readonly signatures: number | null }[];
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
  /** What `plenary verify` says of the export of the member's assembly. */
  const verify = async ({ client, assemblyId }: Member): Promise<string> => {
    const response = await fetch(`${service.apis[0]!.address}/export/${assemblyId}`, {
      headers: { cookie: client.cookie },
    });
    const folder = await mkdtemp(join(tmpdir(), 'plenary-delegates-'));
    const file = join(folder, 'export.jsonl');
    await writeFile(file, await response.text());
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'verify', file, '--ballots']);
    await rm(folder, { recursive: true });
    return stdout;
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

  it('speak for a seat in the assembly above: whoever holds it now, and the record of it holds offline', async () => {
    const above = await establishedAssembly(service, 'Federation', 2);
    await service.sql(`UPDATE assembly SET parent_id = '${above.id}' WHERE id = '${assembly.id}'`);
    const rules = { speaksAbove: true };
    const { officeId, termIds } = await delegation(
      service,
      members,
      members.slice(1, 3),
      'Sent above',
      rules,
    );
    const [termId] = termIds as [string];
    const put = await putToVote(above.members, {
      kind: 'ASK_DELEGATES',
      title: 'Strike fund',
      text: 'One fund.',
    });
    const endsAt = new Date((await service.now()).getTime() + 1_000 * HOUR).toISOString();
    const instructions = [{ matter: { motionId: put.motionId }, position: 'MUST_SUPPORT' }];
    const given = {
      kind: 'GIVE_MANDATE',
      title: 'Fund',
      effect: { officeId, mandate: { endsAt, instructions } },
    };
    await carry(service, members.slice(0, 2), given);

    const [seat] = (await askedOf(members[3]!, put.pollId)).seats;
    expect(seat).toMatchObject({
      instructed: { position: 'MUST_SUPPORT', answer: 'YES' },
      mine: false,
      vote: null,
    });
    const [one, two] = service.apis as unknown as readonly [ApiProcess, ApiProcess];
    const speak = (member: Member, term: string, answer: string) =>
      member.client.attempt<{ code: string }>(
        'voteForSeat',
        'BallotReceipt',
        { termId: term, pollId: put.pollId, answer, clientKey: randomUUID() },
        'code',
      );
    expect(await speak(members[1]!, termId, 'NO')).toMatchObject({ __typename: 'ActContradictsMandate' });
    expect(await speak(members[1]!.at(one), termId, 'YES')).toMatchObject({ __typename: 'BallotReceipt' });
    for (const member of [members[0]!, members[2]!, members[3]!]) await sign(member.at(two), termId);
    expect(await speak(members[1]!.at(one), termId, 'YES')).toMatchObject({ __typename: 'SeatNotHeld' });
    expect((await askedOf(members[3]!, put.pollId)).seats[0]).toMatchObject({
      vote: { answer: 'YES', former: true, verdict: 'WITHIN' },
    });
    const [next] = await delegatesOf(members[0]!, officeId);
    await members[2]!.client.expectOk('acceptSeat', 'Term', { termId: next!.id }, 'id');
    const instead = {
      ...given.effect.mandate,
      instructions: [{ ...instructions[0], position: 'MUST_OPPOSE' }],
    };
    await carry(service, members.slice(2, 4), { ...given, effect: { officeId, mandate: instead } });
    expect(await speak(members[2]!.at(two), next!.id, 'NO')).toMatchObject({ __typename: 'BallotReceipt' });

    // Members above see neither choice nor mandate before the close, and never the mandate.
    const ofSeats = async () =>
      (
        await above.members[1]!.client.ask<{ poll: { seats: object[]; ballots: { nodes: object[] } } }>(
          `query ($id: ID!) { poll(id: $id) { ballots(first: 9) { nodes { answer displayName weight } }
             seats { name speaker vote { answer former verdict } instructed { answer } } } }`,
          { id: put.pollId },
        )
      ).poll;
    const name = 'Depot South, Sent above, seat 1';
    const open = { name, speaker: members[2]!.name, vote: null, instructed: null };
    expect(await ofSeats()).toEqual({ ballots: { nodes: [] }, seats: [open] });
    expect((await closed(service, above.members[0]!, put)).state).toBe('LOST');
    expect(await ofSeats()).toEqual({
      ballots: { nodes: [{ answer: 'NO', displayName: name, weight: 1 }] },
      seats: [{ ...open, vote: { answer: 'NO', former: false, verdict: null } }],
    });
    await eventually(
      () => entryKinds(members[4]!),
      (kinds) => kinds.includes('delegates.poll-ended'),
    );
    // As if there had been a meeting since: one, to which the delegate did not come.
    await service.sql(`INSERT INTO meeting
        (id, assembly_id, convened_by, convened_at, starts_at, started_at, ended_at, first)
      SELECT gen_random_uuid(), '${assembly.id}', '${members[0]!.id}', now, now, now, now, false
      FROM (SELECT plenary_now() AS now OFFSET 0) clock`);
    const { term } = await members[4]!.client.ask<{ term: object }>(
      `query ($id: ID!) { term(id: $id) { attendance { meetings attended votesAbove voted }
         votes { question answer verdict replaced } } }`,
      { id: next!.id },
    );
    expect(term).toEqual({
      attendance: { meetings: 1, attended: 0, votesAbove: 1, voted: 1 },
      votes: [{ question: 'Strike fund', answer: 'NO', verdict: 'WITHIN', replaced: false }],
    });
    expect(await verify(members[0]!)).toContain('OK: ');
    // Which seat voted how is proved to the members above.
    expect(await verify(above.members[0]!)).toMatch(
      new RegExp(`^OK: [^]*^  \\S+  no  ${name}  [0-9a-f-]{36}$`, 'm'),
    );
  });

  it('are recalled in secret: nothing said, streamed or logged tells who signed, or that somebody did', async () => {
    const rules = { signatures: 'SECRET', recallPoll: { numerator: 1, denominator: 2, atLeast: 100 } };
    const { officeId, termIds } = await delegation(service, members, [members[1]!], 'Strike fund', rules);
    const [termId] = termIds as [string];
    const traced = await service.startProcess(undefined, { PLENARY_LOG_LEVEL: 'trace' });
    const office = watchOffice(members[4]!, traced, officeId);
    await office.until(({ officeUpdated }) => !officeUpdated.stale);
    const size = await recordSize(members[0]!);
    const recall = async (member: Member) => {
      const { term } = await member.client.ask<{ term: { recall: Record<string, unknown> } }>(
        `query ($id: ID!) { term(id: $id) { recall { secret count band signedByMe openedAt expiresAt
           signers { displayName } } } }`,
        { id: termId },
      );
      return term.recall;
    };
    const none = {
      secret: true,
      count: null,
      band: 'LESS_THAN_HALF',
      openedAt: null,
      expiresAt: null,
      signers: [],
    };
    expect(await recall(members[4]!)).toEqual({ ...none, signedByMe: false });
    for (const member of [members[0]!, members[2]!])
      expect(await sign(member.at(traced), termId)).toMatchObject({ endKind: null });
    expect(await recall(members[0]!)).toEqual({ ...none, signedByMe: true });
    expect(await recall(members[4]!)).toEqual({ ...none, signedByMe: false });
    expect(await recordSize(members[0]!)).toBe(size);
    expect(office.values.map(({ officeUpdated }) => officeUpdated.seats[0]?.signatures)).toEqual(
      office.values.map(() => null),
    );

    expect(await sign(members[3]!.at(traced), termId)).toMatchObject({ endKind: 'RECALLED_BY_SIGNATURES' });
    await office.until((update) => ends(update, termId));
    const { term } = await members[3]!.client.ask<{
      term: {
        crossings: {
          count: number;
          base: number;
          root: string;
          commitments: string[];
          mine: { commitment: string };
        }[];
      };
    }>(
      `query ($id: ID!) { term(id: $id) { crossings { count base root commitments mine { salt commitment } } } }`,
      { id: termId },
    );
    expect(term.crossings).toMatchObject([{ count: 3, base: SIZE }]);
    const [{ commitments, mine }] = term.crossings as [(typeof term.crossings)[number]];
    expect(commitments).toHaveLength(3);
    expect(commitments).toContain(mine.commitment);
    const record = watched(watchRecord(members[4]!, size));
    await record.until(({ recordAppended: { entry } }) => entry?.kind === 'delegate.recalled');
    const said = JSON.stringify(entriesOf(record));
    await traced.stop();
    for (const { id, name } of [members[0]!, members[2]!, members[3]!])
      for (const text of [said, traced.log()]) {
        expect(text).not.toContain(id);
        expect(text).not.toContain(name);
      }
    expect(traced.log()).not.toMatch(new RegExp(`${termId}|onfidence`));
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
