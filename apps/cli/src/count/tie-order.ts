import { readFile } from 'node:fs/promises';
import { canonicalKey, type Draw, draw, readSeed } from '@plenary/sortition';
import { type BallotFile, MalformedFile, type Method } from '@plenary/tally';
import { type CountRequest, UsageError } from './count-options.js';

/** By whom ties are settled where the method's own rule leaves them, and where that order came from. */
export interface TieOrder {
  /** Whoever comes first is favoured. */
  readonly order: readonly number[];
  readonly from: 'ballot-paper' | 'file' | 'tie-order' | 'seed';
  /** The draw, where it was one. */
  readonly lot?: { readonly key: string; readonly draws: readonly Draw[] };
}

/** @throws UsageError for a seed, MalformedFile for a file, that is not one; or the file system's error */
export async function tieOrderOf(request: CountRequest, file: BallotFile): Promise<TieOrder> {
  if (request.seed !== null) return byLot(request.seed, file.candidates.length);
  if (request.tieOrderFile !== null) {
    const text = await readFile(request.tieOrderFile, 'utf8');
    return { order: readTieOrder(text, file.candidates), from: 'tie-order' };
  }
  if (file.excludedFirst !== null) return { order: [...file.excludedFirst].reverse(), from: 'file' };
  const paper = file.candidates.map((_, candidate) => candidate);
  // As the reference counts and the ballot files do: in a method that excludes, the first of those tied goes first.
  if (excludes(request.method)) return { order: paper.reverse(), from: 'ballot-paper' };
  return { order: paper, from: 'ballot-paper' };
}

/** Whether a method ends by excluding candidates one after the other, so that a tie is mostly about who goes. */
export function excludes(method: Method): boolean {
  return method === 'irv' || method.startsWith('stv-');
}

function byLot(text: string, candidates: number): TieOrder {
  const seed = readSeed(text);
  if (!seed.ok) throw new UsageError(`--seed: ${seed.rejection.message}`);
  const key = canonicalKey(seed.value);
  const draws = draw(key, candidates, candidates);
  return { order: draws.map((each) => each.selected), from: 'seed', lot: { key, draws } };
}

/** One candidate a line, by name, or by number where no candidate has that name; all of them, each once. */
export function readTieOrder(text: string, candidates: readonly string[]): number[] {
  const byName = new Map(candidates.map((name, candidate) => [name, candidate]));
  const order = new Set<number>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const name = line.trim();
    if (name === '') continue;
    const at = { line: index + 1, column: line.length - line.trimStart().length + 1 };
    const candidate = byName.get(name) ?? byNumber(name, candidates.length);
    if (candidate === null) throw new MalformedFile(at, 'the name or number of a candidate', `'${name}'`);
    if (order.has(candidate)) {
      throw new MalformedFile(at, 'each candidate once', `'${candidates[candidate]}' again`);
    }
    order.add(candidate);
  }
  const missing = candidates.find((_, candidate) => !order.has(candidate));
  if (missing !== undefined) {
    throw new MalformedFile({ line: lines.length, column: 1 }, `'${missing}' too`, 'the end of the file');
  }
  return [...order];
}

function byNumber(text: string, candidates: number): number | null {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= candidates ? Number(text) - 1 : null;
}
