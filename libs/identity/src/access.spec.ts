import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, Feed, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { createPersonWithSession } from './application/create-person-with-session.js';
import { useNoter } from './application/note-use.js';
import { createAccessToken, revokeAccess, signOut } from './application/own-access.js';
import { removePasskey } from './application/own-passkeys.js';
import { requestRecovery } from './application/recover-by-vouchers.js';
import { setPassphrase } from './application/set-passphrase.js';
import { signInWithPassphrase } from './application/sign-in-with-passphrase.js';
import { renewRecoveryCodes, signInWithRecoveryCode } from './application/sign-in-with-recovery-code.js';
import { undoRecovery } from './application/undo-recovery.js';
import { credentialFrom, hashSecret } from './credential.js';
import { deviceLabel } from './domain/device-label.js';
import { myAccess } from './graphql/my-access.js';
import { networkOf } from './network.js';
import { callerOf, liveAccessOf, noteUse, SESSIONS_KEPT, TOKENS_ALLOWED } from './persistence/access.js';
import { Attempts } from './persistence/attempts.js';
import { createPersons } from './persistence/people.js';
import { expectRefused, STRONG, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterEach(() => world.setClock('0'));
afterAll(() => world.close());

const token = (caller: Parameters<typeof createAccessToken>[1], days = 30) =>
  createAccessToken(world.ports, caller, { label: 'script', scopes: ['read', 'vote'], days });

describe('the credential of a request', () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE';
  it('is the session cookie among others, or the bearer token before it', () => {
    const hash = hashSecret(secret);
    expect(credentialFrom({ cookie: `a=b; plenary_session=${secret}; c=d` })).toEqual({
      tokenHash: hash,
      kind: 'session',
    });
    expect(credentialFrom({ authorization: `Bearer ${secret}` })).toEqual({ tokenHash: hash, kind: 'token' });
    expect(
      credentialFrom({ authorization: `bearer ${secret}`, cookie: 'plenary_session=other' })?.tokenHash,
    ).toEqual(hash);
  });
  it.each([
    {},
    { cookie: '' },
    { cookie: 'plenary_session' },
    { cookie: 'plenary_session=' },
    { cookie: 'xplenary_session=abcdefghijklmnopqrstuvwxyz' },
    { cookie: 'plenary_session=short' },
    { cookie: `plenary_session=${'x'.repeat(201)}` },
    { cookie: 'plenary_session=abcdefghijklmnopqrst uvwxyz' },
    { authorization: 'Basic abcdefghijklmnopqrstuvwxyz' },
    { authorization: 'Bearer', cookie: `plenary_session=${secret}` },
  ])('is nobody’s in %j', (headers) => expect(credentialFrom(headers)).toBeNull());
});

