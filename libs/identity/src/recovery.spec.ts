import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ok, type PersonId } from '@plenary/kernel';
import { beginPasskeyAddition } from './application/begin-passkey.js';
import { createAccessToken, revokeAccess } from './application/own-access.js';
import { finishPasskeyAddition, removePasskey } from './application/own-passkeys.js';
import { requestRecovery, vouchForRecovery } from './application/recover-by-vouchers.js';
import { setPassphrase } from './application/set-passphrase.js';
import { renewRecoveryCodes, signInWithRecoveryCode } from './application/sign-in-with-recovery-code.js';
import { canUndoRecovery, undoRecovery } from './application/undo-recovery.js';
import { holdCaller } from './persistence/access.js';
import { passkeysOf } from './persistence/passkeys.js';
import { profileOf, recentlyRecovered } from './persistence/people.js';
import { SoftwareAuthenticator } from './software-authenticator.js';
import { expectOk, expectRefused, expectRejected, ORIGIN, STRONG, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterEach(() => world.setClock('0'));
afterAll(() => world.close());

type Person = Awaited<ReturnType<World['signUp']>>;

const byCode = (code: string) => signInWithRecoveryCode(world.ports, world.visitor, code);
const vouch = (voucher: Person, code: string, membershipId: string) =>
  vouchForRecovery(world.ports, voucher.caller, { code, membershipId });

/** An owner who is a member, two members who may vouch, and a new sign-in with its request. */
async function setting() {
  const [owner, one, two, fresh] = [
    await world.signUp(),
    await world.signUp(),
    await world.signUp(),
    await world.signUp(),
  ];
  const membershipId = world.membershipOf(owner.personId, one.personId, two.personId);
  const { code } = await requestRecovery(world.ports, fresh.caller);
  return { owner, one, two, fresh, membershipId, code };
}

async function recovered() {
  const all = await setting();
  expectOk(await vouch(all.one, all.code, all.membershipId));
  expectOk(await vouch(all.two, all.code, all.membershipId));
  return { ...all, back: await world.caller(all.fresh) };
}

describe('a recovery code', () => {
  it('signs in once, however it is typed, alerts the owner and counts as a recovery', async () => {
    const { personId, recoveryCodes } = await world.signUp();
    const [code] = recoveryCodes!;
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    const signedIn = expectOk(
      await byCode(code!.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')),
    );
    expect(signedIn.personId).toBe(personId);
    expectRejected(await byCode(code!), 'SIGN_IN_FAILED');
    const profile = await profileOf(world.db, personId);
    expect(profile).toMatchObject({ recoveryCodesLeft: 9, recoveredAt: expect.any(Date) });
    expect(await world.changesOf(personId)).toMatchObject([{ kind: 'access.recovered' }]);
    expect(world.recovered.at(-1)).toMatchObject({ personId, by: 'code', vouches: [] });
  });

  it('signs in once when it is used eight times at once', async () => {
    const { recoveryCodes } = await world.signUp();
    const results = await Promise.all(Array.from({ length: 8 }, () => byCode(recoveryCodes![0]!)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.rejection.code).toBe('SIGN_IN_FAILED');
  });

  it('that never was is answered like one that was used', async () => {
    const { recoveryCodes } = await world.signUp();
    expectOk(await byCode(recoveryCodes![0]!));
    expect(await byCode('00000-00000-00000-00000')).toEqual(await byCode(recoveryCodes![0]!));
    expectRejected(await byCode('-'), 'SIGN_IN_FAILED');
  });

  it('is void once there are new ones', async () => {
    const { caller, recoveryCodes } = await world.signUp();
    const renewed = await renewRecoveryCodes(world.ports, caller);
    expect(renewed).toHaveLength(10);
    expectRejected(await byCode(recoveryCodes![0]!), 'SIGN_IN_FAILED');
    expectOk(await byCode(renewed[0]!));
  });

  it('does not let its session renew codes or remove older passkeys for 24 hours, but end a lost phone’s session', async () => {
    const { caller, personId, recoveryCodes, token } = await world.signUp();
    const back = await world.caller(expectOk(await byCode(recoveryCodes![0]!)));
    const [passkey] = await passkeysOf(world.db, personId);
    expectOk(await setPassphrase(world.ports, back, STRONG));
    expectRejected(await removePasskey(world.ports, back, passkey!.id), 'RECOVERY_STILL_OPEN');
    await expectRefused(renewRecoveryCodes(world.ports, back), 'NOT_ALLOWED');
    await revokeAccess(world.ports, back, 'session', caller.accessId);
    expect(await world.isLive(token)).toBe(false);
    await world.setClock('24 hours 1 second');
    expectOk(await removePasskey(world.ports, back, passkey!.id));
    expect(await renewRecoveryCodes(world.ports, back)).toHaveLength(10);
  });

  it('that a stranger used is undone by an older session, with all that came in through it', async () => {
    const { caller, personId, recoveryCodes, authenticator } = await world.signUp();
    const thief = expectOk(await byCode(recoveryCodes![0]!));
    const back = await world.caller(thief);
    const added = new SoftwareAuthenticator(ORIGIN);
    const { id, options } = await beginPasskeyAddition(world.ports, back);
    const input = { ceremonyId: id, response: added.create(options), label: 'Thief' };
    expectOk(await finishPasskeyAddition(world.ports, back, input));
    const byPasskey = expectOk(await world.signIn(added));
    const { secret } = await createAccessToken(world.ports, back, {
      label: 'x',
      scopes: ['read'],
      days: 300,
    });

    expectRejected(await undoRecovery(world.ports, back), 'NOTHING_TO_UNDO');
    expectOk(await undoRecovery(world.ports, caller));
    for (const token of [thief.token, byPasskey.token, secret]) expect(await world.isLive(token)).toBe(false);
    expectRejected(await world.signIn(added), 'SIGN_IN_FAILED');
    expectOk(await world.signIn(authenticator));
    expect((await profileOf(world.db, personId)).recoveredAt).toBeNull();
    expect((await world.changesOf(personId)).map((change) => change.kind).sort()).toEqual([
      'access.recovered',
      'access.recovery-undone',
      'access.revoked',
      'access.revoked',
      'access.revoked',
    ]);
    expectRejected(await undoRecovery(world.ports, caller), 'NOTHING_TO_UNDO');
  });
});

describe('recovery by two vouching members', () => {
  it('makes the new sign-in the old person’s at the second word, and keeps the owner’s sessions, alerted', async () => {
    const { owner, one, two, fresh, membershipId, code } = await setting();
    expect(expectOk(await vouch(one, code, membershipId))).toEqual({ vouches: 1, needed: 2, done: false });
    expect((await world.caller(fresh)).personId).toBe(fresh.personId);
    expect(expectOk(await vouch(two, code.toLowerCase(), membershipId))).toEqual({
      vouches: 2,
      needed: 2,
      done: true,
    });

    expect((await world.caller(fresh)).personId).toBe(owner.personId);
    expect(expectOk(await world.signIn(fresh.authenticator)).personId).toBe(owner.personId);
    expect(expectOk(await world.signIn(owner.authenticator)).personId).toBe(owner.personId);
    expect(await world.isLive(owner.token)).toBe(true);
    expect((await profileOf(world.db, owner.personId)).recoveredAt).toBeInstanceOf(Date);
    expect(await recentlyRecovered(world.db, owner.personId)).toBe(true);
    expect(await world.changesOf(owner.personId)).toMatchObject([{ kind: 'access.recovered' }]);
    expect(await world.changesOf(fresh.personId)).toEqual([
      { kind: 'access.moved', ids: { accessId: fresh.caller.accessId } },
    ]);
    expect(world.recovered.at(-1)).toMatchObject({
      personId: owner.personId,
      by: 'vouchers',
      vouches: [
        { voucherId: one.personId, membershipId },
        { voucherId: two.personId, membershipId },
      ],
    });
  });

  it('happens once when both vouch at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, one, two, fresh, membershipId, code } = await setting();
      const before = world.recovered.length;
      const results = await Promise.all([vouch(one, code, membershipId), vouch(two, code, membershipId)]);
      expect(results.map((result) => expectOk(result).vouches).sort()).toEqual([1, 2]);
      expect(world.recovered).toHaveLength(before + 1);
      expect((await world.caller(fresh)).personId).toBe(owner.personId);
    }
  });

  it('takes two people: the same member twice is one word', async () => {
    const { one, membershipId, code } = await setting();
    expectOk(await vouch(one, code, membershipId));
    expect(expectOk(await vouch(one, code, membershipId))).toMatchObject({ vouches: 1, done: false });
  });

  it('takes two words for the same membership', async () => {
    const { one, two, membershipId, code } = await setting();
    const other = await world.signUp();
    const otherMembership = world.membershipOf(other.personId, one.personId, two.personId);
    expectOk(await vouch(one, code, otherMembership));
    expect(expectOk(await vouch(two, code, membershipId))).toMatchObject({ vouches: 1, done: false });
    expect(expectOk(await vouch(one, code, membershipId))).toMatchObject({ vouches: 2, done: true });
  });

  it('does not count a word whose giver may not vouch any more', async () => {
    const { one, two, membershipId, code } = await setting();
    expectOk(await vouch(one, code, membershipId));
    world.memberships.get(membershipId)!.vouchers.delete(one.personId);
    expect(expectOk(await vouch(two, code, membershipId))).toMatchObject({ vouches: 1, done: false });
  });

  it('is refused alike for every reason', async () => {
    const { owner, one, fresh, membershipId, code } = await setting();
    const stranger = await world.signUp();
    const answers = [
      await vouch(stranger, code, membershipId),
      await vouch(one, '00000-00000', membershipId),
      await vouch(owner, code, membershipId),
      await vouch(fresh, code, membershipId),
    ];
    world.memberships.get(membershipId)!.vouchers.add(fresh.personId).add(owner.personId);
    answers.push(await vouch(fresh, code, membershipId), await vouch(owner, code, membershipId));
    await world.setClock('3 days 1 second');
    answers.push(await vouch(one, code, membershipId));
    for (const answer of answers) {
      expectRejected(answer, 'RECOVERY_REFUSED');
      expect(answer).toEqual(answers[0]);
    }
  });

  it('is refused to a voucher who came back less than 24 hours ago', async () => {
    const { one, membershipId, code } = await setting();
    expectOk(await byCode(one.recoveryCodes![0]!));
    expectRejected(await vouch(one, code, membershipId), 'RECOVERY_REFUSED');
  });

  it('is not for a sign-in that is a member already, asked before or become one since', async () => {
    const { owner, one, two, fresh, membershipId, code } = await setting();
    await expectRefused(requestRecovery(world.ports, owner.caller), 'NOT_ALLOWED');
    expectOk(await vouch(one, code, membershipId));
    world.membershipOf(fresh.personId);
    expectRejected(await vouch(two, code, membershipId), 'RECOVERY_REFUSED');
  });

  it('ends the code before when a new one is asked for, and a code that did its work', async () => {
    const { one, two, fresh, membershipId, code } = await setting();
    const second = await requestRecovery(world.ports, fresh.caller);
    expectRejected(await vouch(one, code, membershipId), 'RECOVERY_REFUSED');
    expectOk(await vouch(one, second.code, membershipId));
    expectOk(await vouch(two, second.code, membershipId));
    expectRejected(await vouch(one, second.code, membershipId), 'RECOVERY_REFUSED');
  });

  it('cannot be used to throw the owner out for 24 hours', async () => {
    const { owner, back } = await recovered();
    const [ownPasskey] = await passkeysOf(world.db, owner.personId);
    expectRejected(await removePasskey(world.ports, back, ownPasskey!.id), 'RECOVERY_STILL_OPEN');
    await expectRefused(revokeAccess(world.ports, back, 'session', owner.caller.accessId), 'NOT_ALLOWED');
    await expectRefused(renewRecoveryCodes(world.ports, back), 'NOT_ALLOWED');
    expect(await world.isLive(owner.token)).toBe(true);
    await world.setClock('24 hours 1 second');
    expectOk(await removePasskey(world.ports, back, ownPasskey!.id));
    await revokeAccess(world.ports, back, 'session', owner.caller.accessId);
    expect(await world.isLive(owner.token)).toBe(false);
  });

  it('keeps the owner’s passphrase beside the one that came in, until the 24 hours are over', async () => {
    const { owner, back } = await recovered();
    expectOk(await setPassphrase(world.ports, owner.caller, STRONG));
    expectOk(await setPassphrase(world.ports, back, 'nine loud geese cross the canal'));
    const names = () =>
      world.db.query<{ name: string }>('SELECT sign_in_name AS name FROM passphrase WHERE person_id = $1', [
        owner.personId,
      ]);
    expect(await names()).toHaveLength(2);
    await world.setClock('24 hours 1 second');
    expectOk(await setPassphrase(world.ports, back, 'five grey herons wait in rain'));
    expect(await names()).toHaveLength(1);
  });

  it('is undone by the owner within 24 hours: what came in is the other person’s again and signed out', async () => {
    const { owner, fresh, back } = await recovered();
    expect(await canUndoRecovery(world.db, back)).toBe(false);
    expect(await canUndoRecovery(world.db, owner.caller)).toBe(true);
    expectRejected(await undoRecovery(world.ports, back), 'NOTHING_TO_UNDO');
    expectOk(await undoRecovery(world.ports, owner.caller));
    expect(await world.isLive(fresh.token)).toBe(false);
    expect(expectOk(await world.signIn(fresh.authenticator)).personId).toBe(fresh.personId);
    expect((await profileOf(world.db, owner.personId)).recoveredAt).toBeNull();
    expect(world.undone.at(-1)).toMatchObject({ personId: owner.personId });
    expect(await world.changesOf(owner.personId)).toEqual([
      expect.objectContaining({ kind: 'access.recovered' }),
      { kind: 'access.revoked', ids: { accessId: fresh.caller.accessId } },
      expect.objectContaining({ kind: 'access.recovery-undone' }),
    ]);
  });

  it('is undone with the owner’s old passkey or a recovery code too, but not by a code that came in with it', async () => {
    const first = await recovered();
    const bySignIn = await world.caller(expectOk(await world.signIn(first.owner.authenticator)));
    expectOk(await undoRecovery(world.ports, bySignIn));

    const second = await recovered();
    const byTheirCode = await world.caller(expectOk(await byCode(second.fresh.recoveryCodes![0]!)));
    expect(byTheirCode.personId).toBe(second.owner.personId);
    expectRejected(await undoRecovery(world.ports, byTheirCode), 'NOTHING_TO_UNDO');
    const byOwnCode = await world.caller(expectOk(await byCode(second.owner.recoveryCodes![0]!)));
    expectOk(await undoRecovery(world.ports, byOwnCode));
    expect(await world.isLive(second.fresh.token)).toBe(false);
  });

  it('cannot be undone after 24 hours', async () => {
    const { owner } = await recovered();
    await world.setClock('24 hours 1 second');
    expectRejected(await undoRecovery(world.ports, owner.caller), 'NOTHING_TO_UNDO');
  });

  it('is undone once when two sessions of the owner undo it at the same moment', async () => {
    const { owner } = await recovered();
    const other = await world.caller(expectOk(await world.signIn(owner.authenticator)));
    const results = await Promise.all([
      undoRecovery(world.ports, owner.caller),
      undoRecovery(world.ports, other),
    ]);
    expect(results.filter((result) => result.ok)).toEqual([ok()]);
  });

  it('does not leave a membership with a person whom nobody can sign in as', async () => {
    const { two, fresh, back, owner } = await recovered();
    await expectRefused(
      world.ports.work.do((tx) => holdCaller(tx, fresh.caller)),
      'NOT_SIGNED_IN',
    );
    await world.ports.work.do((tx) => holdCaller(tx, back));
    await world.ports.work.do((tx) => holdCaller(tx, two.caller));
    expect(back.personId).toBe(owner.personId);
  });

  it('does not lose a change that the new sign-in was making at that moment', async () => {
    const { owner, one, two, fresh, membershipId, code } = await setting();
    expectOk(await vouch(one, code, membershipId));
    const [, set] = await Promise.allSettled([
      vouch(two, code, membershipId),
      setPassphrase(world.ports, fresh.caller, STRONG),
    ]);
    const rows = await world.db.query<{ personId: PersonId }>(
      'SELECT person_id AS "personId" FROM passphrase WHERE person_id IN ($1, $2)',
      [owner.personId, fresh.personId],
    );
    // Either it came first and moved along, or its session had moved and it was told to sign in again.
    expect(rows).toEqual(set?.status === 'fulfilled' ? [{ personId: owner.personId }] : []);
  });
});
