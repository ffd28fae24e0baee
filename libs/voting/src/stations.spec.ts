import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PollId, Result } from '@plenary/kernel';
import { newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import type { Answer } from '@plenary/tally';
import { BallotBox } from './application/ballot-box.js';
import { castBallot } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { NO_PORTS, type VotingPorts } from './application/ports.js';
import { castAtStation } from './application/station/cast-at-station.js';
import { checkOff, confirmCheckOff, withdrawCheckOff } from './application/station/check-off.js';
import { closeStation } from './application/station/close-station.js';
import { joinStation } from './application/station/join-station.js';
import { openStation } from './application/station/open-station.js';
import { voidPoll } from './application/void-poll.js';
import type { Poll, Tier } from './domain/poll.js';
import type { CheckOff, Station } from './domain/station.js';
import { candidatesOf } from './persistence/candidate-store.js';
import { ownCheckOffs, stationOf, votersNamed, votesAtStations } from './persistence/station-store.js';
import { ballotPage, placesOf } from './persistence/voter-store.js';
import { failureOf, Hall, type Voter } from './spec/hall.js';

let hall: Hall;
let box: BallotBox;
beforeAll(async () => {
  hall = await Hall.open(30);
  box = new BallotBox(hall.uow);
});
afterAll(() => hall.close());

interface Table {
  readonly poll: Poll;
  readonly station: Station;
  readonly deviceToken: string;
  readonly tellers: readonly [Voter, Voter];
}

const token = () => randomBytes(32).toString('base64url');
const member = (i: number) => hall.voters[i]!;
const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.rejection.code);
  return result.value;
};
const codeOf = (result: Result<unknown>) => (result.ok ? 'it was not refused' : result.rejection.code);

const open = (poll: Poll, teller: Voter, deviceToken = token(), ports: VotingPorts = NO_PORTS) =>
  hall.uow.run((tx) => openStation(ports, tx, teller.personId, { pollId: poll.id, deviceToken }));
const join = (poll: Poll, teller: Voter, code: string, ports: VotingPorts = NO_PORTS) =>
  hall.uow.run((tx) => joinStation(ports, tx, teller.personId, { pollId: poll.id, code }));
const ask = ({ station }: Table, teller: Voter, voter: Voter, clientKey: string = newId()) =>
  hall.uow.run((tx) =>
    checkOff(NO_PORTS, tx, teller.personId, {
      stationId: station.id,
      membershipId: voter.membershipId,
      clientKey,
    }),
  );
const confirm = (teller: Voter, { id }: CheckOff) =>
  hall.uow.run((tx) => confirmCheckOff(NO_PORTS, tx, teller.personId, id));
const withdraw = (teller: Voter, { id }: CheckOff) =>
  hall.uow.run((tx) => withdrawCheckOff(NO_PORTS, tx, teller.personId, id));
const close = (teller: Voter, station: Station) =>
  hall.uow.run((tx) => closeStation(tx, teller.personId, station.id));
const vote = ({ deviceToken }: Table, { id }: CheckOff, answer: Answer = 'yes', ballots = box) =>
  castAtStation(NO_PORTS, ballots, { deviceToken, checkOffId: id, answer });
const phone = (voter: Voter, pollId: PollId, answer: Answer = 'no', ballots = box) =>
  castBallot(ballots, hall.db, voter.tokenHash, { pollId, answer, clientKey: newId() });

async function table(tier: Tier = 'roll_call', tellers: readonly [Voter, Voter] = [member(0), member(1)]) {
  return at(await hall.poll({ tier }), tellers);
}

async function at(poll: Poll, tellers: readonly [Voter, Voter]): Promise<Table> {
  const deviceToken = token();
  const opened = granted(await open(poll, tellers[0], deviceToken));
  const station = granted(await join(poll, tellers[1], opened.joinCode!));
  return { poll, station, deviceToken, tellers };
}

/** Asked by the first teller, confirmed by the second. */
async function checkedOff(desk: Table, voter: Voter): Promise<CheckOff> {
  const asked = granted(await ask(desk, desk.tellers[0], voter));
  return granted(await confirm(desk.tellers[1], asked));
}

async function end(poll: Poll) {
  await hall.endTime(poll.id);
  return (await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id)))!;
}

