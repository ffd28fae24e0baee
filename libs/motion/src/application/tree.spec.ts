import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { affiliationOf, affiliationTask, disaffiliate } from '@plenary/assembly';
import type { Motion } from '../domain/motion.js';
import { codeOf, DAY, expectOk, Floor } from '../spec/floor.js';
import { sayIn } from './say.js';

/** Three assemblies on one database: the first two sit on floors of their own. */
let lower: Floor;
let upper: Floor;
beforeAll(async () => {
  lower = await Floor.established(4);
  upper = await lower.another(4);
});
afterAll(() => lower.close());

const begin = (floor: Floor = lower) => affiliationTask(floor.work).runDue();
const ask = async (from: Floor, of: Floor): Promise<Motion> =>
  from.decide(await from.seconded('affiliate', { parentId: of.assemblyId }), 'yes');
const accept = async (by: Floor, of: Floor): Promise<Motion> => {
  const asked = await affiliationOf(of.db, of.assemblyId);
  return by.decide(await by.seconded('accept_affiliate', { affiliationId: asked!.id }), 'yes');
};
const leave = async (floor: Floor): Promise<Motion> =>
  floor.decide(await floor.seconded('disaffiliate'), 'yes');
const parentOf = async (floor: Floor) =>
  (
    await floor.db.one<{ parent: string | null }>('SELECT parent_id AS parent FROM assembly WHERE id = $1', [
      floor.assemblyId,
    ])
  ).parent;
const kinds = async (floor: Floor) =>
  (
    await floor.db.query<{ kind: string }>(
      `SELECT kind FROM entry WHERE assembly_id = $1 AND kind ~ '^(affiliation|assembly)[.](asked|accepted|aff|dis|with|circle)' ORDER BY seq`,
      [floor.assemblyId],
    )
  ).map(({ kind }) => kind);

