import { millionths } from './decimal.js';

/** What an instruction is about: a motion (of this assembly or of one above), or a matter in words. */
export type Matter =
  | { readonly kind: 'motion'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string };

export const INSTRUCTION_POSITIONS = [
  'must_support',
  'must_oppose',
  'must_abstain',
  'may_decide_within',
  'must_refer_back',
] as const;
export type InstructionPosition = (typeof INSTRUCTION_POSITIONS)[number];

/** A figure that a delegate may not leave: no less than 5 %, no longer than 24 months. Exact decimals as text. */
export interface Limit {
  readonly name: string;
  readonly unit: string;
  readonly atLeast: string | null;
  readonly atMost: string | null;
}

export interface Instruction {
  readonly matter: Matter;
  readonly position: InstructionPosition;
  readonly limits: readonly Limit[];
}

/** Two matters are the same when this is: words are compared without capitals and spaces at will. */
export function matterKey(matter: Matter): string {
  if (matter.kind === 'motion') return `motion ${matter.id}`;
  return `text ${sameWords(matter.text)}`;
}

function sameWords(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

export const limitKey = (name: string) => sameWords(name);

/** What contradicts what among instructions, in a sentence; null where all can be followed at once. */
export function contradictionAmong(instructions: readonly Instruction[]): string | null {
  const byMatter = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { matter, position, limits } = instruction;
    if (limits.length > 0 && position !== 'may_decide_within')
      return 'Limits belong to an instruction that lets the delegate decide within them.';
    if (limits.length === 0 && position === 'may_decide_within')
      return 'Say within which limits the delegate may decide.';
    const key = matterKey(matter);
    const before = byMatter.get(key);
    if (before !== undefined && before.position !== position)
      return 'Two instructions about the same matter ask for different positions. Keep one of them.';
    if (before !== undefined && position !== 'may_decide_within')
      return 'The same instruction is given twice. Keep one of them.';
    const joined = [...(before?.limits ?? []), ...limits];
    const empty = emptyLimit(joined);
    if (empty !== null) return empty;
    byMatter.set(key, { ...instruction, limits: joined });
  }
  return null;
}

function emptyLimit(limits: readonly Limit[]): string | null {
  const bounds = new Map<string, { unit: string; low: bigint | null; high: bigint | null }>();
  for (const { name, unit, atLeast, atMost } of limits) {
    if (atLeast === null && atMost === null) return `The limit “${name}” has neither a least nor a most.`;
    const known = bounds.get(limitKey(name)) ?? { unit, low: null, high: null };
    if (known.unit !== unit) return `The limit “${name}” is given in two units. Use one.`;
    const low = atLeast === null ? null : millionths(atLeast);
    const high = atMost === null ? null : millionths(atMost);
    if (low !== null && (known.low === null || low > known.low)) known.low = low;
    if (high !== null && (known.high === null || high < known.high)) known.high = high;
    if (known.low !== null && known.high !== null && known.low > known.high)
      return `Nothing is within the limit “${name}”: the least is above the most.`;
    bounds.set(limitKey(name), known);
  }
  return null;
}
