import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashSecret } from '@plenary/identity';
import { applyImport } from './application/apply-import.js';
import { confirmRoll } from './application/first-decisions.js';
import { PLACEHOLDERS } from './application/identity-ports.js';
import { forgetOldImports, importedInvitations } from './application/imported-invitations.js';
import { previewInvitation } from './application/invite.js';
import { readRoll } from './application/read-roll.js';
import { stageRoll } from './application/stage-roll.js';
import { askTogether } from './application/together.js';
import { importById, stagedRows } from './persistence/import-rows.js';
import { countingMembers } from './persistence/membership-rows.js';
import { expectOk, expectRejected, type Member, MOTION, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.end());

const stage = (member: Member, csv: string | Readable) =>
  stageRoll(world, member.person, { assemblyId: member.assemblyId, csv });
const apply = (member: Member, importId: string, on = world) =>
  on.work.do((tx) => applyImport(tx, member.assemblyId, importId, MOTION));
const rollOf = (size: number) =>
  `ref,name\n${Array.from({ length: size }, (_, i) => `${i},Member ${i}`).join('\n')}`;
const rowsOf = (csv: string | Readable) =>
  readRoll(csv).then((result) =>
    expectOk(result).rows.map(({ line, ref, name, problem }) => [line, ref, name, problem === null]),
  );

async function links(member: Member, importId: string, key: string): Promise<Map<string, string>> {
  const csv = expectOk(await importedInvitations(world.db, member.person, { importId, key, origin: '' }));
  return new Map(
    csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => [line.split(',')[0]!.replaceAll('"', ''), line.split('#')[1]!]),
  );
}

describe('a roll file', () => {
  it('is read with comma, semicolon or tab, quotes, a byte order mark and columns in any order', async () => {
    const expected = [
      [2, '1', 'Ana; R, "Rosa"', true],
      [4, '2', '李小龍 Ümit', true],
    ];
    const quoted = '"Ana; R, ""Rosa"""';
    expect(await rowsOf(`ref,name\n1,${quoted}\n\n2,李小龍 Ümit`)).toEqual(expected);
    expect(await rowsOf(`\ufeffName;Dept;REF\r\n${quoted};x;1\r\n\r\n李小龍 Ümit;y;2\r\n`)).toEqual(expected);
    expect(await rowsOf(`ref\temail\tname\n1\ta@b\t${quoted}\n\n2\t\t李小龍 Ümit`)).toEqual(expected);
  });

  it('is read whole when its bytes arrive in any pieces', async () => {
    const bytes = Buffer.from(`\ufeffref;name\n1;Zoë 👩🏽‍🔧\n2;Ωμέγα`);
    const single = Readable.from(Array.from(bytes, (byte) => Buffer.of(byte)));
    expect(await rowsOf(single)).toEqual([
      [2, '1', 'Zoë 👩🏽‍🔧', true],
      [3, '2', 'Ωμέγα', true],
    ]);
  });

  it('refuses rows one by one, and says why', async () => {
    const csv = `ref,name\n1,Ana\n1,Ben\n,Cleo\n2,\n3,${'x'.repeat(101)}\n4,"A\u202eb"\n5\n\u00e9,E1\ne\u0301,E2\n ,\n6,F,more`;
    const { rows } = expectOk(await readRoll(csv));
    expect(rows.map(({ line, problem }) => [line, problem === null])).toEqual([
      [2, true],
      [3, false],
      [4, false],
      [5, false],
      [6, false],
      [7, false],
      [8, false],
      [9, true],
      [10, false],
      [12, true],
    ]);
    expect(rows[1]!.problem).toBe('The ref is in line 2 already.');
  });

  it.each([
    ['ROLL_UNREADABLE', 'number,who\n1,Ana'],
    ['ROLL_UNREADABLE', ''],
    ['ROLL_UNREADABLE', 'ref,name\n'],
    ['ROLL_UNREADABLE', 'ref,name\n1,"Ana'],
    ['ROLL_UNREADABLE', 'ref,name\n1,An"a'],
    ['ROLL_TOO_LARGE', `ref,name\n${'x'.repeat(16 * 1024 * 1024)}`],
    ['ROLL_TOO_LARGE', rollOf(200_001)],
  ])('is refused whole with %s', async (code, csv) => {
    expectRejected(await readRoll(csv), code);
  });

  it('is refused when it is not UTF-8', async () => {
    expectRejected(
      await readRoll(Readable.from([Buffer.from('ref,name\n1,Zo\xeb', 'latin1')])),
      'ROLL_UNREADABLE',
    );
    expectRejected(
      await readRoll(Readable.from([Buffer.from('ref,name\n1,Ana', 'utf16le')])),
      'ROLL_UNREADABLE',
    );
  });
});

