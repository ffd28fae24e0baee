import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Base, Comparison, Condition, DecisionRule, Quorum } from './decision-rule.js';

/** The largest denominator of a share. */
export const MAX_DENOMINATOR = 1_000_000;
/** The largest plain number of votes or members that a rule may ask for. */
export const MAX_VOTES = 1_000_000_000;
/** The largest number of blocks that an assembly may bear. */
export const MAX_BEARABLE_BLOCKS = 1_000_000;
/** The most conditions that one rule may join. */
export const MAX_CONDITIONS = 8;

/** Why a decision rule was refused: the field, as a path from the rule, and what is wrong with it. */
export interface DecisionRuleInvalid extends Rejection {
  readonly code: 'DecisionRuleInvalid';
  /** Such as `conditions[1].numerator`; empty for the rule itself. */
  readonly field: string;
  readonly problem: 'missing' | 'unknown_field' | 'wrong_type' | 'out_of_bounds' | 'unreachable';
}

/**
 * Reads a decision rule from untrusted JSON. Every field is checked, an unknown one refused, and the value
 * is built anew with its keys in one fixed order, so that equal rules have equal JSON. An absent `quorum` or
 * `minimumYes` means none. The fraction is kept as written: 50/100 stays 50/100.
 *
 * Refused as unreachable: a share that nothing can ever exceed (more than 1/1), and a quorum that counts
 * those present as a share of those present.
 */
export function validateDecisionRule(value: unknown): Result<DecisionRule, DecisionRuleInvalid> {
  try {
    return ok(readRule(value));
  } catch (error) {
    if (error instanceof Refusal) return rejected(error.rejection);
    throw error;
  }
}

/** Carries a rejection out of nested readers; never leaves this file. */
class Refusal extends Error {
  readonly rejection: DecisionRuleInvalid;

  constructor(field: string, problem: DecisionRuleInvalid['problem'], wanted: string) {
    super(wanted);
    const message = `${field === '' ? 'The decision rule' : field} ${wanted}.`;
    this.rejection = { code: 'DecisionRuleInvalid', message, field, problem };
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readRule(value: unknown): DecisionRule {
  const kind = oneOf(object(value, '').kind, 'kind', ['majority', 'consensus'] as const);
  if (kind === 'consensus') {
    const fields = object(value, '', ['kind', 'bearableBlocks', 'quorum']);
    return {
      kind,
      bearableBlocks: integer(fields.bearableBlocks, 'bearableBlocks', 0, MAX_BEARABLE_BLOCKS),
      quorum: readQuorum(fields.quorum),
    };
  }
  const fields = object(value, '', ['kind', 'conditions', 'minimumYes', 'quorum']);
  return {
    kind,
    conditions: readConditions(fields.conditions),
    minimumYes: optional(fields.minimumYes, (minimum) => integer(minimum, 'minimumYes', 1, MAX_VOTES)),
    quorum: readQuorum(fields.quorum),
  };
}

function readConditions(value: unknown): readonly Condition[] {
  if (value === undefined) throw new Refusal('conditions', 'missing', 'is missing');
  if (!Array.isArray(value)) throw new Refusal('conditions', 'wrong_type', 'must be a list');
  if (value.length < 1 || value.length > MAX_CONDITIONS) {
    throw new Refusal('conditions', 'out_of_bounds', `must hold from 1 to ${MAX_CONDITIONS} conditions`);
  }
  return value.map((each: unknown, index) => {
    const field = `conditions[${index}]`;
    const fields = object(each, field, ['numerator', 'denominator', 'comparison', 'base']);
    const bases = ['yes_and_no', 'cast', 'present', 'entitled'] as const satisfies readonly Base[];
    return { ...readShare(fields, field), base: oneOf(fields.base, `${field}.base`, bases) };
  });
}

function readQuorum(value: unknown): Quorum | null {
  return optional(value, (some) => {
    const kind = oneOf(object(some, 'quorum').kind, 'quorum.kind', ['share', 'number'] as const);
    const keys = kind === 'number' ? ['atLeast'] : ['numerator', 'denominator', 'comparison', 'base'];
    const fields = object(some, 'quorum', ['kind', 'counted', ...keys]);
    const counted = oneOf(fields.counted, 'quorum.counted', ['cast', 'present'] as const);
    if (kind === 'number') {
      return { kind, counted, atLeast: integer(fields.atLeast, 'quorum.atLeast', 1, MAX_VOTES) };
    }
    const base = oneOf(fields.base, 'quorum.base', ['present', 'entitled'] as const);
    if (counted === 'present' && base === 'present') {
      throw new Refusal(
        'quorum.base',
        'unreachable',
        'cannot be those present where they are what is counted',
      );
    }
    return { kind, counted, ...readShare(fields, 'quorum'), base };
  });
}

function readShare(
  fields: Fields,
  field: string,
): { numerator: number; denominator: number; comparison: Comparison } {
  const denominator = integer(fields.denominator, `${field}.denominator`, 1, MAX_DENOMINATOR);
  const numerator = integer(fields.numerator, `${field}.numerator`, 1, denominator);
  const comparison = oneOf(fields.comparison, `${field}.comparison`, ['more_than', 'at_least'] as const);
  if (comparison === 'more_than' && numerator === denominator) {
    throw new Refusal(
      `${field}.comparison`,
      'unreachable',
      'cannot be more than the whole: nothing meets it',
    );
  }
  return { numerator, denominator, comparison };
}

function object(value: unknown, field: string, allowed?: readonly string[]): Fields {
  if (value === undefined) throw new Refusal(field, 'missing', 'is missing');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(field, 'wrong_type', 'must be an object');
  }
  const unknown = allowed && Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) {
    throw new Refusal(
      field === '' ? unknown : `${field}.${unknown}`,
      'unknown_field',
      'is no field of this rule',
    );
  }
  return value as Fields;
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === undefined || value === null ? null : read(value);
}

function integer(value: unknown, field: string, min: number, max: number): number {
  if (value === undefined) throw new Refusal(field, 'missing', 'is missing');
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new Refusal(field, 'wrong_type', 'must be a whole number');
  }
  if (value < min || value > max) {
    throw new Refusal(field, 'out_of_bounds', `must be from ${min} to ${max}`);
  }
  return value;
}

function oneOf<T extends string>(value: unknown, field: string, allowed: readonly T[]): T {
  if (value === undefined) throw new Refusal(field, 'missing', 'is missing');
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Refusal(field, 'wrong_type', `must be one of ${allowed.join(', ')}`);
  return found;
}
