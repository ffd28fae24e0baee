import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askTogether, bylawsOf, joinRequest } from '@plenary/assembly';
import type { Motion } from '../domain/motion.js';
import { contestsOf } from '../persistence/effect-store.js';
import { motionsOfPolls } from '../persistence/motion-store.js';
import { expectOk, Floor } from '../spec/floor.js';
import { MOTION_SECTION } from './bylaw-section.js';
import { contestEffect } from './contest-result.js';

let floor: Floor;
beforeAll(async () => {
  floor = await Floor.established(9);
});
afterAll(() => floor.close());

const together = () => ({ effects: [contestEffect(floor.ports)] });

function ask(by: number, pollId: string | null) {
  const input = {
    assemblyId: floor.assemblyId,
    action: 'CONTEST_RESULT',
    subjectId: pollId,
    details: {},
    reason: 'The hall was locked.',
  } as const;
  return floor.work.run((tx) => askTogether(together(), tx, floor.member(by).personId, input));
}

/** Three of nine sign: the motion to annul is there. */
async function contest(motion: Motion): Promise<Motion> {
  const request = expectOk(await ask(2, motion.pollId));
  for (const by of [3, 4])
    expectOk(
      await floor.work.run((tx) => joinRequest(together(), tx, floor.member(by).personId, request.id)),
    );
  const id = (await contestsOf(floor.db, [motion.pollId!])).get(motion.pollId!)!;
  return floor.motion(id);
}

/** Why the request could not be made, as the contest itself said it. */
async function refusal(by: number, pollId: string | null): Promise<unknown> {
  const asked = await ask(by, pollId);
  return asked.ok ? null : (asked.rejection as unknown as { because: string }).because;
}

describe('contesting a result', () => {
  it('makes a motion that those who signed moved and seconded, and annuls by the declared inverse', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    const annulment = await contest(motion);
    expect(annulment).toMatchObject({
      kind: 'annul_result',
      state: 'seconded',
      moverId: floor.member(2).membershipId,
      secondsNeeded: 2,
    });
    expect(await floor.decide(annulment, 'yes')).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(await floor.motion(motion.id)).toMatchObject({ state: 'carried', annulledAt: expect.any(Date) });
    const text = await floor.db.one<{ annulled_at: Date | null }>(
      'SELECT annulled_at FROM adopted_text WHERE motion_id = $1',
      [motion.id],
    );
    expect(text.annulled_at).toEqual(expect.any(Date));
    expect((await floor.entries('result.annulled')).at(-1)?.data).toEqual({
      motion: motion.id,
      poll: motion.pollId,
      annulledBy: annulment.id,
      was: 'carried',
      effectUndone: true,
    });
    expect(await refusal(2, motion.pollId)).toBe('ALREADY_CONTESTED');
  });

  it('leaves the result where the assembly does not annul it', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    await floor.decide(await contest(motion), 'no');
    expect((await floor.motion(motion.id)).annulledAt).toBeNull();
  });

  it('annuls a lost result, which did nothing', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'no');
    await floor.decide(await contest(motion), 'yes');
    expect((await floor.motion(motion.id)).annulledAt).toEqual(expect.any(Date));
  });

  it('puts amended numbers back, unless they were changed again since', async () => {
    const hours = async () =>
      (await bylawsOf(floor.db, floor.assemblyId)).section(MOTION_SECTION).ordinary.noticeHours;
    const amend = async (value: number) =>
      floor.decide(
        await floor.seconded('amend_bylaws', { numbers: [{ path: 'motions.ordinary.noticeHours', value }] }),
        'yes',
      );
    const first = await amend(10);
    const second = await amend(20);
    expect((await floor.decide(await contest(first), 'yes')).outcome).toMatchObject({
      done: false,
      because: 'these numbers have been changed again since',
    });
    expect((await floor.decide(await contest(second), 'yes')).outcome).toEqual({ done: true });
    expect(await hours()).toBe(10);
  });

  it('says why where an effect cannot be undone, and then the result stands', async () => {
    const motion = await floor.decide(
      await floor.seconded('choose_facilitator', { memberId: floor.member(3).membershipId }),
      'yes',
    );
    const annulment = await floor.decide(await contest(motion), 'yes');
    expect(annulment.outcome).toMatchObject({
      done: false,
      because: expect.stringContaining('choose another facilitator'),
    });
    expect((await floor.motion(motion.id)).annulledAt).toBeNull();
  });

  it('is for 7 days after a close, and for polls of the assembly', async () => {
    const open = await floor.seconded('ordinary');
    expect(await refusal(2, open.pollId)).toBe('NOT_CONTESTABLE');
    expect(await refusal(2, null)).toBe('NOT_CONTESTABLE');
    const motion = await floor.decide(open, 'yes');
    await floor.setClock(7 * 24 + 1);
    expect(await refusal(2, motion.pollId)).toBe('NOT_CONTESTABLE');
    await floor.setClock(0);
    expect((await motionsOfPolls(floor.db, [motion.pollId!])).get(motion.pollId!)?.id).toBe(motion.id);
  });
});
