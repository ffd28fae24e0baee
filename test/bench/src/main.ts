import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startTestCluster, stopTestCluster } from '@plenary/testing';
import { casting } from './casting.js';
import { counting } from './counting.js';
import { fanOut } from './fan-out.js';
import type { Bench } from './figure.js';
import { openingClosing } from './opening-closing.js';
import { planning } from './planning.js';
import { recall } from './recall.js';
import { type Done, json, page, table } from './report.js';

/** In the order of the table. */
const BENCHES: readonly Bench[] = [casting, fanOut, recall, openingClosing, counting, planning];
const NAMES = BENCHES.flatMap(({ names }) => names);

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));
const HELP = `npm run bench -- [--only NAME] [--quick] [--to FOLDER]

Measures what the design promises in figures, prints the table, and writes docs/benchmarks.md and docs/benchmarks.json.
  --only NAME  one figure alone, and those that are measured with it; may be given several times. Writes nothing.
  --quick      fewer and shorter runs, to try it out. Writes nothing.
  --to FOLDER  writes into this folder in place of docs, these two also.

NAME is one of: ${NAMES.join(', ')}`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      to: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.find((name) => !NAMES.includes(name));
  if (values.help || unknown !== undefined) {
    say(unknown === undefined ? HELP : `There is no figure '${unknown}'.\n\n${HELP}`);
    return unknown === undefined ? 0 : 2;
  }
  const chosen = BENCHES.filter(
    ({ names }) => values.only.length === 0 || names.some((name) => values.only.includes(name)),
  );
  const done = await measure(chosen, values.quick);
  const figures = done.flatMap(({ measured }) => measured.figures);
  say(`\n${table(figures)}`);
  if (values.to === undefined && (values.quick || values.only.length > 0)) return 0;
  const folder = values.to ?? DOCS;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'benchmarks.md'), page(done, Math.ceil(performance.now() / 60_000)));
  await writeFile(join(folder, 'benchmarks.json'), json(figures));
  say(`\nWritten: benchmarks.md and benchmarks.json in ${folder}`);
  return 0;
}

async function measure(benches: readonly Bench[], quick: boolean): Promise<Done[]> {
  await startTestCluster();
  const done: Done[] = [];
  try {
    for (const bench of benches) {
      const at = () => `${(performance.now() / 1_000).toFixed(0).padStart(4)} s  ${bench.names[0]}: `;
      done.push({ bench, measured: await bench.run({ quick, say: (line) => say(at() + line) }) });
    }
    return done;
  } finally {
    await stopTestCluster();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
