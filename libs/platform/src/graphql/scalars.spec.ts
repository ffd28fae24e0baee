import { describe, expect, it } from '@jest/globals';
import { InstantScalar } from './scalars.js';

describe('an instant', () => {
  it.each([
    ['2026-03-01T18:30:00.000Z', '2026-03-01T18:30:00.000Z'],
    ['2028-02-29T23:59+14:00', '2028-02-29T09:59:00.000Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ])('is read as it is meant: %s', (text, instant) => {
    expect(InstantScalar.parseValue(text).toISOString()).toBe(instant);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-02-29T12:00:00Z',
    '2026-04-31T00:00:00+02:00',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:00:00',
    '2026-01-01',
    'now',
    '',
    1,
    null,
  ])('is not made of what is none, nor another one of it: %j', (value) => {
    expect(() => InstantScalar.parseValue(value)).toThrow('write an instant like');
  });
});
