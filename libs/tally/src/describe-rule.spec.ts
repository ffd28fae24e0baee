import { describe, expect, it } from '@jest/globals';
import type { Base, Quorum } from './decision-rule.js';
import { describeRule } from './describe-rule.js';
import { condition, consensus, figures, majority, numberQuorum, shareQuorum } from './spec-builders.js';

const half = condition('more than 1/2', 'yes_and_no');
const quorumOfHalf = shareQuorum('at least 1/2');

describe('what a rule asks, before the vote', () => {
  it('gives the numbers that are already certain', () => {
    expect(describeRule(majority(half, { quorum: quorumOfHalf }), figures(99)).text).toBe(
      'Carries with more than half of the votes for and against. At least 50 of 99 members must vote.',
    );
  });

  it('gives shares while no roll is frozen', () => {
    expect(describeRule(majority(half, { quorum: quorumOfHalf })).text).toBe(
      'Carries with more than half of the votes for and against. At least half of all members must vote.',
    );
  });

  it.each([
    ['at least 2/3', 'yes_and_no', null, 'at least two thirds of the votes for and against'],
    [
      'more than 1/2',
      'cast',
      null,
      'more than half of all votes cast (abstentions, blank and spoilt papers included)',
    ],
    ['more than 1/2', 'present', null, 'more than half of all members present'],
    ['more than 1/2', 'present', figures(99, 30), 'more than half of 30 members present (16 votes for)'],
    ['at least 3/5', 'entitled', null, 'at least three fifths of all members'],
    ['at least 3/5', 'entitled', figures(99), 'at least three fifths of all 99 members (60 votes for)'],
    ['at least 1/1', 'yes_and_no', null, 'all of the votes for and against'],
    ['at least 1/1', 'entitled', null, 'all of the members'],
    ['at least 1/1', 'entitled', figures(9), 'all of the 9 members (9 votes for)'],
  ] as const)('%s of %s', (text, base, frame, words) => {
    expect(describeRule(majority(condition(text, base)), frame)).toMatchObject({
      text: `Carries with ${words}.`,
      quorum: null,
    });
  });

  it.each([
    [quorumOfHalf, figures(99), 'At least 50 of 99 members must vote.'],
    [shareQuorum('more than 1/2'), null, 'More than half of all members must vote.'],
    [shareQuorum('more than 1/2'), figures(100), 'At least 51 of 100 members must vote.'],
    [shareQuorum('at least 1/1'), null, 'All members must vote.'],
    [shareQuorum('at least 2/3', 'present'), null, 'At least two thirds of all members present must vote.'],
    [shareQuorum('at least 2/3', 'present'), figures(99, 30), 'At least 20 of 30 members present must vote.'],
    [
      shareQuorum('at least 1/4', 'entitled', 'present'),
      null,
      'At least a quarter of all members must be present.',
    ],
    [
      shareQuorum('at least 1/4', 'entitled', 'present'),
      figures(99, 30),
      'At least 25 of 99 members must be present.',
    ],
    [numberQuorum(12), null, 'At least 12 members must vote.'],
    [numberQuorum(1, 'present'), null, 'At least 1 member must be present.'],
    [
      quorumOfHalf,
      { entitled: { heads: 3, weight: 9 }, present: null },
      'At least 5 of 9 votes must be cast.',
    ],
  ])('the quorum %j', (quorum, frame, words) => {
    expect(describeRule(majority(half, { quorum }), frame).quorum).toBe(words);
  });

  it('joins conditions and a minimum', () => {
    const rule = majority([half, condition('at least 2/5', 'entitled')], { minimumYes: 48 });
    expect(describeRule(rule, figures(10_424)).text).toBe(
      'Carries with more than half of the votes for and against, and at least two fifths of all 10,424 members (4,170 votes for), and at least 48 votes for.',
    );
  });

  it('says what a tie leads to, where the rule turns on it', () => {
    const enough = condition('at least 1/2', 'yes_and_no');
    expect(describeRule(majority(half)).tie).toBe('A tie does not carry: things stay as they are.');
    expect(describeRule(majority(enough)).tie).toBe('As many for as against is enough.');
    expect(describeRule(majority([enough, condition('at least 2/5', 'entitled')])).tie).toBeNull();
    expect(describeRule(majority(condition('at least 2/3', 'yes_and_no'))).tie).toBeNull();
    expect(describeRule(consensus(0)).tie).toBeNull();
  });
});

