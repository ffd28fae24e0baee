import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A paper as the package `stv` takes it; counting changes its weight. */
export interface StvVote {
  weight: number;
  preferences: readonly string[];
}

interface StvPackage {
  stv(election: { seatsToFill: number; candidates: readonly string[]; votes: readonly StvVote[] }): {
    readonly winners: readonly string[];
  };
}

/**
 * The package `stv`. As it is published it cannot be loaded: its `dist` lacks the module that `dist/index.js` asks
 * for. Its source is published with it, one file that imports types alone, and is compiled here as it would have been.
 */
export async function stvPackage(): Promise<StvPackage> {
  const file = fileURLToPath(new URL('../src/stv.ts', import.meta.resolve('stv')));
  const { outputText } = ts.transpileModule(await readFile(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as StvPackage;
}
