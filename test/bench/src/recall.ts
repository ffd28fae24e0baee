import { setTimeout as pause } from 'node:timers/promises';
import { type ApiProcess, startApiProcess, TestClient } from '@plenary/testing';
import type { Expected, Heard, Seats } from './audience.js';
import { Delegation, MATTER } from './delegation.js';
import { type Bench, figure, type Measured, type Options } from './figure.js';
import { Helper, instant, millisecondsBetween } from './helper.js';
import { median } from './statistics.js';
import { type Member, World } from './world.js';

const SUBSCRIBERS = 1_000;
const PROCESSES = 2;
/** An office is told of at once, and its feed is quiet again after this. */
const QUIET = 400;
/** A delegate who asks without end would meet the limit of requests; so many before the recall, and as many after it. */
const LEAD_MS = 60;
const PROMISED = { bound: 'at most', than: 100 } as const;

const ACT =
  'mutation RecordAct($input:RecordActInput!){recordAct(input:$input){__typename ...on Rejection{code}}}';

/** Asks one process again and again, as the delegate, to take an act; when it first said that the seat is not held. */
async function refusedBy({ address }: ApiProcess, { token }: Member, termId: string): Promise<bigint> {
  const client = new TestClient(address);
  client.cookie = `plenary_session=${token}`;
  const input = {
    termId,
    clientKey: crypto.randomUUID(),
    matter: { text: MATTER },
    position: 'OPPOSED',
    text: 'Against the mandate: refused while the seat is held, too, but for another reason.',
  };
  for (;;) {
    const { data } = await client.send<{ recordAct: { code: string } }>(ACT, { input });
    const code = data?.recordAct.code;
    if (code === 'SEAT_NOT_HELD') return instant();
    if (code !== 'ACT_CONTRADICTS_MANDATE') throw new Error(`an act was answered ${String(code)}`);
  }
}

async function run({ quick, say }: Options): Promise<Measured> {
  const world = await World.open();
  await world.feed.start();
  const audience = new Helper('./audience.js');
  const apis: ApiProcess[] = [];
  try {
    const assembly = await world.assembly('Recalls', SUBSCRIBERS);
    const [warmUp, rounds] = quick ? [1, 5] : [3, 20];
    const delegation = await Delegation.of(world, assembly, warmUp + rounds + 1);
    for (let n = 0; n < PROCESSES; n++) apis.push(await startApiProcess(world.url));
    const urls = apis.map(({ address }) => `${address.replace(/^http/, 'ws')}/graphql`);
    say(`${SUBSCRIBERS} subscribers at ${PROCESSES} processes`);
    const size = SUBSCRIBERS / PROCESSES;
    for (const [n, url] of urls.entries()) {
      const tokens = assembly.members.slice(n * size, (n + 1) * size).map(({ token }) => token);
      await audience.ask('connect', { url, tokens, size, officeId: delegation.officeId } satisfies Seats);
    }
    const refused: number[] = [];
    const told: number[] = [];
    const firsts: number[] = [];
    for (let i = 0; i < warmUp + rounds; i++) {
      const { termId, delegate } = await delegation.oneShort();
      await pause(QUIET);
      await audience.ask('expect', { urls, mark: `"lastEnd":{"termId":"${termId}"` } satisfies Expected);
      const refusals = apis.map((api) => refusedBy(api, delegate, termId));
      await pause(LEAD_MS);
      const committed = await delegation.recall(termId);
      const answers = (await Promise.all(refusals)).map((at) => millisecondsBetween(committed, at));
      const heard = await audience.ask<Heard>('heard');
      if (i < warmUp) continue;
      refused.push(Math.max(0, ...answers));
      told.push(Math.max(0, millisecondsBetween(committed, heard.last)));
      firsts.push(Math.max(0, millisecondsBetween(committed, heard.first)));
    }
    say(
      `refused after ${median(refused).toFixed(0)} ms, told after ${median(told).toFixed(0)} ms (first ${median(firsts).toFixed(0)})`,
    );
    return measured(refused, told, firsts);
  } finally {
    audience.stop();
    for (const api of apis) await api.stop();
    await world.feed.stop();
    await world.close();
  }
}

function measured(refused: readonly number[], told: readonly number[], firsts: readonly number[]): Measured {
  return {
    figures: [
      figure(
        'recall_last_refusal_ms',
        'from the commit that recalls a delegate until the last of two processes has refused them',
        'ms',
        PROMISED,
        refused,
      ),
      figure(
        'recall_last_subscriber_ms',
        'from the same commit to the last of 1,000 subscribers at two processes',
        'ms',
        PROMISED,
        told,
      ),
    ],
    parts: [
      { what: 'from the recall to the last subscriber', unit: 'ms', runs: told },
      { what: 'from the recall to the first subscriber of the later process', unit: 'ms', runs: firsts },
    ],
    profile: [
      `A refusal after a recall is one request’s own time: the seat’s row is asked, and nothing is kept in a process. Of the ${median(told).toFixed(0)} ms to the last subscriber ${median(firsts).toFixed(0)} pass before the later process has sent its first message: the notification, which goes out with the commit itself, the line of the feed, the state of the office, which is read once in each process, and the question whether anybody’s right has ended meanwhile, which costs as much as has happened and not as many as watch. The rest is the writing to the sockets, while the delegate asks on.`,
    ],
  };
}

export const recall: Bench = {
  names: ['recall_last_refusal_ms', 'recall_last_subscriber_ms'],
  how: 'Recall. In an assembly of 1,000 everybody watches the office, half of them at each of two processes, and exactly half have signed. A third process of the service takes the one signature more; the time runs from its commit. The delegate asks both processes without a pause to take an act that the mandate refuses, which writes nothing: the first figure ends when the last of the two has answered that the seat is not held. The second ends with the last subscriber’s message that names the recall. Both are of the same recalls; each recall calls the next alternate, who is recalled then.',
  run,
};
