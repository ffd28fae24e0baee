import { parseArgs } from 'node:util';
import {
  type BallotFormat,
  type CountOptions,
  FORMATS,
  MAX_CANDIDATES,
  METHODS,
  type Method,
} from '@plenary/tally';

/** What `plenary count` was asked. */
export interface CountRequest {
  /** `-` is the standard input. */
  readonly file: string;
  readonly method: Method;
  /** Null: what the file says. */
  readonly seats: number | null;
  readonly tieOrderFile: string | null;
  readonly seed: string | null;
  readonly withdrawn: readonly string[];
  readonly json: boolean;
  readonly format: BallotFormat | null;
  readonly caseName: string | null;
  readonly useRules: boolean;
  readonly options: CountOptions;
}

/** A command that is not understood; the message says why. */
export class UsageError extends Error {}

const CHOICES = {
  'score-by': ['sum', 'median'],
  stop: ['majority', 'two-remain'],
  overvote: ['exhaust', 'skip'],
  ties: ['tie-order', 'look-back'],
  strength: ['winning', 'margin'],
  unranked: ['last', 'not-compared'],
} as const;

/** What follows `plenary count`; null asks for help. @throws UsageError */
export function readCountArgs(args: readonly string[]): CountRequest | null {
  const { values, positionals } = parsed(args);
  if (values.help) return null;
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError('Name the file of ballots, or - for the standard input.');
  if (others.length > 0)
    throw new UsageError(`One file is counted at a time, and '${others[0]}' is a second.`);
  if (values['tie-order'] !== undefined && values.seed !== undefined) {
    throw new UsageError('Ties are settled by --tie-order or by --seed, not by both.');
  }
  return {
    file,
    method: methodOf(values.method),
    seats: values.seats === undefined ? null : seatsOf(values.seats),
    tieOrderFile: values['tie-order'] ?? null,
    seed: values.seed ?? null,
    withdrawn: values.withdrawn ?? [],
    json: values.json ?? false,
    format: values.format === undefined ? null : oneOf('format', values.format, FORMATS),
    caseName: values.case ?? null,
    useRules: values['use-rules'] ?? false,
    options: optionsOf(values),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        method: text,
        seats: text,
        'tie-order': text,
        seed: text,
        withdrawn: { type: 'string', multiple: true },
        json: flag,
        format: text,
        case: text,
        'use-rules': flag,
        median: flag,
        batch: flag,
        'score-by': text,
        stop: text,
        overvote: text,
        ties: text,
        strength: text,
        unranked: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

type Values = ReturnType<typeof parsed>['values'];

/** Only what was asked for, so that a file's own rules are not overruled by a default. */
function optionsOf(values: Values): CountOptions {
  const choice = <K extends keyof typeof CHOICES>(key: K): (typeof CHOICES)[K][number] | undefined => {
    const value = values[key];
    return value === undefined ? undefined : oneOf<(typeof CHOICES)[K][number]>(key, value, CHOICES[key]);
  };
  const asked = {
    scoreBy: values.median ? 'median' : choice('score-by'),
    stop: choice('stop'),
    batch: values.batch,
    overvote: choice('overvote'),
    ties: choice('ties'),
    strength: choice('strength'),
    unranked: choice('unranked'),
  } satisfies CountOptions;
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function methodOf(value: string | undefined): Method {
  if (value === undefined) throw new UsageError(`Name a --method: ${METHODS.join(', ')}.`);
  return oneOf('method', value, METHODS);
}

function seatsOf(value: string): number {
  const seats = Number(value);
  if (/^\d{1,4}$/.test(value) && seats >= 1 && seats <= MAX_CANDIDATES) return seats;
  throw new UsageError(`--seats takes a whole number from 1 to ${MAX_CANDIDATES}, not '${value}'.`);
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${known.join(', ')}, not '${value}'.`);
  return found;
}
