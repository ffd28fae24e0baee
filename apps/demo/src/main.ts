import type { PublishedBallot } from './ballots.js';
import { foundWithRoll } from './founding.js';
import { HELP, listing, type Options, readOptions, UsageError } from './options.js';
import { disagreements, jsonLine, share } from './outcome.js';
import { type OwnService, startOwnService } from './own-service.js';
import { DemoError, Service } from './service.js';
import { holdVote, signVotersIn, type Vote } from './vote.js';

const began = performance.now();

function say(line: string): void {
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${line}\n`);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.kind === 'run') return replay(options);
  process.stdout.write(`${options.kind === 'help' ? HELP : listing()}\n`);
  return 0;
}

async function replay({ ballot, url, json }: Options & { kind: 'run' }): Promise<number> {
  say(`${ballot.union}: ${ballot.question}, closed on ${ballot.date}. Published: ${figuresOf(ballot)}.`);
  say(`Source: ${ballot.source}`);
  let own: OwnService | null = null;
  const interrupted = (signal: NodeJS.Signals) =>
    void (own?.stop() ?? Promise.resolve()).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  if (url === null) {
    say('Starting a service of its own on a database in the temporary folder.');
    own = startOwnService();
  }
  let service: Service | null = null;
  try {
    service = new Service(url ?? (await own!.address));
    say(`The service: ${service.address}`);
    return report(ballot, await run(service, ballot), json);
  } finally {
    service?.close();
    await own?.stop();
  }
}

async function run(service: Service, ballot: PublishedBallot): Promise<Vote> {
  const assembly = await foundWithRoll(service, ballot, say);
  say(
    'The voters take up their invitations: each signs up with a passkey of their own, made in software for this run.',
  );
  const started = performance.now();
  const voters = await signVotersIn(service, assembly, ballot, say);
  const seconds = (performance.now() - started) / 1_000;
  say(
    `${voters.length.toLocaleString('en')} voters are signed in (${Math.round(voters.length / seconds)} a second).`,
  );
  return holdVote(service, assembly, voters, ballot, say);
}

function report(
  ballot: PublishedBallot,
  { casting, counted, sentence, screens, updates }: Vote,
  json: boolean,
): number {
  const wrong = disagreements(ballot, counted);
  say(counted.carried ? 'CARRIED' : 'LOST');
  say(sentence);
  say(`Counted: ${figuresOf({ ...counted })}. Turnout ${share(counted.cast, counted.entitled)}.`);
  say(
    `${Math.round(casting.ballotsPerSecond).toLocaleString('en')} ballots per second; an answer took ${casting.half.toFixed(0)} ms, ` +
      `1 in 100 took ${casting.slowest1in100.toFixed(0)} ms or longer.`,
  );
  say(
    `${casting.repeats} ballots were sent twice on purpose: each got its first receipt again, and none was counted twice.`,
  );
  say(`${screens} screens were sent ${updates} updates; none showed how people vote before the close.`);
  say(
    wrong.length === 0
      ? 'The result is the published one.'
      : `The result is not the published one: ${wrong.join('; ')}.`,
  );
  if (json) process.stdout.write(`${jsonLine(ballot, counted, casting.ballotsPerSecond)}\n`);
  return wrong.length === 0 ? 0 : 1;
}

function figuresOf({
  entitled,
  cast,
  yes,
  no,
  spoilt,
}: Pick<PublishedBallot, 'entitled' | 'cast' | 'yes' | 'no' | 'spoilt'>): string {
  const n = (value: number) => value.toLocaleString('en');
  return `${n(entitled)} entitled, ${n(cast)} cast: ${n(yes)} yes, ${n(no)} no, ${n(spoilt)} spoilt`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const told = error instanceof UsageError || error instanceof DemoError;
    process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
