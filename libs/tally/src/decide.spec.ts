import { describe, expect, it } from '@jest/globals';
import { ofHeads } from './count.js';
import { decide, smallestMeeting } from './decide.js';
import type { Base } from './decision-rule.js';
import { checkFigures } from './figures.js';
import {
  condition,
  consensus,
  figures,
  majority,
  numberQuorum,
  shareQuorum,
  votes,
} from './spec-builders.js';
import { countYesNo, EMPTY_TALLY } from './tally.js';

const half = condition('more than 1/2', 'yes_and_no');

describe('one condition, every base and comparison', () => {
  // 100 entitled, 80 present, 60 cast: 6 abstain, 3 blank, 1 spoilt, so 50 for and against.
  const frame = figures(100, 80);
  const cases: [string, Base, number, number][] = [
    ['more than 1/2', 'yes_and_no', 50, 26],
    ['at least 1/2', 'yes_and_no', 50, 25],
    ['more than 2/3', 'yes_and_no', 50, 34],
    ['at least 2/3', 'yes_and_no', 50, 34],
    ['more than 3/5', 'yes_and_no', 50, 31],
    ['at least 3/5', 'yes_and_no', 50, 30],
    ['at least 1/1', 'yes_and_no', 50, 50],
    ['more than 1/2', 'cast', 60, 31],
    ['at least 1/2', 'cast', 60, 30],
    ['more than 2/3', 'cast', 60, 41],
    ['at least 2/3', 'cast', 60, 40],
    ['more than 1/2', 'present', 80, 41],
    ['at least 1/2', 'present', 80, 40],
    ['more than 3/5', 'present', 80, 49],
    ['at least 3/5', 'present', 80, 48],
    ['more than 2/5', 'entitled', 100, 41],
    ['at least 2/5', 'entitled', 100, 40],
    ['more than 1/3', 'entitled', 100, 34],
    ['at least 1/3', 'entitled', 100, 34],
    ['at least 1/2', 'entitled', 100, 50],
  ];

  it.each(cases)('%s of %s: %d are the base, and %d votes for carry', (text, base, of, needed) => {
    const rule = majority(condition(text, base));
    const at = (yes: number) =>
      decide(rule, votes({ yes, no: 50 - yes, abstain: 6, blank: 3, spoilt: 1 }), frame);
    expect(at(needed)).toMatchObject({
      carried: true,
      lostBecause: [],
      conditions: [{ of, needed, got: needed, met: true }],
    });
    expect(at(needed - 1)).toMatchObject({ carried: false, conditions: [{ of, needed, met: false }] });
  });

  it('cannot reach more than half of all members with too few voting', () => {
    const rule = majority(condition('more than 1/2', 'entitled'));
    const outcome = decide(rule, votes({ yes: 50 }), figures(100));
    expect(outcome).toMatchObject({
      carried: false,
      lostBecause: ['threshold'],
      conditions: [{ exactly: true, needed: 51 }],
    });
    expect(decide(rule, votes({ yes: 51 }), figures(100)).carried).toBe(true);
  });
});

describe('ties', () => {
  const tie = votes({ yes: 50, no: 50, abstain: 20 });

  it('does not carry a tie where more than half is needed', () => {
    expect(decide(majority(half), tie, figures(200))).toMatchObject({
      carried: false,
      lostBecause: ['tie'],
      conditions: [{ exactly: true, needed: 51, got: 50 }],
    });
  });

  it('knows half also when it is written 50/100', () => {
    const rule = majority(condition('more than 50/100', 'yes_and_no'));
    expect(decide(rule, tie, figures(200)).lostBecause).toEqual(['tie']);
  });

  it('carries a tie where half is enough', () => {
    const rule = majority(condition('at least 1/2', 'yes_and_no'));
    expect(decide(rule, tie, figures(200)).carried).toBe(true);
  });

  it('calls it a tie only where the base is the votes for and against', () => {
    const outcome = decide(majority(condition('more than 1/2', 'cast')), tie, figures(200));
    expect(outcome).toMatchObject({ lostBecause: ['threshold'], conditions: [{ needed: 61 }] });
    const twoThirds = decide(majority(condition('at least 2/3', 'yes_and_no')), tie, figures(200));
    expect(twoThirds.lostBecause).toEqual(['threshold']);
  });

  it('decides by one vote next to the tie, at any size', () => {
    const million = 1_000_000;
    const at = (yes: number) => decide(majority(half), votes({ yes, no: million - yes }), figures(million));
    expect(at(500_000).carried).toBe(false);
    expect(at(500_001).carried).toBe(true);
    expect(at(499_999).lostBecause).toEqual(['threshold']);
  });
});

