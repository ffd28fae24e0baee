import { describe, expect, it } from '@jest/globals';
import {
  countedNow,
  HARDSHIP_MOVES,
  HARDSHIP_STATES,
  type HardshipState,
  inHandsOf,
  isOpen,
  moved,
} from './hardship.js';

describe('the life of a hardship request', () => {
  const held = (state: HardshipState) => ({
    state,
    holderId: state === 'waiting' || state === 'withdrawn' ? null : 'holder',
  });

  it('has somebody who sees to it or answered it exactly where its state says so, whatever is done', () => {
    for (const act of Object.keys(HARDSHIP_MOVES) as (keyof typeof HARDSHIP_MOVES)[])
      for (const state of HARDSHIP_STATES) {
        const actor = act === 'write' || act === 'withdraw' ? null : 'other';
        const next = moved(held(state), act, actor);
        if (next === null) continue;
        expect([act, state, next.holderId !== null]).toEqual([
          act,
          state,
          next.state !== 'waiting' && next.state !== 'withdrawn',
        ]);
        if (actor !== null) expect(next.holderId).toBe('other');
      }
  });

  it('ends by an answer, opens again by the member’s word alone, and not at all once it is withdrawn', () => {
    for (const state of HARDSHIP_STATES) {
      const written = moved(held(state), 'write', null);
      expect(written === null).toBe(state === 'withdrawn');
      if (written !== null) expect(isOpen(written.state)).toBe(true);
      for (const outcome of ['helped', 'not_helped', 'take_up'] as const)
        expect(moved(held(state), outcome, 'holder') === null).toBe(!isOpen(state));
      expect(moved(held(state), 'withdraw', null)).toEqual({ state: 'withdrawn', holderId: null });
    }
  });

  it('goes back to who asked when the member answers what they were asked', () => {
    expect(moved(held('asked_back'), 'write', null)).toEqual({ state: 'taken_up', holderId: 'holder' });
    expect(moved(held('helped'), 'write', null)).toEqual({ state: 'waiting', holderId: null });
  });

  it('is nobody’s any more when the shift of who took it up has ended; a question stands', () => {
    expect(inHandsOf(held('taken_up'), ['holder'])).toBe('holder');
    expect(inHandsOf(held('taken_up'), ['another'])).toBeNull();
    expect(countedNow(held('taken_up'), ['holder'])).toEqual(held('taken_up'));
    expect(countedNow(held('taken_up'), [])).toEqual(held('waiting'));
    expect(countedNow(held('asked_back'), [])).toEqual(held('asked_back'));
    expect(inHandsOf(held('helped'), ['holder'])).toBeNull();
  });
});
