import { randomBytes } from 'node:crypto';
import type { PollId } from '@plenary/kernel';
import { type ApiProcess, startApiProcess } from '@plenary/testing';
import type { Tier } from '@plenary/voting';
import type { BareLoop } from './bare-loop.js';
import { type Bench, figure, type Measured, type Options, worst } from './figure.js';
import { Helper } from './helper.js';
import type { Ballot, Load, Loaded } from './load.js';
import { median } from './statistics.js';
import { type Assembly, type Member, World } from './world.js';

const CONNECTIONS = 64;
const SMALL = 1_000;
const LARGE = 100_000;
const TIERS = ['roll_call', 'secret'] as const satisfies readonly Tier[];

/** The real table without its trigger: LIKE copies the primary key, the unique key and every CHECK, and no foreign key. */
const BARE_TABLE = `CREATE TABLE bare_ballot (LIKE ballot INCLUDING ALL,
  FOREIGN KEY (poll_id, person_id) REFERENCES roll (poll_id, person_id)) WITH (fillfactor = 80)`;

/** Everything that the rounds share. */
class Casting {
  /** How many of the large roll have voted, in each of its polls. */
  #at = 0;

  constructor(
    readonly world: World,
    readonly api: ApiProcess,
    readonly load: Helper,
    readonly bare: Helper,
    readonly small: Assembly,
    readonly large: Assembly,
    readonly polls: Readonly<Record<Tier | 'bare', PollId>>,
  ) {}

  /** One round: each kind once, on as many voters who have not voted. */
  async round(ballots: number, order: number) {
    const voters = this.large.members.slice(this.#at, this.#at + ballots);
    if (voters.length < ballots) throw new Error('the roll is used up');
    this.#at += ballots;
    const result = {
      bare: 0,
      roll_call: 0,
      secret: 0,
      small: { roll_call: 0, secret: 0 },
      loads: [] as Loaded[],
    };
    const steps: (() => Promise<void>)[] = [
      async () => {
        result.bare = await this.insert(voters);
      },
      ...TIERS.flatMap((tier) => [
        async () => {
          result[tier] = await this.cast(voters.map(ballotIn(this.polls[tier])), result.loads);
        },
        async () => {
          const polls: PollId[] = [];
          while (polls.length * SMALL < ballots) polls.push(await this.world.poll(this.small, tier));
          const all = polls.flatMap((pollId) => this.small.members.map(ballotIn(pollId)));
          result.small[tier] = await this.cast(all.slice(0, ballots), result.loads);
        },
      ]),
    ];
    // What comes first in a round comes later in the next.
    for (let i = 0; i < steps.length; i++) await steps[(i + order) % steps.length]!();
    return result;
  }

  async cast(ballots: Ballot[], loads: Loaded[]): Promise<number> {
    const load: Load = { address: this.api.address, connections: CONNECTIONS, ballots };
    const loaded = await this.load.ask<Loaded>('cast', load);
    loads.push(loaded);
    return loaded.perSecond;
  }

  insert(voters: readonly Member[]): Promise<number> {
    const rows = voters.map(
      ({ personId }, n) =>
        [
          this.polls.bare,
          personId,
          this.large.id,
          n % 3 === 0 ? 'no' : 'yes',
          `bench-${n}-bare`,
          code(),
        ] as const,
    );
    return this.bare.ask<number>('insert', { url: this.world.url, rows } satisfies BareLoop);
  }
}

const ballotIn =
  (pollId: PollId) =>
  ({ token }: Member): Ballot => ({ pollId, token });

/** A receipt's code as the table wants it. */
function code(): string {
  const digits = [...randomBytes(12)].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31]);
  return `${digits.slice(0, 4).join('')}-${digits.slice(4, 8).join('')}-${digits.slice(8).join('')}`;
}