describe('nothing carries without a vote for it', () => {
  it.each(['yes_and_no', 'cast', 'present', 'entitled'] as const)(
    'loses when nobody voted, and the base is %s',
    (base) => {
      for (const text of ['more than 1/2', 'at least 1/1000000']) {
        const outcome = decide(majority(condition(text, base)), EMPTY_TALLY, figures(10, 5));
        expect(outcome.carried).toBe(false);
        expect(outcome.lostBecause).toContain('nobody_voted');
        expect(decide(majority(condition(text, base)), EMPTY_TALLY, figures(0, 0)).carried).toBe(false);
      }
    },
  );

  it('loses when everybody abstained, and says that the base is zero', () => {
    const rule = majority(condition('at least 1/2', 'yes_and_no'));
    expect(decide(rule, votes({ abstain: 8, blank: 1, spoilt: 1 }), figures(10))).toMatchObject({
      carried: false,
      lostBecause: ['threshold'],
      conditions: [{ of: 0, needed: 1, got: 0, met: false, exactly: false }],
    });
  });

  it('loses where nobody was present, though votes came', () => {
    const outcome = decide(
      majority(condition('more than 1/2', 'present')),
      votes({ yes: 3 }),
      figures(10, 0),
    );
    expect(outcome).toMatchObject({ carried: false, conditions: [{ of: 0, met: false }] });
  });
});

describe('quorum', () => {
  it.each([
    [shareQuorum('at least 1/2'), 99, null, 50],
    [shareQuorum('more than 1/2'), 99, null, 50],
    [shareQuorum('at least 1/2'), 100, null, 50],
    [shareQuorum('more than 1/2'), 100, null, 51],
    [shareQuorum('at least 2/3', 'present'), 100, 31, 21],
    [numberQuorum(12), 100, null, 12],
  ])(
    'counted on the votes cast: %j of %d entitled and %p present needs %d',
    (quorum, entitled, present, needed) => {
      const rule = majority(half, { quorum });
      const at = (cast: number) =>
        decide(rule, votes({ yes: 2, abstain: cast - 2 }), figures(entitled, present));
      expect(at(needed)).toMatchObject({ carried: true, quorum: { needed, got: needed, met: true } });
      expect(at(needed - 1)).toMatchObject({
        carried: false,
        lostBecause: ['quorum'],
        quorum: { met: false },
      });
    },
  );

  it.each([
    [shareQuorum('at least 1/3', 'entitled', 'present'), 34],
    [shareQuorum('more than 1/4', 'entitled', 'present'), 26],
    [numberQuorum(40, 'present'), 40],
  ])('counted on those present: %j of 100 entitled needs %d, however few vote', (quorum, needed) => {
    const rule = majority(half, { quorum });
    expect(decide(rule, votes({ yes: 1 }), figures(100, needed)).carried).toBe(true);
    expect(decide(rule, votes({ yes: 20 }), figures(100, needed - 1)).lostBecause).toEqual(['quorum']);
  });

  it('counts abstentions, blank and spoilt papers towards the quorum', () => {
    const rule = majority(half, { quorum: numberQuorum(4) });
    expect(decide(rule, votes({ yes: 1, abstain: 1, blank: 1, spoilt: 1 }), figures(10)).carried).toBe(true);
  });

  it('may be reached by the very vote against that a motion survives', () => {
    const rule = majority(half, { quorum: numberQuorum(4) });
    expect(decide(rule, votes({ yes: 3 }), figures(10)).carried).toBe(false);
    expect(decide(rule, votes({ yes: 3, no: 1 }), figures(10)).carried).toBe(true);
  });

  it('names the quorum and the threshold when both fail', () => {
    const rule = majority(half, { quorum: numberQuorum(50) });
    expect(decide(rule, votes({ yes: 1, no: 4 }), figures(100)).lostBecause).toEqual(['quorum', 'threshold']);
  });
});

describe('several conditions and a minimum', () => {
  const rule = majority([half, condition('at least 2/5', 'entitled')], { minimumYes: 45 });

  it('carries only when all are met', () => {
    expect(decide(rule, votes({ yes: 45, no: 44 }), figures(100)).carried).toBe(true);
  });

  it('names each one that is not', () => {
    const at = (yes: number, no: number) => decide(rule, votes({ yes, no }), figures(100)).lostBecause;
    expect(at(45, 45)).toEqual(['tie']);
    expect(at(44, 0)).toEqual(['minimum']);
    expect(at(39, 0)).toEqual(['threshold', 'minimum']);
    expect(at(39, 39)).toEqual(['tie', 'threshold', 'minimum']);
  });
});

