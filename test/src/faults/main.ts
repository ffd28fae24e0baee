import { parseArgs } from 'node:util';
import { Campaign } from './campaign.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    voters: { type: 'string', default: '50' },
    plant: { type: 'boolean', default: false },
  },
});
const [kills, seed, voters] = [Number(values.kills), Number(values.seed), Number(values.voters)];
if (![kills, seed, voters].every(Number.isSafeInteger) || kills < 1 || voters < 5 || voters > 100) {
  process.stderr.write(
    'npm run faults -- [--kills 100] [--seed 1] [--voters 50] [--plant], at most 100 voters; --plant makes away with ballots, which must be noticed\n',
  );
  process.exit(2);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`SIGKILL under load: at least ${kills} kills, ${voters} voters, seed ${seed}`);
const began = performance.now();

// Whoever stops it finds no server and no folder left behind.
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)));

try {
  const interrupted = interruption.signal;
  const findings = await Campaign.run({ kills, seed, voters, say, plant: values.plant, interrupted });
  say(`\n${findings.table()}\n`);
  for (const line of findings.wrong) say(`VIOLATION ${line}`);
  say(
    `${findings.wrong.length} violations in ${Math.round((performance.now() - began) / 1_000)} s; again with --seed ${seed}`,
  );
  process.exit(findings.wrong.length === 0 ? 0 : 1);
} catch (error) {
  say(`Not finished: ${(error as Error).stack}`);
  process.exit(interruption.signal.aborted ? 130 : 1);
}