describe('an import', () => {
  it('changes nothing until it is applied, then everything, with one entry in the record', async () => {
    const founder = await world.found();
    const { rollImport, key } = expectOk(await stage(founder, 'ref,name\n1,Ana\n2,Ben\n2,Cem'));
    expect(rollImport).toMatchObject({ rows: 3, created: 2, updated: 0, refused: 1, state: 'staged' });
    const members = () =>
      world.db
        .query('SELECT 1 FROM membership WHERE assembly_id = $1', [founder.assemblyId])
        .then((rows) => rows.length);
    expect(await members()).toBe(1);
    expectRejected(
      await importedInvitations(world.db, founder.person, { importId: rollImport.id, key, origin: '' }),
      'IMPORT_NOT_APPLIED',
    );
    // While the convener is the only one who joined, all of one sign.
    const request = {
      assemblyId: founder.assemblyId,
      action: 'APPLY_IMPORT',
      subjectId: rollImport.id,
      details: {},
      reason: 'Our roll',
    } as const;
    expect(await world.ok((tx) => askTogether(world.ports, tx, founder.person, request))).toMatchObject({
      state: 'done',
    });
    expect(await members()).toBe(3);
    const kinds = await world.kindsRecorded(founder.assemblyId);
    expect(kinds.filter((kind) => kind === 'roll.imported')).toHaveLength(1);
    expect(await countingMembers(world.db, founder.assemblyId, await world.db.now())).toBe(1);
    await world.work.do((tx) => confirmRoll(tx, founder.assemblyId, MOTION));
    expect(await countingMembers(world.db, founder.assemblyId, await world.db.now())).toBe(3);
  });

  it('stores no secret: what the stager was shown opens each membership, once', async () => {
    const founder = await world.found();
    const { rollImport, key } = expectOk(await stage(founder, 'ref,name\n1,Ana\n2,=Ben'));
    await apply(founder, rollImport.id);
    const secrets = await links(founder, rollImport.id, key);
    expect(await previewInvitation(world.db, secrets.get('1')!)).toMatchObject({
      kind: 'imported',
      displayName: 'Ana',
    });
    const placeholder = (await PLACEHOLDERS.placeholderOf(world.db, hashSecret(secrets.get('1')!)))!;
    const joined = await world.accept(secrets.get('1')!, null, placeholder);
    expect(await PLACEHOLDERS.placeholderOf(world.db, hashSecret(secrets.get('1')!))).toBeNull();
    expectRejected(
      await world.tryAccept(secrets.get('1')!, null, await world.person()),
      'INVITATION_NOT_USABLE',
    );
    expect([...(await links(founder, rollImport.id, key)).keys()]).toEqual(['2']);
    expect(joined.assemblyId).toBe(founder.assemblyId);
  });

  it('gives the membership to another person who is signed in, and tells who needs to know', async () => {
    const founder = await world.found();
    const { rollImport, key } = expectOk(await stage(founder, 'ref,name\n1,Ana'));
    await apply(founder, rollImport.id);
    const secret = (await links(founder, rollImport.id, key)).get('1')!;
    const moves: unknown[] = [];
    const moving = world.ports.moved as unknown[];
    moving.push(async (_tx: unknown, moved: unknown) => moves.push(moved));
    const from = await PLACEHOLDERS.placeholderOf(world.db, hashSecret(secret));
    expectRejected(await world.tryAccept(secret, null, founder.person), 'ALREADY_MEMBER');
    const ana = await world.accept(secret, 'Ana the second', await world.person());
    expect(moves).toEqual([{ assemblyId: founder.assemblyId, membershipId: ana.id, from, to: ana.person }]);
    moving.pop();
  });

  it('is taken up once when 20 try at once', async () => {
    const founder = await world.found();
    const { rollImport, key } = expectOk(await stage(founder, 'ref,name\n1,Ana'));
    await apply(founder, rollImport.id);
    const secret = (await links(founder, rollImport.id, key)).get('1')!;
    const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
    const results = await Promise.all(people.map((person) => world.tryAccept(secret, null, person)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('updates names of members who have not joined, renews links that ran out, and leaves the rest', async () => {
    const founder = await world.found();
    const first = expectOk(await stage(founder, 'ref,name\n1,Ana\n2,Ben\n3,Cem'));
    await apply(founder, first.rollImport.id);
    await world.accept(
      (await links(founder, first.rollImport.id, first.key)).get('1')!,
      'Owl',
      await world.person(),
    );
    const second = expectOk(await stage(founder, 'ref,name\n1,Anna\n2,Benno\n3,Cem\n4,Dita'));
    expect(second.rollImport).toMatchObject({ created: 1, updated: 1, refused: 2 });
    expect(await apply(founder, second.rollImport.id)).toMatchObject({
      done: true,
      created: 1,
      updated: 1,
      refused: 2,
    });
    // The first link of 2 still opens the membership, now under its new name.
    const old = (await links(founder, first.rollImport.id, first.key)).get('2')!;
    expect(await previewInvitation(world.db, old)).toMatchObject({ displayName: 'Benno' });
    await world.inDays(91);
    const third = expectOk(await stage(founder, 'ref,name\n3,Cem'));
    expect(third.rollImport).toMatchObject({ updated: 1 });
    await apply(founder, third.rollImport.id);
    const renewed = (await links(founder, third.rollImport.id, third.key)).get('3')!;
    expect(await previewInvitation(world.db, renewed)).toMatchObject({ displayName: 'Cem' });
    expect(await previewInvitation(world.db, old)).toBeNull();
    await world.inDays(0);
  });

  it('refuses the rows that the roll has overtaken since it was staged', async () => {
    const founder = await world.found();
    const one = expectOk(await stage(founder, 'ref,name\n1,Ana\n2,Ben'));
    const two = expectOk(await stage(founder, 'ref,name\n2,Benno\n3,Cem'));
    await apply(founder, one.rollImport.id);
    expect(await apply(founder, two.rollImport.id)).toMatchObject({ done: true, created: 1, refused: 1 });
    expect((await stagedRows(world.db, two.rollImport.id, 0, 10))[0]).toMatchObject({ outcome: 'refused' });
  });

  it('is applied once by two processes at once, and counts at once where the assembly decided', async () => {
    const [founder] = await world.established(1);
    const { rollImport } = expectOk(await stage(founder!, rollOf(500)));
    const second = await world.other();
    const outcomes = await Promise.all([
      apply(founder!, rollImport.id),
      apply(founder!, rollImport.id, second),
    ]);
    await second.end();
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
    expect(await countingMembers(world.db, founder!.assemblyId, await world.db.now())).toBe(501);
  });

  it('is applied whole or not at all', async () => {
    const founder = await world.found();
    const { rollImport } = expectOk(await stage(founder, rollOf(100)));
    const failing = world.work.do(async (tx) => {
      await applyImport(tx, founder.assemblyId, rollImport.id, MOTION);
      throw new Error('the process died');
    });
    await expect(failing).rejects.toThrow('died');
    expect((await importById(world.db, rollImport.id))!.state).toBe('staged');
    const { count } = await world.db.one<{ count: number }>(
      'SELECT count(*) FROM membership WHERE assembly_id = $1',
      [founder.assemblyId],
    );
    expect(count).toBe(1);
  });

  it('lapses after 14 days, and its rows are forgotten', async () => {
    const founder = await world.found();
    const { rollImport } = expectOk(await stage(founder, 'ref,name\n1,Ana'));
    await world.inDays(15);
    expect(await apply(founder, rollImport.id)).toMatchObject({ done: false });
    const ask = {
      assemblyId: founder.assemblyId,
      action: 'APPLY_IMPORT',
      subjectId: rollImport.id,
      details: {},
      reason: 'x',
    } as const;
    expectRejected(
      await world.work.run((tx) => askTogether(world.ports, tx, founder.person, ask)),
      'TOGETHER_NOT_POSSIBLE',
    );
    while ((await world.work.do(forgetOldImports)) > 0);
    expect(await stagedRows(world.db, rollImport.id, 0, 10)).toEqual([]);
    await world.inDays(0);
  });

  it('is staged by whoever may, five at a time, and its links are the stager’s with the key', async () => {
    const founder = await world.found();
    const member = await world.join(founder);
    expectRejected(await stage(member, 'ref,name\n1,Ana'), 'RIGHT_NOT_HELD');
    const results = await Promise.all(Array.from({ length: 8 }, () => stage(founder, 'ref,name\n1,Ana')));
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
    expectRejected(results.find(({ ok }) => !ok)!, 'TOO_MANY_IMPORTS');
    const { rollImport, key } = expectOk(results.find(({ ok }) => ok)!);
    await apply(founder, rollImport.id);
    const take = (who: Member, with_: string) =>
      importedInvitations(world.db, who.person, { importId: rollImport.id, key: with_, origin: '' });
    expectRejected(await take(founder, 'x'.repeat(43)), 'KEY_WRONG');
    await expect(take(member, key)).rejects.toThrow();
  });

  it('leaves room for others, however many one member stages', async () => {
    const [founder, second] = await world.established(3);
    for (let n = 0; n < 5; n++) expectOk(await stage(second!, 'ref,name\n1,Ana'));
    expectRejected(await stage(second!, 'ref,name\n1,Ana'), 'TOO_MANY_IMPORTS');
    expectOk(await stage(founder!, 'ref,name\n1,Ana'));
  });

  it('of 100,000 members is staged and applied whole', async () => {
    const founder = await world.found();
    const { rollImport } = expectOk(await stage(founder, rollOf(100_000)));
    expect(await apply(founder, rollImport.id)).toMatchObject({ created: 100_000 });
  });
});
