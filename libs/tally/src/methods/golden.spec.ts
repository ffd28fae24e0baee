import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { countElection } from '../count-election.js';
import type { CountOptions, Method } from '../election.js';
import { electionFrom } from './spec-published.js';

/** A case of our own; names stand for candidates, votes are exact text. */
interface Golden {
  readonly title: string;
  readonly method: Method;
  readonly expected: {
    readonly elected: Readonly<Partial<Record<Method, readonly string[]>>>;
    readonly scoreBy?: CountOptions['scoreBy'];
    readonly rounds?: readonly {
      readonly tally: readonly string[];
      readonly excluded: readonly string[];
      readonly exhausted: string;
    }[];
    readonly preferred?: readonly (readonly string[])[];
    readonly strongestPaths?: readonly (readonly string[])[];
    readonly majorities?: readonly { readonly over: readonly string[]; readonly locked: boolean }[];
    readonly ranking?: readonly (readonly string[])[];
  };
}

const folder = new URL('../../../../test/golden/', import.meta.url);

for (const file of readdirSync(folder).filter((name) => !name.startsWith('stv-'))) {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const { title, method, expected } = JSON.parse(text) as Golden;
  const options: CountOptions = expected.scoreBy === undefined ? {} : { scoreBy: expected.scoreBy };

  describe(title, () => {
    for (const [by, names] of Object.entries(expected.elected)) {
      it(`elects ${names.join(' and ')} by ${by}`, () => {
        const { elected, candidates } = countElection(electionFrom(text, by as Method, { options }));
        expect(elected.map((each) => candidates[each])).toEqual(names);
      });
    }

    const { rounds, pairwise, candidates } = countElection(electionFrom(text, method, { options }));
    const named = (list: readonly number[]) => list.map((each) => candidates[each]!);

    if (expected.rounds !== undefined) {
      it('has each round as it was counted by hand', () => {
        expect(
          rounds.map(({ tally, excluded, exhausted }) => ({ tally, excluded: named(excluded), exhausted })),
        ).toEqual(expected.rounds);
      });
    }

    if (expected.ranking !== undefined) {
      it('has the tables of the source, and its order', () => {
        const { preferred, strongestPaths, majorities, ranking } = expected;
        expect({
          preferred: pairwise!.preferred,
          strongestPaths: pairwise!.strongestPaths,
          majorities: pairwise!.majorities?.map(({ over, locked }) => ({ over: named(over), locked })),
          ranking: pairwise!.ranking.map(named),
        }).toEqual({ preferred, strongestPaths, majorities, ranking });
      });
    }
  });
}
