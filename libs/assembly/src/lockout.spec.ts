import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ok, type Result } from '@plenary/kernel';
import { applyImport } from './application/apply-import.js';
import { authorise } from './application/authorise.js';
import { chooseOnTheSpot } from './application/choose-on-the-spot.js';
import { leaveAssembly } from './application/end-membership.js';
import { chooseFacilitator } from './application/first-decisions.js';
import { createInvitation } from './application/invite.js';
import type { TogetherEffect } from './application/ports.js';
import { suspendMember } from './application/sanctions.js';
import { stageRoll } from './application/stage-roll.js';
import { askTogether, joinRequest } from './application/together.js';
import type { Action } from './domain/action.js';
import type { TogetherAction } from './domain/together.js';
import { expectOk, expectRejected, type Member, MOTION, World } from './spec-world.js';

let world: World;
const done: TogetherAction[] = [];
beforeAll(async () => {
  world = await World.create();
  const effect = (action: TogetherAction): TogetherEffect => ({
    action,
    async execute(tx) {
      tx.afterCommit(() => done.push(action));
      return ok();
    },
    ...(action === 'CALL_FIRST_MEETING' ? { needed: async () => 3 } : {}),
  });
  (world.ports.effects as TogetherEffect[]).push(
    ...(['CALL_FIRST_MEETING', 'CALL_MEETING', 'VOID_POLL'] as const).map(effect),
  );
});
afterAll(() => world.end());

const may = async (member: Member, action: Action): Promise<boolean> =>
  (await authorise(world.db, member.person, member.assemblyId, action)).ok;
const leave = (member: Member) =>
  world.work.run((tx) => leaveAssembly(world.ports, tx, member.person, member.assemblyId)).then(expectOk);

/** All of `members`, one after the other, ask for an act of members together; whether it was done. */
async function together(members: readonly Member[], action: TogetherAction): Promise<boolean> {
  const [first, ...others] = members;
  const asked = {
    assemblyId: first!.assemblyId,
    action,
    subjectId: null,
    details: {},
    reason: 'Nobody else can',
  };
  let request = expectOk(await world.work.run((tx) => askTogether(world.ports, tx, first!.person, asked)));
  for (const member of others) {
    if (request.state === 'done') break;
    request = expectOk(await world.work.run((tx) => joinRequest(world.ports, tx, member.person, request.id)));
  }
  return request.state === 'done';
}

const canInvite = (member: Member): Promise<Result<unknown>> =>
  world.work.run((tx) =>
    createInvitation(tx, member.person, { assemblyId: member.assemblyId, label: null, days: 7 }),
  );

