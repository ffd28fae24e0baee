import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CountOptions, Election, Method } from '../election.js';
import { electionOf } from '../formats/election-of.js';
import { jsonReader } from '../formats/json-reader.js';

// The compiled specs lie in libs/tally/dist/methods; the published counts lie beside the repository.
const folder = new URL('../../../../../shared/data/', import.meta.url);

/** Runs each file of a folder of published counts, or says in one passing test that the folder is not there. */
export function published<T>(name: string, test: (data: T, text: string) => void): void {
  const at = new URL(`${name}/`, folder);
  describe(`the published counts of ${name}`, () => {
    if (!existsSync(at)) {
      console.info(`${at.pathname} is absent: its counts were not repeated.`);
      it('are not beside this repository, and were not repeated', () => expect(existsSync(at)).toBe(false));
      return;
    }
    for (const file of readdirSync(at).filter((each) => each.endsWith('.json'))) {
      const text = readFileSync(new URL(file, at), 'utf8');
      describe(file, () => test(JSON.parse(text) as T, text));
    }
  });
}

/** An election from a published file, as `plenary count --use-rules` reads it. `lot`: whom the lot favoured first. */
export function electionFrom(
  text: string,
  method: Method,
  more: { options?: CountOptions; lot?: readonly string[]; caseName?: string } = {},
): Election {
  const { caseName } = more;
  const reader = jsonReader({ useRules: true, ...(caseName === undefined ? {} : { caseName }) });
  reader.write(text);
  const file = reader.end();
  const tieOrder =
    more.lot?.map((name) => file.candidates.indexOf(name)) ??
    file.excludedFirst?.toReversed() ??
    file.candidates.map((_, candidate) => candidate);
  const options = { ...file.options, ...more.options };
  return electionOf(file, { method, seats: file.seats ?? 1, tieOrder, options });
}
