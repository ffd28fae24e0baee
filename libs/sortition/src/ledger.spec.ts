import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LedgerEvent, ledger } from './ledger.js';
import { LOAD_UNIT, loadOf } from './plan-input.js';

const joined = (at: number, member: string, share = 1_000): LedgerEvent => ({
  at,
  member,
  kind: 'joined',
  share,
});
const served = (at: number, member: string, effort = 1): LedgerEvent => ({
  at,
  member,
  kind: 'served',
  effort,
});

describe('the ledger', () => {
  it('starts a newcomer level with the least served of that moment', () => {
    const lines = ledger([
      joined(0, 'a'),
      joined(0, 'b'),
      served(1, 'a', 3),
      served(2, 'b', 2),
      joined(3, 'c'),
    ]);
    expect(lines.get('c')).toEqual({ load: 2 * LOAD_UNIT, share: 1_000, here: true, shifts: 0, effort: 0 });
  });

  it('starts a returner level with them too, unless they had carried more', () => {
    const leave = (from: number, until: number, member: string): LedgerEvent[] => [
      { at: from, member, kind: 'leaveBegan' },
      { at: until, member, kind: 'leaveEnded' },
    ];
    const before = [joined(0, 'a'), joined(0, 'b'), joined(0, 'c'), served(1, 'c', 9)];
    const lines = ledger([
      ...before,
      ...leave(2, 9, 'b'),
      ...leave(2, 9, 'c'),
      served(3, 'a', 4),
      served(5, 'a', 1),
    ]);
    expect([lines.get('b')!.load, lines.get('c')!.load]).toEqual([5 * LOAD_UNIT, 9 * LOAD_UNIT]);
  });

  const stretch = (member: string, from: number, until: number): LedgerEvent[] => [
    { at: from, member, kind: 'leaveBegan' },
    { at: until, member, kind: 'leaveEnded' },
  ];

  it('stands still until the last of several times away is over', () => {
    const events = [
      ...[joined(0, 'a'), joined(0, 'b')],
      ...stretch('b', 1, 5),
      ...stretch('b', 3, 9),
      ...[served(2, 'a', 2), served(7, 'a', 2)],
    ];
    expect(ledger(events, 6).get('b')).toMatchObject({ load: 0, here: false });
    expect(ledger(events, 9).get('b')).toMatchObject({ load: 4 * LOAD_UNIT, here: true });
  });

  it('is as it was for who goes and comes back at once: with shifts to come, and with what they missed', () => {
    const coming = (at: number, member: string, effort: number): LedgerEvent => ({
      at,
      member,
      kind: 'served',
      effort,
      since: 2,
    });
    const events = [
      ...[joined(0, 'a'), joined(0, 'b'), joined(0, 'c'), served(1, 'a', 5), served(1, 'b', 5)],
      // All have shifts to come; what c missed before is owed.
      ...[coming(20, 'a', 4), coming(21, 'b', 4), coming(22, 'c', 4)],
    ];
    const [still, toggled] = [events, [...events, ...stretch('a', 3, 4), ...stretch('c', 3, 4)]].map((all) =>
      [10, 30].map((now) => [...ledger(all, now)].map(([member, { load }]) => [member, load / LOAD_UNIT])),
    );
    expect(toggled).toEqual(still);
  });

  it('stands to the others as before, also for what was published and given up of the time away: that is not owed', () => {
    const events = (kind: 'released' | 'served'): LedgerEvent[] => [
      ...[joined(0, 'a'), joined(0, 'b'), ...stretch('b', 2, 9)],
      { at: 6, member: 'a', kind: 'served', effort: 3, since: 1 },
      { at: 5, member: 'b', kind, effort: 3, since: 1 },
      served(7, 'a', 2),
    ];
    expect(ledger(events('released')).get('b')!.load).toBe(5 * LOAD_UNIT);
    expect(ledger(events('served')).get('b')!.load).toBe(5 * LOAD_UNIT);
    // Given up of another time it is owed, as whatever is given up.
    const without = events('served').filter(({ kind, member }) => kind !== 'served' || member !== 'b');
    expect(ledger(without).get('b')!.load).toBe(2 * LOAD_UNIT);
  });

  it('leaves a newcomer out who is on leave already, and starts them level when they are back', () => {
    const before = [joined(0, 'a'), served(1, 'a', 3), ...stretch('new', 2, 20), joined(5, 'new')];
    const events = [...before, served(7, 'a', 4), joined(9, 'next')];
    const lines = ledger(events, 10);
    expect(lines.get('new')).toMatchObject({ load: 3 * LOAD_UNIT, here: false });
    expect(lines.get('next')!.load).toBe(7 * LOAD_UNIT);
    expect(ledger(events, 20).get('new')).toMatchObject({ load: 7 * LOAD_UNIT, here: true });
  });

  it('lets no end of a leave bring back who has left', () => {
    const gone: LedgerEvent = { at: 4, member: 'b', kind: 'left' };
    const lines = ledger([joined(0, 'a'), joined(0, 'b'), ...stretch('b', 3, 6), gone]);
    expect(lines.get('b')!.here).toBe(false);
  });

  it('counts a shift twice as much for who gives half the time, from when they said so', () => {
    const lines = ledger([
      joined(0, 'a'),
      served(1, 'a'),
      { at: 2, member: 'a', kind: 'shareChanged', share: 500 },
      served(3, 'a'),
    ]);
    expect(lines.get('a')).toMatchObject({ load: 3 * LOAD_UNIT, effort: 2, shifts: 2 });
  });

  it('knows how much of their time newcomers give who said so before they counted', () => {
    const lines = ledger([
      joined(0, 'a'),
      { at: 1, member: 'new', kind: 'shareChanged', share: 250 },
      { at: 2, member: 'new', kind: 'shareChanged', share: 500 },
      joined(3, 'new'),
      served(4, 'new'),
    ]);
    expect(lines.get('new')).toMatchObject({ share: 500, load: 2 * LOAD_UNIT });
  });

  it('does not start who comes while nobody is there at nothing: the others would have nothing to do for long', () => {
    const away = [...stretch('a', 3, 9), ...stretch('b', 4, 9)];
    const lines = ledger([
      joined(0, 'a'),
      joined(0, 'b'),
      served(1, 'a', 7),
      served(2, 'b', 6),
      ...away,
      joined(5, 'c'),
    ]);
    expect([...lines.values()].map(({ load }) => load / LOAD_UNIT)).toEqual([7, 6, 6]);
  });

  it('adds nothing for a shift that was missed, nor for somebody who never joined', () => {
    const lines = ledger([joined(0, 'a'), { at: 1, member: 'a', kind: 'missed' }, served(2, 'x')]);
    expect([...lines].map(([member, { load }]) => [member, load])).toEqual([['a', 0]]);
  });
});

