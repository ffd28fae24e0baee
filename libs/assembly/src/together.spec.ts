import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ok, rejected } from '@plenary/kernel';
import { leaveAssembly } from './application/end-membership.js';
import type { TogetherEffect } from './application/ports.js';
import { neededFor } from './application/sign-request.js';
import { askTogether, joinRequest, withdrawFromRequest } from './application/together.js';
import { togetherNeeded } from './domain/together.js';
import { requestById } from './persistence/request-rows.js';
import { expectOk, expectRejected, type Member, World } from './spec-world.js';

let world: World;
let executed: string[];
let possible = true;
const VOID: TogetherEffect = {
  action: 'VOID_POLL',
  async execute(tx, request) {
    if (!possible) return rejected({ code: 'POLL_NOT_OPEN', message: 'The poll is closed.' });
    tx.afterCommit(() => executed.push(request.id));
    return ok();
  },
};
const FIRST: TogetherEffect = { action: 'CALL_FIRST_MEETING', execute: VOID.execute, needed: async () => 3 };

beforeAll(async () => {
  world = await World.create();
  (world.ports.effects as TogetherEffect[]).push(VOID, FIRST);
  executed = [];
});
afterAll(() => world.end());

const SUBJECTS = Array.from({ length: 12 }, (_, i) => `01890a5d-ac96-774b-bcce-b302099a80${40 + i}`);
const ask = (
  member: Member,
  subjectId = SUBJECTS[0]!,
  change: { reason?: string; action?: TogetherEffect['action'] } = {},
) =>
  world.work.run((tx) =>
    askTogether(world.ports, tx, member.person, {
      assemblyId: member.assemblyId,
      action: change.action ?? 'VOID_POLL',
      subjectId,
      details: {},
      reason: change.reason ?? 'The text was wrong',
    }),
  );
const sign = (member: Member, request: string) =>
  world.work.run((tx) => joinRequest(world.ports, tx, member.person, request));
const take = (member: Member, request: string) =>
  world.work.run((tx) => withdrawFromRequest(tx, member.person, request));

describe('how many act together', () => {
  const usual = { togetherOneIn: 10, togetherAtLeast: 3 };
  it.each([
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
    [30, 30, 3],
    [31, 31, 4],
    [1000, 1000, 100],
    // Imported members are in the base before they join; those who can sign are never asked for more than all of them.
    [1000, 40, 40],
    [1000, 1, 1],
  ])('of %i members, %i of whom can sign, is %i', (base, able, needed) => {
    expect(togetherNeeded(base, able, usual)).toBe(needed);
  });
});

