import { describe, expect, it } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type OpenedElection, openedElection, recountElection } from './recount-election.js';

const SEED = '0a'.repeat(16);
const OPENED = openedElection({
  method: 'plurality',
  tier: 'roll_call',
  election: {
    seats: 1,
    candidates: [{ id: 'a' }],
    tieSeedHash: bytesToHex(sha256(new Uint8Array(16).fill(10))),
  },
}) as OpenedElection;
const TRANSCRIPT = {
  method: 'plurality',
  seats: 1,
  candidates: ['A'],
  withdrawn: [],
  tieOrder: [0],
  elected: [0],
  papers: {},
};

describe('the transcript of an election that somebody else signed', () => {
  it('is told to be none, whatever stands in its place, and is never a crash of who verifies it', () => {
    const said = (text: string, data: object = { tieSeed: SEED }) =>
      recountElection(OPENED, data as never, text, []);
    const wrong = [
      '',
      '{',
      'null',
      '[]',
      '7',
      ...['candidates', 'tieOrder', 'elected', 'papers'].flatMap((member) =>
        [undefined, null, 7, { cast: null }].map((value) =>
          JSON.stringify({ ...TRANSCRIPT, [member]: value }),
        ),
      ),
    ];
    for (const text of wrong)
      expect([text, said(text, { tieSeed: SEED, carried: true })]).toEqual([text, expect.any(String)]);
    for (const tieSeed of ['x', 'abc', '', 7, null])
      expect(said(JSON.stringify(TRANSCRIPT), { tieSeed })).toEqual(expect.any(String));
  });
});