describe('every ledger', () => {
  const MEMBERS = ['a', 'b', 'c', 'd'];
  const event = fc
    .record({
      at: fc.integer({ min: 1, max: 50 }),
      member: fc.constantFrom(...MEMBERS),
      kind: fc.constantFrom('served', 'missed', 'left', 'leaveBegan', 'leaveEnded', 'shareChanged'),
      effort: fc.integer({ min: 1, max: 9 }),
      share: fc.constantFrom(250, 500, 1_000),
    })
    .map((each) => each as LedgerEvent);
  const events = fc
    .array(event, { maxLength: 40 })
    .map((more) => [joined(0, 'a'), joined(10, 'b'), joined(20, 'c'), ...more]);

  it('is the same however its events are listed', () => {
    fc.assert(
      fc.property(
        events.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          // Two events of one member of one kind at one instant may be told apart by nothing: they are one here.
          const once = (list: readonly LedgerEvent[]) => [
            ...new Map(list.map((e) => [`${e.at} ${e.member} ${e.kind}`, e])).values(),
          ];
          const unique = once(all);
          const same = shuffled.filter((each) => unique.includes(each));
          expect([...ledger(same)].sort()).toEqual([...ledger(unique)].sort());
        },
      ),
    );
  });

  it('only grows, and puts nobody who comes below the least served who is there', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 50 }), (all, now) => {
        const then = ledger(all.filter(({ at }) => at <= now));
        const later = ledger(all);
        for (const [member, { load }] of then) expect(later.get(member)!.load).toBeGreaterThanOrEqual(load);
        const before = [...ledger(all.filter(({ at }) => at < 20)).values()].filter(({ here }) => here);
        const quiet = all.every(({ at, kind }) => at !== 20 || kind === 'joined');
        const least = Math.min(...before.map(({ load }) => load));
        if (quiet && before.length > 0)
          expect(ledger(all.filter(({ at }) => at <= 20)).get('c')!.load).toBe(least);
      }),
    );
  });

  it('keeps those who are served least first within one shift of the largest effort, whoever comes later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ effort: fc.integer({ min: 1, max: 5 }), comes: fc.boolean() }), {
          maxLength: 60,
        }),
        (steps) => {
          const all: LedgerEvent[] = [joined(0, 'm0'), joined(0, 'm1')];
          let members = 2;
          for (const [i, { effort, comes }] of steps.entries()) {
            if (comes) all.push(joined(i + 1, `m${members++}`));
            const lines = [...ledger(all)];
            const [next] = lines.reduce((low, each) => (each[1].load < low[1].load ? each : low));
            all.push(served(i + 1.5, next, effort));
          }
          const loads = [...ledger(all).values()].map(({ load }) => load);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(loadOf(5, 1_000));
        },
      ),
    );
  });
});
