import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.js';
import type { DecisionRule } from './decision-rule.js';
import { explain, resultWords } from './explain.js';
import type { Figures } from './figures.js';
import {
  condition,
  consensus,
  figures,
  majority,
  numberQuorum,
  shareQuorum,
  votes,
} from './spec-builders.js';
import { type Answer, countYesNo } from './tally.js';

const half = condition('more than 1/2', 'yes_and_no');
const quorumOfHalf = shareQuorum('at least 1/2');

function said(rule: DecisionRule, counts: Partial<Record<Answer, number>>, frame: Figures): string {
  return explain(decide(rule, votes(counts), frame));
}

describe('the result in one breath', () => {
  it('is the sentence of the result screen', () => {
    const counts = { yes: 401, no: 98, abstain: 21 };
    expect(said(majority(half, { quorum: quorumOfHalf }), counts, figures(540))).toBe(
      'Carried: 401 for, 98 against: more than half of 499 for and against. 520 of 540 voted; quorum was 270.',
    );
  });

  it('comes in three pieces for a screen', () => {
    const outcome = decide(
      majority(half, { quorum: quorumOfHalf }),
      votes({ yes: 401, no: 98 }),
      figures(540),
    );
    expect(resultWords(outcome)).toEqual({
      verdict: 'Carried',
      why: '401 for, 98 against: more than half of 499 for and against.',
      turnout: '499 of 540 voted; quorum was 270.',
    });
  });

  it.each([
    ['more than 1/2', 'cast', 'more than half of 60 votes cast'],
    ['at least 1/3', 'present', 'at least a third of 80 members present'],
    ['at least 7/20', 'entitled', 'at least 35 % of all 100 members'],
    ['more than 3/7', 'entitled', 'more than 3/7 of all 100 members'],
  ] as const)('names the base of %s of %s', (text, base, words) => {
    const abstained = base === 'cast' ? ', 3 abstaining, 2 blank, 1 spoilt' : '';
    const counts = { yes: 50, no: 4, abstain: 3, blank: 2, spoilt: 1 };
    expect(said(majority(condition(text, base)), counts, figures(100, 80))).toBe(
      `Carried: 50 for, 4 against${abstained}: ${words}. 60 of 100 voted.`,
    );
  });

  it('says what was short, and how many were needed', () => {
    expect(said(majority(half), { yes: 200, no: 299 }, figures(540))).toBe(
      'Lost: 200 for, 299 against: not more than half of 499 for and against; 250 were needed. 499 of 540 voted.',
    );
    expect(said(majority(condition('at least 2/3', 'yes_and_no')), { yes: 97, no: 50 }, figures(150))).toBe(
      'Lost: 97 for, 50 against: less than two thirds of 147 for and against; 98 were needed. 147 of 150 voted.',
    );
    expect(said(majority(condition('at least 1/1', 'yes_and_no')), { yes: 9, no: 1 }, figures(10))).toBe(
      'Lost: 9 for, 1 against: not all of 10 for and against; 10 were needed. 10 of 10 voted.',
    );
    expect(said(majority(condition('more than 2/3', 'cast')), { yes: 2, no: 1 }, figures(9))).toBe(
      'Lost: 2 for, 1 against: exactly two thirds of 3 votes cast, and more than two thirds was needed. 3 of 9 voted.',
    );
    expect(said(majority(half, { minimumYes: 1 }), { no: 1 }, figures(1))).toBe(
      'Lost: 0 for, 1 against: not more than half of 1 for and against; 1 was needed; at least 1 for was needed. 1 of 1 voted.',
    );
  });

  it('says that a tie leaves things as they are', () => {
    expect(said(majority(half), { yes: 50, no: 50 }, figures(120))).toBe(
      'Lost: 50 for, 50 against: a tie, which is not more than half of 100 for and against, so things stay as they are. 100 of 120 voted.',
    );
    expect(said(majority(condition('at least 1/2', 'yes_and_no')), { yes: 5, no: 5 }, figures(12))).toBe(
      'Carried: 5 for, 5 against: at least half of 10 for and against (a tie is enough under this rule). 10 of 12 voted.',
    );
  });

  it('says that the quorum was not reached, first', () => {
    const rule = majority(half, { quorum: quorumOfHalf });
    expect(said(rule, { yes: 90, no: 10 }, figures(540))).toBe(
      'Lost: the quorum was not reached; 90 for, 10 against. 100 of 540 voted; quorum was 270.',
    );
    expect(said(rule, { yes: 1, no: 9 }, figures(540))).toBe(
      'Lost: the quorum was not reached; 1 for, 9 against: not more than half of 10 for and against; 6 were needed. 10 of 540 voted; quorum was 270.',
    );
  });

  it('gives those present where the quorum counts them', () => {
    const rule = majority(half, { quorum: numberQuorum(20, 'present') });
    expect(said(rule, { yes: 10, no: 2 }, figures(100, 25))).toBe(
      'Carried: 10 for, 2 against: more than half of 12 for and against. 12 of 100 voted; 25 were present and quorum was 20.',
    );
    expect(said(rule, { yes: 1 }, figures(100, 1))).toBe(
      'Lost: the quorum was not reached; 1 for, 0 against. 1 of 100 voted; 1 was present and quorum was 20.',
    );
  });

  it('says why nothing carries when nobody took a side', () => {
    expect(said(majority(half, { quorum: quorumOfHalf }), {}, figures(9))).toBe(
      'Lost: nobody voted, and nothing carries without a vote for it. 0 of 9 voted; quorum was 5.',
    );
    expect(said(majority(half), { abstain: 3 }, figures(9))).toBe(
      'Lost: 0 for, 0 against: nobody voted for or against, and nothing carries without a vote for it. 3 of 9 voted.',
    );
    expect(said(majority(condition('more than 1/2', 'present')), { yes: 3 }, figures(9, 0))).toBe(
      'Lost: 3 for, 0 against: nobody was present when the vote opened. 3 of 9 voted.',
    );
  });

  it('joins several conditions, and separates thousands', () => {
    const rule = majority([half, condition('at least 2/5', 'entitled')], { quorum: quorumOfHalf });
    expect(said(rule, { yes: 6004, no: 209, spoilt: 15 }, figures(10_424))).toBe(
      'Carried: 6,004 for, 209 against: more than half of 6,213 for and against, and at least two fifths of all 10,424 members. 6,228 of 10,424 voted; quorum was 5,212.',
    );
    expect(said(rule, { yes: 4000, no: 2000 }, figures(10_424))).toBe(
      'Lost: 4,000 for, 2,000 against: less than two fifths of all 10,424 members; 4,170 were needed. 6,000 of 10,424 voted; quorum was 5,212.',
    );
  });

  it('names the minimum', () => {
    const rule = majority(half, { minimumYes: 48 });
    expect(said(rule, { yes: 259, no: 15 }, figures(996))).toBe(
      'Carried: 259 for, 15 against: more than half of 274 for and against, and at least the 48 for that were needed. 274 of 996 voted.',
    );
  });

  it('says when votes are weights', () => {
    const tally = countYesNo([
      { answer: 'yes', weight: 700 },
      { answer: 'no', weight: 340 },
    ]);
    const frame = { entitled: { heads: 3, weight: 1100 }, present: null };
    expect(
      explain(
        decide(majority(condition('more than 1/2', 'entitled'), { quorum: quorumOfHalf }), tally, frame),
      ),
    ).toBe(
      'Carried: 700 for, 340 against: more than half of all 1,100 votes on the roll. 2 of 3 members voted, with 1,040 of 1,100 votes; quorum was 550 votes.',
    );
  });
});