describe('what abstaining and not voting do', () => {
  const cast = quorumOfHalf;
  const present = shareQuorum('at least 1/2', 'entitled', 'present');
  const cases: [Base, Quorum | null, string, string][] = [
    ['yes_and_no', null, 'does not count for either side.', 'does not count for either side.'],
    [
      'yes_and_no',
      cast,
      'counts for the quorum, not for either side.',
      'does not count for either side, and does not help to reach the quorum.',
    ],
    ['yes_and_no', present, 'does not count for either side.', 'does not count for either side.'],
    [
      'cast',
      null,
      'counts as against, because the base is all votes cast.',
      'does not count for either side.',
    ],
    [
      'cast',
      cast,
      'counts for the quorum, and as against, because the base is all votes cast.',
      'does not count for either side, and does not help to reach the quorum.',
    ],
    [
      'cast',
      present,
      'counts as against, because the base is all votes cast.',
      'does not count for either side.',
    ],
    [
      'present',
      null,
      'counts as against, because the base is all members present.',
      'while present counts as against, because the base is all members present.',
    ],
    [
      'present',
      cast,
      'counts for the quorum, and as against, because the base is all members present.',
      'while present counts as against, because the base is all members present, and does not help to reach the quorum.',
    ],
    [
      'present',
      present,
      'counts as against, because the base is all members present.',
      'while present counts as against, because the base is all members present.',
    ],
    [
      'entitled',
      null,
      'counts as against, because the base is all members.',
      'counts as against, because the base is all members.',
    ],
    [
      'entitled',
      cast,
      'counts for the quorum, and as against, because the base is all members.',
      'counts as against, because the base is all members, and does not help to reach the quorum.',
    ],
    [
      'entitled',
      present,
      'counts as against, because the base is all members.',
      'counts as against, because the base is all members.',
    ],
  ];

  it.each(cases)('where the base is %s and the quorum %j', (base, quorum, abstaining, notVoting) => {
    const rule = majority(condition('more than 1/2', base), quorum ? { quorum } : {});
    expect(describeRule(rule, figures(99, 30))).toMatchObject({
      abstaining: `Abstaining ${abstaining}`,
      notVoting: `Not voting ${notVoting}`,
      standingAside: null,
      blocking: null,
    });
  });

  it('says in which condition they count as against, where bases differ', () => {
    const entitled = condition('at least 2/5', 'entitled');
    expect(describeRule(majority([half, entitled], { quorum: cast }))).toMatchObject({
      abstaining: 'Abstaining counts for the quorum, and as against where the base is all members.',
      notVoting:
        'Not voting counts as against where the base is all members, and does not help to reach the quorum.',
    });
    expect(describeRule(majority([entitled, condition('more than 1/2', 'present')]))).toMatchObject({
      abstaining: 'Abstaining counts as against where the base is all members present and all members.',
      notVoting:
        'Not voting counts as against where the base is all members, and for those present also where it is all members present.',
    });
  });

  it('says that only votes for count towards a minimum', () => {
    expect(describeRule(majority(half, { minimumYes: 48 }))).toMatchObject({
      abstaining:
        'Abstaining does not count for either side. Only votes for count towards the 48 that are needed.',
      notVoting:
        'Not voting does not count for either side. Only votes for count towards the 48 that are needed.',
    });
  });

  it('says what they do under consensus, and what standing aside and blocking do', () => {
    expect(describeRule(consensus(0, cast), figures(99))).toEqual({
      text: 'Carries when at least one member agrees and nobody blocks. At least 50 of 99 members must vote.',
      carries: 'Carries when at least one member agrees and nobody blocks.',
      quorum: 'At least 50 of 99 members must vote.',
      tie: null,
      abstaining: 'Abstaining counts for the quorum, and neither agrees nor blocks.',
      notVoting: 'Not voting neither agrees nor blocks, and does not help to reach the quorum.',
      standingAside: 'Standing aside counts for the quorum, and lets it carry without your support.',
      blocking: 'One block stops it.',
    });
    expect(describeRule(consensus(2, present))).toMatchObject({
      carries: 'Carries when at least one member agrees and at most 2 members block.',
      abstaining: 'Abstaining neither agrees nor blocks.',
      notVoting: 'Not voting neither agrees nor blocks.',
      standingAside: 'Standing aside lets it carry without your support.',
      blocking: '3 blocks stop it; this assembly bears 2.',
    });
    expect(describeRule(consensus(1)).carries).toContain('at most 1 member blocks');
  });
});