describe('members together', () => {
  it('cross the threshold once when 50 sign at once', async () => {
    const members = await world.established(50);
    executed = [];
    const request = expectOk(await ask(members[0]!));
    expect(await neededFor(world.ports, world.db, request)).toBe(5);
    const results = await Promise.all(members.slice(1).map((member) => sign(member, request.id)));
    expect(executed).toEqual([request.id]);
    const done = results.filter((result) => result.ok && result.value.state === 'done');
    expect(done).toHaveLength(1);
    for (const result of results.filter(({ ok }) => !ok)) expectRejected(result, 'REQUEST_NOT_OPEN');
    expect(await requestById(world.db, request.id)).toMatchObject({
      signatures: 5,
      neededThen: 5,
      state: 'done',
    });
    expect(
      (await world.kindsRecorded(members[0]!.assemblyId)).filter((kind) => kind === 'request.done'),
    ).toHaveLength(1);
  });

  it('give the same answer to a signature that is sent again', async () => {
    const members = await world.established(3);
    const request = expectOk(await ask(members[0]!));
    expectOk(await sign(members[1]!, request.id));
    expect(expectOk(await sign(members[1]!, request.id)).signatures).toBe(2);
    expect(expectOk(await sign(members[2]!, request.id)).state).toBe('done');
    expect(expectOk(await sign(members[2]!, request.id)).state).toBe('done');
    expectRejected(await take(members[2]!, request.id), 'REQUEST_NOT_OPEN');
  });

  it('count only members who can act at the commit of the signature', async () => {
    const members = await world.established(4);
    const request = expectOk(await ask(members[0]!));
    expectOk(await sign(members[1]!, request.id));
    expectOk(
      await world.work.run((tx) =>
        leaveAssembly(world.ports, tx, members[1]!.person, members[1]!.assemblyId),
      ),
    );
    expect(expectOk(await sign(members[2]!, request.id))).toMatchObject({ state: 'open', signatures: 2 });
    expectOk(await take(members[2]!, request.id));
    expectOk(await sign(members[2]!, request.id));
    expect(expectOk(await sign(members[3]!, request.id)).state).toBe('done');
  });

  it('are not left short when others leave: whoever signed signs again', async () => {
    const members = await world.established(3);
    const request = expectOk(await ask(members[0]!));
    expectOk(await sign(members[1]!, request.id));
    expectOk(
      await world.work.run((tx) =>
        leaveAssembly(world.ports, tx, members[2]!.person, members[2]!.assemblyId),
      ),
    );
    expect((await requestById(world.db, request.id))!.state).toBe('open');
    expect(expectOk(await sign(members[1]!, request.id)).state).toBe('done');
  });

  it('keep neither the signature nor the deed when it can’t be done', async () => {
    const members = await world.established(3);
    const request = expectOk(await ask(members[0]!));
    expectOk(await sign(members[1]!, request.id));
    possible = false;
    expect(expectRejected(await sign(members[2]!, request.id), 'TOGETHER_NOT_POSSIBLE')).toMatchObject({
      because: 'POLL_NOT_OPEN',
    });
    possible = true;
    expect(await requestById(world.db, request.id)).toMatchObject({ state: 'open', signatures: 2 });
  });

  it('lapse after 14 days', async () => {
    const members = await world.established(3);
    const request = expectOk(await ask(members[0]!));
    await world.inDays(14.1);
    expectRejected(await sign(members[1]!, request.id), 'REQUEST_NOT_OPEN');
    expectOk(await ask(members[1]!));
    await world.inDays(0);
  });

  it('are any three for the first meeting, or all of fewer', async () => {
    const founder = await world.found();
    const second = await world.join(founder);
    const request = expectOk(await ask(founder, SUBJECTS[0], { action: 'CALL_FIRST_MEETING' }));
    expect(expectOk(await sign(second, request.id)).state).toBe('done');
  });

  it('ask once for the same thing, with a reason, for what is offered, ten at a time', async () => {
    const members = await world.established(3);
    const request = expectOk(await ask(members[0]!));
    expect(expectRejected(await ask(members[1]!), 'ALREADY_ASKED')).toMatchObject({ requestId: request.id });
    expectRejected(await ask(members[1]!, SUBJECTS[1], { reason: ' ' }), 'REASON_MISSING');
    expectRejected(await ask(members[1]!, SUBJECTS[1], { action: 'END_MEETING' }), 'ACTION_NOT_OFFERED');
    const more = await Promise.all(SUBJECTS.slice(1).map((subject) => ask(members[0]!, subject)));
    expect(more.filter(({ ok }) => ok)).toHaveLength(9);
    expectRejected(more.find(({ ok }) => !ok)!, 'TOO_MANY_REQUESTS');
  });

  it('are members that count, and have not just come back by a recovery', async () => {
    const members = await world.established(3);
    const waiting = await world.join(members[0]!);
    const request = expectOk(await ask(members[0]!));
    expectRejected(await sign(waiting, request.id), 'RIGHT_NOT_HELD');
    await world.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [members[1]!.person]);
    expectRejected(await sign(members[1]!, request.id), 'RECENTLY_RECOVERED');
    await expect(sign(await world.found(), request.id)).rejects.toThrow();
  });
});
