import { median, spread } from './statistics.js';

/** What DESIGN.md promises of a figure. */
export interface Promised {
  readonly bound: 'at least' | 'at most';
  readonly than: number;
}

/** One figure of the table. */
export interface Figure {
  /** Its key in docs/benchmarks.json. */
  readonly name: string;
  /** What it is, in words. */
  readonly what: string;
  /** The median of its runs. */
  readonly value: number;
  readonly unit: 'ratio' | 's' | 'ms';
  readonly promised: Promised;
  /** The least and the greatest run. */
  readonly spread: readonly [number, number];
  readonly runs: number;
}

/** A row of what was measured besides: the parts that a figure is made of. */
export interface Part {
  readonly what: string;
  readonly unit: string;
  readonly runs: readonly number[];
}

export interface Measured {
  readonly figures: readonly Figure[];
  readonly parts: readonly Part[];
  /** Where the time goes, as this run saw it: a sentence each. */
  readonly profile: readonly string[];
}

export interface Options {
  /** Fewer and shorter runs, to try the harness out. */
  readonly quick: boolean;
  /** Tells how far it is. */
  say(line: string): void;
}

/** One measurement: it brings its own database and processes, and leaves nothing behind. */
export interface Bench {
  /** The figures it gives. */
  readonly names: readonly string[];
  /** How it is measured: a paragraph. */
  readonly how: string;
  run(options: Options): Promise<Measured>;
}

export function figure(
  name: string,
  what: string,
  unit: Figure['unit'],
  promised: Promised,
  runs: readonly number[],
): Figure {
  return { name, what, value: median(runs), unit, promised, spread: spread(runs), runs: runs.length };
}

/** Of several the one that keeps its promise least: where there are two tiers the worse is the figure. */
export function worst(figures: readonly Figure[]): Figure {
  const sign = figures[0]!.promised.bound === 'at least' ? 1 : -1;
  return [...figures].sort((a, b) => sign * (a.value - b.value))[0]!;
}

export function holds({ value, promised: { bound, than } }: Figure): boolean {
  return bound === 'at least' ? value >= than : value <= than;
}
