import type { CountOptions } from '../election.js';
import { READING_RULES, type ReadingRules } from './ballot-file.js';
import type { JsonValue } from './json-stream.js';
import { MalformedFile, type Position } from './malformed.js';

interface Choices {
  readonly options?: CountOptions;
  readonly reading?: Partial<ReadingRules>;
}

/** What a rule's value asks for; null where it is not offered. */
type Rule = (value: string) => Choices | null;

/** What the files' rules may say and this library offers; a rule that is not named here changes no count of ours. */
const RULES: Readonly<Record<string, Rule>> = {
  overvote: (value) => {
    if (value === 'alwaysSkipToNextRank')
      return { options: { overvote: 'skip' }, reading: { overvote: 'skip' } };
    const exhausts = value === 'exhaustImmediately' || value === 'exhausts the ballot when reached';
    return exhausts ? { options: { overvote: 'exhaust' }, reading: { overvote: 'exhaust' } } : null;
  },
  maxConsecutiveSkippedRanks: (value) => {
    if (value === 'unlimited') return { reading: { skippedRanks: null } };
    return /^\d{1,4}$/.test(value) ? { reading: { skippedRanks: Number(value) } } : null;
  },
  skippedRank: (value) => (value === 'passed over' ? { reading: { skippedRanks: null } } : null),
  repeatedCandidate: (value) => (value === 'passed over' ? {} : null),
  exhaustOnRepeatedCandidate: (value) => (value === 'false' ? {} : null),
  batchElimination: (value) => {
    if (['true', 'y'].includes(value.toLowerCase())) return { options: { batch: true } };
    return ['false', 'n', 'none'].includes(value.toLowerCase()) ? { options: { batch: false } } : null;
  },
  stopAtMajority: (value) => twoRemain(value === 'false'),
  continueUntilTwoRemain: (value) => twoRemain(value === 'true'),
  unranked: (value) => ({
    options: { unranked: value.startsWith('not compared') ? 'not-compared' : 'last' },
  }),
};

function twoRemain(goesOn: boolean): { options: CountOptions } {
  return { options: { stop: goesOn ? 'two-remain' : 'majority' } };
}

/** @throws MalformedFile for a rule that this library knows and does not offer as the file wants it */
export function rulesOf(rules: JsonValue, at: Position): { options: CountOptions; reading: ReadingRules } {
  let options: CountOptions = {};
  let reading = READING_RULES;
  for (const [name, value] of Object.entries(typeof rules === 'object' && rules !== null ? rules : {})) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    const found: Choices | null = rule === undefined ? {} : rule(String(value));
    if (found === null)
      throw new MalformedFile(at, `a rule '${name}' that this program offers`, `'${value}'`);
    options = { ...options, ...found.options };
    reading = { ...reading, ...found.reading };
  }
  return { options, reading };
}
