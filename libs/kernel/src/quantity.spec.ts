import { expect, it } from '@jest/globals';
import { quantity } from './quantity.js';

it.each([
  [168, 'hours', '7 days'],
  [24, 'hours', '1 day'],
  [1_440, 'minutes', '1 day'],
  [90, 'minutes', '90 minutes'],
  [120, 'minutes', '2 hours'],
  [0, 'hours', '0 hours'],
  [1, 'members', '1 member'],
  [3, 'members', '3 members'],
  [40, 'percent', '40 %'],
])('%d %s is said as %s', (value, unit, said) => {
  expect(quantity(value, unit)).toBe(said);
});
