import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Act, judgeAct } from './act.js';
import { isDecimal, millionths } from './decimal.js';
import { contradictionAmong, type Instruction, type Limit } from './mandate.js';
import { contradictionIn, type OfficeRules, USUAL_RECALL } from './office-rules.js';
import { isMoreThanHalf, judgeSignature, judgeStanding, neededAtOnce, neededForPoll } from './recall.js';

const WAGES = { kind: 'text', text: 'Wages from May' } as const;

function instruction(position: Instruction['position'], limits: readonly Limit[] = []): Instruction {
  return { matter: WAGES, position, limits };
}
const rise = (atLeast: string | null, atMost: string | null, unit = '%'): Limit => ({
  name: 'Rise',
  unit,
  atLeast,
  atMost,
});
const act = (position: Act['position'], figures: Act['figures'] = []): Act => ({
  matter: { kind: 'text', text: '  wages   FROM may' },
  position,
  figures,
});

/** Half, and no fewer than a hundred: a poll opens late. */
const HALF = { numerator: 1, denominator: 2, atLeast: 100 };

describe('a recall by signatures', () => {
  it('empties the seat at more than half, and not at half', () => {
    expect(judgeSignature(4, { count: 5, base: 10 }, HALF, false)).toBe(null);
    expect(judgeSignature(5, { count: 6, base: 10 }, HALF, false)).toBe('recall');
    expect(judgeSignature(3, { count: 4, base: 7 }, HALF, true)).toBe('recall');
  });

  it('opens a poll at a fifth, and at no fewer than three', () => {
    expect(neededForPoll(USUAL_RECALL, 4)).toBe(3);
    expect(neededForPoll(USUAL_RECALL, 16)).toBe(4);
    expect(judgeSignature(2, { count: 3, base: 15 }, USUAL_RECALL, false)).toBe('poll');
    expect(judgeSignature(3, { count: 4, base: 15 }, USUAL_RECALL, true)).toBe(null);
  });

  it('opens a poll, and empties nothing, where no signature crossed', () => {
    expect(judgeStanding({ count: 6, base: 10 }, HALF, false)).toBe('poll');
    expect(judgeSignature(6, { count: 7, base: 10 }, HALF, false)).toBe('poll');
  });

  it('is at once exactly where the count needed is reached for the first time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (base, count) => {
          const support = { count, base };
          expect(isMoreThanHalf(support)).toBe(count >= neededAtOnce(base));
          expect(judgeSignature(count - 1, support, HALF, true) === 'recall').toBe(
            count === neededAtOnce(base),
          );
        },
      ),
    );
  });
});

describe('the rules of an office', () => {
  const rules: OfficeRules = {
    purpose: 'Bargaining',
    seats: 2,
    termDays: 365,
    consecutiveTerms: 2,
    standDays: 0,
    method: 'stv-scottish',
    maxScore: null,
    recallPoll: USUAL_RECALL,
    petitionDays: 30,
    vacancy: 'countback',
    reportDays: 30,
    acceptHours: 72,
    incompatible: [],
    speaksAbove: false,
    signatures: 'open',
  };

  it('can be kept together', () => expect(contradictionIn(rules)).toBe(null));

  it.each([
    ['vacancy', { method: 'approval' }],
    ['method', { method: 'irv', vacancy: 'alternate' }],
    ['recallPoll', { recallPoll: { numerator: 2, denominator: 3, atLeast: 3 } }],
  ] as const)('are refused for %s', (field, changed) => {
    expect(contradictionIn({ ...rules, ...changed })?.field).toBe(field);
  });
});

describe('the instructions of one mandate', () => {
  it('say different things about different matters', () => {
    const other = { ...instruction('must_oppose'), matter: { kind: 'text', text: 'Overtime' } } as const;
    expect(contradictionAmong([instruction('must_support'), other])).toBe(null);
  });

  it.each([
    ['two positions on one matter', [instruction('must_support'), instruction('must_oppose')]],
    ['one given twice', [instruction('must_support'), instruction('must_support')]],
    ['an empty interval', [instruction('may_decide_within', [rise('5', '4.5')])]],
    [
      'an interval that two make empty',
      [
        instruction('may_decide_within', [rise('5', null)]),
        instruction('may_decide_within', [rise(null, '4.999999')]),
      ],
    ],
    ['two units', [instruction('may_decide_within', [rise('5', null), rise(null, '9', 'euros')])]],
    ['no bound', [instruction('may_decide_within', [rise(null, null)])]],
    ['a decision without limits', [instruction('may_decide_within')]],
    ['limits without a decision', [instruction('must_support', [rise('5', null)])]],
  ])('are refused for %s', (_, instructions) => {
    expect(contradictionAmong(instructions)).toEqual(expect.any(String));
  });

  it('compares figures exactly', () => {
    expect(contradictionAmong([instruction('may_decide_within', [rise('0.100001', '0.1')])])).not.toBe(null);
    expect(contradictionAmong([instruction('may_decide_within', [rise('-2', '-1.5')])])).toBe(null);
    expect(millionths('-1.5')).toBe(-1_500_000n);
    expect(['1.2345678', '1e3', '', '٣'].some(isDecimal)).toBe(false);
  });
});

describe('an act', () => {
  const within = instruction('may_decide_within', [rise('5', '9')]);

  it.each([
    ['does what it was told', [instruction('must_support')], act('supported'), 'within'],
    ['does the opposite', [instruction('must_support')], act('opposed'), 'refused'],
    ['abstains against a position', [instruction('must_oppose')], act('abstained'), 'refused'],
    ['decides what was to be referred', [instruction('must_refer_back')], act('decided'), 'refused'],
    ['refers back what was decided', [instruction('must_support')], act('referred_back'), 'outside'],
    ['has no instruction', [], act('supported'), 'outside'],
    ['stays within the limits', [within], act('decided', [{ name: 'rise', value: '5' }]), 'within'],
    ['goes below a limit', [within], act('decided', [{ name: 'Rise', value: '4.999999' }]), 'refused'],
    ['goes above a limit', [within], act('decided', [{ name: 'Rise', value: '9.000001' }]), 'refused'],
    ['says nothing of a limit', [within], act('decided'), 'outside'],
    ['takes a side without figures', [within], act('supported'), 'outside'],
  ] as const)('that %s', (_, instructions, judged, verdict) => {
    expect(judgeAct(instructions, judged).verdict).toBe(verdict);
  });
});
