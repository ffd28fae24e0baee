import { expect, it } from '@jest/globals';
import { electionOf, publishedCases, winners } from './spec-cases.js';
import { COUNTS } from './spec-elections.js';

// Two boards that members really elected: 'ERS97 and Meek: the same winners', and a Meek count with 60 digits.
publishedCases('associations', (each) => {
  it.each(COUNTS)('elects the same by %s', (method, count) => {
    expect(winners(count(electionOf(each, method)))).toEqual([...each.expected.winners].sort());
  });
});