describe('an assembly is never locked out', () => {
  it('when its founder leaves before any meeting: any three call it, and each may invite', async () => {
    const founder = await world.found();
    const members = [await world.join(founder), await world.join(founder), await world.join(founder)];
    await leave(founder);
    expectOk(await canInvite(members[0]!));
    expect(await together(members, 'CALL_FIRST_MEETING')).toBe(true);
    expect(await may(members[0]!, 'motion.move')).toBe(true);
    expect(await may(members[1]!, 'motion.second')).toBe(true);
  });

  it('when its founder vanishes without a word: after 30 days the seat is empty though no process ran', async () => {
    const founder = await world.found();
    const members = [await world.join(founder), await world.join(founder), await world.join(founder)];
    expectRejected(await canInvite(members[0]!), 'RIGHT_NOT_HELD');
    await world.inDays(30.1);
    expect(await may(founder, 'meeting.convene')).toBe(false);
    expectOk(await canInvite(members[0]!));
    expect(await together(members, 'CALL_FIRST_MEETING')).toBe(true);
    await world.inDays(0);
  });

  it('when its founder is alone and comes back after the seat has expired', async () => {
    const founder = await world.found();
    await world.inDays(400);
    expectOk(await canInvite(founder));
    expectOk(
      await stageRoll(world, founder.person, { assemblyId: founder.assemblyId, csv: 'ref,name\n1,Ana' }),
    );
    expect(await together([founder], 'CALL_FIRST_MEETING')).toBe(true);
    await world.inDays(0);
  });

  it('when its facilitator vanishes: members together convene, whoever is chosen on the spot ends it', async () => {
    const [, second, third, fourth] = await world.established(4);
    const members = [second!, third!, fourth!];
    expect(await together(members, 'CALL_MEETING')).toBe(true);
    const until = new Date((await world.db.now()).getTime() + 3_600_000);
    const choice = { assemblyId: second!.assemblyId, membershipId: third!.id, until };
    expect(await world.work.do((tx) => chooseOnTheSpot(tx, choice, MOTION))).toEqual({ done: true });
    expect(await may(third!, 'meeting.end')).toBe(true);
    expect(await may(second!, 'meeting.end')).toBe(false);
  });

  it('when all who hold shifts leave, where only shifts may invite', async () => {
    const founder = await world.found();
    const members = [await world.join(founder), await world.join(founder), await world.join(founder)];
    await world.establish(founder, 'delegate_council');
    expectRejected(await canInvite(members[0]!), 'RIGHT_NOT_HELD');
    await leave(founder);
    expectOk(await canInvite(members[0]!));
    expect(await together(members, 'CALL_MEETING')).toBe(true);
    expect(
      await world.work.do((tx) => chooseFacilitator(tx, founder.assemblyId, members[1]!.id, MOTION)),
    ).toEqual({ done: true });
    expect(await may(members[1]!, 'meeting.convene')).toBe(true);
  });

  it('when the facilitator’s shift runs out and nobody is on the roster', async () => {
    const [founder, second, third] = await world.established(3);
    await world.inDays(31);
    expect(await may(founder!, 'meeting.convene')).toBe(false);
    expect(await together([second!, third!, founder!], 'CALL_MEETING')).toBe(true);
    await world.inDays(0);
  });

  it('when all but one leave: the one who stays does everything alone', async () => {
    const [founder, second, third] = await world.established(3);
    await leave(founder!);
    await leave(second!);
    expect(await may(third!, 'motion.move')).toBe(true);
    expect(await together([third!], 'CALL_MEETING')).toBe(true);
    expect(await together([third!], 'VOID_POLL')).toBe(true);
    expectOk(await canInvite(third!));
  });

  it('when everybody but one is suspended, and nobody can suspend that one', async () => {
    const members = await world.established(4);
    const now = (await world.db.now()).getTime();
    const outcomes = [];
    for (const { assemblyId, id } of members) {
      const sanction = {
        assemblyId,
        membershipId: id,
        reason: 'Everybody at once',
        hearingAt: new Date(now - 1000),
        until: new Date(now + 10 * 86_400_000),
      };
      outcomes.push(await world.work.do((tx) => suspendMember({ suspended: [] }, tx, sanction, MOTION)));
    }
    expect(outcomes.map(({ done }) => done)).toEqual([true, true, true, false]);
    const last = members[3]!;
    expect(await may(last, 'motion.move')).toBe(true);
    expect(await together([last], 'CALL_MEETING')).toBe(true);
    expectOk(await canInvite(last));
    await world.inDays(11);
    expect(await may(members[0]!, 'motion.move')).toBe(true);
    await world.inDays(0);
  });

  it('when a thousand were imported and three have joined', async () => {
    const members = await world.established(3);
    const csv = `ref,name\n${Array.from({ length: 1000 }, (_, i) => `${i},Member ${i}`).join('\n')}`;
    const { rollImport } = expectOk(
      await stageRoll(world, members[0]!.person, { assemblyId: members[0]!.assemblyId, csv }),
    );
    await world.work.do((tx) => applyImport(tx, members[0]!.assemblyId, rollImport.id, MOTION));
    expect(await together(members, 'CALL_MEETING')).toBe(true);
  });

  it('by two who leave while a third signs: every race ends with somebody who can act', async () => {
    const members = await world.established(4);
    const [one, two, three, four] = members;
    await Promise.all([leave(one!), leave(two!), leave(three!)]);
    expect(await together([four!], 'CALL_MEETING')).toBe(true);
  });
});
