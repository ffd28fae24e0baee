import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorise } from './application/authorise.js';
import { changeDisplayName } from './application/change-display-name.js';
import { confirmMembers } from './application/confirm-members.js';
import { leaveAssembly } from './application/end-membership.js';
import { createInvitation, previewInvitation, revokeInvitation } from './application/invite.js';
import { expelMember, liftExpulsion, liftSuspension, suspendMember } from './application/sanctions.js';
import { visibleMember, visibleMembers } from './application/visible-members.js';
import { challengeMember, vouchForMember } from './application/vouch.js';
import { membersByIds } from './persistence/member-rows.js';
import { countingMembers } from './persistence/membership-rows.js';
import { expectOk, expectRejected, type Member, MOTION, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.end());

const stateOf = async (member: Member) => (await membersByIds(world.db, [member.id]))[0]!;
const counting = async (member: Member) => countingMembers(world.db, member.assemblyId, await world.db.now());
const leave = (member: Member) =>
  world.work.run((tx) => leaveAssembly(world.ports, tx, member.person, member.assemblyId));
const vouch = (voucher: Member, member: Member) =>
  world.work.run((tx) => vouchForMember(tx, voucher.person, member.id));
const challenge = (challenger: Member, member: Member, reason = 'Works elsewhere') =>
  world.work.run((tx) => challengeMember(tx, challenger.person, { membershipId: member.id, reason }));

