import {
  amendBylawNumbers,
  amendSections,
  type BylawChange,
  type BylawSection,
  bylawsOf,
  numberAt,
  valueAt,
  wholeSection,
} from '@plenary/assembly';
import { type AssemblyId, ok, quantity } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { readEffect } from '../../domain/effect-input.js';
import { effectInvalid } from '../../domain/rejections.js';
import { effect, type MotionEffect } from '../ports.js';

/** One motion changes at most so many numbers: who votes on it reads them all. */
const MOST_NUMBERS = 20;

type Amendment = { numbers: { path: string; value: number }[] };

/** Amends numbers in the bylaws, within the bounds that their section states. */
export function amendBylawsEffect(sections: readonly BylawSection[]): MotionEffect {
  return effect<Amendment>({
    kind: 'amend_bylaws',
    parse: (input) =>
      readEffect(input, ['numbers'], (fields) => ({ numbers: fields.numbers('numbers', 1, MOST_NUMBERS) })),
    check: async (sql, { assemblyId }, { numbers }) => {
      const present = await bylawsOf(sql, assemblyId);
      const amended = amendSections(sections, present.preset, present.sections, numbers);
      return amended.ok ? ok() : effectInvalid('numbers', amended.rejection.message);
    },
    words: ({ numbers }) => {
      const changes = numbers.map(({ path, value }) => {
        const found = numberAt(sections, path)?.number;
        return found === undefined ? `${path}: ${value}` : `${found.label}: ${quantity(value, found.unit)}`;
      });
      return {
        sentence: `Amends the bylaws. ${changes.join('; ')}.`,
        ifCarried:
          'The amended bylaws are in force at once. Votes that are open keep the rules they opened with.',
        ifLost: 'The bylaws stay as they are.',
      };
    },
    execute: async (tx, motion, { numbers }, authority) => {
      const amended = await amendBylawNumbers({ sections }, tx, motion.assemblyId, numbers, authority);
      if (!amended.done) return amended;
      return {
        done: true,
        undo: { numbers: (amended.before ?? []).map(({ path, value }) => ({ path, value })) },
      };
    },
    annul: {
      execute: async (tx, motion, { numbers }, authority) => {
        const before = readEffect(motion.undo ?? {}, ['numbers'], (fields) =>
          fields.numbers('numbers', 1, MOST_NUMBERS),
        );
        if (!before.ok) return { done: false, because: 'the numbers before it are not known' };
        if (!(await stillStand(sections, tx, motion.assemblyId, numbers))) {
          return { done: false, because: 'these numbers have been changed again since' };
        }
        return amendBylawNumbers({ sections }, tx, motion.assemblyId, before.value, authority);
      },
    },
  });
}

async function stillStand(
  sections: readonly BylawSection[],
  sql: Sql,
  assemblyId: AssemblyId,
  numbers: readonly BylawChange[],
): Promise<boolean> {
  const present = await bylawsOf(sql, assemblyId);
  return numbers.every(({ path, value }) => {
    const found = numberAt(sections, path);
    if (found === null) return false;
    const whole = wholeSection(found.section, present.preset, present.sections) ?? undefined;
    return valueAt(whole, found.number.path) === value;
  });
}
