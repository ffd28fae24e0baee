import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@plenary/platform';
import { untilSomebodyWaits } from '@plenary/testing';
import type { Term } from '../domain/term.js';
import { actsPage } from '../persistence/act-store.js';
import { overdueReports, reportsOf } from '../persistence/report-store.js';
import { codeOf, DAY, expectOk, House } from '../spec/house.js';
import { acceptSeat } from './answer-seat.js';
import { recordAct } from './record-act.js';
import { writeReport } from './write-report.js';

const WAGES = { kind: 'text', text: 'Wages' } as const;
const SUPPORT = { matter: { text: 'Wages' }, position: 'must_support' };

describe('acts under a mandate', () => {
  let house: House;
  let term: Term;
  beforeAll(async () => {
    house = await House.of(6);
    term = await house.delegate(2);
  });
  afterAll(() => house.close());

  it('are refused while there is no mandate', async () => {
    expect(codeOf(await house.act(2, term))).toBe('NO_MANDATE');
  });

  it('are within it where they do what an instruction says, and marked where none does', async () => {
    await house.mandate(term.officeId, [SUPPORT]);
    expect(expectOk(await house.act(2, term))).toMatchObject({ verdict: 'within', mandateVersion: 1 });
    const other = await house.act(2, term, { matter: { kind: 'text', text: 'Overtime' } });
    expect(expectOk(other)).toMatchObject({ verdict: 'outside' });
    const deviations = await actsPage(house.db, term.id, 'outside', null, 10);
    expect(deviations.map(({ matter }) => matter)).toEqual([{ kind: 'text', text: 'Overtime' }]);
    expect((await house.entries('act.outside-mandate')).at(-1)?.data.act).toBe(deviations[0]!.id);
  });

  it('are refused where they contradict an instruction about that very matter', async () => {
    const refused = await house.act(2, term, { position: 'opposed' });
    expect(codeOf(refused)).toBe('ACT_CONTRADICTS_MANDATE');
    expect(await house.db.maybe(`SELECT 1 FROM act WHERE position = 'opposed'`)).toBe(null);
  });

  it('are held against the latest version, and those before keep theirs', async () => {
    await house.mandate(term.officeId, [{ matter: { text: 'Wages' }, position: 'must_oppose' }]);
    expect(codeOf(await house.act(2, term))).toBe('ACT_CONTRADICTS_MANDATE');
    expect(expectOk(await house.act(2, term, { position: 'opposed' }))).toMatchObject({ mandateVersion: 2 });
    await expect(house.db.run('DELETE FROM mandate')).rejects.toThrow('never edited');
  });

  it('are written once for a key', async () => {
    const clientKey = newId();
    const more = { clientKey, position: 'opposed' } as const;
    const [one, two] = await Promise.all([house.act(2, term, more), house.act(2, term, more)]);
    expect(expectOk(one).id).toBe(expectOk(two).id);
  });

  it('are the delegate’s alone', async () => {
    expect(codeOf(await house.act(3, term))).toBe('RIGHT_NOT_HELD');
  });

  it('are refused with no words, no matter, and with an effect in the past', async () => {
    expect(codeOf(await house.act(2, term, { text: '  ' }))).toBe('TEXT_INVALID');
    expect(codeOf(await house.act(2, term, { matter: null }))).toBe('MATTER_INVALID');
    // An instruction about that motion would not be found.
    const matter = { kind: 'motion', id: newId().toUpperCase() } as const;
    expect(codeOf(await house.act(2, term, { matter }))).toBe('MATTER_INVALID');
    const takesEffectAt = new Date(0);
    expect(codeOf(await house.act(2, term, { takesEffectAt }))).toBe('EFFECT_TIME_PAST');
  });

  it('wait for the seat to be accepted', async () => {
    const officeId = await house.office();
    await house.elect(officeId, 3);
    const [mine] = await house.running(officeId);
    expect(codeOf(await house.act(3, mine!))).toBe('NOT_ACCEPTED');
    const other = await house.work.run((tx) => acceptSeat(tx, house.member(4).personId, mine!.id));
    expect(codeOf(other)).toBe('RIGHT_NOT_HELD');
  });

  it('that have no effect yet are stopped when the seat is lost', async () => {
    const mine = await house.delegate(4);
    await house.mandate(mine.officeId, [SUPPORT]);
    const takesEffectAt = new Date(Date.now() + DAY);
    expectOk(await house.act(4, mine, { takesEffectAt, matter: WAGES }));
    expectOk(await house.act(4, mine));
    await house.decide('recall_delegate', { termId: mine.id });
    const acts = await actsPage(house.db, mine.id, null, null, 10);
    expect(acts.map(({ stoppedAt }) => stoppedAt === null)).toEqual([true, false]);
    expect((await house.entries('delegate.recalled')).at(-1)?.data).toMatchObject({ stoppedActs: 1 });
  });

  it('that have no effect yet when the term is over are stopped at that instant, whether or not anything has run', async () => {
    const mine = await house.delegate(3, { termDays: 10 });
    await house.mandate(mine.officeId, [SUPPORT]);
    const takesEffectAt = new Date(mine.endsAt.getTime() + DAY);
    expectOk(await house.act(3, mine, { takesEffectAt, matter: WAGES }));
    const stopped = async () => (await actsPage(house.db, mine.id, null, null, 1))[0]!.stoppedAt;
    try {
      expect(await stopped()).toBe(null);
      await house.setClock(10.5 * 24);
      expect(await stopped()).toEqual(mine.endsAt);
      // Every process was down until after the instant at which it would have taken effect.
      await house.setClock(12 * 24);
      await house.settle();
      expect(await stopped()).toEqual(mine.endsAt);
      expect((await house.entries('term.over')).at(-1)?.data).toMatchObject({ stoppedActs: 1 });
    } finally {
      await house.setClock(0);
    }
  });

  it('that are in flight come before another mandate, or are held against it', async () => {
    const mine = await house.delegate(6);
    await house.mandate(mine.officeId, [SUPPORT]);
    const instructions = [{ ...SUPPORT, position: 'must_oppose' }];
    const endsAt = new Date(Date.now() + DAY).toISOString();
    const { officeId } = mine;
    const motion = await house.announced('give_mandate', { officeId, mandate: { endsAt, instructions } });
    const pollId = await house.open(motion);
    await house.vote(pollId, ['yes']);
    let closing: Promise<unknown> = Promise.resolve();
    const act = await house.work.run(async (tx) => {
      const clientKey = newId();
      const input = { termId: mine.id, clientKey, figures: [], text: 'Said it.', takesEffectAt: null };
      const judged = await recordAct(tx, house.member(6).personId, {
        ...input,
        matter: WAGES,
        position: 'supported',
      });
      closing = house.closePoll(pollId);
      // The mandate waits for the seat's row, and this act for nothing.
      await untilSomebodyWaits(house.db);
      return judged;
    });
    await closing;
    expect(expectOk(act)).toMatchObject({ mandateVersion: 1, verdict: 'within' });
    expect((await house.motion(motion.id)).outcome).toEqual({ done: true });
    expect(codeOf(await house.act(6, mine))).toBe('ACT_CONTRADICTS_MANDATE');
    // The database has the last word.
    await expect(
      house.db.run(
        `INSERT INTO act SELECT (jsonb_populate_record(a, jsonb_build_object('id', $2::text, 'client_key', $2::text))).*
         FROM act a WHERE a.id = $1`,
        [expectOk(act).id, newId()],
      ),
    ).rejects.toMatchObject({ constraint: 'act_in_term' });
  });

  it('end with the mandate, on the clock', async () => {
    const mine = await house.delegate(5);
    await house.mandate(mine.officeId, [SUPPORT], 2);
    await house.setClock(48.5);
    try {
      expect(codeOf(await house.act(5, mine))).toBe('NO_MANDATE');
    } finally {
      await house.setClock(0);
    }
  });

  it.each([
    ['contradict each other', [SUPPORT, { ...SUPPORT, position: 'must_oppose' }]],
    ['leave nothing within a limit', [limited('5', '4')]],
    ['hold no number', [limited('five', null)]],
    ['are together more than one motion holds', Array.from({ length: 50 }, (_, i) => verbose(i))],
  ])('are not told by instructions that %s', async (_, instructions) => {
    const endsAt = new Date(Date.now() + DAY).toISOString();
    const drafted = await house.draft('give_mandate', {
      officeId: term.officeId,
      mandate: { endsAt, instructions },
    });
    expect(codeOf(drafted)).toBe('EFFECT_INVALID');
  });
});

