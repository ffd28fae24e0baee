import { expect, it } from '@jest/globals';
import type { Method } from '../election.js';
import { countback } from './countback.js';
import { electionOf, goldenCases, winners } from './spec-cases.js';
import { COUNTS } from './spec-elections.js';

interface Counted {
  readonly stages: readonly {
    readonly action: string;
    readonly candidates: readonly string[];
    readonly votes: readonly string[];
    readonly nonTransferable: string;
    readonly quota: string;
    readonly elected: readonly string[];
  }[];
  readonly countback?: {
    readonly leaving: string;
    readonly willing: readonly string[];
    readonly votes: readonly string[];
    readonly exhausted: string;
    readonly follows: string;
  };
}

goldenCases<Counted>('stv-', (each) => {
  const { expected } = each;
  const election = electionOf(each, each.method as Method);
  const count = COUNTS.find(([method]) => method === each.method)![1];
  const transcript = count(election);
  const index = (name: string): number => each.candidates.indexOf(name);

  it('elects whom the hand count elects, stage by stage', () => {
    expect(winners(transcript)).toEqual([...expected.winners].sort());
    const stages = transcript.rounds.map((round) => ({
      action: round.action,
      candidates: round.candidates.map((one) => each.candidates[one]),
      votes: round.tally,
      nonTransferable: round.exhausted,
      quota: round.quota,
      elected: round.elected.map((one) => each.candidates[one]),
    }));
    expect(stages).toEqual(expected.stages);
  });

  const back = expected.countback;
  if (back === undefined) return;
  it('finds who follows whom', () => {
    const vacancy = { leaving: index(back.leaving), willing: back.willing.map(index) };
    const again = countback(election, vacancy);
    expect(again.elected).toEqual([index(back.follows)]);
    expect(again.rounds[0]).toMatchObject({ tally: back.votes, exhausted: back.exhausted });
    expect(again.countback).toEqual(vacancy);
  });
});
