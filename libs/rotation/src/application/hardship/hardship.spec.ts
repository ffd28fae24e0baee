import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { authorise } from '@plenary/assembly';
import { newId } from '@plenary/platform';
import { untilSomebodyWaits } from '@plenary/testing';
import { KEPT_DAYS, MOST_KEPT, type Outcome } from '../../domain/hardship.js';
import type { HardshipRequest } from '../../persistence/hardship-rows.js';
import { codeOf, DAY_MS, Depot, expectOk, type Member } from '../../spec/depot.js';
import { answerHardshipRequest } from './answer-request.js';
import { forgetOldHardship } from './erase-requests.js';
import { HARDSHIP_CONSTRAINTS, makeHardshipRequest } from './make-request.js';
import { heardRequests, hearerNow, requestsOfOwn } from './read-requests.js';
import { takeUpHardshipRequest } from './take-up-request.js';
import { withdrawHardshipRequest } from './withdraw-request.js';
import { writeInHardshipRequest } from './write-in-request.js';

const HOUR_MS = 3_600_000;

describe('a hardship request', () => {
  let depot: Depot;
  let [asker, holder, second, other]: Member[] = [];
  /** When the shift of who holds the power ends. */
  let ends: Date;

  beforeAll(async () => {
    depot = await Depot.of(5);
    [, asker, holder, second, other] = depot.members;
    expect(codeOf(await ask(asker!))).toBe('HARDSHIP_UNHEARD');
    const task = {
      name: 'An open ear',
      rule: 'FREQ=WEEKLY',
      minutes: 60,
      people: 2,
      powers: ['see_hardship'],
    };
    expect(await depot.setTask({ ...task, start: await depot.start() })).toBe('done');
  });
  afterAll(() => depot.close());

  // Each test has its own hour, in which the holder and the second have the shift; what went before is erased.
  beforeEach(async () => {
    await depot.db.run('DELETE FROM hardship_request');
    await depot.db.run(
      'UPDATE shift SET ends_at = plenary_now() WHERE ends_at > plenary_now() AND place_id IS NULL',
    );
    await depot.later(1_000);
    ends = new Date((await depot.db.now()).getTime() + HOUR_MS);
    for (const { membershipId } of [holder!, second!]) await giveShift(membershipId, ends);
  });

  const giveShift = async (membershipId: string, until: Date) => {
    const shift = newId<'shift'>();
    await depot.db.run(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, starts_at, ends_at, chosen)
       SELECT $1, assembly_id, id, $2, plenary_now(), $3, 'assembly' FROM task WHERE name = 'An open ear'`,
      [shift, membershipId, until],
    );
    return shift;
  };
  const ask = (who: Member, text = 'The bailiff comes on Monday.', clientKey: string = randomUUID()) =>
    depot.run(
      (tx) => makeHardshipRequest(tx, who.personId, { assemblyId: depot.assemblyId, clientKey, text }),
      HARDSHIP_CONSTRAINTS,
    );
  const write = (who: Member, requestId: string, text = 'Thank you.', clientKey: string = randomUUID()) =>
    depot.run(
      (tx) => writeInHardshipRequest(tx, who.personId, { requestId, clientKey, text }),
      HARDSHIP_CONSTRAINTS,
    );
  const withdraw = (who: Member, requestId: string) =>
    depot.run((tx) => withdrawHardshipRequest(tx, who.personId, requestId));
  const takeUp = (who: Member, requestId: string) =>
    depot.run((tx) => takeUpHardshipRequest(tx, who.personId, { assemblyId: depot.assemblyId, requestId }));
  const answer = (
    who: Member,
    requestId: string,
    outcome: Outcome = 'helped',
    clientKey: string = randomUUID(),
    text = 'The fund pays it tomorrow.',
  ) =>
    depot.run((tx) =>
      answerHardshipRequest(tx, who.personId, {
        assemblyId: depot.assemblyId,
        requestId,
        clientKey,
        outcome,
        text,
      }),
    );
  /** What they read by their shift; null where it is not their turn. */
  const heard = async (who: Member) => {
    const found = await heardRequests(depot.db, who.personId, depot.assemblyId, 100);
    const hearer = await hearerNow(depot.db, who.personId, depot.assemblyId);
    if (hearer === null) expect(found).toEqual([]);
    return hearer && found;
  };
  const mine = ({ personId, membershipId }: Member) =>
    requestsOfOwn(depot.db, personId, { assemblyId: depot.assemblyId, membershipId });
  const texts = ({ notes }: HardshipRequest) => notes.map(({ text }) => text);
  const traces = () =>
    depot.db.one<Record<string, number>>(
      `SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM change) AS changes,
              (SELECT coalesce(sum(changes), 0) FROM stream) AS lines`,
    );

  it('is read by its member and whoever holds the power now, and leaves no trace in the record or the feed', async () => {
    const before = await traces();
    const request = expectOk(await ask(asker!));
    expect(texts((await mine(asker!))[0]!)).toEqual(['The bailiff comes on Monday.']);
    for (const reader of [holder!, second!])
      expect((await heard(reader))!.map(({ id }) => id)).toEqual([request.id]);
    // Member 1 facilitates.
    for (const reader of [depot.member(1), asker!, other!]) expect(await heard(reader)).toBeNull();
    expect(await mine(other!)).toEqual([]);
    expectOk(await takeUp(holder!, request.id));
    expectOk(await answer(holder!, request.id, 'asked_back'));
    expectOk(await write(asker!, request.id));
    expectOk(await answer(holder!, request.id));
    // Answered, it is the member's alone.
    expect(await heard(holder!)).toEqual([]);
    expect(await mine(asker!)).toMatchObject([{ state: 'helped', holderId: holder!.membershipId }]);
    expectOk(await write(asker!, request.id, 'It came after all.'));
    expect((await heard(second!))!.map(texts)).toEqual([
      [
        'The bailiff comes on Monday.',
        'The fund pays it tomorrow.',
        'Thank you.',
        'The fund pays it tomorrow.',
        'It came after all.',
      ],
    ]);
    expectOk(await withdraw(asker!, request.id));
    expect(await traces()).toEqual(before);
  });

  it('is made once by its key, also by two at once, after it was withdrawn too', async () => {
    const key = randomUUID();
    const made = await Promise.all([
      ask(asker!, 'Once', key),
      ask(asker!, 'Once', key),
      ask(asker!, 'Once', key),
    ]);
    const ids = made.map((each) => expectOk(each).id);
    expect(new Set(ids).size).toBe(1);
    const noted = randomUUID();
    const written = await Promise.all([
      write(asker!, ids[0]!, 'More', noted),
      write(asker!, ids[0]!, 'More', noted),
    ]);
    for (const each of written) expect(texts(expectOk(each))).toEqual(['Once', 'More']);
    for (let i = 0; i < 2; i++)
      expect(expectOk(await withdraw(asker!, ids[0]!))).toMatchObject({ state: 'withdrawn', notes: [] });
    expect(expectOk(await ask(asker!, 'Once', key))).toMatchObject({
      id: ids[0],
      state: 'withdrawn',
      notes: [],
    });
    expect(await mine(asker!)).toEqual([]);
    expect(codeOf(await write(asker!, ids[0]!))).toBe('HARDSHIP_WITHDRAWN');
    const { n } = await depot.db.one<{ n: number }>('SELECT count(*) AS n FROM hardship_note');
    expect(n).toBe(0);
  });

  it('is one that is open for each member, and twenty that are kept', async () => {
    const asked = await Promise.all([ask(asker!), ask(asker!)]);
    expect(asked.map(codeOf).sort()).toEqual(['HARDSHIP_OPEN', 'accepted']);
    const [first] = (await mine(asker!)) as [HardshipRequest];
    expectOk(await answer(holder!, first.id, 'not_helped'));
    const again = expectOk(await ask(asker!));
    expect(codeOf(await write(asker!, first.id))).toBe('HARDSHIP_OPEN');
    expectOk(await withdraw(asker!, again.id));
    for (let kept = 2; kept < MOST_KEPT; kept++)
      expectOk(await withdraw(asker!, expectOk(await ask(asker!)).id));
    expect(codeOf(await ask(asker!))).toBe('HARDSHIP_TOO_MANY');
    expectOk(await ask(other!));
  });

  it('holds the database to it that nobody sees to their own, and that one is open', async () => {
    const { id } = expectOk(await ask(asker!));
    const update = (set: string) => depot.db.run(`UPDATE hardship_request SET ${set} WHERE id = '${id}'`);
    await expect(update(`state = 'taken_up', holder_id = membership_id`)).rejects.toThrow('not_by_oneself');
    await expect(update(`state = 'helped', holder_id = '${holder!.membershipId}'`)).rejects.toThrow(
      'ended_by_state',
    );
    await expect(update(`state = 'taken_up'`)).rejects.toThrow('holder_by_state');
    const last = await depot.run(async (tx) => {
      await tx.run(
        `INSERT INTO hardship_request (id, assembly_id, membership_id, client_key, state, asked_at)
         SELECT gen_random_uuid(), assembly_id, membership_id, gen_random_uuid(), 'waiting', asked_at FROM hardship_request`,
      );
      return { ok: true, value: null };
    }, HARDSHIP_CONSTRAINTS);
    expect(codeOf(last)).toBe('HARDSHIP_OPEN');
  });

  it('is answered by another than its member, who sees nothing of it by the shift', async () => {
    const { id } = expectOk(await ask(holder!));
    expect(await heard(holder!)).toEqual([]);
    expect(codeOf(await takeUp(holder!, id))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await answer(holder!, id))).toBe('RIGHT_NOT_HELD');
    expectOk(await answer(second!, id));
    expect(await mine(holder!)).toMatchObject([{ state: 'helped' }]);
  });

  it('is another member’s or an unknown one alike, for whoever may not and for whoever may', async () => {
    const { id } = expectOk(await ask(asker!));
    for (const which of [id, randomUUID()]) {
      for (const act of [write, withdraw])
        await expect(act(other!, which)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      for (const act of [takeUp, answer]) expect(codeOf(await act(other!, which))).toBe('RIGHT_NOT_HELD');
    }
    const stranger = { ...other!, personId: randomUUID() as Member['personId'] };
    for (const act of [takeUp, answer, write, withdraw])
      await expect(act(stranger, id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(ask(stranger)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expectOk(await withdraw(asker!, id));
    for (const which of [id, randomUUID()])
      for (const act of [takeUp, answer]) expect(codeOf(await act(holder!, which))).toBe('HARDSHIP_GONE');
  });

  it('has one answer when two holders answer at once, and one who took it up when both do', async () => {
    const { id } = expectOk(await ask(asker!));
    const taken = await Promise.all([takeUp(holder!, id), takeUp(second!, id)]);
    expect(taken.map(codeOf).sort()).toEqual(['HARDSHIP_TAKEN_UP', 'accepted']);
    const [first, late] = codeOf(taken[0]!) === 'accepted' ? [holder!, second!] : [second!, holder!];
    expectOk(await takeUp(first, id));
    expect(codeOf(await answer(late, id))).toBe('HARDSHIP_TAKEN_UP');
    expectOk(await answer(first, id));

    const again = expectOk(await ask(asker!));
    const answered = await Promise.all([answer(holder!, again.id), answer(second!, again.id, 'not_helped')]);
    expect(answered.map(codeOf).sort()).toEqual(['HARDSHIP_GONE', 'accepted']);
    const [newest] = (await mine(asker!)) as [HardshipRequest];
    expect(newest.notes).toHaveLength(2);
  });

  it('is answered or withdrawn, whichever came first', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = expectOk(await ask(asker!));
      const [answered, withdrawn] = await Promise.all([answer(holder!, id), withdraw(asker!, id)]);
      expect(['accepted', 'HARDSHIP_GONE']).toContain(codeOf(answered));
      expect(expectOk(withdrawn)).toMatchObject({ state: 'withdrawn', notes: [] });
      expect(codeOf(await answer(holder!, id))).toBe('HARDSHIP_GONE');
      const { n } = await depot.db.one<{ n: number }>('SELECT count(*) AS n FROM hardship_note');
      expect(n).toBe(0);
    }
  });

  it('takes one answer from a retry with the same key', async () => {
    const { id } = expectOk(await ask(asker!));
    const key = randomUUID();
    const answers = await Promise.all([
      answer(holder!, id, 'helped', key),
      answer(holder!, id, 'helped', key),
    ]);
    for (const each of [...answers, await answer(holder!, id, 'helped', key)])
      expect(expectOk(each)).toMatchObject({ id, state: 'helped', notes: { length: 2 } });
  });

  it('is seen and answered until the end of the shift, to the millisecond, and an answer in flight at the end loses', async () => {
    const { id } = expectOk(await ask(asker!));
    expectOk(await takeUp(holder!, id));
    await depot.stopAt(new Date(ends.getTime() - 1));
    expect(await heard(holder!)).toHaveLength(1);
    expect(await mine(asker!)).toMatchObject([{ state: 'taken_up' }]);
    // Its member writes in it when the answer comes: it waits for the row, and the shift ends meanwhile.
    let late: Promise<unknown> | null = null;
    await depot.work.do(async (tx) => {
      await tx.run('SELECT 1 FROM hardship_request WHERE id = $1 FOR UPDATE', [id]);
      late = answer(holder!, id).then(codeOf);
      await untilSomebodyWaits(depot.db);
      await depot.stopAt(ends);
    });
    expect(await late).toBe('RIGHT_NOT_HELD');
    expect(await heard(holder!)).toBeNull();
    expect(codeOf(await takeUp(holder!, id))).toBe('RIGHT_NOT_HELD');
    // What they took up waits again, for whoever comes next.
    expect(await mine(asker!)).toMatchObject([{ state: 'waiting', holderId: null }]);
    await giveShift(other!.membershipId, new Date(ends.getTime() + HOUR_MS));
    expect((await heard(other!))!.map(({ state }) => state)).toEqual(['waiting']);
    expectOk(await takeUp(other!, id));
    expect(await mine(asker!)).toMatchObject([{ state: 'taken_up', holderId: other!.membershipId }]);
    await depot.goTo(new Date(ends.getTime() + 1));
  });

  it('is not for one who was chosen on the spot, and not for a suspended holder; a suspended member may ask', async () => {
    const spot = await giveShift(other!.membershipId, ends);
    await depot.db.run(`UPDATE shift SET chosen = 'spot' WHERE id = $1`, [spot]);
    expect(codeOf(await authorise(depot.db, other!.personId, depot.assemblyId, 'hardship.hear'))).toBe(
      'RIGHT_NOT_HELD',
    );
    const suspend = (who: Member, until: string) =>
      depot.db.run(`UPDATE membership SET suspended_from = since, suspended_until = ${until} WHERE id = $1`, [
        who.membershipId,
      ]);
    for (const who of [holder!, asker!]) await suspend(who, `plenary_now() + interval '1 day'`);
    const { id } = expectOk(await ask(asker!));
    expect(await heard(holder!)).toBeNull();
    expect(codeOf(await answer(holder!, id))).toBe('RIGHT_NOT_HELD');
    expectOk(await answer(second!, id));
    for (const who of [holder!, asker!]) await suspend(who, 'plenary_now()');
  });

  it('holds forty texts, of which the last is for the answer that ends it', async () => {
    const { id } = expectOk(await ask(asker!));
    for (let place = 2; place < 40; place++) expectOk(await write(asker!, id, `${place}`));
    expect(codeOf(await write(asker!, id))).toBe('HARDSHIP_FULL');
    expect(codeOf(await answer(holder!, id, 'asked_back'))).toBe('HARDSHIP_FULL');
    expectOk(await answer(holder!, id));
    expect(codeOf(await write(asker!, id))).toBe('HARDSHIP_FULL');
  });

  it('cannot be opened again when no task gives the power any more', async () => {
    const { id } = expectOk(await ask(asker!));
    const { taskId } = await depot.db.one<{ taskId: string }>(
      `SELECT id AS "taskId" FROM task WHERE name = 'An open ear'`,
    );
    expect(await depot.setTask({ taskId, powers: [] })).toBe('done');
    expect(await heard(holder!)).toBeNull();
    expect(codeOf(await answer(holder!, id))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await write(asker!, id))).toBe('HARDSHIP_UNHEARD');
    expect(await depot.setTask({ taskId, powers: ['see_hardship'] })).toBe('done');
    expect(await heard(holder!)).toHaveLength(1);
  });

  it('is erased thirty days after its end, and out of sight at that instant', async () => {
    const { id } = expectOk(await ask(asker!));
    const open = expectOk(await ask(other!));
    const { endedAt, erasedAt } = expectOk(await answer(holder!, id));
    expect(erasedAt!.getTime() - endedAt!.getTime()).toBe(KEPT_DAYS * DAY_MS);
    await depot.stopAt(new Date(erasedAt!.getTime() - 1));
    expect(await depot.work.do(forgetOldHardship)).toBe(0);
    expect(await mine(asker!)).toHaveLength(1);
    await depot.stopAt(erasedAt!);
    expect(await mine(asker!)).toEqual([]);
    await expect(write(asker!, id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await depot.work.do(forgetOldHardship)).toBe(1);
    await depot.goTo(new Date(erasedAt!.getTime() + 1));
    expect(await mine(other!)).toMatchObject([{ id: open.id }]);
    const left = await depot.db.query<{ request_id: string }>(
      'SELECT DISTINCT request_id FROM hardship_note',
    );
    expect(left.map(({ request_id }) => request_id)).toEqual([open.id]);
  });

  it('goes with its member, who leaves while they ask or is forgotten; what they wrote to others stays there', async () => {
    const answered = expectOk(await ask(asker!));
    expectOk(await answer(second!, answered.id));
    expectOk(await ask(second!));
    expectOk(await depot.forget(4));
    expect(await mine(asker!)).toMatchObject([{ notes: { length: 2 } }]);
    await Promise.allSettled([ask(other!), depot.leave(5)]);
    const { n } = await depot.db.one<{ n: number }>(
      'SELECT count(*) AS n FROM hardship_request WHERE membership_id <> $1',
      [asker!.membershipId],
    );
    expect(n).toBe(0);
  });
});