describe('an invitation', () => {
  it('is previewed by whoever holds its secret, and by nobody else', async () => {
    const founder = await world.found();
    const { secret, link } = await world.invite(founder);
    expect(link).toBe(`/join#${secret}`);
    expect(await previewInvitation(world.db, secret)).toMatchObject({
      assemblyName: 'Depot North',
      kind: 'new',
    });
    expect(await previewInvitation(world.db, 'x'.repeat(43))).toBeNull();
  });

  it('is taken up once when 20 people try at once', async () => {
    const founder = await world.found();
    const { secret } = await world.invite(founder);
    const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
    const results = await Promise.all(people.map((person) => world.tryAccept(secret, 'Somebody', person)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results.filter(({ ok }) => !ok)) expectRejected(result, 'INVITATION_NOT_USABLE');
  });

  it('gives one person one membership when they take up five at once', async () => {
    const founder = await world.found();
    const invitations = await Promise.all(Array.from({ length: 5 }, () => world.invite(founder)));
    const person = await world.person();
    const results = await Promise.all(
      invitations.map(({ secret }) => world.tryAccept(secret, 'Somebody', person)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results.filter(({ ok }) => !ok)) expectRejected(result, 'ALREADY_MEMBER');
  });

  it('can’t be used once it is revoked, has expired, or its inviter has left', async () => {
    const founder = await world.found();
    const member = await world.join(founder);
    await world.establish(founder);
    const revoked = await world.invite(member);
    await world.ok((tx) => revokeInvitation(tx, member.person, revoked.invitation.id));
    await world.ok((tx) => revokeInvitation(tx, member.person, revoked.invitation.id));
    const orphan = await world.invite(member);
    const late = await world.invite(founder);
    expectOk(await leave(member));
    await world.inDays(8);
    for (const { secret } of [revoked, orphan, late]) {
      expectRejected(await world.tryAccept(secret, 'Late', await world.person()), 'INVITATION_NOT_USABLE');
    }
    await world.inDays(0);
  });

  it('is the inviter’s or a power’s to revoke, and not once it was taken up', async () => {
    const [founder, second, third] = await world.established(3);
    const made = await world.invite(second!);
    expectRejected(
      await world.work.run((tx) => revokeInvitation(tx, third!.person, made.invitation.id)),
      'RIGHT_NOT_HELD',
    );
    await world.accept(made.secret, 'New', await world.person());
    expectRejected(
      await world.work.run((tx) => revokeInvitation(tx, founder!.person, made.invitation.id)),
      'INVITATION_NOT_USABLE',
    );
  });

  it('is refused to whoever may not, for too long, and beyond 200 open ones', async () => {
    const founder = await world.found();
    const member = await world.join(founder);
    const invite = (who: Member, days: number) =>
      world.work.run((tx) =>
        createInvitation(tx, who.person, { assemblyId: founder.assemblyId, label: null, days }),
      );
    expectRejected(await invite(member, 7), 'RIGHT_NOT_HELD');
    expectRejected(await invite(founder, 15), 'INVITATION_TOO_LONG');
    await world.db.run(
      `INSERT INTO invitation (id, assembly_id, token_hash, created_by, created_at, expires_at)
       SELECT gen_random_uuid(), $1, sha256(n::text::bytea), $2, plenary_now(), plenary_now() + interval '1 day'
       FROM generate_series(1, 198) n`,
      [founder.assemblyId, founder.id],
    );
    const results = await Promise.all(Array.from({ length: 6 }, () => invite(founder, 7)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expectRejected(await invite(founder, 7), 'TOO_MANY_INVITATIONS');
  });

  it('asks a new member for a name that can be read', async () => {
    const founder = await world.found();
    const { secret } = await world.invite(founder);
    expectRejected(await world.tryAccept(secret, null, await world.person()), 'NAME_NOT_USABLE');
    expectRejected(await world.tryAccept(secret, '\u200b', await world.person()), 'NAME_NOT_USABLE');
    await world.accept(secret, 'مهسا ‌رضایی 👩🏽‍🔧', await world.person());
  });

  it('says the same to strangers whether or not the assembly exists', async () => {
    const founder = await world.found();
    const stranger = await world.person();
    const ask = (assemblyId: string) =>
      world.work.run((tx) =>
        createInvitation(tx, stranger, {
          assemblyId: assemblyId as typeof founder.assemblyId,
          label: null,
          days: 7,
        }),
      );
    const error = await ask(founder.assemblyId).catch((thrown: Error) => thrown);
    await expect(ask('01890a5d-ac96-774b-bcce-b302099a8057')).rejects.toThrow((error as Error).message);
  });
});

describe('a new membership', () => {
  it('counts 14 days after its second voucher, on the clock', async () => {
    const [founder, second] = await world.established(3);
    const member = await world.join(founder!);
    expect((await stateOf(member)).countsFrom).toBeNull();
    expectOk(await vouch(founder!, member));
    expect((await stateOf(member)).countsFrom).toBeNull();
    expectOk(await vouch(second!, member));
    expectOk(await vouch(second!, member));
    expect(await stateOf(member)).toMatchObject({ state: 'WAITING', countsFrom: expect.any(Date) });
    await world.inDays(13.9);
    expect(await counting(founder!)).toBe(3);
    await world.inDays(14.1);
    expect(await counting(founder!)).toBe(4);
    expect((await stateOf(member)).state).toBe('COUNTING');
    await world.inDays(0);
  });

  it('needs one voucher where only one member could vouch', async () => {
    const [founder] = await world.established(1);
    const member = await world.join(founder!);
    expect((await stateOf(member)).countsFrom).not.toBeNull();
  });

  it('refuses vouchers that are not needed, for oneself, and from those who do not count', async () => {
    const [founder, second] = await world.established(3);
    const waiting = await world.join(founder!);
    expectRejected(await vouch(founder!, second!), 'VOUCH_NOT_NEEDED');
    expectRejected(await vouch(waiting, waiting), 'RIGHT_NOT_HELD');
    const alone = await world.found();
    expectRejected(await vouch(alone, alone), 'NOT_FOR_ONESELF');
  });

  it('does not count while it is challenged, until the assembly confirms it', async () => {
    const [founder, second] = await world.established(3);
    const member = await world.join(founder!);
    expectOk(await vouch(second!, member));
    expectOk(await challenge(second!, member));
    expectOk(await challenge(second!, member));
    expectOk(await vouch(second!, member));
    await world.inDays(40);
    expect((await stateOf(member)).state).toBe('CHALLENGED');
    await world.inDays(0);
    const { assemblyId } = founder!;
    expect(await world.work.do((tx) => confirmMembers(tx, assemblyId, [member.id], MOTION))).toEqual({
      done: true,
    });
    expect((await stateOf(member)).state).toBe('COUNTING');
    expectRejected(await challenge(second!, member), 'CHALLENGE_TOO_LATE');
  });

  it('is challenged with a reason, by another who counts', async () => {
    const [founder] = await world.established(2);
    const member = await world.join(founder!);
    expectRejected(await challenge(founder!, member, '  '), 'REASON_MISSING');
    expectRejected(await challenge(founder!, founder!), 'NOT_FOR_ONESELF');
    expectRejected(await challenge(member, founder!), 'RIGHT_NOT_HELD');
    const reasons = await world.db.query(
      'SELECT 1 FROM entry WHERE assembly_id = $1 AND bytes::text LIKE $2',
      [founder!.assemblyId, '%Works%'],
    );
    expect(reasons).toHaveLength(0);
  });

  it('of nobody who is left is confirmed', async () => {
    const [founder] = await world.established(1);
    const member = await world.join(founder!);
    expectOk(await leave(member));
    expect(
      await world.work.do((tx) => confirmMembers(tx, member.assemblyId, [member.id], MOTION)),
    ).toMatchObject({ done: false });
    await expect(vouch(founder!, member)).rejects.toThrow();
  });
});

describe('leaving', () => {
  it('is done once when asked ten times at once, and ends every power', async () => {
    const [founder] = await world.established(3);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => leave(founder!)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const kinds = await world.kindsRecorded(founder!.assemblyId);
    expect(kinds.filter((kind) => kind === 'member.left' || kind === 'shift.ended')).toHaveLength(2);
    await expect(
      authorise(world.db, founder!.person, founder!.assemblyId, 'assembly.read'),
    ).rejects.toThrow();
  });

  it('lets the person be invited back', async () => {
    const [founder, second] = await world.established(2);
    expectOk(await leave(second!));
    const { secret } = await world.invite(founder!);
    const back = await world.accept(secret, 'Back', second!.person);
    expect(back.id).not.toBe(second!.id);
  });
});

describe('a display name', () => {
  it('is changed by its member, and stays what it was when it can’t be read', async () => {
    const founder = await world.found();
    const change = (displayName: string) =>
      world.work.run((tx) =>
        changeDisplayName(tx, founder.person, { assemblyId: founder.assemblyId, displayName }),
      );
    expect(expectOk(await change('  Rosa   L. ')).displayName).toBe('Rosa L.');
    expectOk(await change('Rosa L.'));
    expectRejected(await change('\u0007'), 'NAME_NOT_USABLE');
    expectRejected(await change('x'.repeat(101)), 'NAME_NOT_USABLE');
    expect(
      (await world.kindsRecorded(founder.assemblyId)).filter((kind) => kind === 'member.renamed'),
    ).toHaveLength(1);
    await Promise.all(['A', 'B', 'C', 'D'].map(change));
  });
});

describe('a quiet assembly', () => {
  it('has no directory, and none in its record', async () => {
    const founder = await world.found({ quiet: true });
    const [one, two] = [await world.join(founder, 'Owl'), await world.join(founder, 'Fox')];
    const query = { search: null, state: null, after: null, limit: 10 };
    expect(
      (await visibleMembers(world.db, one.person, founder.assemblyId, query)).map(({ id }) => id),
    ).toEqual([one.id]);
    expect(await visibleMember(world.db, one.person, founder.assemblyId, two.id)).toBeNull();
    expect(await visibleMember(world.db, one.person, founder.assemblyId, founder.id)).not.toBeNull();
    const names = await world.db.query(
      'SELECT 1 FROM entry_personal WHERE assembly_id = $1 AND value = ANY($2)',
      [founder.assemblyId, ['Owl', 'Fox']],
    );
    expect(names).toHaveLength(0);
  });

  it('finds a member for whoever knows the whole name, so that two can vouch a way back in', async () => {
    const founder = await world.found({ quiet: true });
    const [one, two] = [await world.join(founder, 'Owl'), await world.join(founder, 'Fox 100%')];
    const found = async (search: string) => {
      const query = { search, state: null, after: null, limit: 10 };
      return (await visibleMembers(world.db, one.person, founder.assemblyId, query)).map(({ id }) => id);
    };
    expect(await found('fox 100%')).toEqual([two.id]);
    expect(await found('fox')).toEqual([]);
    expect(await found('%')).toEqual([]);
    expect(await found('F_x 100%')).toEqual([]);
  });

  it('is one that others find their members in by name, page by page', async () => {
    const [founder] = await world.established(5);
    const query = { search: 'member', state: 'COUNTING' as const, after: null, limit: 2 };
    const first = await visibleMembers(world.db, founder!.person, founder!.assemblyId, query);
    const second = await visibleMembers(world.db, founder!.person, founder!.assemblyId, {
      ...query,
      after: first[1]!.id,
    });
    expect([...first, ...second].map(({ displayName }) => displayName)).toEqual([
      'Member 2',
      'Member 3',
      'Member 4',
      'Member 5',
    ]);
    const wild = await visibleMembers(world.db, founder!.person, founder!.assemblyId, {
      ...query,
      search: '%',
    });
    expect(wild).toHaveLength(0);
  });
});

describe('suspension and expulsion', () => {
  const HOUR = 3_600_000;
  const sanction = async (
    member: Member,
    change: { hearing?: number; until?: number; reason?: string } = {},
  ) => {
    const now = (await world.db.now()).getTime();
    return {
      assemblyId: member.assemblyId,
      membershipId: member.id,
      reason: change.reason ?? 'Took the strike fund',
      hearingAt: new Date(now + (change.hearing ?? -1) * HOUR),
      until: new Date(now + (change.until ?? 240) * HOUR),
    };
  };

  it('end on the clock', async () => {
    const [founder, second] = await world.established(3);
    const suspend = await sanction(second!);
    expect(await world.work.do((tx) => suspendMember(world, tx, suspend, MOTION))).toMatchObject({
      done: true,
    });
    expect(await counting(founder!)).toBe(2);
    expectOk(await authorise(world.db, second!.person, second!.assemblyId, 'assembly.read'));
    expectRejected(
      await authorise(world.db, second!.person, second!.assemblyId, 'motion.move'),
      'RIGHT_NOT_HELD',
    );
    await world.inDays(10.1);
    expect(await counting(founder!)).toBe(3);
    expectOk(await authorise(world.db, second!.person, second!.assemblyId, 'motion.move'));
    await world.inDays(0);
    expect(
      await world.work.do((tx) => liftSuspension(world, tx, second!.assemblyId, second!.id, MOTION)),
    ).toEqual({
      done: true,
    });
    expect(await counting(founder!)).toBe(3);
    expect(
      await world.work.do((tx) => liftSuspension(world, tx, second!.assemblyId, second!.id, MOTION)),
    ).toMatchObject({ done: false });
  });

  it('take away a shift’s powers for as long', async () => {
    const [founder, second] = await world.established(3);
    const suspend = await sanction(founder!);
    await world.work.do((tx) => suspendMember(world, tx, suspend, MOTION));
    expectRejected(
      await authorise(world.db, founder!.person, founder!.assemblyId, 'meeting.end'),
      'RIGHT_NOT_HELD',
    );
    expectOk(await authorise(world.db, second!.person, founder!.assemblyId, 'member.invite'));
  });

  it('need reasons, a hearing before and an end within the bounds', async () => {
    const [, second] = await world.established(3);
    for (const wrong of [{ hearing: 1 }, { until: -1 }, { until: 24 * 181 }, { reason: ' ' }]) {
      const suspend = await sanction(second!, wrong);
      expect(await world.work.do((tx) => suspendMember(world, tx, suspend, MOTION))).toMatchObject({
        done: false,
      });
    }
    const alone = await world.found();
    const last = await sanction(alone);
    expect(await world.work.do((tx) => suspendMember(world, tx, last, MOTION))).toMatchObject({
      done: false,
    });
  });

  it('bar whoever was expelled from coming back until it ends or is lifted', async () => {
    const [founder, second] = await world.established(3);
    const expel = await sanction(second!);
    expect(await world.work.do((tx) => expelMember(world.ports, tx, expel, MOTION))).toEqual({ done: true });
    expect(await world.work.do((tx) => expelMember(world.ports, tx, expel, MOTION))).toMatchObject({
      done: false,
    });
    const { secret } = await world.invite(founder!);
    expectRejected(await world.tryAccept(secret, 'Back', second!.person), 'EXPELLED');
    expect(await world.work.do((tx) => liftExpulsion(tx, second!.assemblyId, second!.id, MOTION))).toEqual({
      done: true,
    });
    await world.accept(secret, 'Back', second!.person);
  });

  it('stand each by itself: lifting one leaves the other, and a shorter one does not end a longer one', async () => {
    const [, second] = await world.established(4);
    const suspend = async (days: number) => {
      const one = await sanction(second!, { until: days * 24 });
      const outcome = await world.work.do((tx) => suspendMember(world, tx, one, MOTION));
      return { id: (outcome as { sanctionId?: string }).sanctionId!, until: one.until };
    };
    const suspended = () =>
      world.db.one('SELECT suspended_until AS until FROM membership WHERE id = $1', [second!.id]);
    const lift = (id: string) =>
      world.work.do((tx) => liftSuspension(world, tx, second!.assemblyId, second!.id, MOTION, id));
    const long = await suspend(60);
    const short = await suspend(20);
    expect(await suspended()).toEqual({ until: long.until });
    expect(await lift(long.id)).toEqual({ done: true });
    expect(await suspended()).toEqual({ until: short.until });
    expect(await lift(long.id)).toMatchObject({ done: false });
    expect(await lift(short.id)).toEqual({ done: true });
    expect(await suspended()).toEqual({ until: null });
  });

  it('of a member who leaves and comes back goes on, and so does its lifting', async () => {
    const [founder, second] = await world.established(4);
    const { until } = await sanction(second!);
    await world.work.do(async (tx) =>
      suspendMember(world, tx, { ...(await sanction(second!)), until }, MOTION),
    );
    await world.ok((tx) => leaveAssembly(world.ports, tx, second!.person, second!.assemblyId));
    const { secret } = await world.invite(founder!);
    const back = await world.accept(secret, 'Back again', second!.person);
    const suspended = () =>
      world.db.one('SELECT suspended_until AS until FROM membership WHERE id = $1', [back.id]);
    expect(await suspended()).toEqual({ until });
    await world.work.do((tx) => liftSuspension(world, tx, second!.assemblyId, second!.id, MOTION));
    expect(await suspended()).toEqual({ until: null });
  });

  it('leave no voice in an invitation that was made before: a suspended inviter vouches for nobody', async () => {
    const [, second] = await world.established(4);
    const { secret } = await world.invite(second!);
    const suspend = await sanction(second!);
    await world.work.do((tx) => suspendMember(world, tx, suspend, MOTION));
    expectRejected(await world.tryAccept(secret, 'Sock', await world.person()), 'INVITATION_NOT_USABLE');
    expect(await previewInvitation(world.db, secret)).toBeNull();
    await world.work.do((tx) => liftSuspension(world, tx, second!.assemblyId, second!.id, MOTION));
    await world.accept(secret, 'A colleague', await world.person());
  });

  it('never take the last who can act when two suspensions race', async () => {
    const [founder, second] = await world.established(2);
    const [one, two] = [await sanction(founder!), await sanction(second!)];
    const outcomes = await Promise.all(
      [one, two].map((each) => world.work.do((tx) => suspendMember(world, tx, each, MOTION))),
    );
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
  });
});