describe('consensus', () => {
  it.each([
    ['everybody agrees', 0, { yes: 10 }, []],
    ['some stand aside and some abstain', 0, { yes: 1, stand_aside: 5, abstain: 3, blank: 1 }, []],
    ['one blocks and none is borne', 0, { yes: 9, block: 1 }, ['blocks']],
    ['one blocks and one is borne', 1, { yes: 9, block: 1 }, []],
    ['two block and one is borne', 1, { yes: 8, block: 2 }, ['blocks']],
    ['all stand aside', 0, { stand_aside: 10 }, ['nobody_agreed']],
    ['only a borne block was cast', 1, { block: 1 }, ['nobody_agreed']],
    ['nobody votes', 3, {}, ['nobody_voted', 'nobody_agreed']],
  ])('when %s, and it bears %d', (_what, bearable, counts, lostBecause) => {
    const outcome = decide(consensus(bearable), votes(counts), figures(10));
    expect(outcome).toMatchObject({ carried: lostBecause.length === 0, lostBecause, conditions: [] });
  });

  it('counts stand-asides and blocks towards its quorum', () => {
    const rule = consensus(1, numberQuorum(5));
    const at = (yes: number) =>
      decide(rule, votes({ yes, stand_aside: 1, block: 1, abstain: 1, spoilt: 1 }), figures(10));
    expect(at(1).carried).toBe(true);
    expect(at(0).lostBecause).toEqual(['quorum', 'nobody_agreed']);
  });
});

describe('weights', () => {
  const tally = countYesNo([
    { answer: 'yes', weight: 30 },
    { answer: 'no', weight: 10 },
    { answer: 'no', weight: 15 },
  ]);
  const weighted = { entitled: { heads: 4, weight: 100 }, present: null };

  it('hold in every condition and in the quorum', () => {
    const rule = majority(half, { quorum: shareQuorum('more than 1/2') });
    expect(decide(rule, tally, weighted)).toMatchObject({
      carried: true,
      conditions: [{ of: 55, needed: 28, got: 30 }],
      quorum: { of: 100, needed: 51, got: 55 },
    });
  });

  it('hold for blocks', () => {
    const blocks = countYesNo([
      { answer: 'yes', weight: 1 },
      { answer: 'block', weight: 2 },
    ]);
    expect(decide(consensus(1), blocks, weighted).lostBecause).toEqual(['blocks']);
    expect(decide(consensus(2), blocks, weighted).carried).toBe(true);
  });

  it('stay exact where floating point does not', () => {
    const third = { numerator: 333_333, denominator: 1_000_000, comparison: 'more_than' } as const;
    const of = Number.MAX_SAFE_INTEGER;
    expect(BigInt(smallestMeeting(third, of))).toBe((333_333n * BigInt(of)) / 1_000_000n + 1n);
    const twoThirds = majority(condition('at least 2/3', 'entitled'));
    const entitled = { heads: 2, weight: 9_007_199_254_740_990 };
    const at = (weight: number) =>
      decide(twoThirds, countYesNo([{ answer: 'yes', weight }]), { entitled, present: null }).carried;
    expect(at(6_004_799_503_160_660)).toBe(true);
    expect(at(6_004_799_503_160_659)).toBe(false);
  });
});

describe('what cannot be', () => {
  const rule = majority(half);

  it('checks the figures before opening', () => {
    const presence = majority(condition('more than 1/2', 'present'));
    expect(checkFigures(rule, figures(10))).toMatchObject({ ok: true });
    expect(checkFigures(presence, figures(10))).toMatchObject({ rejection: { field: 'present' } });
    expect(checkFigures(rule, figures(10, 11))).toMatchObject({ rejection: { field: 'present' } });
    const halves = { entitled: { heads: 1, weight: 0.5 }, present: null };
    expect(checkFigures(rule, halves)).toMatchObject({ rejection: { field: 'entitled' } });
  });

  it('throws rather than decide on figures that do not fit', () => {
    const presence = majority(condition('more than 1/2', 'present'));
    expect(() => decide(presence, votes({ yes: 1 }), figures(10))).toThrow(RangeError);
    expect(() => decide(rule, votes({ yes: 11 }), figures(10))).toThrow(RangeError);
    const wrong = { ...votes({ yes: 1 }), cast: ofHeads(2) };
    expect(() => decide(rule, wrong, figures(10))).toThrow(RangeError);
  });

  it('throws on an answer that the rule does not know', () => {
    expect(() => decide(rule, votes({ block: 1 }), figures(10))).toThrow(RangeError);
    expect(() => decide(consensus(0), votes({ no: 1 }), figures(10))).toThrow(RangeError);
  });
});