/** Within every bound of its own. */
function verbose(n: number) {
  const limits = Array.from({ length: 20 }, (_, i) => ({
    name: `${i} ${'x'.repeat(90)}`,
    unit: '%',
    atLeast: '1',
  }));
  return { matter: { text: `Matter ${n}` }, position: 'may_decide_within', limits };
}

function limited(atLeast: string, atMost: string | null) {
  const limits = [{ name: 'Rise', unit: '%', atLeast, atMost }];
  return { matter: { text: 'Wages' }, position: 'may_decide_within', limits };
}

describe('reports', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(5);
  });
  afterAll(() => house.close());

  it('are due after the office’s interval, told of once when overdue, given, and accepted', async () => {
    const term = await house.delegate(2, { reportDays: 10 });
    const [due] = await reportsOf(house.db, [term.id]);
    expect(due!.dueAt.getTime() - term.acceptedAt!.getTime()).toBe(10 * DAY);
    const write = (text: string, n = 2) =>
      house.work.run((tx) => writeReport(tx, house.member(n).personId, due!.id, text));
    expect(codeOf(await house.draft('accept_report', { reportId: due!.id }))).toBe('EFFECT_INVALID');
    await house.setClock(11 * 24);
    try {
      expect((await overdueReports(house.db, house.assemblyId)).map(({ id }) => id)).toEqual([due!.id]);
      await house.settle();
      await house.settle();
      expect(await house.entries('report.overdue')).toHaveLength(1);
      expect(codeOf(await write(''))).toBe('TEXT_INVALID');
      expect(codeOf(await write('What we did.', 3))).toBe('RIGHT_NOT_HELD');
      expectOk(await write('What we did.'));
      expect(await overdueReports(house.db, house.assemblyId)).toEqual([]);
      expect(codeOf(await write('Something else.'))).toBe('REPORT_NOT_OPEN');
      expect(await reportsOf(house.db, [term.id])).toHaveLength(2);
      const motion = await house.decide('accept_report', { reportId: due!.id });
      expect(motion.outcome).toEqual({ done: true });
      expect((await reportsOf(house.db, [term.id])).find(({ id }) => id === due!.id)?.outcome).toBe(
        'accepted',
      );
    } finally {
      await house.setClock(0);
    }
  });

  it('that are overdue can be censured, and are asked of nobody who lost the seat', async () => {
    const term = await house.delegate(3, { reportDays: 10 });
    const [due] = await reportsOf(house.db, [term.id]);
    await house.setClock(11 * 24);
    try {
      const motion = await house.decide('censure_report', { reportId: due!.id });
      expect(motion.outcome).toEqual({ done: true });
      await house.decide('recall_delegate', { termId: term.id });
      expect(await overdueReports(house.db, house.assemblyId)).toEqual([]);
      const write = house.work.run((tx) => writeReport(tx, house.member(3).personId, due!.id, 'Late.'));
      expect(codeOf(await write)).toBe('SEAT_NOT_HELD');
    } finally {
      await house.setClock(0);
    }
  });

  it('are due once an interval, though one more is given on the day of the mandate', async () => {
    const officeId = await house.office({ reportDays: 30 });
    await house.elect(officeId, 2);
    const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
    const mandate = { endsAt: at(300), reportBackAt: at(45), instructions: [SUPPORT] };
    await house.decide('give_mandate', { officeId, mandate });
    const term = await house.accept(officeId, 2);
    const write = (id: string) =>
      house.work.run((tx) => writeReport(tx, house.member(2).personId, id, 'What we did.'));
    try {
      for (let day = 30; day <= 150; day += 15) {
        await house.setClock(day * 24 + 1);
        for (const { id, overdue } of await reportsOf(house.db, [term.id]))
          if (overdue) expectOk(await write(id));
      }
    } finally {
      await house.setClock(0);
    }
    const days = (await reportsOf(house.db, [term.id]))
      .filter(({ writtenAt }) => writtenAt !== null)
      .map(({ dueAt }) => Math.round((dueAt.getTime() - term.acceptedAt!.getTime()) / DAY));
    expect(days).toEqual([135, 105, 75, 45, 30]);
  });
});
