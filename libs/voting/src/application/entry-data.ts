import type { Json, JsonObject } from '@plenary/kernel';

import type { Count, DecisionRule, Tally } from '@plenary/tally';

/** The rule as an entry holds it: it is plain JSON of whole numbers already, built anew so that the type says so. */
export function ruleJson(rule: DecisionRule): JsonObject {
  return JSON.parse(JSON.stringify(rule)) as JsonObject;
}

export function countJson(count: Count | null): Json {
  return count && { heads: count.heads, weight: count.weight };
}

export function tallyJson(tally: Tally): JsonObject {
  return Object.fromEntries(
    Object.entries(tally).map(([answer, count]) => [answer, countJson(count as Count)]),
  );
}

export function hex(bytes: Buffer | null): string | null {
  return bytes?.toString('hex') ?? null;
}
