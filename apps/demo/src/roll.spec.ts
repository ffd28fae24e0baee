import { describe, expect, it } from '@jest/globals';
import { FOUNDERS, invitationSecrets, rollFile } from './roll.js';

describe('rollFile', () => {
  it('has, with the founders, as many members as were entitled', () => {
    const lines = rollFile({ entitled: 33 }).trimEnd().split('\r\n');
    expect(lines[0]).toBe('ref,name');
    expect(lines.length - 1 + FOUNDERS).toBe(33);
    expect(new Set(lines).size).toBe(lines.length);
  });
});

describe('invitationSecrets', () => {
  it('reads the secret that follows the # of each link', () => {
    const csv =
      'ref,name,link\r\n"M1","A, B",http://localhost:4000/join#ab-C_1\r\n"M2","C",http://localhost:4000/join#zz\r\n';
    expect(invitationSecrets(csv)).toEqual(['ab-C_1', 'zz']);
  });

  it('refuses a line without a link', () => {
    expect(() => invitationSecrets('ref,name,link\r\n"M1","A",\r\n')).toThrow();
  });
});
