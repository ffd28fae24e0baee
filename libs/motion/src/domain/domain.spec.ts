import { describe, expect, it } from '@jest/globals';
import { amendSections, composeBylaws } from '@plenary/assembly';
import type { MembershipId } from '@plenary/kernel';
import { describeRule } from '@plenary/tally';
import { MOTION_SECTION } from '../application/bylaw-section.js';
import { MOTION_PRESETS } from './bylaw-presets.js';
import { parseMotionBylaws, ruleOf, tiersOf } from './bylaws.js';
import { decideClosed, decideKind, decideMove } from './decide.js';
import { MOTION_KINDS, MOTION_STATES, type Motion } from './motion.js';
import { checkWishes, span, termsOf } from './terms.js';
import { after, type MotionEvent, TRANSITIONS } from './transitions.js';

const NO_WISH = { opensAt: null, seconds: null, tier: null };
const NOW = new Date('2026-03-01T18:00:00Z');

describe('the life of a motion', () => {
  it('reaches every state from the draft, and leaves none that has ended', () => {
    const reached = new Set(['draft']);
    for (const state of reached)
      for (const next of Object.values(TRANSITIONS[state as 'draft'])) reached.add(next);
    expect([...reached].sort()).toEqual([...MOTION_STATES].sort());
    for (const state of ['carried', 'lost', 'withdrawn'] as const) expect(TRANSITIONS[state]).toEqual({});
  });

  it('never decides twice, nor what nobody seconded', () => {
    expect(decideClosed('seconded', true)).toBe('carried');
    expect(decideClosed('voting', false)).toBe('lost');
    for (const state of ['draft', 'moved', 'carried', 'lost', 'withdrawn'] as const)
      expect(decideClosed(state, true)).toBeNull();
  });

  it('withdraws before the vote and not after', () => {
    const can = MOTION_STATES.filter((state) => after(state, 'withdraw' satisfies MotionEvent) !== null);
    expect(can).toEqual(['draft', 'moved', 'seconded']);
  });
});

describe('the three first decisions', () => {
  it('come in their order, before any other, and two of them once', () => {
    const allowed = (next: Parameters<typeof decideKind>[1]) =>
      MOTION_KINDS.filter((kind) => decideKind(kind, next).ok);
    expect(allowed('confirm_roll')).toEqual(['confirm_roll']);
    expect(allowed('choose_facilitator')).toEqual(['choose_facilitator']);
    expect(allowed('adopt_bylaws')).toEqual(['adopt_bylaws']);
    expect(allowed(null)).not.toContain('confirm_roll');
    expect(allowed(null)).not.toContain('adopt_bylaws');
    expect(allowed(null)).toContain('choose_facilitator');
  });

  it('need no seconder from a founder who is alone', () => {
    const motion = { kind: 'confirm_roll', state: 'draft', subjects: [] } as unknown as Motion;
    const moving = { by: 'a' as MembershipId, next: 'confirm_roll', seconders: 1 } as const;
    expect(decideMove(motion, { ...moving, members: 1 })).toMatchObject({
      value: { secondsNeeded: 0, complete: true },
    });
    expect(decideMove(motion, { ...moving, members: 2 })).toMatchObject({
      value: { secondsNeeded: 1, complete: false },
    });
  });
});

