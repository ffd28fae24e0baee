import { describe, expect, it } from '@jest/globals';
import { LOAD_UNIT } from './plan-input.js';
import { draw } from './rfc3797.js';
import { mayHave, planRoster, type RosterCandidate, type RosterTask, rosterKey } from './roster.js';

const HOUR = 3_600_000;
const TASK: RosterTask = { id: 't', effort: 1, requires: [], longestRun: 1, pauseMs: 0 };
const candidate = (id: string, part: Partial<RosterCandidate> = {}): RosterCandidate => ({
  id,
  load: 0,
  share: 1_000,
  has: [],
  from: 0,
  holds: [],
  ...part,
});
const seed = 'ab'.repeat(32);

describe('a published draw', () => {
  it('gives each place by its own draw of RFC 3797 among the least served', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((id) => candidate(id, { load: id === 'd' ? LOAD_UNIT : 0 }));
    const input = { seed, turn: 3, tasks: [TASK], candidates, places: [[0, 0, HOUR, 2 * HOUR]] as const };
    const { holders, why } = planRoster(input, new Map());
    expect(holders).toEqual([['a', 'b', 'c'][draw(rosterKey(seed, 3, 0), 3, 1)[0]!.selected]]);
    expect(why[0]).toMatchObject({ able: 4, drawnFrom: [0, 1, 2] });
    expect(rosterKey('ff', 3, 0)).toBe('255./3./0./');
  });

  it('keeps to what members have, and to when they can’t', () => {
    const tasks = [{ ...TASK, requires: ['first aid'] }];
    const candidates = [
      candidate('a', { has: ['first aid', 'Welsh'] }),
      candidate('b'),
      candidate('c', { has: ['first aid'] }),
    ];
    const places = [[0, 0, HOUR, 2 * HOUR]] as const;
    const absences = new Map([['a', [[0, HOUR + 1]] as const]]);
    expect(planRoster({ seed, turn: 0, tasks, candidates, places }, absences).holders).toEqual(['c']);
    expect(
      planRoster({ seed, turn: 0, tasks, candidates: [candidates[1]!], places }, absences).holders,
    ).toEqual([null]);
  });

  it('judges a swap by the same rules: run, pause, and two things at once', () => {
    const place = [0, 5, 10 * HOUR, 11 * HOUR] as const;
    const holding = (...holds: RosterCandidate['holds']) => candidate('a', { holds });
    expect(mayHave(holding(), place, [TASK])).toBe(true);
    expect(mayHave(holding([0, 4, 8 * HOUR, 9 * HOUR]), place, [TASK])).toBe(false);
    expect(mayHave(holding([0, 3, 8 * HOUR, 9 * HOUR]), place, [{ ...TASK, pauseMs: 2 * HOUR }])).toBe(false);
    expect(mayHave(holding([1, 0, 10 * HOUR, 12 * HOUR]), place, [TASK, { ...TASK, id: 'u' }])).toBe(false);
    expect(mayHave(holding(), place, [TASK], [[10 * HOUR, 12 * HOUR]])).toBe(false);
  });
});
