import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Pusher, type PushService, readPushServices, webPusher } from '@plenary/identity';
import { Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { PushBox, type Pushed, readPushed, readVapid, type Subscription } from '@plenary/testing';
import { nextPushDue, pushHoursOf, takePushes } from '../persistence/push-reminder-rows.js';
import type { ShiftRow } from '../persistence/shift-rows.js';
import { codeOf, DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { type PushFigures, pushReminderTask, remindOnDevice, stopOnDevice } from './remind-on-device.js';

const HOUR_MS = 3_600_000;

describe('RFC 8291', () => {
  it('is read as its own example has it', () => {
    const keys = createECDH('prime256v1');
    keys.setPrivateKey(Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url'));
    const body = Buffer.from(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
      'base64url',
    );
    expect(readPushed(body, { keys, auth: 'BTBZMqHH6r4Tts7J_aSIgg' })).toBe(
      'When I grow up, I want to be a watermelon',
    );
  });
});

describe('a reminder on a device', () => {
  let depot: Depot;
  let box: PushBox;
  let services: readonly PushService[];
  let figures: PushFigures[];
  beforeAll(async () => {
    box = await PushBox.open();
    services = [{ origin: box.origin }];
    depot = await Depot.of(4);
    await depot.setTask({
      name: 'Minutes',
      // Nobody has two in a row: a member's own are four days apart at least.
      rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      minutes: 90,
      start: await depot.start(),
    });
    await depot.drawAll();
  });
  afterAll(async () => {
    await depot.close();
    await box.close();
  });
  beforeEach(async () => {
    box.messages.length = 0;
    box.answer = () => ({ status: 201 });
    figures = [];
    await depot.db.run('DELETE FROM push_device');
  });

  const pusherOf = (work: UnitOfWork): Pusher =>
    webPusher(work, { services, key: null, subject: 'mailto:people@example.org' });
  const task = (work: UnitOfWork = depot.work, pusher = pusherOf(work)) =>
    pushReminderTask(work, { pusher, failed: (each) => figures.push(each) });
  /** A session that member n is signed in by. */
  const signIn = async (n: number) => {
    const caller = { personId: depot.member(n).personId, accessId: newId<'access'>() };
    await depot.db.run(
      `INSERT INTO access (token_hash, id, person_id, kind, label, scopes, created_at, last_used_at, expires_at)
       SELECT $1, $2, $3, 'session', 'Firefox on Android', '{}', t, t, t + interval '300 days' FROM plenary_now() AS t`,
      [randomBytes(32), caller.accessId, caller.personId],
    );
    return caller;
  };
  type Caller = Awaited<ReturnType<typeof signIn>>;
  const ask = (
    caller: Caller,
    subscription: Subscription,
    hours = 24,
    pusher: Pusher | null = pusherOf(depot.work),
  ) => depot.run((tx) => remindOnDevice(tx, caller, depot.assemblyId, { hours, ...subscription }, pusher));
  const reminded = async (n: number, hours = 24) => {
    const [caller, subscription] = [await signIn(n), box.subscribe()];
    expectOk(await ask(caller, subscription, hours));
    return { caller, subscription };
  };
  const nextOf = async (n: number): Promise<ShiftRow> => {
    const now = await depot.db.now();
    return (await depot.shifts()).find(
      ({ membershipId, startsAt }) => membershipId === depot.member(n).membershipId && startsAt > now,
    )!;
  };
  const before = (shift: ShiftRow, ms: number) => depot.goTo(new Date(shift.startsAt.getTime() - ms));
  const textOf = (message: Pushed | undefined, subscription: Subscription) =>
    JSON.parse(readPushed(message!.body, subscription)) as Record<string, string>;
  const devices = async () => (await depot.db.one<{ n: number }>('SELECT count(*) AS n FROM push_device')).n;

  it('is asked for at services that are known, with keys that are some, and where the server pushes at all', async () => {
    const caller = await signIn(1);
    const fine = box.subscribe();
    expect(codeOf(await ask(caller, fine, 24, null))).toBe('NO_PUSH');
    const other = createECDH('secp256k1').generateKeys('base64url');
    for (const wrong of [
      { endpoint: fine.endpoint.replace('127.0.0.1', 'localhost') },
      { endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/x' },
      { endpoint: `${fine.endpoint}#x` },
      { endpoint: fine.endpoint.replace('//', '//user:secret@') },
      { endpoint: `${fine.endpoint}${'x'.repeat(1_000)}` },
      { p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { p256dh: Buffer.from(other, 'base64url').toString('base64url') },
      { p256dh: fine.keys.getPublicKey('base64url', 'compressed') },
      { auth: randomBytes(15).toString('base64url') },
    ])
      expect([wrong, codeOf(await ask(caller, { ...fine, ...wrong }))]).toEqual([
        wrong,
        'PUSH_SERVICE_UNKNOWN',
      ]);
    expect(await devices()).toBe(0);
    for (const hours of [24, 2]) expectOk(await ask(caller, fine, hours));
    expect(await pushHoursOf(depot.db, depot.member(1).membershipId)).toEqual(
      new Map([[caller.accessId, 2]]),
    );
    // A session that was ended while it asked.
    const ended = await signIn(1);
    await depot.db.run('UPDATE access SET revoked_at = plenary_now() WHERE id = $1', [ended.accessId]);
    await expect(ask(ended, box.subscribe())).rejects.toThrow();
  });

  it('goes to the known services alone', () => {
    const defaults = readPushServices('fcm.googleapis.com, *.push.apple.com')!;
    const { deviceOf } = webPusher(depot.work, {
      services: defaults,
      key: null,
      subject: 'mailto:a@example.org',
    });
    const { p256dh, auth } = box.subscribe();
    const takes = (endpoint: string) => deviceOf({ endpoint, p256dh, auth }) !== null;
    for (const fine of [
      'https://fcm.googleapis.com/fcm/send/x',
      'https://FCM.googleapis.com:443/x',
      'https://web.push.apple.com/Q',
    ])
      expect([fine, takes(fine)]).toEqual([fine, true]);
    for (const wrong of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://fcm.googleapis.com.example.org/x',
      'https://fcm.googleapis.com./x',
      'https://fcm.googleapis.com@127.0.0.1/x',
      'https://xfcm.googleapis.com/x',
      'https://push.apple.com/x',
      'https://evilpush.apple.com/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://169.254.169.254/latest',
      'file:///etc/passwd',
      '/x',
    ])
      expect([wrong, takes(wrong)]).toEqual([wrong, false]);
    for (const none of [
      '',
      'fcm.googleapis.com,',
      'https://fcm.googleapis.com',
      '*',
      '*.com',
      'http://10.0.0.1:80',
      'a b.example',
    ])
      expect([none, readPushServices(none)]).toEqual([none, null]);
  });

  it('is signed by the key of the environment where there is one', async () => {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const key = keys.getPrivateKey('base64url');
    const pusher = webPusher(depot.work, { services, key, subject: 'https://vote.example.org' });
    expect(await pusher.publicKey()).toBe(keys.getPublicKey('base64url'));
    expect(await pusher.publicKey()).not.toBe(await pusherOf(depot.work).publicKey());
    const subscription = box.subscribe();
    const message = { text: '{}', usefulMs: 1, topic: 'x' };
    expect(await pusher.send(pusher.deviceOf(subscription)!, message)).toEqual({
      outcome: { kind: 'taken' },
      status: 201,
    });
    const { authorization, ttl } = box.messages[0]!.headers;
    expect(readVapid(authorization as string)).toMatchObject({
      key: keys.getPublicKey('base64url'),
      claims: { sub: 'https://vote.example.org' },
    });
    // Now, or not at all.
    expect(ttl).toBe('0');
  });

  it('is pushed once, at its hour, to who has the shift then, however many processes run', async () => {
    const { subscription } = await reminded(1);
    const shift = await nextOf(1);
    const due = new Date(shift.startsAt.getTime() - DAY_MS);
    expect(await nextPushDue(depot.db)).toEqual(due);
    await depot.goTo(new Date(due.getTime() - HOUR_MS));
    await task().runDue();
    expect(box.messages).toEqual([]);
    await depot.goTo(new Date(due.getTime() + 1_000));
    const others = await Promise.all(
      [1, 2, 3].map(() => Database.connect({ url: depot.test.url, poolSize: 2 })),
    );
    const keys: string[] = [];
    try {
      const works = others.map((db) => new UnitOfWork(db, appendRecordAndFeed));
      await Promise.all(works.map((work) => task(work)).flatMap((each) => [each.runDue(), each.runDue()]));
      keys.push(...(await Promise.all(works.map((work) => pusherOf(work).publicKey()))));
    } finally {
      await Promise.all(others.map((db) => db.close()));
    }
    expect(box.messages).toHaveLength(1);
    const [message] = box.messages as [Pushed];
    expect(message.endpoint).toBe(subscription.endpoint);
    expect(message.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    // Never after the shift has begun.
    const ttl = Number(message.headers.ttl);
    expect(ttl).toBeLessThan(DAY_MS / 1_000 - 1);
    expect(ttl).toBeGreaterThan(DAY_MS / 1_000 - 600);
    const { key, claims } = readVapid(message.headers.authorization as string);
    expect(new Set([...keys, key]).size).toBe(1);
    expect(claims).toMatchObject({ aud: box.origin, sub: 'mailto:people@example.org' });
    expect(claims.exp).toBeLessThan(Date.now() / 1_000 + 86_400);
    expect(claims.exp).toBeGreaterThan(Date.now() / 1_000);
    const text = textOf(message, subscription);
    expect(text).toEqual({
      title: 'Your shift: Minutes',
      body: expect.stringMatching(/^\w{3},? \d+ \w+, 19:00 to 20:30, in Depot$/),
      path: `/a/${depot.assemblyId}/rota`,
      tag: message.headers.topic,
    });
    await task().runDue();
    expect(box.messages).toHaveLength(1);
    expect(figures).toEqual([]);
  });

  it('names nothing in a quiet assembly, and is as long as any other', async () => {
    const { subscription } = await reminded(2);
    await before(await nextOf(2), 23 * HOUR_MS);
    await task().runDue();
    await before(await nextOf(2), 22 * HOUR_MS);
    await depot.db.run('DELETE FROM pushed');
    await depot.db.run('UPDATE assembly SET quiet = true');
    await task().runDue();
    await depot.db.run('UPDATE assembly SET quiet = false');
    const [named, quiet] = box.messages as [Pushed, Pushed];
    expect(textOf(quiet, subscription)).toEqual({
      title: 'Plenary',
      body: 'Something waits for you in Plenary.',
      path: '/',
      tag: quiet.headers.topic,
    });
    expect(quiet.body).toHaveLength(named.body.length);
  });

  it('is sent by another process when the one that took it dies before it sends', async () => {
    await reminded(1);
    const shift = await nextOf(1);
    await before(shift, 2 * HOUR_MS);
    // What the process that dies has committed.
    expect(await depot.work.do((tx) => takePushes(tx, 20, 60_000))).toHaveLength(1);
    await task().runDue();
    expect(box.messages).toEqual([]);
    await before(shift, 1.8 * HOUR_MS);
    await Promise.all([task().runDue(), task().runDue()]);
    expect(box.messages).toHaveLength(1);
    await before(shift, HOUR_MS);
    await task().runDue();
    expect(box.messages).toHaveLength(1);
  });

  it('takes a device away that is gone, and not one that has another address by then', async () => {
    const { subscription } = await reminded(1);
    const moved = await reminded(1);
    await before(await nextOf(1), 3 * HOUR_MS);
    const newer = box.subscribe();
    const pusher = pusherOf(depot.work);
    box.answer = (path) => ({ status: path.endsWith(subscription.endpoint.slice(-8)) ? 404 : 410 });
    await task(depot.work, {
      ...pusher,
      async send(device, message) {
        const answer = await pusher.send(device, message);
        if (device.endpoint === moved.subscription.endpoint) expectOk(await ask(moved.caller, newer));
        return answer;
      },
    }).runDue();
    expect(box.messages).toHaveLength(2);
    const left = await depot.db.query<{ endpoint: string }>('SELECT endpoint FROM push_device');
    expect(left).toEqual([{ endpoint: newer.endpoint }]);
    expect(figures).toEqual([]);
  });

  it('waits where the service would not take it yet, as long as it asks, and never longer than it is of use', async () => {
    const { subscription } = await reminded(3, 4);
    const shift = await nextOf(3);
    await before(shift, 3 * HOUR_MS);
    box.answer = () => ({ status: 503 });
    await task().runDue();
    await task().runDue();
    expect(box.messages).toHaveLength(1);
    const inMs = async () => (await nextPushDue(depot.db))!.getTime() - (await depot.db.now()).getTime();
    expect(await inMs()).toBeLessThanOrEqual(30_000);
    await before(shift, 2.8 * HOUR_MS);
    box.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    await task().runDue();
    expect(await inMs()).toBeGreaterThan(3_000_000);
    // It hangs up.
    await before(shift, HOUR_MS);
    box.answer = () => null;
    await task().runDue();
    expect(figures).toEqual([
      { later: 1, refused: 0, statuses: [503] },
      { later: 1, refused: 0, statuses: [429] },
      { later: 1, refused: 0, statuses: [null] },
    ]);
    expect(JSON.stringify(figures)).not.toContain('/push/');
    await before(shift, HOUR_MS / 2);
    box.answer = () => ({ status: 201 });
    await task().runDue();
    const sent = box.messages.map(({ headers }) => headers.topic);
    expect(sent).toHaveLength(4);
    expect(new Set(sent).size).toBe(1);
    expect(Number(box.messages.at(-1)!.headers.ttl)).toBeLessThanOrEqual(1_790);
    expect(textOf(box.messages.at(-1), subscription).title).toBe('Your shift: Minutes');
    // One whose shift began while it waited.
    await before(shift, -1_000);
    const next = await nextOf(3);
    await before(next, HOUR_MS / 2);
    box.answer = () => ({ status: 500 });
    await task().runDue();
    await before(next, -1_000);
    await task().runDue();
    expect(box.messages).toHaveLength(5);
  });

  it('is not sent again where it was refused, and follows no redirection', async () => {
    await reminded(1, 2);
    await before(await nextOf(1), HOUR_MS);
    box.answer = (path) =>
      path === '/elsewhere' ? null : { status: 307, headers: { location: '/elsewhere' } };
    await task().runDue();
    await task().runDue();
    expect(box.messages).toHaveLength(1);
    expect(figures).toEqual([{ later: 0, refused: 1, statuses: [307] }]);
    // A service that the server was told to know no longer.
    await depot.db.run('DELETE FROM pushed');
    const none = webPusher(depot.work, { services: [], key: null, subject: 'mailto:a@example.org' });
    await task(depot.work, none).runDue();
    expect(box.messages).toHaveLength(1);
    expect(figures.at(-1)).toEqual({ later: 0, refused: 1, statuses: [null] });
  });

  it('ends with the session, and is taken away by its owner alone', async () => {
    const [one, two, third] = [await reminded(1), await reminded(1), await reminded(2)];
    const stop = (n: number, id: string) =>
      depot.run((tx) => stopOnDevice(tx, depot.member(n).personId, depot.assemblyId, id));
    expect(expectOk(await stop(2, one.caller.accessId))).toBe(false);
    expect(await devices()).toBe(3);
    expect(expectOk(await stop(1, one.caller.accessId))).toBe(false);
    expect(expectOk(await stop(1, one.caller.accessId))).toBe(false);
    expect(await devices()).toBe(2);
    await depot.db.run(
      `UPDATE access SET created_at = created_at - interval '3 days', expires_at = created_at - interval '2 days'
       WHERE id = $1`,
      [two.caller.accessId],
    );
    await before(await nextOf(1), HOUR_MS);
    await task().runDue();
    expect(box.messages.filter(({ endpoint }) => endpoint !== third.subscription.endpoint)).toEqual([]);
    // The same browser, signed in to by somebody else: it shows what is theirs alone.
    const other = await signIn(3);
    expectOk(await ask(other, third.subscription));
    expect(await pushHoursOf(depot.db, depot.member(2).membershipId)).toEqual(new Map());
  });

  it('is on ten devices of a person at most, however many ask at once, and on each once', async () => {
    const callers = await Promise.all(Array.from({ length: 13 }, () => signIn(1)));
    const asked = await Promise.all(callers.map((caller) => ask(caller, box.subscribe())));
    expect(asked.map(codeOf).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'TOO_MANY_DEVICES'),
      ...Array.from({ length: 10 }, () => 'accepted'),
    ]);
    expect(await devices()).toBe(10);
    // Two sessions of one browser, as it were.
    await depot.db.run('DELETE FROM push_device');
    const subscription = box.subscribe();
    const same = await Promise.all(callers.map((caller) => ask(caller, subscription)));
    expect(new Set(same.map(codeOf))).toEqual(new Set(['accepted']));
    expect(await devices()).toBe(1);
  });

  it('is nobody’s who has left, or is forgotten', async () => {
    await reminded(1);
    await reminded(3);
    await reminded(4);
    expectOk(await depot.leave(3));
    expect(await devices()).toBe(2);
    expectOk(await depot.forget(4));
    expect(await devices()).toBe(1);
  });
});