describe('the bylaws on motions', () => {
  it('are valid in every preset, and say every rule in words', () => {
    for (const [name, preset] of Object.entries(MOTION_PRESETS)) {
      expect([name, parseMotionBylaws(JSON.parse(JSON.stringify(preset)))]).toEqual([
        name,
        { ok: true, value: preset },
      ]);
      expect(MOTION_SECTION.rules?.(preset)).toHaveLength(MOTION_KINDS.length);
    }
  });

  it('amend within their bounds', () => {
    const amend = (path: string, value: number) =>
      composeBylaws([MOTION_SECTION], 'union_local', [{ path, value }]).ok;
    expect(amend('motions.ordinary.seconders', 20)).toBe(true);
    expect(amend('motions.ordinary.seconders', 21)).toBe(false);
    expect(amend('motions.expel_member.noticeHours', 23)).toBe(false);
    expect(amend('motions.direct_action.supportPercent', 40)).toBe(true);
    // Only where the rule bears blocks at all.
    expect(amend('motions.ordinary.rule.bearableBlocks', 1)).toBe(false);
    expect(
      composeBylaws([MOTION_SECTION], 'consensus_collective', [
        { path: 'motions.ordinary.rule.bearableBlocks', value: 1 },
      ]).ok,
    ).toBe(true);
  });

  it('that were adopted before there was a kind have its usual rules, and can amend them', () => {
    const { choose_on_the_spot, affiliate, accept_affiliate, disaffiliate, set_task, ...older } =
      MOTION_PRESETS.union_local;
    expect(parseMotionBylaws(older)).toEqual({ ok: true, value: MOTION_PRESETS.union_local });
    const stored = JSON.parse(JSON.stringify({ motions: older }));
    const amend = (path: string, value: number) =>
      amendSections([MOTION_SECTION], 'union_local', stored, [{ path, value }]);
    expect(amend('motions.choose_on_the_spot.pollMinutes', 5)).toMatchObject({
      ok: true,
      value: { motions: { choose_on_the_spot: { pollMinutes: 5 } } },
    });
    // It opens at once: there is no notice to amend.
    expect(amend('motions.choose_on_the_spot.noticeHours', 1).ok).toBe(false);
    expect(amend('motions.choose_on_the_spot.pollMinutes', 6).ok).toBe(false);
    expect(
      [choose_on_the_spot, affiliate, accept_affiliate, disaffiliate, set_task].every(
        (rules) => rules.seconders > 0,
      ),
    ).toBe(true);
  });

  it('fix the tier, or leave the mover both, their own first', () => {
    const { election, choose_option: choice, ordinary } = MOTION_PRESETS.union_local;
    expect([election, choice, ordinary].map(tiersOf)).toEqual([
      ['secret'],
      ['roll_call', 'secret'],
      ['roll_call', 'secret'],
    ]);
    expect(tiersOf({ ...election, moverChoosesTier: true })).toEqual(['secret', 'roll_call']);
  });

  it('refuse what is missing, unknown or out of bounds', () => {
    const { ordinary, ...rest } = MOTION_PRESETS.union_local;
    const wrong: unknown[] = [null, [], rest, { ...rest, ordinary, other: ordinary }];
    for (const change of [
      { seconders: 1.5 },
      { tier: 'open' },
      { rule: {} },
      { moverChoosesTier: 1 },
      { liveResults: 0 },
      { saysFirst: 3 },
      { extra: 1 },
    ]) {
      wrong.push({ ...rest, ordinary: { ...ordinary, ...change } });
    }
    for (const value of wrong)
      expect(parseMotionBylaws(value)).toMatchObject({
        ok: false,
        rejection: { code: 'MOTION_BYLAWS_INVALID' },
      });
  });

  it('have the British conditions for direct action in a union local, and the option for important public services', () => {
    const rules = MOTION_PRESETS.union_local.direct_action;
    expect(rules.saysFirst).toMatch(/^This vote is consultative/);
    expect(describeRule(ruleOf(rules)).text).toBe(
      'Carries with more than half of the votes for and against. At least half of all members must vote.',
    );
    expect(describeRule(ruleOf({ ...rules, supportPercent: 40 })).text).toContain(
      'at least two fifths of all members',
    );
  });
});

describe('the terms of a vote', () => {
  const rules = MOTION_PRESETS.union_local.ordinary;

  it('open after the notice, and no earlier than wished or than what must come before', () => {
    const opens = (wish: Date | null, before: Date[]) =>
      termsOf({ ...NO_WISH, opensAt: wish }, rules, NOW, before).opensAt.toISOString();
    expect(opens(null, [])).toBe('2026-03-03T18:00:00.000Z');
    expect(opens(new Date('2026-03-02T00:00:00Z'), [])).toBe('2026-03-03T18:00:00.000Z');
    expect(opens(new Date('2026-03-09T00:00:00Z'), [])).toBe('2026-03-09T00:00:00.000Z');
    expect(opens(null, [new Date('2026-03-20T00:00:00Z')])).toBe('2026-03-20T00:00:00.000Z');
  });

  it('last 15 seconds to 7 days while founding, as the mover likes', () => {
    const ok = (seconds: number) =>
      checkWishes({ ...NO_WISH, seconds }, MOTION_PRESETS.founding.confirm_roll, true, NOW).ok;
    expect([ok(14), ok(15), ok(604_800), ok(604_801)]).toEqual([false, true, true, false]);
  });

  it('are said in the largest whole unit', () => {
    expect([15, 60, 7_200, 1_209_600].map(span)).toEqual(['15 seconds', '1 minute', '2 hours', '14 days']);
  });
});