describe('a session', () => {
  it('says who asks, until the statement after it was revoked', async () => {
    const me = await world.signUp();
    const other = await world.caller(
      ((await world.signIn(me.authenticator)) as { value: { token: string } }).value,
    );
    await revokeAccess(world.ports, other, 'session', me.caller.accessId);
    expect(await world.isLive(me.token)).toBe(false);
    expect(await world.changesOf(me.personId)).toEqual([
      { kind: 'access.revoked', ids: { accessId: me.caller.accessId } },
    ]);
    // A request that had begun before finds out under the lock.
    await expectRefused(renewRecoveryCodes(world.ports, me.caller), 'NOT_SIGNED_IN');
    await expectRefused(undoRecovery(world.ports, me.caller), 'NOT_SIGNED_IN');
  });

  it('revoked twice, or never there, is no error and no news', async () => {
    const me = await world.signUp();
    await revokeAccess(world.ports, me.caller, 'session', '00000000-0000-7000-8000-000000000000');
    expect(await world.changesOf(me.personId)).toEqual([]);
  });

  it('of somebody else stays', async () => {
    const [me, other] = [await world.signUp(), await world.signUp()];
    await revokeAccess(world.ports, me.caller, 'session', other.caller.accessId);
    expect(await world.isLive(other.token)).toBe(true);
  });

  it('ends by signing out', async () => {
    const me = await world.signUp();
    await signOut(world.ports, me.caller);
    expect(await world.isLive(me.token)).toBe(false);
  });

  it('ends 60 days after its last use, which is noted at most every 10 minutes and slides the end', async () => {
    const me = await world.signUp();
    const used: string[] = [];
    const ask = () => callerOf(world.db, hashSecret(me.token!), (id) => used.push(id));
    await ask();
    expect(used).toEqual([]);
    await world.setClock('59 days');
    expect(await ask()).not.toBeNull();
    expect(used).toEqual([me.caller.accessId]);
    await world.ports.work.do((tx) => noteUse(tx, used));
    await ask();
    expect(used).toHaveLength(1);
    await world.setClock('118 days');
    expect(await ask()).not.toBeNull();
    await world.setClock('120 days');
    expect(await ask()).toBeNull();
  });

  it('is noted apart from the request, once for many requests', async () => {
    const me = await world.signUp();
    await world.setClock('1 day');
    const note = useNoter(world.ports.work);
    for (let i = 0; i < 20; i++) await callerOf(world.db, hashSecret(me.token!), note);
    // Noted within seconds; the test's own time limit says when it was not.
    for (let noted = false; !noted; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const [session] = await liveAccessOf(world.db, me.personId, 'session');
      noted = session!.lastUsedAt.getTime() - session!.createdAt.getTime() > 23 * 3_600_000;
    }
  });

  it('gives way when the person has too many, the one longest unused first', async () => {
    const me = await world.signUp();
    for (let i = 0; i < SESSIONS_KEPT; i++) await world.signIn(me.authenticator);
    expect(await liveAccessOf(world.db, me.personId, 'session')).toHaveLength(SESSIONS_KEPT);
    expect(await world.isLive(me.token)).toBe(false);
  });
});

describe('a personal access token', () => {
  it('carries its scopes until it expires', async () => {
    const me = await world.signUp();
    const { secret, accessToken } = await token(me.caller, 10);
    expect(secret).toMatch(/^plenary_pat_[A-Za-z0-9_-]{43}$/);
    expect(accessToken).toMatchObject({ label: 'script', scopes: ['read', 'vote'] });
    const { tokenHash } = credentialFrom({ authorization: `Bearer ${secret}` })!;
    expect(await callerOf(world.db, tokenHash)).toMatchObject({
      personId: me.personId,
      kind: 'token',
      scopes: ['read', 'vote'],
    });
    await world.setClock('9 days');
    await world.ports.work.do((tx) => noteUse(tx, [accessToken.id]));
    await world.setClock('10 days 1 second');
    expect(await callerOf(world.db, tokenHash)).toBeNull();
  });

  it('is refused by the statement after it was revoked', async () => {
    const me = await world.signUp();
    const { secret, accessToken } = await token(me.caller);
    await revokeAccess(world.ports, me.caller, 'token', accessToken.id);
    expect(await world.isLive(secret)).toBe(false);
  });

  it('can change nothing about its owner’s sign-ins', async () => {
    const me = await world.signUp();
    const caller = await world.caller({ token: (await token(me.caller)).secret });
    const id = me.caller.accessId;
    for (const attempt of [
      () => token(caller),
      () => renewRecoveryCodes(world.ports, caller),
      () => setPassphrase(world.ports, caller, STRONG),
      () => revokeAccess(world.ports, caller, 'session', id),
      () => signOut(world.ports, caller),
      () => requestRecovery(world.ports, caller),
      () => undoRecovery(world.ports, caller),
      () => removePasskey(world.ports, caller, id),
    ]) {
      await expectRefused(attempt(), 'NOT_ALLOWED');
    }
  });

  it('beyond the fiftieth is refused, also when two are made at the same moment', async () => {
    const me = await world.signUp();
    for (let i = 0; i < TOKENS_ALLOWED - 1; i++) await token(me.caller);
    const results = await Promise.allSettled([token(me.caller), token(me.caller)]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'TOO_MUCH' },
    });
  });
});

