import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Mailbox, PushBox, readPushed, readVapid } from '@plenary/testing';
import { type Assembly, carry, closed, establishedAssembly, opened } from './support/assemblies.js';
import type { Member } from './support/people.js';
import { eventually, Service } from './support/service.js';
import { recordSize, watchRecord } from './support/watching.js';

const CLI = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

interface Shift {
  readonly id: string;
  readonly startsAt: string;
  readonly why: string;
  readonly drawnFrom: readonly { readonly id: string }[];
  readonly draw: { readonly id: string } | null;
  readonly state: string;
  readonly reason: string | null;
}

const MINE = `query ($id: ID!) { assembly(id: $id) { rota { mine { id startsAt why state reason drawnFrom { id } draw { id } } } } }`;
const NEXT_DRAW = `query ($id: ID!) { assembly(id: $id) { rota { nextDraw {
  id drawsAt commitUntil committed revealed toReveal } } } }`;

const RIGHTS = 'query ($id: ID!) { assembly(id: $id) { myRights { action holder through } } }';
const TURNS = `query ($id: ID!, $from: Instant!) { assembly(id: $id) { rota { roster(from: $from, days: 62) {
  startsAt endsAt task { facilitates } shift { id holder { id } } } } } }`;

interface Turn {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly task: { readonly facilitates: boolean };
  readonly shift: { readonly id: string; readonly holder: { readonly id: string } };
}

interface NextDraw {
  readonly id: string;
  readonly drawsAt: string;
  readonly commitUntil: string;
  readonly committed: number;
  readonly revealed: number;
  readonly toReveal: string | null;
}
/** What a member's phone makes up. */
const VALUE = 'c0'.repeat(32);
const STARTS = `query ($id: ID!, $from: Instant!) { assembly(id: $id) { rota { roster(from: $from, days: 62) {
  id shift { id holder { id } } } } } }`;

const HEARD = `query ($id: ID!) { assembly(id: $id) { hardship { readers { id } heard { until requests {
  id state member { id } notes { text } } } } } }`;
const HARDSHIP_UPDATED = 'subscription ($id: ID!) { hardshipUpdated(assemblyId: $id) { revision stale } }';

interface Heard {
  readonly until: string;
  readonly requests: readonly { readonly id: string; readonly notes: readonly { readonly text: string }[] }[];
}
interface Revision {
  readonly hardshipUpdated: { readonly revision: string; readonly stale: boolean };
}

const MAKE_FEED = `mutation ($input: MakeCalendarFeedInput!) { made: makeCalendarFeed(input: $input) {
  ... on NewCalendarFeed { path feed { id } } } }`;

