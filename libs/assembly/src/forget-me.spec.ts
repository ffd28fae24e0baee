import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@plenary/kernel';
import { ExportVerifier, exportLine } from '@plenary/log';
import { checkpointsBetween, entriesAfter, makeCheckpoint, recordKeys } from '@plenary/record';
import { changeDisplayName } from './application/change-display-name.js';
import { leaveAssembly } from './application/end-membership.js';
import { forgetMe } from './application/forget-me.js';
import { challengeMember, vouchForMember } from './application/vouch.js';
import { membersByIds } from './persistence/member-rows.js';
import { expectOk, type Member, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.end());

const forget = ({ person, assemblyId }: Member) =>
  world.work.run((tx) => forgetMe(world.ports, tx, person, assemblyId)).then(expectOk);
const named = async ({ assemblyId }: Member, name: string) =>
  (
    await world.db.query<{ seq: number }>(
      'SELECT seq FROM entry_personal WHERE assembly_id = $1 AND value = $2 ORDER BY seq',
      [assemblyId, name],
    )
  ).length;

/** The record as an export, verified. */
async function verified({ assemblyId }: Member) {
  const { size } = (await world.work.do((tx) => makeCheckpoint(tx, assemblyId)))!;
  const keys = await recordKeys(world.db, assemblyId);
  const head = { assembly: assemblyId, origin: keys[0]!.origin, keys: keys.map((key) => key.verifier.text) };
  const lines = [exportLine({ export: head })];
  const checkpoints = await checkpointsBetween(world.db, assemblyId, 0, size);
  for (const { seq, bytes, leafHash, personal } of await entriesAfter(world.db, assemblyId, 0, size)) {
    lines.push(
      exportLine({ entry: { seq, bytes: bytes.toString(), leafHash: leafHash.toString('hex'), personal } }),
    );
    for (const { note } of checkpoints.filter((each) => each.size === seq))
      lines.push(exportLine({ checkpoint: { note } }));
  }
  lines.push(exportLine({ end: { entries: size } }));
  const verifier = new ExportVerifier();
  for (const line of lines) expect(verifier.line(line.slice(0, -1))).toEqual({ ok: true });
  return { found: verifier.finish(), text: lines.join('') };
}

