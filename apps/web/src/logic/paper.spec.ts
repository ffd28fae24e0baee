import { describe, expect, it } from '@jest/globals';
import {
  electedSentence,
  electionVerdict,
  howToVote,
  isElection,
  leftOut,
  listOf,
} from './election-words.ts';
import { choiceOf, isBlank, linesOfChoice, namedIn, nameIn, type Paper, paperSentence } from './paper.ts';

const candidates = [
  { id: 'b', place: 1, name: 'Bo' },
  { id: 'a', place: 0, name: 'Ana' },
  { id: 'j', place: 2, name: 'Jo' },
];
const nameOf = (id: string) => candidates.find((each) => each.id === id)!.name;
const paper = (part: Partial<Paper>): Paper => ({
  ranking: null,
  marks: null,
  scores: null,
  spoilt: false,
  ...part,
});

describe('a paper', () => {
  it('is blank when it names nobody', () => {
    expect(isBlank({})).toBe(true);
    expect(isBlank({ ranking: [] })).toBe(true);
    expect(isBlank({ marks: ['a'] })).toBe(false);
    expect(isBlank({ scores: [{ candidateId: 'a', score: 0 }] })).toBe(false);
  });

  it('is read back as it will be counted, equal ranks with the same number', () => {
    expect(linesOfChoice({ ranking: [['j'], ['a', 'b']] }, nameOf)).toEqual([
      { number: 1, who: 'Jo' },
      { number: 2, who: 'Ana' },
      { number: 2, who: 'Bo' },
    ]);
    expect(linesOfChoice({ scores: [{ candidateId: 'b', score: 3 }] }, nameOf)).toEqual([
      { number: null, who: 'Bo: 3' },
    ]);
    expect(namedIn({ ranking: [['j'], ['a', 'b']] })).toEqual(['j', 'a', 'b']);
  });

  it.each([
    [paper({ ranking: [[2], [0, 1]] }), '1 Jo, 2 Ana, 2 Bo'],
    [paper({ ranking: [] }), 'Blank paper'],
    [paper({ spoilt: true }), 'Spoilt paper'],
    [paper({ marks: [0, 2] }), 'Ana, Jo'],
    [paper({ scores: [{ place: 1, score: 0 }] }), 'Bo: 0'],
  ])('that was published is one line', (published, sentence) => {
    expect(paperSentence(published, nameIn(candidates))).toBe(sentence);
  });

  it('that was cast can be taken up again', () => {
    expect(choiceOf(paper({ ranking: [[2], [0, 1]] }), candidates)).toEqual({ ranking: [['j'], ['a', 'b']] });
    expect(choiceOf(paper({ marks: [1] }), candidates)).toEqual({ marks: ['b'] });
    expect(choiceOf(paper({ scores: [{ place: 0, score: 4 }] }), candidates)).toEqual({
      scores: [{ candidateId: 'a', score: 4 }],
    });
    expect(choiceOf(paper({ spoilt: true }), candidates)).toEqual({});
    expect(choiceOf(null, candidates)).toEqual({});
  });
});

describe('the words of an election', () => {
  it('say what to do and what leaving out means, for each method', () => {
    expect(isElection('STV_ERS97')).toBe(true);
    expect(isElection('YES_NO')).toBe(false);
    expect(howToVote('STV_SCOTTISH')).toBe(
      'Rank as many as you like. Your first choice counts first; the others only if your first no longer needs your vote or is out.',
    );
    expect(howToVote('IRV')).not.toContain('needs');
    expect(leftOut('SCHULZE')).toContain('after all whom you rank');
    expect(leftOut('SCORE')).toContain('0');
  });

  it('name one, several and nobody', () => {
    expect(electionVerdict(2, true)).toBe('Elected');
    expect(electionVerdict(0, false)).toBe('Nothing is chosen');
    const names = ['Ana', 'Bo', 'Jo'];
    expect(electedSentence({ elected: [2, 0], candidates: names }, true)).toBe('Elected: Jo and Ana.');
    expect(electedSentence({ elected: [], candidates: names }, true)).toBe('Nobody is elected.');
    expect([listOf([]), listOf(['A']), listOf(['A', 'B']), listOf(['A', 'B', 'C'])]).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
    ]);
  });
});
