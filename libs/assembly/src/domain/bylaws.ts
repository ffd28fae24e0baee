import { type Json, type JsonObject, ok, type Rejection, type Result, rejected } from '@plenary/kernel';

/** The three presets that an assembly can adopt. */
export const PRESETS = ['consensus_collective', 'union_local', 'delegate_council'] as const;
export type Preset = (typeof PRESETS)[number];
/** `founding` are the rules in force until one of the three is adopted. */
export type PresetOrFounding = Preset | 'founding';

/** A number in a section that a motion can amend, within its bounds. */
export interface BylawNumber {
  /** Where it is in the section: `noticeHours`, `quorum.denominator`. Members of objects only. */
  readonly path: string;
  /** What it is, as a reader of the bylaws sees it. */
  readonly label: string;
  /** Whole numbers, both ends included. */
  readonly min: number;
  readonly max: number;
  /** `days`, `members`, … */
  readonly unit: string;
}

/** A rule as members read it. */
export interface BylawRule {
  readonly path: string;
  readonly label: string;
  readonly text: string;
}

/**
 * The rules of one context: registered under BYLAW_SECTIONS, stored as JSON inside each version of the bylaws.
 * `T` is plain JSON.
 */
export interface BylawSection<T = unknown> {
  /** Stable; the key under which the section is stored, and the first part of a rule's full path. */
  readonly name: string;
  readonly label: string;
  readonly presets: Readonly<Record<PresetOrFounding, T>>;
  /** Checks a whole section, also where one number depends on another. Never trusts what was stored. */
  parse(value: unknown): Result<T>;
  readonly numbers: readonly BylawNumber[];
  /** The rules that are not plain numbers, in words. */
  rules?(value: T): readonly BylawRule[];
}

/** One amendment: `path` is the section's name, a dot, and the number's path in it. */
export interface BylawChange {
  readonly path: string;
  readonly value: number;
}

/** Injection token of the sections that the application is composed of: `readonly BylawSection[]`. */
export const BYLAW_SECTIONS = Symbol('BYLAW_SECTIONS');

/** The bylaws in force. A version is never edited. */
export class Bylaws {
  constructor(
    readonly assemblyId: string,
    readonly version: number,
    readonly preset: PresetOrFounding,
    readonly adoptedAt: Date,
    readonly sections: JsonObject,
  ) {}

  /** The rules of one context. A section that is younger than these bylaws has its preset's rules. */
  section<T>(section: BylawSection<T>): T {
    const stored = this.sections[section.name];
    const parsed = section.parse(stored ?? section.presets[this.preset]);
    if (!parsed.ok)
      throw new Error(`section ${section.name} of bylaws ${this.version}: ${parsed.rejection.message}`);
    return parsed.value;
  }
}

/** A number that the bylaws don't have, or beyond its bounds. */
export interface BylawInvalid extends Rejection {
  readonly code: 'BYLAW_INVALID';
  readonly path: string;
}

const invalid = (path: string, message: string) =>
  rejected<BylawInvalid>({ code: 'BYLAW_INVALID', path, message });

/** The sections of a preset as they are stored, with the numbers that were chosen. */
export function composeBylaws(
  sections: readonly BylawSection[],
  preset: PresetOrFounding,
  changes: readonly BylawChange[] = [],
): Result<JsonObject, BylawInvalid> {
  const composed = Object.fromEntries(sections.map((s) => [s.name, s.presets[preset] as Json]));
  return amendSections(sections, preset, composed, changes);
}

/** Sets each number, then has every section judged whole, so that numbers that depend on each other may change together. */
export function amendSections(
  sections: readonly BylawSection[],
  preset: PresetOrFounding,
  stored: JsonObject,
  changes: readonly BylawChange[],
): Result<JsonObject, BylawInvalid> {
  const amended = structuredClone(stored) as Record<string, Json>;
  const seen = new Set<string>();
  for (const { path, value } of changes) {
    const found = numberAt(sections, path);
    if (found === null) return invalid(path, `There is no number '${path}' in the bylaws.`);
    if (seen.has(path)) return invalid(path, `'${found.number.label}' is given twice: give it once.`);
    seen.add(path);
    const { min, max, label, unit } = found.number;
    if (!Number.isInteger(value) || value < min || value > max) {
      return invalid(path, `'${label}' is a whole number from ${min} to ${max} (${unit}).`);
    }
    const present = wholeSection(found.section, preset, amended);
    if (present === null) return invalid(path, `'${label}' does not exist in these bylaws.`);
    amended[found.section.name] = present;
    if (!setAt(amended[found.section.name]!, found.number.path, value)) {
      return invalid(path, `'${label}' does not exist in these bylaws.`);
    }
  }
  for (const section of sections) {
    const value = amended[section.name];
    if (value === undefined) continue;
    const parsed = section.parse(value);
    if (!parsed.ok) return invalid(section.name, parsed.rejection.message);
  }
  return ok(amended);
}

/**
 * A section as it is in force, in full: also what is younger than the stored version, which is never edited. Null when
 * what is stored cannot be read.
 */
export function wholeSection(
  section: BylawSection,
  preset: PresetOrFounding,
  stored: JsonObject,
): Json | null {
  const parsed = section.parse(stored[section.name] ?? section.presets[preset]);
  return parsed.ok ? (JSON.parse(JSON.stringify(parsed.value)) as Json) : null;
}

/** The amendable number with this full path. */
export function numberAt(sections: readonly BylawSection[], path: string) {
  for (const section of sections) {
    if (!path.startsWith(`${section.name}.`)) continue;
    const number = section.numbers.find((n) => n.path === path.slice(section.name.length + 1));
    if (number !== undefined) return { section, number };
  }
  return null;
}

/** The number at a path inside a section's JSON; undefined where there is none. */
export function valueAt(section: Json | undefined, path: string): number | undefined {
  const value = path
    .split('.')
    .reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), section);
  return typeof value === 'number' ? value : undefined;
}

function setAt(section: Json, path: string, value: number): boolean {
  if (valueAt(section, path) === undefined) return false;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce<Json>((at, key) => (at as JsonObject)[key]!, section);
  (parent as Record<string, Json>)[last] = value;
  return true;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
