import { describe, expect, it } from '@jest/globals';
import { commitment, leafHash, MerkleTree } from '@plenary/log';
import { type PublishedSignatures, whyNotCounted } from './check-commitment.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const salts = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));
const members = ['m1', 'm2', 'm3'];
const commitments = salts.map((salt, at) => commitment(salt, members[at]!)).sort();
const rootOf = (all: readonly string[]) =>
  hex(new MerkleTree(all.map((each) => leafHash(Buffer.from(each)))).root());
const published: PublishedSignatures = {
  count: 3,
  root: rootOf(commitments),
  commitments,
  mine: { salt: hex(salts[1]!), commitment: commitment(salts[1]!, 'm2') },
  membershipId: 'm2',
};

describe('whether one’s own secret signature was counted', () => {
  it('holds for each who signed', () => {
    expect(whyNotCounted(published)).toBeNull();
  });

  it('says what does not hold', () => {
    expect(whyNotCounted({ ...published, membershipId: 'm1' })).toContain('not made from your membership');
    const others = commitments.filter((each) => each !== published.mine.commitment);
    expect(whyNotCounted({ ...published, commitments: others })).toContain('not in the published list');
    expect(whyNotCounted({ ...published, count: 4 })).toContain('another number');
    const twice = [...commitments, commitments[0]!];
    expect(whyNotCounted({ ...published, commitments: twice, count: 4 })).toContain('another number');
    expect(whyNotCounted({ ...published, root: rootOf(others) })).toContain('fingerprint');
    const salt = 'no salt';
    expect(whyNotCounted({ ...published, mine: { ...published.mine, salt } })).toContain('not made from');
  });
});