async function run({ quick, say }: Options): Promise<Measured> {
  const world = await World.open();
  const load = new Helper('./load.js');
  const bare = new Helper('./bare-loop.js');
  let api: ApiProcess | null = null;
  try {
    say(`a roll of ${LARGE} and one of ${SMALL}`);
    const [small, large] = [await world.assembly('Small', SMALL), await world.assembly('Large', LARGE)];
    await world.db.run(BARE_TABLE);
    api = await startApiProcess(world.url);
    const polls = {
      bare: await world.poll(large, 'roll_call'),
      roll_call: await world.poll(large, 'roll_call'),
      secret: await world.poll(large, 'secret'),
    };
    const casting = new Casting(world, api, load, bare, small, large, polls);
    const [rounds, ballots] = quick ? [3, 4_000] : [7, 12_000];
    // Everything runs once before it is measured: code is compiled, statements are prepared.
    await casting.round(ballots, 0);
    const done: Awaited<ReturnType<Casting['round']>>[] = [];
    for (let i = 0; i < rounds; i++) {
      const round = await casting.round(ballots, i);
      done.push(round);
      const n = (value: number) => Math.round(value).toLocaleString('en');
      say(
        `round ${i + 1} of ${rounds}: bare loop ${n(round.bare)}/s, roll call ${n(round.roll_call)}/s, secret ${n(round.secret)}/s`,
      );
    }
    return measured(done);
  } finally {
    load.stop();
    bare.stop();
    await api?.stop();
    await world.close();
  }
}

function measured(rounds: readonly Awaited<ReturnType<Casting['round']>>[]): Measured {
  const loads = rounds.flatMap((round) => round.loads);
  const named = (tier: Tier) => (tier === 'secret' ? 'secret' : 'roll call');
  const against = TIERS.map((tier) =>
    figure(
      'cast_vs_bare_insert_loop',
      `ballots a second through the API, against the bare loop (${named(tier)}, the worse tier)`,
      'ratio',
      { bound: 'at least', than: 1 },
      rounds.map((round) => round[tier] / round.bare),
    ),
  );
  const sizes = TIERS.map((tier) =>
    figure(
      'cast_roll_100k_vs_1k',
      `the same with a roll of 100,000, against a roll of 1,000 (${named(tier)}, the worse tier)`,
      'ratio',
      { bound: 'at least', than: 0.85 },
      rounds.map((round) => round[tier] / round.small[tier]),
    ),
  );
  return {
    figures: [worst(against), worst(sizes)],
    parts: [
      { what: 'bare loop of INSERTs', unit: 'rows/s', runs: rounds.map(({ bare }) => bare) },
      ...TIERS.flatMap((tier) => [
        {
          what: `${named(tier)}, roll of 100,000`,
          unit: 'ballots/s',
          runs: rounds.map((round) => round[tier]),
        },
        {
          what: `${named(tier)}, roll of 1,000`,
          unit: 'ballots/s',
          runs: rounds.map((round) => round.small[tier]),
        },
        {
          what: `${named(tier)} against the bare loop`,
          unit: 'ratio',
          runs: rounds.map((round) => round[tier] / round.bare),
        },
        {
          what: `${named(tier)}, 100,000 against 1,000`,
          unit: 'ratio',
          runs: rounds.map((round) => round[tier] / round.small[tier]),
        },
      ]),
      { what: 'time to a receipt, half of them', unit: 'ms', runs: loads.map(({ half }) => half) },
      { what: 'time to a receipt, 99 of 100', unit: 'ms', runs: loads.map(({ p99 }) => p99) },
    ],
    profile: [
      `The load generator took ${Math.round(median(loads.map((l) => l.ownProcessor)) * 100)} % of one processor while ballots were cast; the bare loop has no such company.`,
      'Of the service’s own time for a ballot, profiled apart from this run, a third is what node:http takes by itself, with the same headers and nothing behind it (the one system call that writes the answer is 7 %); 15 % go to the one round trip of a batch, as the driver sends and reads it, 8 % to the execution of the document with the bounds of its input, 6 % each to garbage and to letting the request in, nearly half of which is the hash of the credential. PostgreSQL needs 42 µs a ballot beside 0.7 ms a batch; of that a quarter is the commit, a fifth the setting up of its one statement. The load generator takes 15 µs a ballot. 64 connections make two batches of 32, of which one is judged while the voters of the other are answered.',
    ],
  };
}

export const casting: Bench = {
  names: ['cast_vs_bare_insert_loop', 'cast_roll_100k_vs_1k'],
  how:
    'Casting. An api process as an operator runs it, on PostgreSQL with fsync on. A load generator in a process of its own holds 64 HTTP connections and sends, each over one of them, the ballots of as many signed-in voters, who each vote once, by the web client’s own document; the time runs from the first request to the last receipt, and a receipt is given after the commit. ' +
    'Against it one Node process that runs a named `INSERT` per commit through `pg`, 64 in flight over a pool of 16, into a table with the columns, primary key, unique key, CHECKs and foreign key of the table of ballots. Each round runs every kind once, with as many ballots, in an order that shifts from round to round; the ratio is taken within the round.',
  run,
};
