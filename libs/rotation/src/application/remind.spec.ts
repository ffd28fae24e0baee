import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { smtpMailer } from '@plenary/identity';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { Mailbox } from '@plenary/testing';
import { reminderOf } from '../persistence/reminder-rows.js';
import type { ShiftRow } from '../persistence/shift-rows.js';
import { codeOf, DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { declineShift } from './answer-shift.js';
import { reminderTask, setReminder } from './remind.js';

const HOUR_MS = 3_600_000;

describe('a reminder', () => {
  let depot: Depot;
  let mailbox: Mailbox;
  const failures: unknown[] = [];
  beforeAll(async () => {
    mailbox = await Mailbox.open();
    depot = await Depot.of(3);
    await depot.setTask({
      name: 'Minutes\r\nBcc: x@example.org',
      // Nobody has two in a row: a member's own are four days apart at least.
      rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      minutes: 90,
      start: await depot.start(),
    });
    await depot.drawAll();
  });
  afterAll(async () => {
    await depot.close();
    await mailbox.close();
  });

  const confirm = (n: number) =>
    depot.db.run(
      'INSERT INTO email (person_id, address, added_at, confirmed_at) VALUES ($1, $2, plenary_now(), plenary_now())',
      [depot.member(n).personId, `member${n}@example.org`],
    );
  const set = (n: number, hours: number | null, hasMail = true) =>
    depot.run((tx) => setReminder(tx, depot.member(n).personId, depot.assemblyId, hours, hasMail));
  const task = (work: UnitOfWork = depot.work, url = mailbox.url) =>
    reminderTask(work, {
      mailer: smtpMailer(url, 'Plenary <plenary@example.org>'),
      origin: () => 'https://vote.example.org',
      failed: (error) => failures.push(error),
    });
  const nextOf = async (n: number): Promise<ShiftRow> => {
    const now = await depot.db.now();
    return (await depot.shifts()).find(
      ({ membershipId, startsAt }) => membershipId === depot.member(n).membershipId && startsAt > now,
    )!;
  };

  it('is nobody’s who did not ask, and asked for where there is somewhere to send it', async () => {
    expect(await task().nextDue(depot.db)).toBeNull();
    expect(codeOf(await set(1, 24))).toBe('ADDRESS_NOT_CONFIRMED');
    for (const n of [1, 2, 3]) await confirm(n);
    expect(codeOf(await set(1, 24, false))).toBe('NO_MAIL');
    await depot.db.run('UPDATE assembly SET quiet = true');
    expect(codeOf(await set(1, 24))).toBe('QUIET_NO_MAIL');
    await depot.db.run('UPDATE assembly SET quiet = false');
    for (const hours of [24, 12, null, 24]) {
      expectOk(await set(1, hours));
      expect(await reminderOf(depot.db, depot.member(1).membershipId)).toBe(hours);
    }
  });

  it('is mailed once, at its hour, to who has the shift then, however many processes run', async () => {
    const shift = await nextOf(1);
    const due = new Date(shift.startsAt.getTime() - DAY_MS);
    expect(await task().nextDue(depot.db)).toEqual(due);
    await depot.goTo(new Date(due.getTime() - 60_000));
    await task().runDue();
    expect(mailbox.mails).toEqual([]);
    await depot.goTo(new Date(due.getTime() + 1_000));
    const others = await Promise.all(
      [1, 2, 3].map(() => Database.connect({ url: depot.test.url, poolSize: 2 })),
    );
    try {
      const processes = others.map((db) => task(new UnitOfWork(db, appendRecordAndFeed)));
      await Promise.all(processes.flatMap((each) => [each.runDue(), each.runDue()]));
    } finally {
      await Promise.all(others.map((db) => db.close()));
    }
    expect(mailbox.mails).toHaveLength(1);
    const [{ to, source }] = mailbox.mails as [{ to: string; source: string }];
    const text = source.replace(/=\n/g, '').replaceAll('=C2=A0', ' ');
    expect(to).toBe('member1@example.org');
    // A name cannot add a header.
    expect(text).toContain('Subject: Your shift: Minutes Bcc: x@example.org\n');
    expect(text).toContain('19:00 to 20:30 (Europe/Berlin)');
    expect(text).toContain(`https://vote.example.org/a/${depot.assemblyId}/rota`);
    expect(failures).toEqual([]);
  });

  it('is lost where the mail server refuses it, and not sent twice', async () => {
    mailbox.mails.length = 0;
    expectOk(await set(2, 48));
    const shift = await nextOf(2);
    await depot.goTo(new Date(shift.startsAt.getTime() - 47 * HOUR_MS));
    // A port that nobody listens on any more.
    const gone = await Mailbox.open();
    const { url } = gone;
    await gone.close();
    await task(depot.work, url).runDue();
    expect(failures).toHaveLength(1);
    await task().runDue();
    expect(mailbox.mails.filter(({ to }) => to === 'member2@example.org')).toEqual([]);
  });

  it('is not sent for a shift that was given up, nor once it has begun', async () => {
    mailbox.mails.length = 0;
    expectOk(await set(1, null));
    expectOk(await set(3, 24));
    const given = await nextOf(3);
    expectOk(await depot.run((tx) => declineShift(tx, depot.member(3).personId, given.id)));
    await depot.goTo(new Date(given.startsAt.getTime() - HOUR_MS));
    await task().runDue();
    const after = await nextOf(3);
    await depot.goTo(new Date(after.startsAt.getTime() + 60_000));
    await task().runDue();
    expect(mailbox.mails.map(({ to }) => to).filter((to) => to === 'member3@example.org')).toEqual([]);
  });
});