describe('somebody who asks to be forgotten', () => {
  it('leaves, and their name is in neither the members nor the record, which holds as before', async () => {
    const [founder, other] = await world.established(3);
    const member = await world.join(founder!, 'Rosa Valdes');
    await world.ok((tx) => vouchForMember(tx, other!.person, member.id));
    await world.ok((tx) =>
      changeDisplayName(tx, member.person, { assemblyId: member.assemblyId, displayName: 'Rosa V.' }),
    );
    const before = await verified(member);
    expect(before.text).toContain('Rosa Valdes');

    expect(await forget(member)).toEqual({ membershipId: member.id });
    const after = await verified(member);
    expect(after.found).toMatchObject({ ok: true });
    expect(after.text).not.toContain('Rosa');
    // The commitments are where they were: the record is the earlier one, and two entries more.
    const bytes = (text: string) => text.match(/"bytes":"(?:[^"\\]|\\.)*"/g)!;
    expect(bytes(after.text).slice(0, bytes(before.text).length)).toEqual(bytes(before.text));
    expect((await world.kindsRecorded(member.assemblyId)).slice(-2)).toEqual([
      'member.left',
      'member.forgotten',
    ]);
    const [row] = await membersByIds(world.db, [member.id]);
    expect(row).toMatchObject({ displayName: 'A former member' });
    // Nobody else's name went with it.
    expect(await named(member, 'Member 2')).toBeGreaterThan(0);
  });

  it('takes along what others wrote of them: labels, numbers and challenges', async () => {
    const [founder] = await world.established(3);
    const member = await world.join(founder!, 'Ana');
    await world.work.do((tx) =>
      tx.run('UPDATE invitation SET label = $2 WHERE used_by = $1', [member.id, 'Ana of the yard']),
    );
    await world.work.do((tx) =>
      tx.run(`UPDATE membership SET external_ref = 'A-17' WHERE id = $1`, [member.id]),
    );
    await world.ok((tx) =>
      challengeMember(tx, founder!.person, { membershipId: member.id, reason: 'Ana works elsewhere' }),
    );
    await forget(member);
    const left = await world.db.one<{ labels: number; refs: number; reasons: number }>(
      `SELECT (SELECT count(*) FROM invitation WHERE label LIKE 'Ana%') AS labels,
              (SELECT count(*) FROM membership WHERE external_ref = 'A-17') AS refs,
              (SELECT count(*) FROM challenge WHERE reason LIKE 'Ana%') AS reasons`,
    );
    expect(left).toEqual({ labels: 0, refs: 0, reasons: 0 });
  });

  it('is named by no entry any more, under whatever their name stands beside it, and nobody else is touched', async () => {
    const [founder] = await world.established(3);
    const member = await world.join(founder!, 'Ro');
    await world.ok((tx) =>
      changeDisplayName(tx, member.person, { assemblyId: member.assemblyId, displayName: 'Ro (v. Aa)' }),
    );
    const system = { source: 'system' } as const;
    const note = (data: JsonObject, personal: Record<string, string>, membership = founder!.id) =>
      world.work.do(async (tx) =>
        tx.record({
          assemblyId: member.assemblyId,
          kind: 'test.named',
          authority: membership === null ? system : { source: 'membership', membership },
          data,
          personal,
        }),
      );
    // By an id that says whose name it is.
    await note({}, { mover: 'by authority', title: 'kept' }, member.id);
    await note({}, { seconder: 'Ro' });
    await note({ member: member.id }, { candidate: 'by datum', nominator: 'Ro' });
    await note({ member: founder!.id }, { delegate: 'Ro' });
    await note({ membership: founder!.id }, { member: 'Ro' });
    await note({}, { [`voter.${member.id}`]: 'by its name', [`voter.${founder!.id}`]: 'Ro' });
    // By nothing but the name: one of those they had, and whole.
    await note({ meeting: 'm' }, { member: 'Ro' });
    await note({ meeting: 'm' }, { member: 'Ro Two' });
    await note({}, { tellers: 'Member 2 and Ro', question: 'Ro?' });
    await note({}, { elected: 'Ana, Ro (v. Aa), Bo', office: 'Ro' });
    await note({}, { elected: 'Ana, Rosa, Bro' });
    await note({}, { sentence: 'Elected: Ro.' });
    const left = async () =>
      (
        await world.db.query<{ name: string; value: string }>(
          `SELECT p.name, p.value FROM entry_personal p JOIN entry e USING (assembly_id, seq)
           WHERE p.assembly_id = $1 AND e.kind = 'test.named' ORDER BY seq, p.name`,
          [member.assemblyId],
        )
      ).map(({ name, value }) => `${name.split('.')[0]}: ${value}`);
    expect(await left()).toHaveLength(17);
    await forget(member);
    expect(await left()).toEqual([
      'title: kept',
      'seconder: Ro',
      'nominator: Ro',
      'delegate: Ro',
      'member: Ro',
      'voter: Ro',
      'member: Ro Two',
      'question: Ro?',
      'office: Ro',
      'elected: Ana, Rosa, Bro',
    ]);
    expect((await verified(member)).found).toMatchObject({ ok: true });
  });

  it('may have left before, and may ask again, which says nothing new', async () => {
    const [, member] = await world.established(3);
    await world.ok((tx) => leaveAssembly(world.ports, tx, member!.person, member!.assemblyId));
    expect(await named(member!, 'Member 2')).toBeGreaterThan(0);
    await forget(member!);
    const kinds = await world.kindsRecorded(member!.assemblyId);
    await forget(member!);
    expect(await world.kindsRecorded(member!.assemblyId)).toEqual(kinds);
    expect(kinds.filter((kind) => kind === 'member.forgotten')).toHaveLength(1);
    expect(await named(member!, 'Member 2')).toBe(0);
  });

  it('was a member once', async () => {
    const [founder] = await world.established(2);
    const stranger = await world.person();
    await expect(
      world.work.run((tx) => forgetMe(world.ports, tx, stranger, founder!.assemblyId)),
    ).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('leaves no name behind when others name them at that moment', async () => {
    const [founder, ...others] = await world.established(4);
    for (let round = 0; round < 5; round++) {
      const name = `Passing ${round}`;
      const member = await world.join(founder!, name);
      await Promise.all([
        forget(member),
        ...others.map((other) =>
          world.work.run((tx) => vouchForMember(tx, other.person, member.id)).catch(() => null),
        ),
        world.work
          .run((tx) =>
            changeDisplayName(tx, member.person, { assemblyId: member.assemblyId, displayName: `${name}!` }),
          )
          .catch(() => null),
        forget(member),
      ]);
      expect([await named(member, name), await named(member, `${name}!`)]).toEqual([0, 0]);
    }
  });
});
