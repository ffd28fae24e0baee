import { describe, expect, it } from '@jest/globals';
import { answersOf, needsPresence } from './decision-rule.js';
import { condition, consensus, majority, numberQuorum, shareQuorum } from './spec-builders.js';
import { type DecisionRuleInvalid, validateDecisionRule } from './validate-decision-rule.js';

const half = condition('more than 1/2', 'yes_and_no');

function refusal(value: unknown): Pick<DecisionRuleInvalid, 'field' | 'problem'> {
  const result = validateDecisionRule(value);
  if (result.ok) throw new Error('the rule was taken');
  const { code, field, problem, message } = result.rejection;
  expect(code).toBe('DecisionRuleInvalid');
  expect(message).toContain(field === '' ? 'The decision rule' : field);
  return { field, problem };
}

describe('reading a decision rule', () => {
  it('takes every kind of rule and gives it back as it was', () => {
    for (const rule of [
      majority(half),
      majority([half, condition('at least 2/5', 'entitled')], { quorum: shareQuorum('at least 1/2') }),
      majority(condition('at least 1/1', 'present'), { minimumYes: 12, quorum: numberQuorum(20, 'present') }),
      consensus(0),
      consensus(2, shareQuorum('more than 1/3', 'present')),
    ]) {
      expect(validateDecisionRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, value: rule });
    }
  });

  it('writes the keys in one order, and none where minimum and quorum are absent', () => {
    const conditions = [{ base: 'cast', comparison: 'at_least', denominator: 3, numerator: 2 }];
    const result = validateDecisionRule({ conditions, kind: 'majority' });
    const expected = majority(condition('at least 2/3', 'cast'));
    expect(result.ok && JSON.stringify(result.value)).toBe(JSON.stringify(expected));
  });

  it('keeps the fraction as the bylaws write it', () => {
    const result = validateDecisionRule(majority(condition('at least 50/100', 'cast')));
    expect(result).toMatchObject({ value: { conditions: [{ numerator: 50, denominator: 100 }] } });
  });

  it.each([
    ['nothing', undefined, '', 'missing'],
    ['null', null, '', 'wrong_type'],
    ['a list', [], '', 'wrong_type'],
    ['a rule without a kind', {}, 'kind', 'missing'],
    ['a kind that does not exist', { kind: 'lottery' }, 'kind', 'wrong_type'],
    ['a majority without conditions', { kind: 'majority' }, 'conditions', 'missing'],
    ['conditions that are no list', { kind: 'majority', conditions: {} }, 'conditions', 'wrong_type'],
    ['no condition at all', majority([]), 'conditions', 'out_of_bounds'],
    ['nine conditions', majority(Array(9).fill(half)), 'conditions', 'out_of_bounds'],
    ['a misspelt field', { ...majority(half), quorom: null }, 'quorom', 'unknown_field'],
    [
      'blocks under a majority rule',
      { ...majority(half), bearableBlocks: 1 },
      'bearableBlocks',
      'unknown_field',
    ],
    ['conditions under consensus', { ...consensus(0), conditions: [half] }, 'conditions', 'unknown_field'],
    ['consensus without a number of blocks', { kind: 'consensus' }, 'bearableBlocks', 'missing'],
    ['a negative number of blocks', consensus(-1), 'bearableBlocks', 'out_of_bounds'],
    ['more blocks than the bound', consensus(1_000_001), 'bearableBlocks', 'out_of_bounds'],
    ['half a block', consensus(0.5), 'bearableBlocks', 'wrong_type'],
    ['a minimum of nothing', { ...majority(half), minimumYes: 0 }, 'minimumYes', 'out_of_bounds'],
    [
      'a minimum over the bound',
      { ...majority(half), minimumYes: 1_000_000_001 },
      'minimumYes',
      'out_of_bounds',
    ],
    ['a minimum in text', { ...majority(half), minimumYes: '5' }, 'minimumYes', 'wrong_type'],
  ])('refuses %s', (_what, value, field, problem) => {
    expect(refusal(value)).toEqual({ field, problem });
  });

  it.each([
    ['a numerator of 0', { numerator: 0 }, 'numerator', 'out_of_bounds'],
    ['a numerator above the denominator', { numerator: 3 }, 'numerator', 'out_of_bounds'],
    ['a decimal', { numerator: 0.5 }, 'numerator', 'wrong_type'],
    ['a numerator in text', { numerator: '1' }, 'numerator', 'wrong_type'],
    ['a denominator of 0', { denominator: 0 }, 'denominator', 'out_of_bounds'],
    ['a denominator over the bound', { denominator: 1_000_001 }, 'denominator', 'out_of_bounds'],
    ['an infinite denominator', { denominator: Number.POSITIVE_INFINITY }, 'denominator', 'wrong_type'],
    ['a missing comparison', { comparison: undefined }, 'comparison', 'missing'],
    ['another comparison', { comparison: 'less_than' }, 'comparison', 'wrong_type'],
    ['another base', { base: 'everybody' }, 'base', 'wrong_type'],
    ['a field of its own', { percent: 50 }, 'percent', 'unknown_field'],
    ['more than the whole', { numerator: 2, denominator: 2 }, 'comparison', 'unreachable'],
  ])('refuses a condition with %s and names the field', (_what, change, field, problem) => {
    const rule = { kind: 'majority', conditions: [half, { ...half, ...change }] };
    expect(refusal(rule)).toEqual({ field: `conditions[1].${field}`, problem });
  });

  it.each([
    ['a list', [], 'quorum', 'wrong_type'],
    ['no kind', {}, 'quorum.kind', 'missing'],
    ['another kind', { kind: 'all' }, 'quorum.kind', 'wrong_type'],
    ['a number of 0', numberQuorum(0), 'quorum.atLeast', 'out_of_bounds'],
    ['a number over the bound', numberQuorum(1_000_000_001), 'quorum.atLeast', 'out_of_bounds'],
    ['another way of counting', { ...numberQuorum(5), counted: 'heads' }, 'quorum.counted', 'wrong_type'],
    ['a share beside a number', { ...numberQuorum(5), numerator: 1 }, 'quorum.numerator', 'unknown_field'],
    ['a base of votes', { ...shareQuorum('at least 1/2'), base: 'cast' }, 'quorum.base', 'wrong_type'],
    ['more than everybody', shareQuorum('more than 1/1'), 'quorum.comparison', 'unreachable'],
    [
      'those present of those present',
      shareQuorum('at least 1/2', 'present', 'present'),
      'quorum.base',
      'unreachable',
    ],
  ])('refuses a quorum with %s and names the field', (_what, quorum, field, problem) => {
    expect(refusal({ ...consensus(0), quorum })).toEqual({ field, problem });
  });
});

describe('what a rule needs and allows', () => {
  it('needs presence where base or quorum counts those present, and nowhere else', () => {
    expect(needsPresence(majority(condition('more than 1/2', 'present')))).toBe(true);
    expect(needsPresence(consensus(0, shareQuorum('at least 1/2', 'present')))).toBe(true);
    expect(needsPresence(consensus(0, shareQuorum('at least 1/2', 'entitled', 'present')))).toBe(true);
    expect(needsPresence(majority(half, { quorum: numberQuorum(9, 'present') }))).toBe(true);
    expect(needsPresence(majority(half, { quorum: numberQuorum(9) }))).toBe(false);
    expect(needsPresence(majority(condition('more than 1/2', 'entitled')))).toBe(false);
    expect(needsPresence(consensus(0, shareQuorum('at least 1/2')))).toBe(false);
  });

  it('knows no vote against under consensus, and no block under a majority rule', () => {
    expect(answersOf(consensus(0))).not.toContain('no');
    expect(answersOf(consensus(0))).toContain('stand_aside');
    expect(answersOf(majority(half))).not.toContain('block');
    expect(answersOf(majority(half))).toContain('no');
  });
});
