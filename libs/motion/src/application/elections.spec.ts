import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amendSections } from '@plenary/assembly';
import type { Result } from '@plenary/kernel';
import { type Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { candidatesOf, openPoll, pollOf } from '@plenary/voting';
import { MOTION_PRESETS } from '../domain/bylaw-presets.js';
import type { Motion } from '../domain/motion.js';
import { decideNominate, decideStand } from '../domain/nomination.js';
import { standingWords } from '../domain/standing-words.js';
import { nominationsOf } from '../persistence/nomination-store.js';
import { codeOf, expectOk, Floor } from '../spec/floor.js';
import { MOTION_SECTION } from './bylaw-section.js';
import { concernedIn } from './concerned-in.js';
import type { DraftInput } from './draft-motion.js';
import { declineNomination, nominate, standForElection } from './nominate.js';

const TERMS = { method: 'stv-scottish', seats: 2, order: 'drawn' } as const;

let floor: Floor;
let other: Database;
beforeAll(async () => {
  floor = await Floor.established(8);
  other = await floor.otherProcess();
});
afterAll(async () => {
  await other.close();
  await floor.close();
});

const name = (by: number, motion: Motion, whom: number) =>
  floor.work.run((tx) =>
    nominate(tx, floor.member(by).personId, {
      motionId: motion.id,
      membershipId: floor.member(whom).membershipId,
    }),
  );
const stand = (by: number, motion: Motion, statement = '', work: UnitOfWork = floor.work) =>
  work.run((tx) => standForElection(tx, floor.member(by).personId, { motionId: motion.id, statement }));
const decline = (by: number, motion: Motion) =>
  floor.work.run((tx) => declineNomination(tx, floor.member(by).personId, motion.id));

async function nominations(motion: Motion): Promise<Record<string, string>> {
  const found = (await nominationsOf(floor.db, [motion.id])).get(motion.id)!;
  return Object.fromEntries(
    found.map(({ membershipId, state }) => [
      floor.members.findIndex((member) => member.membershipId === membershipId) + 1,
      state,
    ]),
  );
}

async function papersOf(motion: Motion): Promise<string[]> {
  const { pollId } = await floor.motion(motion.id);
  return (await candidatesOf(floor.db, [pollId!])).get(pollId!)!.map(({ name: candidate }) => candidate);
}

describe('an election is moved', () => {
  it.each<[string, DraftInput['effect'], string]>([
    ['no method', { seats: 1, order: 'fixed' }, 'method'],
    ['a method of nobody’s', { ...TERMS, method: 'lot' }, 'method'],
    ['no seats', { ...TERMS, seats: 0 }, 'seats'],
    ['too many seats', { ...TERMS, seats: 101 }, 'seats'],
    ['two seats by instant run-off', { ...TERMS, method: 'irv' }, 'seats'],
    ['no order', { method: 'irv', seats: 1 }, 'order'],
    ['scores without their range', { ...TERMS, method: 'score' }, 'maxScore'],
    ['a range without scores', { ...TERMS, maxScore: 5 }, 'maxScore'],
    ['options', { ...TERMS, options: [] }, 'options'],
  ])('not with %s', async (_, effect, field) => {
    expect(await floor.draft(1, 'election', effect)).toMatchObject({
      ok: false,
      rejection: { code: 'EFFECT_INVALID', field },
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['one option', { options: [{ name: 'Red', statement: '' }] }, 'options'],
    ['an option without a name', { options: [{ name: ' ' }, { name: 'Red' }] }, 'name'],
    ['two of one name', { options: [{ name: 'Red' }, { name: 'Red' }] }, 'options'],
    ['as many seats as options', { seats: 2, options: [{ name: 'Red' }, { name: 'Blue' }] }, 'seats'],
    [
      'more text than a row holds',
      {
        seats: 1,
        options: Array.from({ length: 40 }, (_, n) => ({
          name: `Option ${n}`,
          statement: 'x'.repeat(1_900),
        })),
      },
      'options',
    ],
  ])('a choice not with %s', async (_, effect, field) => {
    expect(await floor.draft(1, 'choose_option', { ...TERMS, ...effect })).toMatchObject({
      ok: false,
      rejection: { code: 'EFFECT_INVALID', field },
    });
  });
});

describe('candidates', () => {
  it('are named from the moving until the vote opens, and say yes or no', async () => {
    const draft = expectOk(await floor.draft(1, 'election', TERMS));
    expect(codeOf(await stand(1, draft))).toBe('NOMINATIONS_CLOSED');
    const motion = expectOk(await floor.move(1, draft));
    expect(codeOf(await name(1, motion, 1))).toBe('STAND_YOURSELF');
    expectOk(await name(1, motion, 3));
    expectOk(await name(2, motion, 3));
    expectOk(await name(2, motion, 4));
    expect(codeOf(await decline(5, motion))).toBe('NOT_NOMINATED');
    expectOk(await stand(3, motion, 'I was a delegate before.'));
    expectOk(await stand(3, motion, 'I was a delegate before, and would be again.'));
    expectOk(await decline(4, motion));
    expectOk(await decline(4, motion));
    expect(codeOf(await name(1, motion, 4))).toBe('NOT_WILLING');
    expectOk(await stand(5, motion));
    expectOk(await decline(5, motion));
    expect(await nominations(motion)).toEqual({ 3: 'standing', 4: 'declined', 5: 'withdrawn' });
    expect((await floor.motion(motion.id)).subjects).toEqual([floor.member(3).membershipId]);
    // Whoever said no may say yes later; nobody can ask them again.
    expectOk(await stand(4, motion));
    const kinds = ['candidate.nominated', 'candidate.stood', 'candidate.declined', 'candidate.withdrawn'];
    const counts = await Promise.all(kinds.map(async (kind) => (await floor.entries(kind)).length));
    expect(counts).toEqual([2, 3, 1, 1]);

    expectOk(await floor.second(2, motion));
    expect((await floor.motion(motion.id)).state).toBe('seconded');
    expectOk(await stand(1, motion));
    await floor.open(motion);
    for (const late of [name(2, motion, 6), stand(6, motion), decline(3, motion)])
      expect(codeOf(await late)).toBe('NOMINATIONS_CLOSED');
    expect(await papersOf(motion)).toEqual(['Member 1', 'Member 3', 'Member 4']);
  });

  it('are members that count', async () => {
    const motion = await floor.seconded('election', TERMS);
    const fresh = await floor.join('Fresh');
    const number = floor.members.indexOf(fresh) + 1;
    expect(codeOf(await name(1, motion, number))).toBe('NOT_ELIGIBLE');
    expect(codeOf(await stand(number, motion))).toBe('RIGHT_NOT_HELD');
    const ordinary = await floor.seconded('ordinary');
    expect(codeOf(await name(1, ordinary, 3))).toBe('NOMINATIONS_CLOSED');
    const stranger = { motionId: motion.id, membershipId: newId<'membership'>() };
    const result = await floor.work.run((tx) => nominate(tx, floor.member(1).personId, stranger));
    expect(codeOf(result)).toBe('NOT_ELIGIBLE');
    expect(codeOf(await stand(1, motion, 'x'.repeat(2_001)))).toBe('TEXT_INVALID');
  });

  it('who no longer count when the vote opens are not on the list', async () => {
    const motion = await floor.seconded('election', TERMS);
    const leaver = await floor.join('Leaver', true);
    expectOk(await stand(floor.members.indexOf(leaver) + 1, motion));
    expectOk(await stand(2, motion));
    await floor.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      leaver.membershipId,
    ]);
    await floor.open(motion);
    expect(await papersOf(motion)).toEqual(['Member 2']);
  });

  it('are at most 200, of at most 1,000 who are named', () => {
    const motion = { kind: 'election', state: 'moved' } as const;
    expect(codeOf(decideStand({ motion, nomination: null, standing: 200, nominated: 200 }))).toBe(
      'TOO_MANY_CANDIDATES',
    );
    expect(codeOf(decideStand({ motion, nomination: null, standing: 199, nominated: 1_000 }))).toBe(
      'TOO_MANY_CANDIDATES',
    );
    expect(codeOf(decideNominate({ motion, nomination: null, standing: 0, nominated: 1_000 }))).toBe(
      'TOO_MANY_CANDIDATES',
    );
    expect(codeOf(decideStand({ motion, nomination: null, standing: 199, nominated: 999 }))).toBe('accepted');
  });

  it('who come or go while the vote opens are on its list, or are told that it is frozen', async () => {
    const elsewhere = new UnitOfWork(other, appendRecordAndFeed);
    for (let round = 0; round < 12; round++) {
      const motion = await floor.seconded('election', TERMS);
      expectOk(await stand(1, motion));
      expectOk(await stand(2, motion));
      const pollId = (await floor.motion(motion.id)).pollId!;
      const acts: Promise<Result<unknown>>[] = [3, 4, 5].map((by, i) =>
        stand(by, motion, '', i % 2 ? floor.work : elsewhere),
      );
      const leaving = decline(2, motion);
      const opening = floor.work.run((tx) => openPoll(floor.voting, tx, { pollId }));
      acts.push(stand(6, motion, '', elsewhere));
      const codes = (await Promise.all(acts)).map(codeOf);
      const left = codeOf(await leaving);
      expectOk(await opening);
      const expected = [1, 3, 4, 5, 6]
        .filter((by, i) => i === 0 || codes[by === 6 ? 3 : by - 3] === 'accepted')
        .map((by) => `Member ${by}`);
      if (left !== 'accepted') expected.push('Member 2');
      for (const code of [...codes, left]) expect(['accepted', 'NOMINATIONS_CLOSED']).toContain(code);
      expect(await papersOf(motion)).toEqual(expected.sort());
    }
  });
});

describe('an election', () => {
  it('is lost without a vote when nobody stands as its vote is due, and is not put again', async () => {
    const motion = await floor.seconded('election', TERMS);
    expectOk(await name(1, motion, 3));
    const pollId = (await floor.motion(motion.id)).pollId!;
    const opened = await floor.work.run((tx) => openPoll(floor.voting, tx, { pollId }));
    expect(codeOf(opened)).toBe('NOBODY_STANDS');
    await floor.voidPoll(pollId);
    const lost = await floor.motion(motion.id);
    expect(lost).toMatchObject({ state: 'lost', pollId, outcome: null });
    expect((await pollOf(floor.db, pollId))?.state).toBe('void');
    expect((await floor.entries('motion.nobody-stood')).at(-1)?.data).toMatchObject({ motion: motion.id });
    const facts = { seconds: 1, opens: null, closes: null, nobodyStood: true };
    expect(standingWords(lost, facts)).toContain('nobody stood');
    expect(codeOf(await stand(3, motion))).toBe('NOMINATIONS_CLOSED');
  });

  it('is put again when its open vote is voided, and the list is open again', async () => {
    const motion = await floor.seconded('election', TERMS);
    expectOk(await stand(3, motion));
    await floor.voidPoll(await floor.open(motion));
    expect((await floor.motion(motion.id)).state).toBe('seconded');
    expectOk(await stand(4, motion));
    await floor.open(motion);
    expect(await papersOf(motion)).toEqual(['Member 3', 'Member 4']);
  });

  it('that is carried says in the record who was elected, by ids; and can be annulled', async () => {
    const motion = await floor.seconded('election', TERMS);
    for (const by of [3, 4, 5]) expectOk(await stand(by, motion));
    const pollId = await floor.open(motion);
    // Candidates use no shift's powers over the vote, and vouch for nobody meanwhile.
    const concerned = await concernedIn(floor.db, (await pollOf(floor.db, pollId))!);
    expect([...concerned].sort()).toEqual(
      [3, 4, 5].map((n) => floor.member(n).membershipId as string).sort(),
    );
    await floor.vote(pollId, 'r:2>0');
    await floor.closePoll(pollId);
    const carried = await floor.motion(motion.id);
    expect(carried).toMatchObject({ state: 'carried', outcome: { done: true } });
    const { data } = (await floor.entries('members.elected')).at(-1)!;
    expect(data).toMatchObject({ motion: motion.id, poll: pollId, seats: 2 });
    const members = (data.elected as { member: string }[]).map(({ member }) => member);
    expect(members).toEqual([floor.member(5).membershipId, floor.member(3).membershipId]);
    const { annul } = floor.effects.get('election')!;
    if ('cannot' in annul) throw new Error('it can be annulled');
    const undone = await floor.work.do((tx) =>
      annul.execute(tx, carried, carried.effect, { source: 'motion', motion: motion.id }),
    );
    expect(undone).toEqual({ done: true });
    expect((await floor.entries('election.annulled')).at(-1)?.data).toMatchObject({ motion: motion.id });
  });

  it('is lost when every paper is blank', async () => {
    const motion = await floor.seconded('election', TERMS);
    expectOk(await stand(3, motion));
    const pollId = await floor.open(motion);
    await floor.vote(pollId, 'blank');
    await floor.closePoll(pollId);
    expect(await floor.motion(motion.id)).toMatchObject({ state: 'lost', outcome: null });
  });
});

describe('a choice among options', () => {
  it('puts the mover’s options in their order, and records what was chosen', async () => {
    const options = ['Red', 'Blue', 'Green'].map((each) => ({ name: each, statement: `All ${each}.` }));
    const effect = { method: 'schulze', seats: 1, order: 'fixed', options };
    const motion = await floor.seconded('choose_option', effect);
    expect(codeOf(await stand(3, motion))).toBe('NOMINATIONS_CLOSED');
    const pollId = await floor.open(motion);
    expect(await papersOf(motion)).toEqual(['Red', 'Blue', 'Green']);
    await floor.vote(pollId, 'r:1>0=2');
    await floor.closePoll(pollId);
    expect((await floor.motion(motion.id)).state).toBe('carried');
    const { data } = (await floor.entries('option.chosen')).at(-1)!;
    expect(data).toMatchObject({ motion: motion.id, elected: [{ member: null }] });
    const [blue] = (await candidatesOf(floor.db, [pollId]))
      .get(pollId)!
      .filter(({ name: each }) => each === 'Blue');
    expect(data.elected).toEqual([{ candidate: blue!.id, member: null }]);
  });
});

describe('bylaws that are older than elections', () => {
  const { election: _, choose_option: __, ...older } = MOTION_PRESETS.union_local;

  it('have the rules of the kinds that these are most like, by majority and shown after the close', () => {
    const parsed = expectOk(MOTION_SECTION.parse(older));
    const { turnoutPercent, tier, noticeHours } = older.choose_facilitator;
    expect(parsed.election).toMatchObject({
      turnoutPercent,
      tier,
      noticeHours,
      liveResults: false,
      publishBallots: 0,
    });
    expect(parsed.choose_option).toMatchObject({ supportPercent: 0, liveResults: false });
  });

  it('can be amended in what is younger', async () => {
    const path = 'motions.election.publishBallots';
    const amended = expectOk(
      amendSections([MOTION_SECTION], 'union_local', { motions: older as never }, [{ path, value: 1 }]),
    );
    expect(expectOk(MOTION_SECTION.parse(amended.motions)).election.publishBallots).toBe(1);
    const ordinary = { path: 'motions.ordinary.publishBallots', value: 1 };
    expect(codeOf(amendSections([MOTION_SECTION], 'union_local', {}, [ordinary]))).toBe('BYLAW_INVALID');
  });
});