describe('a rota, by two processes', () => {
  let service: Service;
  let assembly: Assembly;
  let folder: string;
  let mailbox: Mailbox;
  let box: PushBox;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-rota-'));
    mailbox = await Mailbox.open();
    box = await PushBox.open();
    service = await Service.start(2, { PLENARY_SMTP_URL: mailbox.url, PLENARY_PUSH_SERVICES: box.origin });
    assembly = await establishedAssembly(service, 'Depot West', 3);
  });
  afterAll(async () => {
    await service.stop();
    await mailbox.close();
    await box.close();
    await rm(folder, { recursive: true, force: true });
  });

  const mine = async (member: Member) =>
    (await member.client.ask<{ assembly: { rota: { mine: Shift[] } } }>(MINE, { id: assembly.id })).assembly
      .rota.mine;
  const nextDraw = () =>
    assembly.members[0]!.client.ask<{ assembly: { rota: { nextDraw: NextDraw | null } } }>(NEXT_DRAW, {
      id: assembly.id,
    }).then((answer) => answer.assembly.rota.nextDraw);
  const places = async () => {
    const from = await service.now();
    const found = await assembly.members[0]!.client.ask<{
      assembly: { rota: { roster: { id: string; shift: { id: string; holder: { id: string } } | null }[] } };
    }>(STARTS, { id: assembly.id, from: from.toISOString() });
    return found.assembly.rota.roster;
  };

  it('is set by motion, drawn once, lived with, and made again from the record by anybody', async () => {
    // The numbers of a kind of its own: its notice passes with the clock.
    const numbers = [
      { path: 'motions.set_task.noticeHours', value: 0 },
      { path: 'motions.set_task.pollMinutes', value: 1 },
    ];
    await carry(service, assembly.members, { kind: 'AMEND_BYLAWS', title: 'No notice', effect: { numbers } });
    const start = (await service.now()).toISOString().slice(0, 10).replaceAll('-', '');
    const task = {
      name: 'Minutes',
      start: `${start}T190000`,
      rule: 'FREQ=WEEKLY',
      minutes: 90,
      longestRun: 9,
    };
    await carry(service, assembly.members, {
      kind: 'SET_TASK',
      title: 'Minutes pass around',
      effect: { task },
    });
    const [first] = assembly.members as [Member];
    const draw = await eventually(nextDraw, (found) => found !== null);
    const drawId = draw!.id;
    const [, second] = assembly.members as [Member, Member];
    for (const { client, id } of [first, second]) {
      const commitment = createHash('sha256').update(`${drawId}\n${id}\n${VALUE}`).digest('hex');
      await client.expectOk('commitToDraw', 'RosterDraw', { drawId, commitment }, 'committed');
    }
    await service.passTimeUntil(draw!.commitUntil);
    await first.client.expectOk('revealToDraw', 'RosterDraw', { drawId, value: VALUE }, 'revealed');
    expect(await nextDraw()).toMatchObject({ committed: 2, revealed: 1, toReveal: null });
    await service.passTimeUntil(draw!.drawsAt);
    await eventually(nextDraw, (found) => found === null);
    const drawn = await places();
    expect(drawn).toHaveLength(8);
    expect(drawn.every(({ shift }) => shift !== null)).toBe(true);

    const holder = assembly.members.find(({ id }) => drawn[0]!.shift!.holder.id === id)!;
    const [shift] = (await mine(holder)) as [Shift];
    expect(shift.why).toMatch(/^Of 3 who could, nobody had carried less.*; the draw chose among 3/);
    expect(shift.draw).toEqual({ id: drawId });
    expect(shift.drawnFrom.map(({ id }) => id).sort()).toEqual(assembly.members.map(({ id }) => id).sort());
    expect(
      await holder.client.expectOk('confirmShift', 'RotaShift', { shiftId: shift.id }, 'state'),
    ).toMatchObject({ state: 'CONFIRMED' });
    const reason = 'My child is ill.';
    await holder.client.expectOk('declineShift', 'RotaShift', { shiftId: shift.id, reason }, 'id');
    const again = await eventually(places, ([place]) => place!.shift !== null);
    expect(again[0]!.id).toBe(drawn[0]!.id);
    expect(again[0]!.shift!.holder.id).not.toBe(holder.id);
    expect(again.slice(1)).toEqual(drawn.slice(1));
    const stepped = assembly.members.find(({ id }) => again[0]!.shift!.holder.id === id)!;
    expect((await mine(stepped)).map((each) => each.reason)).toContain(reason);

    const response = await fetch(`${service.apis[1]!.address}/export/${assembly.id}`, {
      headers: { cookie: first.client.cookie },
    });
    const file = join(folder, 'record.jsonl');
    const exported = await response.text();
    expect(exported).toContain('shift.declined');
    // What is said with it is the members', and neither the record's nor the log's.
    for (const text of [exported, ...service.apis.map((api) => api.log())])
      expect(text).not.toContain(reason);
    await writeFile(file, exported);
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'draw', 'verify', file]);
    expect(stdout).toContain('OK: 2 draws of shifts made again, 9 places with the same holders');
  });

  it('says what a recurrence means before a motion sets it, and what a task’s is', async () => {
    const [{ client }] = assembly.members as [Member];
    const preview = async (rule: string) => {
      const answer = await client.ask<{ assembly: { rota: { preview: unknown; tasks: unknown[] } } }>(
        `query ($id: ID!, $rule: String!) { assembly(id: $id) { rota {
          preview(start: "20240102T190000", rule: $rule) { recurs next refused } tasks { rule } } } }`,
        { id: assembly.id, rule },
      );
      return answer.assembly.rota;
    };
    const { preview: weekly, tasks } = await preview('FREQ=WEEKLY;BYDAY=TU,FR');
    const { recurs, next, refused } = weekly as { recurs: string; next: string[]; refused: null };
    expect([recurs, refused]).toEqual(['every week on Tuesday and Friday, 19:00', null]);
    expect(next).toHaveLength(5);
    const now = (await service.now()).getTime();
    for (const [i, at] of next.entries()) {
      expect([2, 5]).toContain(new Date(at).getUTCDay());
      expect(Date.parse(at)).toBeGreaterThan(i === 0 ? now - 60_000 : Date.parse(next[i - 1]!));
    }
    expect(tasks).toEqual([{ rule: 'FREQ=WEEKLY' }]);
    const leftOut = await client.ask<{ assembly: { rota: { preview: { next: string[] } } } }>(
      `query ($id: ID!, $except: [String!]) { assembly(id: $id) { rota {
        preview(start: "20240102T190000", rule: "FREQ=WEEKLY;BYDAY=TU,FR", except: $except) { next } } } }`,
      { id: assembly.id, except: [`${next[0]!.slice(0, 19).replaceAll(/[-:]/g, '')}Z`] },
    );
    expect(leftOut.assembly.rota.preview.next.slice(0, 4)).toEqual(next.slice(1));
    expect((await preview('FREQ=WEEKLY;COUNT=2')).preview).toMatchObject({ next: [] });
    const secondly = (await preview('FREQ=SECONDLY')).preview as { recurs: null; next: []; refused: string };
    expect([secondly.recurs, secondly.next]).toEqual([null, []]);
    expect(secondly.refused).toContain('no shift begins by the second');
  });

  it('reminds by mail whoever asks for it, once', async () => {
    const [place] = await places();
    const holder = assembly.members.find(({ id }) => id === place!.shift!.holder.id)!;
    const input = { assemblyId: assembly.id, hoursBefore: 168 };
    await holder.client.expectRejected('setReminder', 'Rota', input, 'ADDRESS_NOT_CONFIRMED');
    await service.sql(
      `INSERT INTO email (person_id, address, added_at, confirmed_at)
       SELECT person_id, 'holder@example.org', plenary_now(), plenary_now() FROM membership WHERE id = '${holder.id}'`,
    );
    await holder.client.expectOk('setReminder', 'Rota', input, 'remindedHoursBefore');
    const [next] = await mine(holder);
    await service.passTimeUntil(new Date(new Date(next!.startsAt).getTime() - 2 * 86_400_000));
    const mails = await eventually(
      async () => [...mailbox.mails],
      ({ length }) => length > 0,
    );
    expect(mails.map(({ to }) => to)).toEqual(['holder@example.org']);
  });

  it('reminds on a device whoever asks on it, once, until they sign out there', async () => {
    const [place] = await places();
    const holder = assembly.members.find(({ id }) => id === place!.shift!.holder.id)!;
    const [phone, other] = [await holder.signInAgain(), await holder.signInAgain()];
    const { endpoint, p256dh, auth, keys } = box.subscribe();
    const input = { assemblyId: assembly.id, hoursBefore: 168, endpoint, p256dh, auth };
    const DEVICES = 'pushKey reminderDevices { id hoursBefore here }';
    type Reminded = { pushKey: string; reminderDevices: { id: string; here: boolean }[] };
    const at = (of: Member) =>
      of.client
        .ask<{ assembly: { rota: Reminded } }>(
          `query ($id: ID!) { assembly(id: $id) { rota { ${DEVICES} } } }`,
          { id: assembly.id },
        )
        .then((answer) => answer.assembly.rota);
    const wrong = { ...input, endpoint: 'https://127.0.0.1/x' };
    await phone.client.expectRejected('remindOnDevice', 'Rota', wrong, 'PUSH_SERVICE_UNKNOWN');
    const { pushKey, reminderDevices } = await phone.client.expectOk<Reminded>(
      'remindOnDevice',
      'Rota',
      input,
      DEVICES,
    );
    expect(reminderDevices).toEqual([{ id: expect.any(String), hoursBefore: 168, here: true }]);
    const deviceId = reminderDevices[0]!.id;
    // One key for every process, and the device seen by its owner alone.
    const [seen, strangers] = [await at(other), await at(assembly.members.find((each) => each !== holder)!)];
    expect(seen).toMatchObject({ pushKey, reminderDevices: [{ id: deviceId, here: false }] });
    expect(strangers).toEqual({ pushKey, reminderDevices: [] });
    const [next] = await mine(holder);
    await service.passTimeUntil(new Date(new Date(next!.startsAt).getTime() - 86_400_000));
    const [message] = await eventually(
      async () => [...box.messages],
      ({ length }) => length > 0,
    );
    expect(readVapid(message!.headers.authorization as string).key).toBe(pushKey);
    expect(readPushed(message!.body, { keys, auth })).toContain('"title":"Your shift: Minutes"');
    expect(new Set(box.messages.map(({ headers }) => headers.topic)).size).toBe(box.messages.length);
    await phone.client.ask('mutation { signOut { __typename } }');
    expect((await at(other)).reminderDevices).toEqual([]);
    expect(await service.sql('SELECT FROM push_device')).toEqual([]);
    for (const api of service.apis) expect(api.log()).not.toContain(new URL(endpoint).pathname);
  });

  it('is read by a member’s calendar until they revoke its link, on every process', async () => {
    const { client, assemblyId } = assembly.members[0]!;
    const { made } = await client.ask<{ made: { path: string; feed: { id: string } } }>(MAKE_FEED, {
      input: { assemblyId, label: 'Phone' },
    });
    const read = (path: string) => Promise.all(service.apis.map((api) => fetch(`${api.address}${path}`)));
    for (const response of await read(made.path)) {
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(await response.text()).toMatch(/^BEGIN:VCALENDAR\r\n.*SUMMARY:Minutes\r\n.*END:VCALENDAR\r\n$/s);
    }
    await client.expectOk('revokeCalendarFeed', 'CalendarFeed', { feedId: made.feed.id }, 'id');
    // As any address that there is not.
    const nowhere = '/nothing-here.ics';
    const [unknown] = await read(nowhere);
    const said = (await unknown!.text()).replaceAll(nowhere, '');
    expect(unknown!.status).toBe(404);
    for (const path of [made.path, `/calendar/${'A'.repeat(43)}.ics`, '/calendar/x'])
      for (const response of await read(path)) {
        expect(response.status).toBe(404);
        expect((await response.text()).replaceAll(path, '')).toBe(said);
      }
  });

  it('is drawn once when a process dies and another comes at that moment', async () => {
    const start = (await service.now()).toISOString().slice(0, 10).replaceAll('-', '');
    const task = {
      powers: ['FACILITATE', 'SEE_HARDSHIP', 'TELL'],
      start: `${start}T100000`,
      rule: 'FREQ=WEEKLY',
      minutes: 60,
    };
    await carry(service, assembly.members, {
      kind: 'SET_TASK',
      title: 'We take turns',
      effect: { task: { ...task, longestRun: 9 } },
    });
    const draw = await eventually(nextDraw, (found) => found !== null);
    await service.passTimeUntil(draw!.drawsAt);
    await Promise.all([service.apis[1]!.kill(), service.startProcess()]);
    await eventually(nextDraw, (found) => found === null);
    const [found] = await service.sql(
      `SELECT (SELECT count(*) FROM entry WHERE kind = 'roster.drawn')::int - (SELECT count(*) FROM roster)::int AS more,
         (SELECT count(*) FROM (SELECT FROM shift WHERE ended_at IS NULL AND place_id IS NOT NULL GROUP BY place_id
                                HAVING count(*) > 1) d)::int AS twice`,
    );
    expect(found).toEqual({ more: 0, twice: 0 });
  });

  it('gives its right from the start of a shift to its end, on each process; who watches goes on watching', async () => {
    const both = [service.apis[0]!, service.apis.at(-1)!];
    const facilitates = async (member: Member) => {
      const answers = both.map((api) =>
        member
          .at(api)
          .client.ask<{ assembly: { myRights: { action: string; holder: boolean; through: string }[] } }>(
            RIGHTS,
            {
              id: assembly.id,
            },
          ),
      );
      return (await Promise.all(answers)).map(({ assembly: { myRights } }) => {
        const right = (of: string) => myRights.find(({ action }) => action === of)!;
        const { holder } = right('meeting.end');
        // Telling comes with the same shift; besides, every member may.
        expect(right('station.tell').through).toBe(holder ? 'shift' : 'membership');
        return holder;
      });
    };
    // The facilitator whom the assembly chose for its first month is done by then.
    const from = new Date((await service.now()).getTime() + 31 * 86_400_000).toISOString();
    const { roster } = (
      await assembly.members[0]!.client.ask<{ assembly: { rota: { roster: Turn[] } } }>(TURNS, {
        id: assembly.id,
        from,
      })
    ).assembly.rota;
    const turn = roster.find(({ task }) => task.facilitates)!;
    const holder = assembly.members.find(({ id }) => id === turn.shift.holder.id)!;
    const others = assembly.members.filter((each) => each !== holder);
    const at = (time: string, minutes: number) =>
      service.passTimeUntil(new Date(Date.parse(time) + minutes * 60_000));
    const size = await recordSize(holder);
    const watching = both.map((api) => watchRecord(holder.at(api), size));
    const [asker] = others as [Member];
    const heard = (member: Member) =>
      Promise.all(
        both.map(async (api) => {
          const answer = member
            .at(api)
            .client.ask<{ assembly: { hardship: { heard: Heard | null; readers: { id: string }[] } } }>(
              HEARD,
              {
                id: assembly.id,
              },
            );
          return (await answer).assembly.hardship;
        }),
      );
    const watchHardship = (member: Member) =>
      both.map((api) => member.at(api).client.subscribe<Revision>(HARDSHIP_UPDATED, { id: assembly.id }));
    const refused = async (watched: ReturnType<typeof watchHardship>) => {
      for (const each of watched) {
        await each.untilEnded();
        expect(JSON.stringify(each.errors)).toContain('NOT_ALLOWED');
      }
    };
    await at(turn.startsAt, -20);
    expect(await facilitates(holder)).toEqual([false, false]);
    // In confidence: it waits for whoever's turn comes, and nobody is told.
    const text = 'I cannot pay the rent.';
    const asked = { assemblyId: assembly.id, clientKey: randomUUID(), text };
    const made = () =>
      asker.client.expectOk<{ id: string }>('makeHardshipRequest', 'HardshipRequest', asked, 'id');
    const { id: hardshipRequestId } = await made();
    expect((await made()).id).toBe(hardshipRequestId);
    for (const member of assembly.members)
      for (const each of await heard(member)) expect(each).toEqual({ heard: null, readers: [] });
    await refused(watchHardship(holder));
    await at(turn.startsAt, 0);
    expect(await facilitates(holder)).toEqual([true, true]);
    expect((await heard(asker)).map(({ readers }) => readers)).toEqual([
      [{ id: holder.id }],
      [{ id: holder.id }],
    ]);
    const until = turn.endsAt;
    for (const each of await heard(holder))
      expect(each.heard).toMatchObject({
        until,
        requests: [{ member: { id: asker.id }, notes: [{ text }] }],
      });
    await refused(watchHardship(asker));
    // What takes the power from the task ends it in mid-turn, although no line of the feed names the holder.
    const powers = (change: string) =>
      service.sql(
        `UPDATE task SET powers = ${change} WHERE kind = 'facilitate' AND assembly_id = '${assembly.id}'`,
      );
    const before = watchHardship(holder);
    for (const each of before) await each.until(({ hardshipUpdated: { stale } }) => !stale);
    await powers(`array_remove(powers, 'see_hardship')`);
    await refused(before);
    await powers(`'{see_hardship,tell}'`);
    const told = watchHardship(holder);
    for (const each of told) await each.until(({ hardshipUpdated: { stale } }) => !stale);
    const [{ hardshipUpdated: first }] = told[0]!.values as [Revision];
    await holder.client.expectOk(
      'takeUpHardshipRequest',
      'HardshipRequest',
      { assemblyId: assembly.id, hardshipRequestId },
      'state',
    );
    for (const each of told)
      await each.until(({ hardshipUpdated: { revision, stale } }) => !stale && revision !== first.revision);
    for (const other of others) expect(await facilitates(other)).toEqual([false, false]);
    await at(turn.endsAt, -20);
    expect(await facilitates(holder)).toEqual([true, true]);
    await at(turn.endsAt, 0);
    expect(await facilitates(holder)).toEqual([false, false]);
    for (const each of await heard(holder)) expect(each.heard).toBeNull();
    const late = {
      assemblyId: assembly.id,
      hardshipRequestId,
      clientKey: randomUUID(),
      outcome: 'HELPED',
      text,
    };
    await holder.client.expectRejected('answerHardshipRequest', 'HardshipRequest', late, 'RIGHT_NOT_HELD');
    // Open subscriptions too, although nothing is sent.
    await refused(told);
    const [traces] = await service.sql(
      `SELECT (SELECT count(*) FROM entry WHERE position('${hardshipRequestId}' IN convert_from(bytes, 'UTF8')) > 0)::int AS entries,
         (SELECT count(*) FROM change WHERE kind LIKE 'hardship%' OR position('${hardshipRequestId}' IN ids::text) > 0)::int AS lines`,
    );
    expect(traces).toEqual({ entries: 0, lines: 0 });
    for (const api of service.apis) expect(api.log()).not.toMatch(new RegExp(`${text}|${hardshipRequestId}`));
    await holder.client.expectOk('finishShift', 'RotaShift', { shiftId: turn.shift.id }, 'state');
    for (const each of watching) {
      await each.until(({ recordAppended: { entry } }) => entry?.kind === 'shift.done');
      each.stop();
    }
  });

  it('takes the right of a shift that is on from whoever is suspended, on each process, and their shifts until then', async () => {
    const both = [service.apis[0]!, service.apis.at(-1)!];
    const [first, , third] = assembly.members as [Member, Member, Member];
    const numbers = [{ path: 'motions.suspend_member.pollMinutes', value: 1 }];
    await carry(service, assembly.members, { kind: 'AMEND_BYLAWS', title: 'A minute', effect: { numbers } });
    const day = 86_400_000;
    const start = (await service.now()).toISOString().slice(0, 10).replaceAll('-', '');
    // Every day, all three of them, beside what they have already.
    const task = {
      name: 'Desk',
      start: `${start}T110000`,
      rule: 'FREQ=DAILY',
      minutes: 480,
      people: 3,
      longestRun: 52,
      powers: ['CHECK_IN'],
    };
    await carry(service, assembly.members, { kind: 'SET_TASK', title: 'A desk', effect: { task } });
    const draw = await eventually(nextDraw, (found) => found !== null);
    await service.passTimeUntil(draw!.drawsAt);
    await eventually(nextDraw, (found) => found?.id !== draw!.id);
    const noon = Math.ceil(((await service.now()).getTime() + 2 * day) / day) * day + day / 2;
    const until = new Date(noon + 10 * day).toISOString();
    const effect = { memberId: third.id, reason: 'Heard.', hearingAt: new Date(noon).toISOString(), until };
    const motionId = await first.draft({ kind: 'SUSPEND_MEMBER', title: 'Suspend', effect });
    await first.move(motionId);
    await assembly.members[1]!.second(motionId);
    await service.passTimeUntil(new Date(noon));
    const put = await opened(first, motionId);
    for (const each of assembly.members) await each.vote(put.pollId, 'YES');

    const through = (member: Member) =>
      Promise.all(
        both.map(async (api) => {
          const asked = await member
            .at(api)
            .client.ask<{ assembly: { myRights: { action: string; holder: boolean; through: string }[] } }>(
              RIGHTS,
              { id: assembly.id },
            );
          const right = asked.assembly.myRights.find(({ action }) => action === 'meeting.checkInMember')!;
          return right.holder ? right.through : null;
        }),
      );
    const held = async () => {
      const from = new Date(noon - day / 2).toISOString();
      const answers = await Promise.all(
        both.map((api) =>
          first
            .at(api)
            .client.ask<{ assembly: { rota: { roster: Turn[] } } }>(TURNS, { id: assembly.id, from }),
        ),
      );
      return answers.map(({ assembly: { rota } }) =>
        rota.roster.filter(({ shift }) => shift?.holder.id === third.id),
      );
    };
    expect(await through(third)).toEqual(['shift', 'shift']);
    const [before] = await held();
    const size = await recordSize(first);
    const watching = both.map((api) => watchRecord(third.at(api), size));
    expect((await closed(service, first, put)).effect.outcome).toMatchObject({ done: true });
    expect(await through(third)).toEqual([null, null]);
    const kept = before!.filter(({ startsAt }) => startsAt >= until);
    expect(kept.length).toBeGreaterThan(0);
    expect(await held()).toEqual([kept, kept]);
    // Who is suspended goes on reading, on each process: what ended, and that it did.
    for (const each of watching) {
      await each.until(({ recordAppended: { entry } }) => entry?.kind === 'shift.ended');
      each.stop();
    }
    const { rota } = (
      await first.client.ask<{
        assembly: { rota: { offered: { id: string; state: string; holder: { id: string } }[] } };
      }>('query ($id: ID!) { assembly(id: $id) { rota { offered { id state holder { id } } } } }', {
        id: assembly.id,
      })
    ).assembly;
    expect(rota.offered).toMatchObject([{ state: 'PASSED_ON', holder: { id: third.id } }]);
    // They have the desk themselves at that time.
    const input = { shiftId: rota.offered[0]!.id };
    await first.client.expectRejected('takeShift', 'RotaShift', input, 'CANNOT_HOLD');
  });
});
