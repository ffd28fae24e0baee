import type { MajorityRule } from '@plenary/tally';

/**
 * The rule of kinds that choose: a paper that names somebody is one for electing, and none is against. So whoever the
 * count elects is elected if one paper names somebody, and the quorum is met.
 */
export const MORE_FOR_THAN_AGAINST: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};
