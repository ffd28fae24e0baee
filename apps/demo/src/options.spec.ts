import { describe, expect, it } from '@jest/globals';
import { BALLOTS, LARGEST } from './ballots.js';
import { listing, readOptions, UsageError } from './options.js';

describe('readOptions', () => {
  it('takes the largest ballot and a service of its own without options', () => {
    expect(readOptions([])).toEqual({ kind: 'run', ballot: LARGEST, url: null, json: false });
  });

  it('reads a value after a space and after an equals sign', () => {
    const expected = { kind: 'run', ballot: { name: 'c2c-2022' }, url: 'http://localhost:4000', json: true };
    expect(readOptions(['--ballot', 'c2c-2022', '--url', 'http://localhost:4000/', '--json'])).toMatchObject(
      expected,
    );
    expect(readOptions(['--ballot=c2c-2022', '--url=http://localhost:4000', '--json'])).toMatchObject(
      expected,
    );
  });

  it('says in one sentence what it does not know', () => {
    expect(() => readOptions(['--ballot', 'brexit'])).toThrow(
      new UsageError('There is no ballot "brexit": see --list.'),
    );
    expect(() => readOptions(['--fast'])).toThrow(new UsageError('There is no option "--fast": see --help.'));
    expect(() => readOptions(['--ballot'])).toThrow(UsageError);
    expect(() => readOptions(['--url', 'localhost:4000'])).toThrow(UsageError);
  });

  it('lists every ballot on a line', () => {
    expect(listing().split('\n')).toHaveLength(BALLOTS.length);
  });
});
