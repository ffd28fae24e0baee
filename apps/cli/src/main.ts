#!/usr/bin/env node
import { isBuiltin } from 'node:module';
import { parseArgs } from 'node:util';
import { countFile } from './count/count-file.js';
import { readingProgress } from './count/progress.js';
import { verifyDraws } from './draw/verify-draws.js';
import type { Outcome } from './outcome.js';
import { printable } from './printable.js';
import { verifyFile } from './verify-file.js';

const HELP = `plenary verify FILE [--key KEY] [--ballots]

Checks an exported record, offline: every entry, every checkpoint, and the published ballots of every poll in it.
  FILE        what /export/<assembly id> of a Plenary server gave
  --key KEY   a verifier key of the record, from somebody you trust; without it the file's own is taken. An older key
              vouches for the newer ones that it announced, and a newer one for itself
  --ballots   lists every ballot by roll call with its voter, by the name that the record committed to

Says OK with the number of entries and their root, and which voters it proved the names of; or which line and entry is
wrong and how it differs. A name that was erased at its owner's wish stays unnamed, and everything else holds.

plenary draw verify FILE [--key KEY]

Verifies an exported record, and makes each draw of shifts in it again from its published seed, candidates and ledger.

plenary count FILE --method METHOD [--seats N] [--tie-order FILE | --seed NUMBERS] [--json]

Counts a file of ballots (BLT, CSV or JSON); plenary count --help says more.

The commands below work on the database of a server, by the same DATABASE_URL or PLENARY_DATA_DIR as the service has.

plenary backup --output FILE

Writes all that the database holds into one file, while the service runs. \`--output -\` writes to standard output, to be
encrypted on the way: plenary backup --output - | age -r RECIPIENT > FILE

plenary restore FILE

Loads a backup into a database that is empty, verifies every record in it, and notes the restoring in each. The service
must not run. \`restore -\` reads standard input.

plenary rotate-key (ASSEMBLY | --all)

Gives the record of an assembly a new key to sign with, while the service runs. The old key signs the hand-over.

Exit code: 0 done, or it holds; 1 not; 2 it is no export, or the command was not understood.`;

const TOO_OLD = `This command needs Node.js 22.18 or later, and this is ${process.versions.node}: run it in Plenary's folder as
npm run -s plenary -- …, which brings its own.`;

const OPTIONS = {
  key: { type: 'string' },
  output: { type: 'string' },
  all: { type: 'boolean' },
  ballots: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What is to be done; null when it is no command of ours. The database's code is loaded by what needs it. */
function read(args: string[]): (() => Promise<Outcome>) | null {
  if (args[0] === 'count') return () => count(args.slice(1));
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const { key, output, all, ballots, help } = values;
    const [command, subject, ...others] = positionals;
    if (help === true || command === 'help') return async () => ({ code: 0, text: HELP });
    const given = Object.keys(values).join();
    const [file] = others;
    if (command === 'draw' && subject === 'verify' && file !== undefined && others.length === 1)
      return given === '' || given === 'key' ? () => verifyDraws(file, key ?? null) : null;
    if (others.length > 0) return null;
    if (command === 'verify' && subject !== undefined && output === undefined && all === undefined)
      return () => verifyFile(subject, key ?? null, ballots === true);
    if (command === 'backup' && subject === undefined && output !== undefined && given === 'output')
      return () =>
        onDatabase('existing', async (url) => (await import('./backup/commands.js')).backup(url, output));
    if (command === 'restore' && subject !== undefined && given === '')
      return () =>
        onDatabase('alone', async (url) => (await import('./backup/commands.js')).restore(url, subject));
    if (
      command === 'rotate-key' &&
      (subject !== undefined) !== (all === true) &&
      (given === '' || given === 'all')
    )
      return () =>
        onDatabase('existing', async (url) =>
          (await import('./rotate-key.js')).rotateKey(url, subject ?? null),
        );
    return null;
  } catch {
    return null;
  }
}

async function count(args: readonly string[]): Promise<Outcome> {
  const progress = readingProgress(process.stderr);
  const outcome = await countFile(args, progress.read);
  progress.done();
  return outcome;
}

async function onDatabase(
  need: 'existing' | 'alone',
  work: (url: string) => Promise<Outcome>,
): Promise<Outcome> {
  // Counting and verifying run on older versions too; the embedded server's lock does not.
  if (!isBuiltin('node:sqlite')) return { code: 1, text: TOO_OLD };
  const { ownDatabase, refusalOf } = await import('./own-database.js');
  try {
    const database = await ownDatabase(need);
    try {
      return await work(database.url);
    } finally {
      await database.close();
    }
  } catch (error) {
    return { code: 1, text: refusalOf(error) };
  }
}

async function main(args: string[]): Promise<number> {
  const work = read(args);
  if (work === null) {
    process.stderr.write(`${HELP}\n`);
    return 2;
  }
  const { code, text } = await work();
  // A backup may be on its way through standard output.
  const out = code === 0 && args[0] !== 'backup' ? process.stdout : process.stderr;
  // What is read by another program is not changed.
  out.write(`${args.includes('--json') ? text : printable(text)}\n`);
  return code;
}

// Whoever reads the result may stop early, as `head` does: that is no failure. A backup says by itself what became of it.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || process.argv[2] === 'backup') return;
  process.stderr.write(`What was found cannot be written: ${message}\n`);
  process.exitCode = 1;
});

const code = await main(process.argv.slice(2));
if (code !== 0) process.exitCode = code;
