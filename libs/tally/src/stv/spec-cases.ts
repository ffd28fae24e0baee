import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Election, ElectionTranscript, Method } from '../election.js';

/** A case in the form of the published files: candidates are counted from 1 on the papers, an inner list is a tier. */
export interface Case<Expected> {
  readonly id: string;
  readonly method: string;
  readonly seats: number;
  readonly candidates: readonly string[];
  readonly withdrawn: readonly string[];
  readonly ballots: readonly (readonly [number, readonly (number | readonly number[])[]])[];
  readonly expected: { readonly winners: readonly string[] } & Expected;
  /** stv-rs: whoever comes first here is excluded first. */
  readonly tieOrder?: readonly string[];
}

// The compiled specs lie in libs/tally/dist/stv; published counts lie beside the repository, our own within it.
const published = new URL('../../../../../shared/data/stv/', import.meta.url);
const golden = new URL('../../../../test/golden/', import.meta.url);

/** Runs a folder of published cases, or states in one passing test that the folder is not there. */
export function publishedCases<Expected>(folder: string, test: (each: Case<Expected>) => void): void {
  const at = new URL(`${folder}/`, published);
  describe(`the published counts of ${folder}`, () => {
    if (existsSync(at)) cases(at, test);
    else {
      console.info(`${at.pathname} is absent: its counts were not repeated.`);
      it('are not beside this repository, and were not repeated', () => expect(existsSync(at)).toBe(false));
    }
  });
}

/** Runs our own hand-counted cases whose file name begins so. */
export function goldenCases<Expected>(prefix: string, test: (each: Case<Expected>) => void): void {
  describe(`the cases counted by hand for ${prefix}`, () => cases(golden, test, prefix));
}

function cases<Expected>(folder: URL, test: (each: Case<Expected>) => void, prefix = ''): void {
  for (const name of readdirSync(folder)
    .filter((each) => each.startsWith(prefix))
    .sort()) {
    describe(name, () => test(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Case<Expected>));
  }
}

/** The case as an election. `tieOrder`: names, whom the lot favours first; the order of the ballot paper without. */
export function electionOf(
  each: Case<unknown>,
  method: Method,
  tieOrder: readonly string[] = each.candidates,
): Election {
  const index = (name: string): number => each.candidates.indexOf(name);
  return {
    method,
    candidates: each.candidates,
    withdrawn: each.withdrawn.map(index),
    seats: each.seats,
    tieOrder: tieOrder.map(index),
    papers: each.ballots.map(([heads, ranking]) => ({
      paper: {
        kind: 'ranking',
        ranking: ranking.map((tier) => (typeof tier === 'number' ? [tier - 1] : tier.map((one) => one - 1))),
      },
      heads,
      weight: BigInt(heads),
    })),
  };
}

export function winners(transcript: ElectionTranscript): string[] {
  return transcript.elected.map((each) => transcript.candidates[each]!).sort();
}

/** The sum of a round's votes with those that nobody holds, in units of so many decimal places. */
export function units(votes: string): bigint {
  return BigInt(votes.replace('.', ''));
}
