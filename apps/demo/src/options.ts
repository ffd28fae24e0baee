import { BALLOTS, ballotNamed, LARGEST, type PublishedBallot } from './ballots.js';

/** What was asked on the command line. */
export type Options =
  | {
      readonly kind: 'run';
      readonly ballot: PublishedBallot;
      readonly url: string | null;
      readonly json: boolean;
    }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

/** What is wrong with the command line, in one sentence. */
export class UsageError extends Error {}

export const HELP = `Replays a published union ballot, ballot by ballot, through the public API.

  npm run demo                       the largest one (${LARGEST.name}), on a service of its own
  npm run demo -- --ballot NAME      another one
  npm run demo -- --list             what there is
  npm run demo -- --url ADDRESS      against a running service: the address that it printed at its start
  npm run demo -- --json             ends with one line of JSON: the figures, and whether they agree

It founds an assembly, imports a roll of that size, gives every voter a passkey of their own through the ordinary
sign-up (the keys are made in software and forgotten at the end), and opens the poll through a motion. Nothing of
this is a way into an assembly that exists: each voter takes up an invitation that this assembly made.
A running service limits sign-ups from one address: start it with PLENARY_SIGN_UPS_PER_HOUR=100000.
Ends with 0 when the result agrees with the published one, 1 when not, 2 when it was asked for something unknown.`;

/** @throws UsageError for anything that is not known. */
export function readOptions(args: readonly string[]): Options {
  let ballot = LARGEST;
  let url: string | null = null;
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = split(args[i]!);
    const value = () => {
      const given = inline ?? args[++i];
      if (given === undefined) throw new UsageError(`${name} needs a value: see --help.`);
      return given;
    };
    if (name === '--help' || name === '-h') return { kind: 'help' };
    if (name === '--list') return { kind: 'list' };
    if (name === '--json') json = true;
    else if (name === '--url') url = address(value());
    else if (name === '--ballot') ballot = known(value());
    else throw new UsageError(`There is no option "${name}": see --help.`);
  }
  return { kind: 'run', ballot, url, json };
}

/** One line a ballot, for `--list`. */
export function listing(): string {
  const wide = Math.max(...BALLOTS.map((ballot) => ballot.name.length));
  return BALLOTS.map((ballot) => {
    const { name, union, question, date, entitled, cast, carried } = ballot;
    const figures = `${cast} of ${entitled} voted, ${carried ? 'carried' : 'lost'}`;
    return `${name.padEnd(wide)}  ${union}: ${question} (${date}); ${figures}`;
  }).join('\n');
}

function split(argument: string): [string, string | undefined] {
  const equals = argument.indexOf('=');
  return argument.startsWith('--') && equals > 0
    ? [argument.slice(0, equals), argument.slice(equals + 1)]
    : [argument, undefined];
}

function known(name: string): PublishedBallot {
  const ballot = ballotNamed(name);
  if (ballot === undefined) throw new UsageError(`There is no ballot "${name}": see --list.`);
  return ballot;
}

function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`"${text}" is no address of a service: it looks like http://localhost:4000.`);
  }
  return url.origin;
}
