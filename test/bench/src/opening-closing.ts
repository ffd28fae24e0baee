import type { PollId } from '@plenary/kernel';
import { closePoll, NO_PORTS, type Tier } from '@plenary/voting';
import { type Bench, figure, type Measured, type Options, worst } from './figure.js';
import { type Assembly, World } from './world.js';

const SIZE = 100_000;
const TIERS = ['roll_call', 'secret'] as const satisfies readonly Tier[];
/** Ballots in one transaction, as they come in when many vote. */
const BATCH = 500;

const CODE = `translate(upper(substr(md5(person_id::text), 1, 4) || '-' || substr(md5(person_id::text), 5, 4) || '-' || substr(md5(person_id::text), 9, 4)), 'ILOU', 'JKMN')`;
const ANSWER = `CASE WHEN random() < 0.6 THEN 'yes' WHEN random() < 0.8 THEN 'no' ELSE 'abstain' END`;

/** Everybody's ballot, written as the service writes them: batch by batch, a transaction each. */
const FILL: Readonly<Record<Tier, readonly string[]>> = {
  roll_call: [
    `INSERT INTO ballot (poll_id, person_id, assembly_id, answer, client_key, code, cast_at)
     SELECT poll_id, person_id, assembly_id, ${ANSWER}, 'bench-key', ${CODE}, plenary_now()
     FROM roll WHERE poll_id = $1 AND person_id = ANY($2::uuid[])`,
  ],
  secret: [
    `WITH part AS (
       INSERT INTO participation (poll_id, person_id, assembly_id, code)
       SELECT poll_id, person_id, assembly_id, ${CODE} FROM roll WHERE poll_id = $1 AND person_id = ANY($2::uuid[])
       RETURNING poll_id, assembly_id)
     INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight)
     SELECT poll_id, gen_random_uuid() AS id, assembly_id, ${ANSWER}, 1 FROM part ORDER BY id`,
  ],
};

async function everybodyVotes(world: World, pollId: PollId, tier: Tier, assembly: Assembly): Promise<void> {
  const people = assembly.members.map(({ personId }) => personId);
  // In the order of nobody's ids: voters come as they come.
  people.sort(() => Math.random() - 0.5);
  for (let at = 0; at < people.length; at += BATCH) {
    for (const statement of FILL[tier]) await world.db.run(statement, [pollId, people.slice(at, at + BATCH)]);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

async function run({ quick, say }: Options): Promise<Measured> {
  const world = await World.open();
  try {
    say(`an assembly of ${SIZE}`);
    const assembly = await world.assembly('Large', SIZE);
    const opening: Record<Tier, number[]> = { roll_call: [], secret: [] };
    const closing: Record<Tier, number[]> = { roll_call: [], secret: [] };
    const rounds = quick ? 1 : 5;
    for (let i = 0; i < rounds; i++) {
      for (const tier of TIERS) {
        const pollId = await world.draft(assembly, tier);
        opening[tier].push(await timed(() => world.openPoll(pollId)));
        await everybodyVotes(world, pollId, tier, assembly);
        await world.db.run(
          `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
          [pollId],
        );
        closing[tier].push(await timed(() => world.work.do((tx) => closePoll(NO_PORTS, tx, pollId))));
        say(
          `round ${i + 1} of ${rounds}, ${tier}: opened in ${opening[tier].at(-1)!.toFixed(2)} s, closed in ${closing[tier].at(-1)!.toFixed(2)} s`,
        );
      }
    }
    return measured(opening, closing);
  } finally {
    await world.close();
  }
}

function measured(
  opening: Readonly<Record<Tier, readonly number[]>>,
  closing: Readonly<Record<Tier, readonly number[]>>,
): Measured {
  const named = (tier: Tier) => (tier === 'secret' ? 'secret' : 'roll call');
  return {
    figures: [
      worst(
        TIERS.map((tier) =>
          figure(
            'open_poll_100k_seconds',
            `opening a poll for 100,000 members (${named(tier)}, the slower tier)`,
            's',
            { bound: 'at most', than: 2 },
            opening[tier],
          ),
        ),
      ),
      worst(
        TIERS.map((tier) =>
          figure(
            'close_poll_100k_seconds',
            `closing it: count, secret rewrite and hashing included (${named(tier)}, the slower tier)`,
            's',
            { bound: 'at most', than: 1 },
            closing[tier],
          ),
        ),
      ),
    ],
    parts: TIERS.flatMap((tier) => [
      { what: `opening, ${named(tier)}`, unit: 's', runs: opening[tier] },
      { what: `closing, ${named(tier)}`, unit: 's', runs: closing[tier] },
    ]),
    profile: [
      'The close of either tier is for the most part the sorting and hashing of 100,000 receipts; that of a secret poll also deletes 100,000 rows, and writes the few that take their place, one for all ballots that say the same: count and hash come out of the same statement.',
    ],
  };
}

export const openingClosing: Bench = {
  names: ['open_poll_100k_seconds', 'close_poll_100k_seconds'],
  how: 'Opening and closing. The service’s own use cases, each one transaction on PostgreSQL with fsync on, from its begin to the end of its commit: the opening writes the roll of 100,000 and hashes it; the close waits for the lock, writes the 100,000 secret ballots anew (one row for all that say the same, in random order), counts, hashes, decides and writes the record. All 100,000 have voted, in batches of 500 a transaction and in no order. The vacuum of the old rows comes after the commit and is not in the figure.',
  run,
};
