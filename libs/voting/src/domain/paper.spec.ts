import { describe, expect, it } from '@jest/globals';
import { type Method as ElectionMethod, METHODS, readPaper } from '@plenary/tally';
import { ownOrder, tieOrder } from '../application/draws.js';
import {
  distinctNames,
  type ElectionTerms,
  electionSentence,
  METHOD_TERMS,
  mostMarks,
  publishWarning,
} from './election.js';
import { type Choice, writePaper } from './paper.js';
import { papersMayBeSeen } from './rules.js';

const PLACES = new Map(['ada', 'bo', 'cy', 'di'].map((id, place) => [id, place]));
const terms = (seats: number, maxScore: number | null = null): ElectionTerms => ({
  seats,
  maxScore,
  order: 'fixed',
  publishBallots: false,
});

function written(method: ElectionMethod, choice: Choice, of = terms(2)): string {
  const result = writePaper(choice, { method, terms: of, places: PLACES });
  if (!result.ok) {
    expect(result.rejection.code).toBe('BALLOT_INVALID');
    return result.rejection.message;
  }
  return result.value;
}

describe('a paper as it is kept', () => {
  it('is one text for choices that mean the same', () => {
    expect(written('stv-scottish', { ranking: [['cy'], ['ada']] })).toBe('r:2>0');
    expect(written('schulze', { ranking: [['cy', 'ada'], ['bo']] })).toBe('r:0=2>1');
    expect(written('schulze', { ranking: [['ada', 'cy'], ['bo']] })).toBe('r:0=2>1');
    expect(written('approval', { marks: ['di', 'bo'] })).toBe('m:1+3');
    const scores = [
      { candidateId: 'cy', score: 5 },
      { candidateId: 'ada', score: 0 },
    ];
    expect(written('score', { scores }, terms(1, 5))).toBe('s:0=0+2=5');
  });

  it('is blank where it names nobody, for every method', () => {
    for (const method of METHODS) {
      const { kind } = METHOD_TERMS[method];
      expect(written(method, { [kind]: [] }, terms(1, 5))).toBe('blank');
      expect(readPaper('blank', method)).toEqual({ kind, [kind]: [] });
      expect(readPaper('spoilt', method)).toEqual({ kind: 'spoilt' });
    }
  });

  it('is read back as it was written', () => {
    expect(readPaper('r:0=2>1', 'schulze')).toEqual({ kind: 'ranking', ranking: [[0, 2], [1]] });
    expect(readPaper('m:1+3', 'approval')).toEqual({ kind: 'marks', marks: [1, 3] });
    const scores = [
      [0, 0],
      [2, 5],
    ];
    expect(readPaper('s:0=0+2=5', 'score')).toEqual({ kind: 'scores', scores });
    expect(() => readPaper('m:1', 'irv')).toThrow(RangeError);
    expect(() => readPaper('yes', 'irv')).toThrow(RangeError);
  });
});

describe('a choice that a method does not take is told what to mend', () => {
  it.each<[string, ElectionMethod, Choice, string]>([
    ['another kind', 'irv', { marks: ['ada'] }, 'you rank candidates'],
    ['two kinds at once', 'irv', { ranking: [['ada']], marks: ['ada'] }, 'Fill in that alone'],
    ['nothing at all', 'approval', {}, 'you mark candidates'],
    ['a stranger', 'irv', { ranking: [['eve']] }, 'does not stand'],
    ['one twice', 'irv', { ranking: [['ada'], ['ada']] }, 'twice'],
    ['an empty rank', 'schulze', { ranking: [['ada'], [], ['bo']] }, 'rank empty'],
    ['equal ranks by STV', 'stv-scottish', { ranking: [['ada', 'bo']] }, 'no equal ranks'],
    ['more marks than seats', 'block', { marks: ['ada', 'bo', 'cy'] }, 'at most 2'],
    ['two marks by plurality', 'plurality', { marks: ['ada', 'bo'] }, 'takes one'],
  ])('%s', (_, method, choice, said) => {
    expect(written(method, choice)).toContain(said);
  });

  it.each([[-1], [6], [1.5], [Number.NaN]])('the score %d', (score) => {
    expect(written('score', { scores: [{ candidateId: 'ada', score }] }, terms(1, 5))).toContain(
      'from 0 to 5',
    );
  });

  it('takes as many marks as the method and the seats allow', () => {
    expect(mostMarks('plurality', 1, 4)).toBe(1);
    expect(mostMarks('block', 3, 2)).toBe(2);
    expect(mostMarks('approval', 1, 4)).toBe(4);
    expect(mostMarks('irv', 1, 4)).toBeNull();
  });
});

describe('what is drawn by lot', () => {
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((id, place) => ({ id, place }));
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

  it('is the same for the same seed, names everybody once, and differs with the seed', () => {
    expect(tieOrder(one, candidates)).toEqual(tieOrder(one, [...candidates].reverse()));
    expect([...tieOrder(one, candidates)].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(tieOrder(one, candidates)).not.toEqual(tieOrder(two, candidates));
  });

  it('gives every voter an order of their own, the same at every look', () => {
    const orders = ['m1', 'm2', 'm3', 'm4'].map((voter) =>
      ownOrder(one, voter, candidates)
        .map(({ id }) => id)
        .join(''),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(
      ownOrder(one, 'm1', candidates)
        .map(({ id }) => id)
        .join(''),
    ).toBe(orders[0]);
  });
});

describe('what is said of an election', () => {
  it('names the seats, the method and the scores for every method', () => {
    for (const method of METHODS) expect(electionSentence(method, terms(1))).toMatch(/^One is chosen by /);
    expect(electionSentence('block', terms(3))).toContain('3 are chosen');
    expect(electionSentence('score-median', terms(1, 5))).toBe(
      'One is chosen by the middle score: in the middle of all that one was given, and the highest wins; scores go from 0 to 5. A paper that names nobody counts as cast, and for nobody.',
    );
  });

  it('tells two candidates of one name apart', () => {
    const names = ['Kim', 'Kim', 'Kim (2)'].map((name) => ({ name, statement: '', membershipId: null }));
    expect(distinctNames(names).map(({ name }) => name)).toEqual(['Kim', 'Kim (2)', 'Kim (2) (2)']);
  });

  it('warns where secret papers are published, and publishes no others but a roll call’s', () => {
    const published = { ...terms(1), publishBallots: true };
    expect(publishWarning(published, 'secret')).toContain('agree on an order');
    expect(publishWarning(terms(1), 'secret')).toBeNull();
    const seen = (
      tier: 'secret' | 'roll_call',
      election: ElectionTerms | null,
      state: 'open' | 'closed' = 'closed',
    ) => papersMayBeSeen({ tier, election, state });
    expect(seen('secret', terms(1))).toBe(false);
    expect(seen('secret', published)).toBe(true);
    expect(seen('secret', published, 'open')).toBe(false);
    expect(seen('roll_call', terms(1))).toBe(true);
    expect(seen('roll_call', null)).toBe(false);
  });
});
