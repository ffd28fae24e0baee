import { describe, expect, it } from '@jest/globals';
import type { Election, Paper, PaperGroup } from './election.js';
import {
  checkElection,
  condenseRankings,
  type ElectionField,
  ElectionInvalid,
  readPapers,
} from './election-papers.js';

const ballot: Election = {
  method: 'stv-meek',
  candidates: ['Ana', 'Ben', 'Cem', 'Dee'],
  withdrawn: [],
  seats: 2,
  papers: [],
  tieOrder: [3, 2, 1, 0],
};

function papers(paper: Paper, heads = 1, weight = BigInt(heads)): PaperGroup {
  return { paper, heads, weight };
}

function ranked(...ranking: number[][]): Paper {
  return { kind: 'ranking', ranking };
}

/** What is wrong with an election, as its error says. */
function refused(run: () => unknown): { readonly field: ElectionField; readonly message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof ElectionInvalid) return { field: error.field, message: error.message };
    throw error;
  }
  throw new Error('the election was taken');
}

describe('an election is refused', () => {
  const cases: readonly (readonly [string, Partial<Election>, ElectionField])[] = [
    ['of a method that does not exist', { method: 'guess' as Election['method'] }, 'method'],
    ['where two candidates have one name', { candidates: ['Ana', 'Ana', 'Cem', 'Dee'] }, 'candidates'],
    ['without seats', { seats: 0 }, 'seats'],
    ['for half a seat', { seats: 1.5 }, 'seats'],
    ['where a stranger withdrew', { withdrawn: [4] }, 'withdrawn'],
    ['where one withdrew twice', { withdrawn: [1, 1] }, 'withdrawn'],
    ['where the tie order leaves one out', { tieOrder: [0, 1, 2] }, 'tieOrder'],
    ['where the tie order names one twice', { tieOrder: [0, 1, 2, 2] }, 'tieOrder'],
    ['where the tie order names a stranger', { tieOrder: [0, 1, 2, -1] }, 'tieOrder'],
  ];
  it.each(cases)('%s', (_, change, field) => {
    expect(refused(() => checkElection({ ...ballot, ...change })).field).toBe(field);
  });

  it('by a method that is not its own', () => {
    const { field, message } = refused(() => checkElection(ballot, 'stv-scottish'));
    expect([field, message]).toEqual([
      'method',
      "the election is by 'stv-meek', and this counts by 'stv-scottish'",
    ]);
  });

  const wrong: readonly (readonly [string, PaperGroup, RegExp])[] = [
    ['a candidate who does not exist', papers(ranked([0], [4])), /names 4, which is no candidate/],
    ['a candidate between two', papers(ranked([0.5])), /names 0.5/],
    ['a candidate twice on a paper', papers(ranked([0], [1], [0])), /names candidate 0 twice/],
    ['a candidate twice in a tier', papers(ranked([1, 1])), /names candidate 1 twice/],
    ['a paper of another kind', papers({ kind: 'marks', marks: [0] }), /kind 'marks'.*reads 'ranking'/],
    ['half a paper', papers(ranked([0]), 0.5, 1n), /has 0.5 papers/],
    ['fewer papers than none', papers(ranked([0]), -1, 1n), /has -1 papers/],
    ['a weight below nothing', papers(ranked([0]), 1, -1n), /has the weight -1/],
    ['a weight without a paper', papers(ranked([0]), 0, 1n), /no paper/],
    ['more votes than a number holds exactly', papers(ranked([0]), 1, 2n ** 53n), /above 9007199254740991/],
  ];
  it.each(wrong)('for %s, with the place', (_, group, message) => {
    const found = refused(() => condenseRankings({ ...ballot, papers: [papers(ranked([0])), group] }));
    expect(found.field).toBe('papers');
    expect(found.message).toMatch(message);
    expect(found.message).toMatch(/^group 2 of the papers/);
  });

  it('for a score that is no whole number', () => {
    const group = papers({ kind: 'scores', scores: [[0, 0.5]] });
    const { message } = refused(() => readPapers({ ...ballot, papers: [group] }, 'scores', () => true));
    expect(message).toMatch(/has the score 0.5/);
  });
});

describe('papers', () => {
  it('that say the same are one, whatever the order within a tier, and withdrawn candidates are passed over', () => {
    const { rankings, papers: header } = condenseRankings({
      ...ballot,
      withdrawn: [3],
      papers: [
        papers(ranked([0], [1, 2]), 2, 5n),
        papers(ranked([3], [0], [2, 1])),
        papers(ranked([0], [], [1, 2])),
        papers(ranked([3])),
        papers(ranked()),
        papers({ kind: 'spoilt' }, 4),
      ],
    });
    expect([rankings.count, [...rankings.entries], [...rankings.votes]]).toEqual([1, [0, 1, ~2], [7]]);
    expect(header).toEqual({
      cast: { heads: 10, weight: '13' },
      valid: { heads: 4, weight: '7' },
      blank: { heads: 2, weight: '2' },
      spoilt: { heads: 4, weight: '4' },
    });
  });

  it('count as far as they are certain where equal ranks are not defined, and are spoilt where nothing is', () => {
    const { rankings, papers: header } = condenseRankings(
      {
        ...ballot,
        withdrawn: [3],
        papers: [papers(ranked([0], [1, 2], [3])), papers(ranked([1, 2])), papers(ranked([3, 1], [2]))],
      },
      'ends',
    );
    expect([...rankings.entries]).toEqual([0, 1, 2]);
    expect([...rankings.start]).toEqual([0, 1, 3]);
    expect([header.valid.heads, header.spoilt.heads]).toEqual([2, 1]);
  });

  it('are told apart by the thousand', () => {
    const all: PaperGroup[] = [];
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 20_000; i += 1) all.push(papers(ranked([i % 150], [150 + ((i / 150) | 0)])));
    }
    const candidates = Array.from({ length: 300 }, (_, i) => `C${i}`);
    const { rankings } = condenseRankings({ ...ballot, candidates, papers: all });
    expect(rankings.count).toBe(20_000);
    expect(new Set(rankings.votes)).toEqual(new Set([2]));
  });

  it('of marks and scores lose those who withdrew too', () => {
    const election = { ...ballot, withdrawn: [0] };
    const marks: unknown[] = [];
    const only = papers({ kind: 'marks', marks: [0] }, 3);
    const two = papers({ kind: 'marks', marks: [1, 0] }, 2, 6n);
    const told = readPapers(
      { ...election, papers: [only, two] },
      'marks',
      (says, votes) => marks.push(says, votes) > 0,
    );
    expect(marks).toEqual([[1], 6]);
    expect([told.blank.heads, told.valid.weight]).toEqual([3, '6']);
    const scores: unknown[] = [];
    const scored = papers({
      kind: 'scores',
      scores: [
        [0, 5],
        [2, 0],
      ],
    });
    readPapers({ ...election, papers: [scored] }, 'scores', (says) => scores.push(says) > 0);
    expect(scores).toEqual([[[2, 0]]]);
  });
});
