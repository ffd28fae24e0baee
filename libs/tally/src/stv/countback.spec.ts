import { describe, expect, it } from '@jest/globals';
import type { Election } from '../election.js';
import { ElectionInvalid } from '../election-papers.js';
import { countback } from './countback.js';

function papers(
  heads: number,
  ...ranking: number[][]
): Election['papers'] extends Iterable<infer G> ? G : never {
  return { paper: { kind: 'ranking', ranking }, heads, weight: BigInt(heads) };
}

/** Ana is elected with a surplus, Ben follows; Cem, Dee and Eve are not elected. Quota 34. */
const election: Election = {
  method: 'stv-scottish',
  candidates: ['Ana', 'Ben', 'Cem', 'Dee', 'Eve'],
  withdrawn: [],
  seats: 2,
  papers: [
    papers(40, [0], [1], [2]),
    papers(12, [0], [3], [4]),
    papers(30, [1]),
    papers(10, [3], [0]),
    papers(8, [4], [3]),
  ],
  tieOrder: [0, 1, 2, 3, 4],
};

describe('a countback', () => {
  it('counts only what stayed with whoever leaves, until one has more than half', () => {
    const back = countback(election, { leaving: 0, willing: [2, 3, 4] });
    // 18 of 52 passed on, 0.34615 of each paper; 0.65385 stayed: 40 papers for Cem, 12 for Dee.
    expect(back.rounds[0]!.tally).toEqual(['0.00000', '0.00000', '26.15400', '7.84620', '0.00000']);
    expect(back.elected).toEqual([2]);
    expect(back.rounds[0]!.because).toBe(
      'Ana leaves. The 34.0002 votes that elected Ana are counted again, for those who are willing to follow. Cem has 26.154 of 34.0002, more than half, and follows.',
    );
  });

  it('excludes the last until somebody has more than half, and passes the papers on', () => {
    const three = [papers(20, [0], [2]), papers(18, [0], [3]), papers(14, [0], [4], [3]), papers(10, [1])];
    const back = countback({ ...election, seats: 1, papers: three }, { leaving: 0, willing: [2, 3, 4] });
    expect(back.rounds.map(({ action, candidates }) => [action, ...candidates])).toEqual([
      ['first-preferences'],
      ['exclude', 4],
    ]);
    expect(back.elected).toEqual([3]);
  });

  it('settles a tie by the tie order, and names it', () => {
    const even = [papers(20, [0], [2]), papers(20, [0], [3]), papers(10, [1])];
    const back = countback({ ...election, seats: 1, papers: even }, { leaving: 0, willing: [3, 2] });
    expect(back.elected).toEqual([2]);
    expect(back.ties).toEqual([{ round: 2, between: [2, 3], about: 'exclude', chosen: 3, by: 'tie-order' }]);
  });

  it('shares a paper exactly among those whom it ranks equally', () => {
    const equal = [papers(21, [0], [2, 3, 4]), papers(10, [1])];
    const meek: Election = { ...election, method: 'stv-meek', seats: 1, papers: equal };
    const back = countback(meek, { leaving: 0, willing: [2, 3, 4] });
    expect(back.rounds[0]!.tally).toEqual(['0', '0', '7', '7', '7']);
    expect(back.rounds[1]!.tally.filter((votes) => votes !== '0')).toEqual(['21/2', '21/2']);
  });

  it('ends without anybody where nobody is willing', () => {
    const back = countback(election, { leaving: 0, willing: [] });
    expect(back.elected).toEqual([]);
    expect(back.rounds).toHaveLength(1);
    expect(back.rounds[0]!.exhausted).toBe('34.00020');
  });

  it('reads the papers once', () => {
    const once = (function* () {
      yield* election.papers;
    })();
    expect(countback({ ...election, papers: once }, { leaving: 0, willing: [2] }).elected).toEqual([2]);
  });

  const refused: readonly (readonly [string, Election, number, readonly number[], string])[] = [
    ['of somebody who was not elected', election, 3, [2], 'vacancy'],
    ['for somebody who is elected', election, 0, [1], 'vacancy'],
    ['for a stranger', election, 0, [5], 'vacancy'],
    ['for one named twice', election, 0, [2, 2], 'vacancy'],
    ['for one who withdrew', { ...election, withdrawn: [4] }, 0, [4], 'vacancy'],
    ['of a plurality election', { ...election, method: 'plurality' }, 0, [2], 'method'],
  ];
  it.each(refused)('is refused %s', (_, of, leaving, willing, field) => {
    let error: unknown;
    try {
      countback(of, { leaving, willing });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ElectionInvalid);
    expect(error).toMatchObject({ code: 'ElectionInvalid', field });
  });
});
