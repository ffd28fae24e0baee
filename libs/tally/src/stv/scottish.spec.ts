import { expect, it } from '@jest/globals';
import { countScottish } from './scottish.js';
import { electionOf, publishedCases, winners } from './spec-cases.js';

interface Stages {
  readonly validVotes: number;
  readonly quota: number;
  readonly electionOrder: readonly string[];
  readonly stages: readonly {
    readonly stage: number;
    readonly action: string;
    readonly candidate?: string;
    readonly votes: readonly string[];
    readonly nonTransferable: string;
    readonly elected: readonly string[];
  }[];
  readonly lots?: readonly {
    readonly for: string;
    readonly tied: readonly string[];
    readonly drawn: string;
  }[];
}

type Test = Parameters<typeof publishedCases<Stages>>[1];

const test: Test = (each) => {
  const { expected } = each;
  // Where a lot decided, these counts drew whoever comes first on the ballot paper. Every lot among them was over who
  // is excluded, so that the ballot paper's order read backwards, as an order of favour, expresses all of them.
  const election = electionOf(each, 'stv-scottish', [...each.candidates].reverse());
  const transcript = countScottish(election);
  const name = (index: number): string => each.candidates[index]!;

  it('elects whom they elected, in that order', () => {
    expect(winners(transcript)).toEqual([...expected.winners].sort());
    expect(transcript.elected.map(name)).toEqual(expected.electionOrder);
  });

  it('gives every figure of every stage', () => {
    expect(transcript.papers.valid.weight).toBe(String(expected.validVotes));
    const stages = transcript.rounds.map((round) => ({
      stage: round.round,
      action: round.action,
      ...(round.candidates.length > 0 ? { candidate: name(round.candidates[0]!) } : {}),
      votes: round.tally,
      nonTransferable: round.exhausted,
      elected: round.elected.map(name),
    }));
    expect(stages).toEqual(expected.stages);
    expect(transcript.quota).toBe(`${expected.quota}.00000`);
  });

  it('names the lots', () => {
    const lots = transcript.ties
      .filter(({ by }) => by === 'tie-order')
      .map((tie) => ({ for: tie.about, tied: tie.between.map(name), drawn: name(tie.chosen) }));
    expect(lots).toEqual(expected.lots ?? []);
  });
};

// The folder wigm-prf is of a rule with a fractional quota and four decimals that is none of ours: nothing to repeat.
publishedCases<Stages>('scottish', test);
publishedCases<Stages>('associations', test);
