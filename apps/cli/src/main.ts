#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { countFile } from './count/count-file.js';
import { readingProgress } from './count/progress.js';
import { verifyFile } from './verify-file.js';

const HELP = `plenary verify FILE [--key KEY]

Checks an exported record, offline: every entry, every checkpoint, and the published ballots of every poll in it.
  FILE        what /export/<assembly id> of a Plenary server gave
  --key KEY   the record's verifier key, from somebody you trust; without it the file's own is taken

Says OK with the number of entries and their root, or which entry is wrong and how it differs.
Exit code: 0 it holds, 1 it does not, 2 it is no export, or the command was not understood.

plenary count FILE --method METHOD [--seats N] [--tie-order FILE | --seed NUMBERS] [--json]

Counts a file of ballots (BLT, CSV or JSON); plenary count --help says more.`;

async function main(args: string[]): Promise<number> {
  if (args[0] === 'count') {
    const progress = readingProgress(process.stderr);
    const { code, text } = await countFile(args.slice(1), progress.read);
    progress.done();
    return told(code, text);
  }
  const asked = read(args);
  if (asked === null) return told(2, HELP);
  if (asked.help) return told(0, HELP);
  const { code, text } = await verifyFile(asked.file, asked.key);
  return told(code, text);
}

function told(code: number, text: string): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

/** Null when it is no command of ours. */
function read(args: string[]): { help: boolean; file: string; key: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [command, file, ...others] = positionals;
    const help = values.help === true || command === 'help';
    if (!help && (command !== 'verify' || file === undefined || others.length > 0)) return null;
    return { help, file: file ?? '', key: values.key ?? null };
  } catch {
    return null;
  }
}

// Whoever reads the result may stop early, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