describe('news about one’s own access', () => {
  it('begin with the present, tell what happens, and end with the session', async () => {
    const feed = new Feed(world.db);
    await feed.start();
    const ports = { ...world.ports, work: new UnitOfWork(world.db, appendRecordAndFeed, feed) };
    try {
      const me = await world.signUp();
      const news = await myAccess(world.db, feed, me.caller);
      expect((await news.next()).value).toMatchObject({ kind: 'access.present', at: expect.any(Date) });
      await ports.work.do(async (tx) => tx.change({ scope: me.personId, kind: 'membership.began', ids: {} }));
      await signInWithRecoveryCode(ports, world.visitor, me.recoveryCodes![0]!);
      expect((await news.next()).value).toMatchObject({ kind: 'access.recovered' });
      const ending = news.next();
      await signOut(ports, me.caller);
      expect((await ending).value).toMatchObject({ kind: 'access.revoked' });
      expect((await news.next()).done).toBe(true);
      await expectRefused(myAccess(world.db, feed, me.caller), 'NOT_SIGNED_IN');
    } finally {
      await feed.stop();
    }
  });

  it('end when the client leaves while nothing happens', async () => {
    const feed = new Feed(world.db);
    const me = await world.signUp();
    const news = await myAccess(world.db, feed, me.caller);
    await news.next();
    const waiting = news.next();
    await news.return!();
    expect((await waiting).done).toBe(true);
  });
});

describe('attempts', () => {
  const guess = (attempts: Attempts, name: string) =>
    signInWithPassphrase({ ...world.ports, attempts }, world.visitor, {
      signInName: name,
      passphrase: STRONG,
    });

  it('to one name are counted by all processes together, and refused with the time to wait', async () => {
    const other = await Database.connect({ url: world.database.url, poolSize: 2 });
    try {
      const processes = [
        new Attempts(world.db, { signInByName: 3 }),
        new Attempts(other, { signInByName: 3 }),
      ];
      for (let i = 0; i < 3; i++) expect((await guess(processes[i % 2]!, 'quiet-otter-1111')).ok).toBe(false);
      for (const attempts of processes) {
        const refused = await expectRefused(guess(attempts, 'Quiet Otter 1111'), 'TOO_MUCH');
        expect(refused.details.retryAfterSeconds).toBeGreaterThan(800);
        expect(refused.details.retryAfterSeconds).toBeLessThanOrEqual(900);
      }
    } finally {
      await other.close();
    }
  });

  it('from one address are counted whatever the name, and those that turn out well are given back', async () => {
    const attempts = new Attempts(world.db, { codeByAddress: 2 });
    const ports = { ...world.ports, attempts };
    const me = await world.signUp();
    for (const code of me.recoveryCodes!.slice(0, 4)) {
      expect((await signInWithRecoveryCode(ports, world.visitor, code)).ok).toBe(true);
    }
    const there = { ...world.visitor, network: '192.0.2.99' };
    for (let i = 0; i < 2; i++) await signInWithRecoveryCode(ports, there, `0000${i}`);
    await expectRefused(signInWithRecoveryCode(ports, there, me.recoveryCodes![5]!), 'TOO_MUCH');
    expect((await signInWithRecoveryCode(ports, world.visitor, me.recoveryCodes![5]!)).ok).toBe(true);
  });

  it('are refused when they cannot be counted', async () => {
    const gone = await Database.connect({ url: world.database.url, poolSize: 1 });
    const attempts = new Attempts(gone);
    await gone.close();
    await expectRefused(guess(attempts, 'quiet-otter-2222'), 'TRY_AGAIN');
  });

  it('leave neither addresses nor names behind', async () => {
    const rows = await world.db.query<{ key: string }>('SELECT key FROM attempt');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^[A-Za-z]+:[A-Za-z0-9_-]{43}$/);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('from %s are counted by %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('persons', () => {
  it('come with a stream and, for tests and sign-ups, a session', async () => {
    const made = await world.ports.work.do(createPersonWithSession);
    expect(await callerOf(world.db, hashSecret(made.token))).toMatchObject({ personId: made.personId });
    const many = await world.ports.work.do((tx) => createPersons(tx, 500));
    expect(new Set(many).size).toBe(500);
    expect(await world.db.query('SELECT FROM stream WHERE id = ANY($1::uuid[])', [many])).toHaveLength(500);
  });

  it.each([
    ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox on Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Mobile Safari/604.1',
      'Safari on iPhone',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/140 Safari/537 Edg/140', 'Edge on Windows'],
    ['curl/8.1 Linux', 'A program on Linux'],
    ['', 'A device'],
  ])('see %j as %s', (userAgent, label) => expect(deviceLabel(userAgent)).toBe(label));
});
