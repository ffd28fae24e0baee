import { describe, expect, it } from '@jest/globals';
import { BALLOTS, ballotNamed, LARGEST } from './ballots.js';

describe('the published ballots', () => {
  it('have names that are told apart, and a page each', () => {
    expect(new Set(BALLOTS.map(({ name }) => name)).size).toBe(BALLOTS.length);
    for (const { source } of BALLOTS) expect(URL.canParse(source)).toBe(true);
  });

  it.each(BALLOTS.map((ballot) => [ballot.name, ballot] as const))('%s adds up', (_, ballot) => {
    expect(ballot.yes + ballot.no + ballot.spoilt).toBe(ballot.cast);
    expect(ballot.cast).toBeLessThanOrEqual(ballot.entitled);
  });

  it.each(BALLOTS.map((ballot) => [ballot.name, ballot] as const))(
    '%s came out as the rule says',
    (_, ballot) => {
      const turnout = 2 * ballot.cast >= ballot.entitled;
      const support = 100 * ballot.yes >= ballot.supportPercent * ballot.entitled;
      expect(turnout && support && ballot.yes > ballot.no).toBe(ballot.carried);
    },
  );

  it('offer the one with the largest roll when none is named', () => {
    expect(LARGEST.entitled).toBe(Math.max(...BALLOTS.map(({ entitled }) => entitled)));
    expect(LARGEST.name).toBe('london-underground-pay-2025');
  });

  it('are found by their names alone', () => {
    expect(ballotNamed('abm-cleaners-2019')?.carried).toBe(false);
    expect(ballotNamed('nothing')).toBeUndefined();
  });
});