async function entries(kind: string, poll: Poll): Promise<Record<string, unknown>[]> {
  const rows = await hall.db.query<{ text: string }>(
    `SELECT convert_from(bytes, 'UTF8') AS text FROM entry WHERE assembly_id = $1 AND kind = $2 ORDER BY seq`,
    [hall.assemblyId, kind],
  );
  return rows
    .map(({ text }) => (JSON.parse(text) as { data: Record<string, unknown> }).data)
    .filter((data) => data.poll === poll.id);
}

async function news(voter: Voter): Promise<string[]> {
  const rows = await hall.db.query<{ kind: string }>(
    'SELECT kind FROM change WHERE scope = $1 ORDER BY seq',
    [voter.personId],
  );
  return rows.map(({ kind }) => kind);
}

/** Lets what has a time lapse, at this hall alone. */
const lapse = (desk: Table) =>
  hall.db.run(
    `UPDATE station_check_off SET until = plenary_now() - interval '1 second' WHERE station_id = $1 AND ended IS NULL`,
    [desk.station.id],
  );

describe('a station', () => {
  it('opens when a second member joins by the code, and that is in the record for all', async () => {
    const poll = await hall.poll();
    const opened = granted(await open(poll, member(0)));
    expect(opened.station.state).toBe('waiting');
    expect(await entries('station.opened', poll)).toEqual([]);
    // As it is copied from a screen: small, and without the hyphens.
    const station = granted(await join(poll, member(1), opened.joinCode!.toLowerCase().replaceAll('-', ' ')));
    expect(station).toMatchObject({ state: 'open', openedBy: member(0).membershipId });
    expect(await entries('station.opened', poll)).toEqual([
      { poll: poll.id, station: station.id, tellers: [member(0).membershipId, member(1).membershipId] },
    ]);
  });

  it('is told at by whoever has a shift of it first: the record then names the shift, and every member follows', async () => {
    const [teller] = (await hall.more(1)) as [Voter];
    const [task, shift] = [newId(), newId()];
    await hall.db.run(
      `INSERT INTO task (id, assembly_id, kind, name, powers, created_at) VALUES ($1, $2, 'other', 'Telling', '{tell}', plenary_now())`,
      [task, hall.assemblyId],
    );
    await hall.db.run(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
       VALUES ($1, $2, $3, $4, 'assembly', plenary_now(), plenary_now() + interval '1 day')`,
      [shift, hall.assemblyId, task, teller.membershipId],
    );
    const authorities = async ({ station }: Table) =>
      (
        await hall.db.query<{ text: string }>(
          `SELECT convert_from(bytes, 'UTF8') AS text FROM entry WHERE kind = 'station.opened'`,
        )
      )
        .map(({ text }) => JSON.parse(text) as { authority: object; data: { station: string } })
        .filter(({ data }) => data.station === station.id)
        .map(({ authority }) => authority);
    const desk = await table('roll_call', [member(0), teller]);
    const membership = teller.membershipId;
    expect(await authorities(desk)).toEqual([{ source: 'shift', membership, shift }]);
    granted(await vote(desk, await checkedOff(desk, member(20))));
    await hall.db.run('UPDATE shift SET ended_at = plenary_now() WHERE id = $1', [shift]);
    // Their shift is over: they tell on, as the member that they are.
    granted(await vote(desk, await checkedOff(desk, member(21))));
    const next = await table('roll_call', [member(0), teller]);
    expect(await authorities(next)).toEqual([{ source: 'membership', membership }]);
  });

  it('opened again with the same token is the same one, and its older code is good no more', async () => {
    const poll = await hall.poll();
    const deviceToken = token();
    const first = granted(await open(poll, member(0), deviceToken));
    const second = granted(await open(poll, member(0), deviceToken));
    expect(second.station.id).toBe(first.station.id);
    expect(codeOf(await join(poll, member(1), first.joinCode!))).toBe('STATION_CODE_INVALID');
    granted(await join(poll, member(1), second.joinCode!));
    expect(granted(await open(poll, member(0), deviceToken)).joinCode).toBeNull();
  });

  it('has two tellers: nobody joins their own, and a code is good once and for ten minutes', async () => {
    const poll = await hall.poll();
    const { joinCode, station } = granted(await open(poll, member(0)));
    expect(codeOf(await join(poll, member(0), joinCode!))).toBe('STATION_CODE_INVALID');
    granted(await join(poll, member(1), joinCode!));
    expect(codeOf(await join(poll, member(2), joinCode!))).toBe('STATION_CODE_INVALID');
    expect((await stationOf(hall.db, station.id))!.joinedBy).toBe(member(1).membershipId);
    const late = granted(await open(poll, member(3)));
    await hall.db.run(`UPDATE station SET code_until = plenary_now() WHERE id = $1`, [late.station.id]);
    expect(codeOf(await join(poll, member(4), late.joinCode!))).toBe('STATION_CODE_INVALID');
    const self = hall.db.run(
      'UPDATE station SET joined_by = opened_by, joined_at = opened_at WHERE id = $1',
      [station.id],
    );
    expect((await failureOf(self)).constraint).toBe('station_tellers_are_two');
  });

  it('joined by many at once has one second teller', async () => {
    const poll = await hall.poll();
    const { joinCode } = granted(await open(poll, member(0)));
    const results = await Promise.all(hall.voters.slice(1, 9).map((each) => join(poll, each, joinCode!)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await entries('station.opened', poll)).toHaveLength(1);
  });

  it('is one for each opener: another is refused until it is closed', async () => {
    const poll = await hall.poll();
    const { station } = granted(await open(poll, member(0)));
    expect(codeOf(await open(poll, member(0)))).toBe('ALREADY_TELLING');
    granted(await close(member(0), station));
    granted(await open(poll, member(0)));
  });

  it('is for an open poll', async () => {
    const draft = await hall.draft({ opensAt: new Date(Date.now() + 3_600_000) });
    expect(codeOf(await open(draft, member(0)))).toBe('POLL_NOT_OPEN');
    const desk = await table();
    await end(desk.poll);
    expect(codeOf(await ask(desk, member(0), member(5)))).toBe('POLL_NOT_OPEN');
    expect(codeOf(await join(desk.poll, member(2), 'AAAA-AAAA-AAAA'))).toBe('POLL_NOT_OPEN');
    expect((await stationOf(hall.db, desk.station.id))!.state).toBe('closed');
  });

  it('is not told at by whom the poll is on, nor by who cannot vote, nor by who has just come back', async () => {
    const poll = await hall.poll();
    const concerned = { ...NO_PORTS, concernedIn: async () => [member(2).membershipId] };
    expect(codeOf(await open(poll, member(2), token(), concerned))).toBe('TELLER_CONCERNED');
    const [suspended, back] = (await hall.more(2)) as [Voter, Voter];
    await hall.db.run(
      `UPDATE membership SET suspended_from = plenary_now(), suspended_until = plenary_now() + interval '1 day' WHERE id = $1`,
      [suspended.membershipId],
    );
    expect(codeOf(await open(poll, suspended))).toBe('RIGHT_NOT_HELD');
    await hall.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [back.personId]);
    expect(codeOf(await open(poll, back))).toBe('RECENTLY_RECOVERED');
  });

  it('is closed by either teller, and by nobody else', async () => {
    const desk = await table();
    expect((await failureOf(close(member(7), desk.station))).code).toBe('NOT_ALLOWED');
    expect(granted(await close(member(1), desk.station)).state).toBe('closed');
    expect(granted(await close(member(0), desk.station)).closedAt).not.toBeNull();
    expect(await entries('station.closed', desk.poll)).toHaveLength(1);
    expect(codeOf(await ask(desk, member(0), member(5)))).toBe('STATION_NOT_OPEN');
  });
});

describe('a check-off', () => {
  it('is confirmed by the other teller, never by the one who asked', async () => {
    const desk = await table();
    const asked = granted(await ask(desk, member(1), member(5)));
    expect(codeOf(await confirm(member(1), asked))).toBe('OTHER_TELLER_CONFIRMS');
    expect(codeOf(await vote(desk, asked))).toBe('NOT_CHECKED_OFF');
    expect((await failureOf(confirm(member(2), asked))).code).toBe('NOT_ALLOWED');
    expect(granted(await confirm(member(0), asked)).state).toBe('confirmed');
    expect(granted(await confirm(member(0), asked)).state).toBe('confirmed');
    const same = hall.db.run('UPDATE station_check_off SET confirmed_by = asked_by WHERE id = $1', [
      asked.id,
    ]);
    expect((await failureOf(same)).constraint).toBe('check_off_by_two');
  });

  it('tells the member’s own sessions at once, and stands with what concerns them', async () => {
    const desk = await table('secret');
    const before = await news(member(6));
    const off = await checkedOff(desk, member(6));
    expect(await news(member(6))).toEqual([...before, 'access.checked-off']);
    const mine = () => ownCheckOffs(hall.db, member(6).personId, 7);
    expect(await mine()).toMatchObject([{ pollId: desk.poll.id, stationId: desk.station.id, voted: false }]);
    granted(await vote(desk, off));
    expect(await mine()).toMatchObject([{ pollId: desk.poll.id, voted: true }]);
    expect(await news(member(6))).toEqual([...before, 'access.checked-off', 'access.checked-off']);
    await end(desk.poll);
    expect(await mine()).toMatchObject([{ pollId: desk.poll.id, voted: true }]);
  });

  it('sent again is the same one; there is one voter at a time', async () => {
    const desk = await table();
    const key = newId();
    const first = granted(await ask(desk, member(0), member(5), key));
    expect(granted(await ask(desk, member(0), member(5), key)).id).toBe(first.id);
    expect(codeOf(await ask(desk, member(0), member(6), key))).toBe('STATION_BUSY');
    expect(codeOf(await ask(desk, member(1), member(6)))).toBe('STATION_BUSY');
    granted(await withdraw(member(1), first));
    granted(await withdraw(member(0), first));
    expect(codeOf(await confirm(member(1), first))).toBe('CHECK_OFF_OVER');
    granted(await ask(desk, member(1), member(6)));
  });

  it('asked by both tellers at once is one', async () => {
    const desk = await table();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ask(desk, member(i % 2), member(10 + i))),
    );
    expect(results.map(codeOf).filter((code) => code === 'STATION_BUSY')).toHaveLength(7);
  });

  it('lapses after its time', async () => {
    const desk = await table();
    const asked = granted(await ask(desk, member(0), member(5)));
    await lapse(desk);
    expect(codeOf(await confirm(member(1), asked))).toBe('CHECK_OFF_OVER');
    const off = await checkedOff(desk, member(5));
    await lapse(desk);
    expect(codeOf(await vote(desk, off))).toBe('CHECK_OFF_OVER');
    expect(codeOf(await withdraw(member(0), off))).toBe('CHECK_OFF_OVER');
  });

  it('is for members on the frozen roll, each in the one place that they vote in', async () => {
    const desk = await table();
    const [later] = (await hall.more(1)) as [Voter];
    expect(codeOf(await ask(desk, member(0), later))).toBe('NOT_ON_ROLL');
  });

  it('is for a member who never took up their invitation, too, once', async () => {
    const [imported] = (await hall.more(1)) as [Voter];
    await hall.db.run('UPDATE membership SET joined_at = NULL WHERE id = $1', [imported.membershipId]);
    const desk = await table('secret');
    granted(await vote(desk, await checkedOff(desk, imported)));
    await hall.db.run('UPDATE membership SET joined_at = plenary_now() WHERE id = $1', [
      imported.membershipId,
    ]);
    const mine = granted(await phone(imported, desk.poll.id));
    expect((await end(desk.poll)).result.outcome.tally.cast.heads).toBe(1);
    expect(mine.code).toMatch(/-/);
  });

  it('finds voters by a part of the name, and in a quiet assembly by the whole of it alone', async () => {
    const desk = await table();
    const named = (text: string) => votersNamed(hall.db, desk.station, text);
    expect((await named('ember 1')).length).toBeGreaterThan(5);
    await hall.db.run('UPDATE assembly SET quiet = true WHERE id = $1', [hall.assemblyId]);
    expect(await named('ember 1')).toEqual([]);
    expect((await named('member 12')).map(({ displayName }) => displayName)).toEqual(['Member 12']);
    await hall.db.run('UPDATE assembly SET quiet = false WHERE id = $1', [hall.assemblyId]);
  });
});

describe.each(['roll_call', 'secret'] as const)('a ballot at a station, %s', (tier) => {
  it('is in the result once, however often it is sent, and is counted as a station’s', async () => {
    const desk = await table(tier);
    const off = await checkedOff(desk, member(5));
    const receipts = await Promise.all(Array.from({ length: 8 }, () => vote(desk, off, 'yes')));
    expect(new Set(receipts.map((each) => granted(each).code)).size).toBe(1);
    // Whatever a repeat says, also after the close.
    const { code } = granted(await vote(desk, off, 'no'));
    granted(await phone(member(6), desk.poll.id, 'no'));
    const { result } = await end(desk.poll);
    expect(result.outcome.tally).toMatchObject({ yes: { heads: 1 }, no: { heads: 1 }, cast: { heads: 2 } });
    expect(granted(await vote(desk, off)).code).toBe(code);
    expect(await votesAtStations(hall.db, desk.poll.id)).toEqual({ stations: 1, votes: 1 });
    expect(await entries('poll.closed', desk.poll)).toMatchObject([{ stations: 1, atStations: 1 }]);
  });

  it('leaves a vote from the member’s own phone as it is', async () => {
    const desk = await table(tier);
    const { code } = granted(await phone(member(5), desk.poll.id, 'no'));
    // The tellers learn of it only when the member is there and would vote.
    const off = await checkedOff(desk, member(5));
    expect(codeOf(await vote(desk, off, 'yes'))).toBe('ALREADY_VOTED');
    expect(codeOf(await vote(desk, off, 'yes'))).toBe('ALREADY_VOTED');
    granted(await ask(desk, member(0), member(6)));
    const [place] = await placesOf(hall.db, [
      { pollId: desk.poll.id, assemblyId: hall.assemblyId, personId: member(5).personId },
    ]);
    expect(place!.code).toBe(code);
    expect((await end(desk.poll)).result.outcome.tally).toMatchObject({
      no: { heads: 1 },
      cast: { heads: 1 },
    });
    expect(await votesAtStations(hall.db, desk.poll.id)).toEqual({ stations: 1, votes: 0 });
  });

  it('is refused once a teller may not tell, at a closed station, and after the close of the poll', async () => {
    const [gone] = (await hall.more(1)) as [Voter];
    const desk = await table(tier, [member(0), gone]);
    const off = await checkedOff(desk, member(5));
    await hall.db.run(
      `UPDATE membership SET suspended_from = plenary_now(), suspended_until = plenary_now() + interval '1 day' WHERE id = $1`,
      [gone.membershipId],
    );
    expect(codeOf(await vote(desk, off))).toBe('TELLER_GONE');
    expect(codeOf(await ask(desk, member(0), member(6)))).toBe('TELLER_GONE');
    const closed = await at(desk.poll, [member(2), member(3)]);
    const there = await checkedOff(closed, member(5));
    granted(await close(member(3), closed.station));
    expect(codeOf(await vote(closed, there))).toBe('STATION_NOT_OPEN');
    const late = await at(desk.poll, [member(8), member(9)]);
    const tooLate = await checkedOff(late, member(5));
    await hall.endTime(desk.poll.id);
    expect(codeOf(await vote(late, tooLate))).toBe('POLL_NOT_OPEN');
  });

  it('is refused when the answer is not one of the poll’s, and of who has just come back', async () => {
    const desk = await table(tier);
    const [back] = (await hall.more(1)) as [Voter];
    const off = await checkedOff(desk, member(5));
    expect(codeOf(await vote(desk, off, 'block'))).toBe('BALLOT_INVALID');
    granted(await vote(desk, off));
    await end(desk.poll);
    const next = await table(tier);
    await hall.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [back.personId]);
    expect(codeOf(await vote(next, await checkedOff(next, back)))).toBe('RECENTLY_RECOVERED');
  });

  it('needs the token of that station', async () => {
    const desk = await table(tier);
    const other = await at(desk.poll, [member(2), member(3)]);
    const off = await checkedOff(desk, member(5));
    expect((await failureOf(vote(other, off))).code).toBe('NOT_ALLOWED');
    expect((await failureOf(vote({ ...desk, deviceToken: token() }, off))).code).toBe('NOT_ALLOWED');
    const { hash } = await hall.db.one<{ hash: Buffer }>(
      'SELECT token_hash AS hash FROM station WHERE id = $1',
      [desk.station.id],
    );
    expect(hash).toEqual(createHash('sha256').update(desk.deviceToken).digest());
  });

  it('at two stations and on two phones at once is one', async () => {
    const poll = await hall.poll({ tier });
    const desks = [await at(poll, [member(0), member(1)]), await at(poll, [member(2), member(3)])];
    const db = await hall.otherProcess();
    const other = new BallotBox(new UnitOfWork(db, appendRecordAndFeed));
    const voters = hall.voters.slice(10, 16);
    for (const voter of voters) {
      const offs = await Promise.all(desks.map((desk) => checkedOff(desk, voter)));
      const results = await Promise.all([
        vote(desks[0]!, offs[0]!, 'yes'),
        vote(desks[1]!, offs[1]!, 'yes', other),
        phone(voter, poll.id, 'no'),
        phone(voter, poll.id, 'no', other),
      ]);
      expect(results.slice(2).every(({ ok }) => ok)).toBe(true);
      for (const station of results.slice(0, 2)) {
        expect(['it was not refused', 'ALREADY_VOTED']).toContain(codeOf(station));
      }
    }
    await db.close();
    const { result } = await end(poll);
    expect(result.outcome.tally.cast.heads).toBe(voters.length);
  });

  it('and the close of the poll agree: what has a receipt is in the result, what has none is not', async () => {
    const poll = await hall.poll({ tier });
    const desks = await Promise.all(
      [0, 2, 4, 6].map((first) => at(poll, [member(first), member(first + 1)])),
    );
    const offs: CheckOff[] = [];
    for (const [i, desk] of desks.entries()) offs.push(await checkedOff(desk, member(20 + i)));
    const [, ...casts] = await Promise.all([
      hall.endTime(poll.id),
      ...desks.map((desk, i) => vote(desk, offs[i]!)),
      phone(member(9), poll.id),
    ]);
    const receipts = casts.filter(({ ok }) => ok).length;
    const closed = (await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id)))!;
    expect(closed.result.outcome.tally.cast.heads).toBe(receipts);
    for (const each of casts.filter(({ ok }) => !ok)) expect(codeOf(each)).toBe('POLL_NOT_OPEN');
  });

  it('keeps no time, and of a check-off without a ballot nothing, once the poll has ended', async () => {
    const desk = await table(tier);
    granted(await vote(desk, await checkedOff(desk, member(5))));
    await checkedOff(desk, member(6));
    await end(desk.poll);
    const rows = await hall.db.query(
      'SELECT membership_id AS member, until FROM station_check_off WHERE poll_id = $1',
      [desk.poll.id],
    );
    expect(rows).toEqual([{ member: member(5).membershipId, until: null }]);
    const again = await table(tier);
    await checkedOff(again, member(6));
    granted(
      await hall.uow.run((tx) =>
        voidPoll(NO_PORTS, tx, { pollId: again.poll.id, reason: 'Again.', authority: { source: 'system' } }),
      ),
    );
    expect(
      await hall.db.query('SELECT 1 FROM station_check_off WHERE poll_id = $1', [again.poll.id]),
    ).toEqual([]);
  });
});

describe('a roll-call ballot of a station', () => {
  it('is replaced by the member’s own phone, and then stands for no station any more', async () => {
    const desk = await table();
    const off = await checkedOff(desk, member(5));
    const { code } = granted(await vote(desk, off, 'yes'));
    const [listed] = await ballotPage(hall.db, desk.poll, null, 5);
    expect(listed).toMatchObject({ code, stationId: desk.station.id });
    granted(await phone(member(5), desk.poll.id, 'no'));
    expect(granted(await vote(desk, off))).toMatchObject({ code, replaced: true });
    const again = await checkedOff(desk, member(5));
    expect(codeOf(await vote(desk, again, 'yes'))).toBe('ALREADY_VOTED');
    expect((await end(desk.poll)).result.outcome.tally).toMatchObject({
      no: { heads: 1 },
      yes: { heads: 0 },
    });
    expect(await votesAtStations(hall.db, desk.poll.id)).toEqual({ stations: 1, votes: 0 });
    expect((await ballotPage(hall.db, desk.poll, null, 5))[0]!.stationId).toBeNull();
  });

  it('of a member who never took up their invitation is named by an entry of the close, and by one alone', async () => {
    const absent = member(7);
    const away = `UPDATE membership SET joined_at = NULL WHERE id = $1`;
    await hall.db.run(away, [absent.membershipId]);
    const desk = await table();
    granted(await vote(desk, await checkedOff(desk, absent), 'yes'));
    granted(await phone(member(5), desk.poll.id, 'no'));
    await end(desk.poll);
    const [closing] = await entries('poll.closed', desk.poll);
    const ballots = await hall.db.query<{ line: string }>(
      `SELECT b.code || ' ' || r.membership_id AS line FROM ballot b JOIN roll r USING (poll_id, person_id)
       WHERE b.poll_id = $1`,
      [desk.poll.id],
    );
    const list = ballots.map(({ line }) => `${line}\n`).sort();
    expect(closing!.votersHash).toBe(
      createHash('sha256')
        .update(`plenary/voters/v1\n${desk.poll.id}\n${list.join('')}`)
        .digest('hex'),
    );
    expect(await entries('poll.voters-named', desk.poll)).toEqual([{ poll: desk.poll.id, voters: 1 }]);
    const beside = await hall.db.query(`SELECT p.value FROM entry_personal p WHERE p.name = 'voter.' || $1`, [
      absent.membershipId,
    ]);
    expect(beside).toEqual([{ value: 'Member 8' }]);
    await hall.db.run('UPDATE membership SET joined_at = since WHERE id = $1', [absent.membershipId]);
  });

  it('in a quiet assembly, whose record names nobody, is tied to no membership there', async () => {
    const quiet = 'UPDATE assembly SET quiet = $2 WHERE id = $1';
    await hall.db.run(quiet, [hall.assemblyId, true]);
    const desk = await table();
    granted(await phone(member(5), desk.poll.id, 'no'));
    await end(desk.poll);
    await hall.db.run(quiet, [hall.assemblyId, false]);
    const [closing] = await entries('poll.closed', desk.poll);
    expect(closing).not.toHaveProperty('votersHash');
    expect(await entries('poll.voters-named', desk.poll)).toEqual([]);
  });

  it('is replaced at a station again, by a new check-off', async () => {
    const desk = await table();
    granted(await vote(desk, await checkedOff(desk, member(5)), 'yes'));
    granted(await vote(desk, await checkedOff(desk, member(5)), 'no'));
    expect((await end(desk.poll)).result.outcome.tally).toMatchObject({
      no: { heads: 1 },
      yes: { heads: 0 },
    });
    expect(await votesAtStations(hall.db, desk.poll.id)).toEqual({ stations: 1, votes: 1 });
  });
});

describe('an election at a station', () => {
  it('takes a choice among its candidates, and marks what is not one', async () => {
    const standing = ['Ada', 'Bo'].map((name) => ({ name, statement: '', membershipId: null }));
    const poll = await hall.poll(
      {
        tier: 'secret',
        method: 'irv',
        election: { seats: 1, order: 'drawn', maxScore: null, publishBallots: false },
      },
      { ...NO_PORTS, standingFor: async () => standing },
    );
    const desk = await at(poll, [member(0), member(1)]);
    const [, bo] = (await candidatesOf(hall.db, [poll.id])).get(poll.id)!;
    const { deviceToken } = desk;
    const { id: checkOffId } = await checkedOff(desk, member(5));
    const choose = (ids: readonly string[]) =>
      castAtStation(NO_PORTS, box, { deviceToken, checkOffId, choice: { ranking: ids.map((id) => [id]) } });
    expect(codeOf(await choose([newId()]))).toBe('BALLOT_INVALID');
    granted(await choose([bo!.id]));
    const { elected } = await end(poll);
    expect(elected.map(({ name }) => name)).toEqual(['Bo']);
    expect(await votesAtStations(hall.db, poll.id)).toEqual({ stations: 1, votes: 1 });
  });
});
