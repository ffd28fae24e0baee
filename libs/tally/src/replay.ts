import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Count } from './count.js';
import { decide, type Outcome } from './decide.js';
import type { Figures } from './figures.js';
import { ANSWERS, EMPTY_TALLY, type Tally, tallyKey } from './tally.js';
import { TRANSCRIPT_FORMAT, transcriptOf } from './transcript.js';
import { validateDecisionRule } from './validate-decision-rule.js';

/** The transcript cannot be counted again: it is no transcript, or its counts are impossible. */
export interface TranscriptUnreadable extends Rejection {
  readonly code: 'TranscriptUnreadable';
}

/** Counted again, the steps come out differently. */
export interface TranscriptDiffers extends Rejection {
  readonly code: 'TranscriptDiffers';
  /** The first step that differs, counted from 0. */
  readonly step: number;
}

/**
 * Repeats a count from its transcript alone, however untrusted: takes rule, figures and the counts of the
 * answers from it, decides again, and compares every step. The order of keys does not matter.
 */
export function replay(value: unknown): Result<Outcome, TranscriptUnreadable | TranscriptDiffers> {
  if (!isObject(value) || value.format !== TRANSCRIPT_FORMAT) {
    return unreadable(`This is no transcript of the format ${TRANSCRIPT_FORMAT}.`);
  }
  const rule = validateDecisionRule(value.rule);
  if (!rule.ok) return unreadable(`The transcript's rule cannot be read. ${rule.rejection.message}`);
  const figures = readFigures(value.figures);
  if (figures === null) return unreadable("The transcript's figures cannot be read.");
  const steps: unknown = value.steps;
  const tally = readTally(steps);
  if (tally === null || !Array.isArray(steps)) return unreadable("The transcript's counts cannot be read.");

  try {
    const again = transcriptOf(rule.value, tally, figures).steps;
    const length = Math.max(again.length, steps.length);
    for (let step = 0; step < length; step++) {
      if (!sameJson(again[step], steps[step])) return differs(step);
    }
    return ok(decide(rule.value, tally, figures));
  } catch (error) {
    if (error instanceof RangeError) return unreadable(`The transcript cannot be counted: ${error.message}.`);
    throw error;
  }
}

function readFigures(value: unknown): Figures | null {
  if (!isObject(value)) return null;
  const entitled = readCount(value.entitled);
  const present = value.present === null ? null : readCount(value.present);
  if (entitled === null || (present === null && value.present !== null)) return null;
  return { entitled, present };
}

/** The tally of the steps that count an answer; a step that counts one twice is found by the comparison. */
function readTally(steps: unknown): Tally | null {
  if (!Array.isArray(steps)) return null;
  const tally: { -readonly [key in keyof Tally]: Count } = { ...EMPTY_TALLY };
  let [heads, weight] = [0, 0];
  for (const step of steps as unknown[]) {
    if (!isObject(step) || step.step !== 'count') continue;
    const answer = ANSWERS.find((each) => each === step.answer);
    const count = readCount(step);
    if (answer === undefined || count === null) return null;
    tally[tallyKey(answer)] = count;
    heads += count.heads;
    weight += count.weight;
  }
  return { ...tally, cast: { heads, weight } };
}

function readCount(value: unknown): Count | null {
  if (!isObject(value)) return null;
  const { heads, weight } = value;
  return isWhole(heads) && isWhole(weight) ? { heads, weight } : null;
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each: unknown, index) => sameJson(each, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

function unreadable(message: string): Result<never, TranscriptUnreadable> {
  return rejected({ code: 'TranscriptUnreadable', message });
}

function differs(step: number): Result<never, TranscriptDiffers> {
  const message = `Counted again, step ${step + 1} of the transcript comes out differently.`;
  return rejected({ code: 'TranscriptDiffers', message, step });
}
