import type { MajorityRule } from '@plenary/tally';

/**
 * More votes for than against. Also the rule of kinds that choose: a paper that names somebody is one for electing, and none is against. So whoever the
 * count elects is elected if one paper names somebody, and the quorum is met.
 */
export const MORE_FOR_THAN_AGAINST: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};

/** Two thirds of the votes for and against. */
export const TWO_THIRDS: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 2, denominator: 3, comparison: 'at_least', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};
