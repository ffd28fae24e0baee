import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { PollId } from '@plenary/kernel';
import { Signal } from '@plenary/platform/live';
import { type ApiProcess, startApiProcess } from '@plenary/testing';
import { BallotBox, POLL_CHANNEL } from '@plenary/voting';
import type { Expected, Heard, Seats } from './audience.js';
import { type Bench, figure, type Measured, type Options } from './figure.js';
import { Helper, instant, millisecondsBetween } from './helper.js';
import { median } from './statistics.js';
import { type Member, World } from './world.js';

const SUBSCRIBERS = 5_000;
/** Those who have voted before anything is measured: a live count counts them each time. */
const VOTED = 2_500;
/** A poll is told of at most four times a second; between two events of ours it is quiet. */
const QUIET = 600;

/** Casts ballots as another api process does, so that the instant of the commit is known here. */
class Voters {
  readonly #box: BallotBox;
  committed = 0n;

  constructor(
    readonly world: World,
    readonly signal: Signal,
    readonly pollId: PollId,
  ) {
    this.#box = new BallotBox(world.work, (poll) => {
      this.committed = instant();
      signal.raise(poll);
    });
  }

  async vote({ token }: Member): Promise<void> {
    const tokenHash = createHash('sha256').update(token).digest();
    const cast = await this.#box.cast(this.pollId, { tokenHash, answer: 'yes', clientKey: 'bench-key' });
    if (cast.verdict !== 'CAST') throw new Error(`the ballot was not taken: ${cast.verdict}`);
  }
}

async function run({ quick, say }: Options): Promise<Measured> {
  const world = await World.open();
  const audience = new Helper('./audience.js');
  const broadcast = new Helper('./broadcast.js');
  const signal = new Signal(world.db, POLL_CHANNEL);
  let api: ApiProcess | null = null;
  try {
    const assembly = await world.assembly('Everybody watches', SUBSCRIBERS);
    const pollId = await world.poll(assembly, 'roll_call', true);
    await signal.start();
    const voters = new Voters(world, signal, pollId);
    await Promise.all(assembly.members.slice(0, VOTED).map((member) => voters.vote(member)));
    api = await startApiProcess(world.url);
    const service = `${api.address.replace(/^http/, 'ws')}/graphql`;
    const bare = await broadcast.ask<string>('address');
    say(`${SUBSCRIBERS} subscribers and ${SUBSCRIBERS} bare sockets`);
    const tokens = assembly.members.map(({ token }) => token);
    await audience.ask('connect', { url: service, tokens, size: SUBSCRIBERS, pollId } satisfies Seats);
    await audience.ask('connect', { url: bare, tokens: null, size: SUBSCRIBERS, pollId } satisfies Seats);

    const told: number[] = [];
    const sent: number[] = [];
    const firsts: number[] = [];
    const [warmUp, rounds] = quick ? [3, 10] : [10, 40];
    const late = assembly.members.slice(VOTED);
    for (let i = 0; i < warmUp + rounds; i++) {
      await pause(QUIET);
      await audience.ask('expect', { urls: [service], mark: null } satisfies Expected);
      await voters.vote(late[i]!);
      const heard = await audience.ask<Heard>('heard');
      await pause(QUIET);
      await audience.ask('expect', { urls: [bare], mark: null } satisfies Expected);
      const began = await broadcast.ask<bigint>('send', heard.text);
      const { last } = await audience.ask<Heard>('heard');
      if (i < warmUp) continue;
      told.push(millisecondsBetween(voters.committed, heard.last));
      firsts.push(millisecondsBetween(voters.committed, heard.first));
      sent.push(millisecondsBetween(began, last));
    }
    say(
      `${median(told).toFixed(0)} ms (first ${median(firsts).toFixed(0)}) against ${median(sent).toFixed(0)} ms`,
    );
    return measured(told, firsts, sent);
  } finally {
    audience.stop();
    broadcast.stop();
    await signal.stop();
    await api?.stop();
    await world.close();
  }
}

function measured(told: readonly number[], firsts: readonly number[], sent: readonly number[]): Measured {
  return {
    figures: [
      figure(
        'fanout_5000_vs_bare_broadcast',
        'from the commit to the last of 5,000 subscribers, against the same bytes over bare sockets',
        'ratio',
        { bound: 'at most', than: 2 },
        told.map((ms, i) => ms / sent[i]!),
      ),
    ],
    parts: [
      { what: 'from the commit to the last subscriber', unit: 'ms', runs: told },
      { what: 'from the commit to the first subscriber', unit: 'ms', runs: firsts },
      { what: 'bare broadcast, to the last socket', unit: 'ms', runs: sent },
    ],
    profile: [
      `Of the ${median(told).toFixed(0)} ms from the commit to the last subscriber ${median(firsts).toFixed(0)} pass before the first message: the notification, the count, and the question whether anybody’s right has ended meanwhile; the rest is one call of the system for each socket, which the bare broadcast makes too.`,
    ],
  };
}

export const fanOut: Bench = {
  names: ['fanout_5000_vs_bare_broadcast'],
  how: 'Fan-out. 5,000 members of an assembly, each by a session and a socket of their own, watch a roll-call poll of which the count is shown live and in which 2,500 have voted. Another process of the service commits one ballot; the time runs from that commit to the last subscriber’s message, so it holds the notification between the processes, the count, the check of all 5,000 rights, and the sending. Against it a process that does nothing but send the same text over 5,000 bare `ws` sockets to the same client process, from its first `send` to the last message. The two take turns, and the ratio is taken of each pair.',
  run,
};
