import { expect, it } from '@jest/globals';
import { countErs97 } from './ers97.js';
import { electionOf, publishedCases, winners } from './spec-cases.js';

interface Stages {
  readonly initialQuota: string;
  readonly stages: readonly {
    readonly stage: number;
    readonly action: string;
    readonly candidate?: string;
    readonly candidates?: readonly string[];
    readonly votes: readonly string[];
    readonly nonTransferable: string;
    readonly quota: string;
    readonly electedDuringStage: readonly string[];
  }[];
}

publishedCases<Stages>('ers97', (each) => {
  const { expected } = each;
  const transcript = countErs97(electionOf(each, 'stv-ers97'));
  const name = (index: number): string => each.candidates[index]!;

  it('elects whom they elected', () => expect(winners(transcript)).toEqual([...expected.winners].sort()));

  it('gives every figure of every stage', () => {
    // The program behind these counts left those who withdrew out of its figures.
    const standing = each.candidates.flatMap((one, i) => (each.withdrawn.includes(one) ? [] : [i]));
    const stages = transcript.rounds.map((round) => ({
      stage: round.round,
      action: round.action,
      who: round.candidates.map(name).sort(),
      votes: standing.map((i) => round.tally[i]),
      nonTransferable: round.exhausted,
      quota: round.quota,
      elected: round.elected.map(name).sort(),
    }));
    const told = expected.stages.map((stage) => ({
      stage: stage.stage,
      action: stage.action,
      who: [...(stage.candidates ?? (stage.candidate === undefined ? [] : [stage.candidate]))].sort(),
      votes: stage.votes,
      nonTransferable: stage.nonTransferable,
      quota: stage.quota,
      elected: [...stage.electedDuringStage].sort(),
    }));
    expect(stages).toEqual(told);
    expect(transcript.rounds[0]!.quota).toBe(expected.initialQuota);
  });
});
