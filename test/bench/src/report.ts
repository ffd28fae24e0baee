import os from 'node:os';
import { type Bench, type Figure, holds, type Measured, type Part } from './figure.js';
import { median, spread } from './statistics.js';

export interface Done {
  readonly bench: Bench;
  readonly measured: Measured;
}

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const said = (value: number) =>
  value.toLocaleString('en', { minimumFractionDigits: digits(value), maximumFractionDigits: digits(value) });
const withUnit = (value: number, unit: string) => (unit === 'ratio' ? said(value) : `${said(value)} ${unit}`);
const range = ([least, greatest]: readonly [number, number]) => `${said(least)} – ${said(greatest)}`;

const promise = ({ promised: { bound, than }, unit }: Figure) =>
  `${bound} ${than}${unit === 'ratio' ? '' : ` ${unit}`}`;

function row(figure: Figure): string[] {
  const kept = holds(figure) ? 'holds' : 'does not hold';
  return [
    figure.name,
    withUnit(figure.value, figure.unit),
    promise(figure),
    kept,
    range(figure.spread),
    String(figure.runs),
  ];
}

const HEAD = ['figure', 'median', 'promise', '', 'least – greatest', 'runs'];

/** For the terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(row)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The figures by their names, for whoever compares runs. */
export function json(figures: readonly Figure[]): string {
  const named = figures.map((figure) => [
    figure.name,
    {
      value: rounded(figure.value),
      unit: figure.unit,
      promise: promise(figure),
      holds: holds(figure),
      spread: figure.spread.map(rounded),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(named), null, 2)}\n`;
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** docs/benchmarks.md. */
export function page(done: readonly Done[], minutes: number): string {
  const figures = done.flatMap(({ measured }) => measured.figures);
  return `# Figures

Measured by \`npm run bench\`, which writes this page and \`benchmarks.json\`: in one run of ${minutes} minutes on one
machine with ${machine()}. Ratios say more than times, which are this machine's. Each figure is the median of its runs, the
spread is the least and the greatest of them, and what is compared takes turns within the run.

${markdown(HEAD.with(3, ' '), figures.map(row))}

${figures.map((figure) => `- \`${figure.name}\`: ${figure.what}.`).join('\n')}

## How it is measured

${done.map(({ bench }) => bench.how).join('\n\n')}

## What the figures are made of

${markdown(
  ['measured', 'median', 'least – greatest', 'runs'],
  done.flatMap(({ measured }) => measured.parts.map(partRow)),
)}

## Where the time goes

${done
  .flatMap(({ measured }) => measured.profile)
  .map((line) => `- ${line}`)
  .join('\n')}
`;
}

function partRow({ what, unit, runs }: Part): string[] {
  return [what, withUnit(median(runs), unit), range(spread(runs)), String(runs.length)];
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** In general words: no names. */
function machine(): string {
  const cores = os.availableParallelism();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cores} processor cores, ${memory} GiB of memory, ${os.platform()}, Node.js ${process.versions.node.split('.')[0]}`;
}