describe('two assemblies', () => {
  it('are together when both have decided it, each in its own record, and apart when the lower one leaves', async () => {
    expect(await ask(lower, upper)).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(await parentOf(lower)).toBeNull();
    expect(await affiliationOf(lower.db, lower.assemblyId)).toMatchObject({ state: 'asked' });
    expect(await accept(upper, lower)).toMatchObject({ state: 'carried', outcome: { done: true } });
    await Promise.all([begin(), begin(upper)]);
    expect(await parentOf(lower)).toBe(upper.assemblyId);
    expect(await affiliationOf(lower.db, lower.assemblyId)).toMatchObject({ state: 'in_force' });
    expect(await leave(lower)).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(await parentOf(lower)).toBeNull();
    expect(await kinds(lower)).toEqual([
      'affiliation.asked',
      'assembly.affiliated',
      'assembly.disaffiliated',
    ]);
    expect(await kinds(upper)).toEqual(['affiliation.accepted']);
  });

  it('are not together by the word of one: what was not asked, or of another, is not accepted', async () => {
    const nobody = '0193b0a0-0000-7000-8000-000000000000';
    expect(codeOf(await upper.draft(1, 'accept_affiliate', { affiliationId: nobody }))).toBe(
      'EFFECT_INVALID',
    );
    expect(codeOf(await lower.draft(1, 'affiliate', { parentId: lower.assemblyId }))).toBe('EFFECT_INVALID');
    expect(codeOf(await lower.draft(1, 'disaffiliate'))).toBe('EFFECT_INVALID');
    // Whether there is such an assembly is not said.
    expect(codeOf(await lower.draft(1, 'affiliate', { parentId: nobody }))).toBe('accepted');
  });

  it('one asks one at a time, and takes it back by itself', async () => {
    await ask(lower, upper);
    expect(codeOf(await lower.draft(1, 'affiliate', { parentId: upper.assemblyId }))).toBe('EFFECT_INVALID');
    const late = await upper.seconded('accept_affiliate', {
      affiliationId: (await affiliationOf(lower.db, lower.assemblyId))!.id,
    });
    await leave(lower);
    expect((await upper.decide(late, 'yes')).outcome).toEqual({
      done: false,
      because: 'what was asked has been taken back, or has lapsed',
    });
    expect((await kinds(lower)).at(-1)).toBe('affiliation.withdrawn');
  });

  it('what was asked lapses after 90 days, and can be asked again', async () => {
    await ask(lower, upper);
    await lower.setClock((91 * DAY) / 3_600_000);
    expect(await affiliationOf(lower.db, lower.assemblyId)).toBeNull();
    expect((await ask(lower, upper)).outcome).toEqual({ done: true });
    await leave(lower);
    await lower.setClock(0);
  });

  it('taken back and accepted at the same instant, they are together or not, and the record says which', async () => {
    await ask(lower, upper);
    await accept(upper, lower);
    const back = lower.work.do((tx) => disaffiliate(tx, lower.assemblyId, { source: 'system' }));
    await Promise.all([begin(), begin(upper), back]);
    await begin();
    expect(await parentOf(lower)).toBeNull();
    expect(['assembly.disaffiliated', 'affiliation.withdrawn']).toContain((await kinds(lower)).at(-1));
  });

  it('never close a circle, also when each accepts the other at once: the database has the last word', async () => {
    await ask(lower, upper);
    await ask(upper, lower);
    await accept(upper, lower);
    await accept(lower, upper);
    await Promise.all([begin(), begin(upper), begin()]);
    await begin();
    const parents = [await parentOf(lower), await parentOf(upper)];
    expect(parents.filter((parent) => parent === null)).toHaveLength(1);
    const last = [(await kinds(lower)).at(-1), (await kinds(upper)).at(-1)];
    expect(last).toContain('affiliation.circle');
    const [below, above] = parents[0] === null ? [upper, lower] : [lower, upper];
    expect(codeOf(await above.draft(1, 'affiliate', { parentId: below.assemblyId }))).toBe('accepted');
    await ask(above, below);
    expect((await accept(below, above)).outcome).toEqual({
      done: false,
      because: 'the assembly that asked stands above this one',
    });
    await expect(
      lower.db.run('UPDATE assembly SET parent_id = $2 WHERE id = $1', [above.assemblyId, below.assemblyId]),
    ).rejects.toMatchObject({ constraint: 'assembly_tree_has_no_circle' });
    await leave(above);
    await leave(below);
  });

  it('know nothing of a quiet one but that it is there', async () => {
    const quiet = (is: boolean) =>
      lower.db.run('UPDATE assembly SET quiet = $2 WHERE id = $1', [lower.assemblyId, is]);
    await ask(lower, upper);
    const asked = (await affiliationOf(lower.db, lower.assemblyId))!;
    const say = async () => (await sayIn(upper.db, upper.assemblyId, [], asked.id)).affiliate(asked.id);
    expect(await say()).toBe('Depot North');
    await quiet(true);
    expect(await say()).toBe('a quiet assembly');
    await accept(upper, lower);
    const named = await upper.db.query<{ value: string }>(
      `SELECT p.value FROM entry_personal p JOIN entry e USING (assembly_id, seq)
       WHERE e.assembly_id = $1 AND e.kind = 'affiliation.accepted' ORDER BY e.seq DESC LIMIT 1`,
      [upper.assemblyId],
    );
    expect(named).toEqual([{ value: 'A quiet assembly' }]);
    await begin();
    await leave(lower);
    await quiet(false);
  });

  it('an annulled asking takes back what it asked', async () => {
    const asked = await ask(lower, upper);
    const undo = lower.effects.get('affiliate')!.annul;
    if ('cannot' in undo) throw new Error('it declares no inverse');
    const annul = () => lower.work.do((tx) => undo.execute(tx, asked, asked.effect, { source: 'system' }));
    expect(await annul()).toEqual({ done: true });
    expect(await annul()).toMatchObject({ done: false });
    expect(await affiliationOf(lower.db, lower.assemblyId)).toBeNull();
    expectOk(await lower.draft(1, 'affiliate', { parentId: upper.assemblyId }));
  });
});