describe('the result of consensus', () => {
  it.each([
    [0, { yes: 12, stand_aside: 2, abstain: 1 }, 'Carried: 12 agree, 2 stand aside, no blocks.'],
    [0, { yes: 10, block: 2 }, 'Lost: 10 agree, 2 blocks; this assembly bears none.'],
    [1, { yes: 10, block: 2 }, 'Lost: 10 agree, 2 blocks; this assembly bears at most 1.'],
    [
      1,
      { yes: 1, stand_aside: 1, block: 1 },
      'Carried: 1 agrees, 1 stands aside, 1 block; this assembly bears at most 1.',
    ],
    [
      0,
      { stand_aside: 3 },
      'Lost: nobody agreed, 3 stand aside, no blocks; nothing carries unless somebody agrees.',
    ],
    [0, {}, 'Lost: nobody voted, and nothing carries without a vote for it.'],
  ])('bearing %d with %j', (bearable, counts, sentence) => {
    expect(said(consensus(bearable), counts, figures(20))).toContain(`${sentence} `);
  });

  it('says that its quorum was not reached', () => {
    expect(said(consensus(0, numberQuorum(10)), { yes: 4 }, figures(20))).toBe(
      'Lost: the quorum was not reached; 4 agree, no blocks. 4 of 20 voted; quorum was 10.',
    );
  });
});
