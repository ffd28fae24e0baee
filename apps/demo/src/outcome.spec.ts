import { describe, expect, it } from '@jest/globals';
import { ballotNamed } from './ballots.js';
import { disagreements, jsonLine, share } from './outcome.js';

const published = ballotNamed('c2c-2022')!;
const counted = { entitled: 79, cast: 45, yes: 43, no: 1, spoilt: 1, carried: true };

describe('the check against the published figures', () => {
  it('finds nothing where they agree', () => {
    expect(disagreements(published, counted)).toEqual([]);
  });

  it('names each figure that differs', () => {
    expect(disagreements(published, { ...counted, yes: 44, spoilt: 0 })).toEqual([
      'yes: counted 44, published 43',
      'spoilt: counted 0, published 1',
    ]);
  });

  it('ends with one line of JSON in this order', () => {
    expect(jsonLine(published, counted, 1234.6)).toBe(
      '{"ballot":"c2c-2022","entitled":79,"cast":45,"yes":43,"no":1,"spoilt":1,"carried":true,"agreesWithPublished":true,"ballotsPerSecond":1235}',
    );
  });
});

describe('share', () => {
  it('cuts and does not round, so that nothing looks reached that was not', () => {
    expect(share(9_999, 20_000)).toBe('49.9 % of 20,000');
    expect(share(6_228, 10_424)).toBe('59.7 % of 10,424');
  });
});
