import { atOnce, pause } from './at-once.js';
import type { PublishedBallot } from './ballots.js';
import type { Caller } from './caller.js';
import { type Casting, castAll } from './casting.js';
import { type Assembly } from './founding.js';
import { decision, putToVote } from './motions.js';
import type { CountedResult } from './outcome.js';
import { planBallots, secondsToCast } from './plan.js';
import { CONNECTIONS, DemoError, type Service } from './service.js';
import { join } from './sign-up.js';
import { type PollUpdate, Watcher } from './watch.js';

const RESULT = `query ($id: ID!) { poll(id: $id) { rule { sentence } tierSentence
  result { carried sentence turnout entitled tally { yes no spoilt cast } } } }`;

/** Members whose screens follow the poll. */
const SCREENS = 12;
/** How often progress is printed, in milliseconds. */
const TELL_EVERY = 2_000;
/** A screen is told within a quarter of a second; so many milliseconds are waited for it. */
const SETTLES_WITHIN = 1_000;
const DAY = 86_400_000;

interface PollAnswer {
  readonly poll: {
    readonly rule: { readonly sentence: string };
    readonly tierSentence: string;
    readonly result: {
      readonly carried: boolean;
      readonly sentence: string;
      readonly turnout: number;
      readonly entitled: number;
      readonly tally: {
        readonly yes: number;
        readonly no: number;
        readonly spoilt: number;
        readonly cast: number;
      };
    } | null;
  };
}

export interface Vote {
  readonly casting: Casting;
  readonly counted: CountedResult;
  readonly sentence: string;
  readonly screens: number;
  readonly updates: number;
}

/** Everybody who will vote takes up their invitation; the others of the roll stay away, as they did. */
export async function signVotersIn(
  service: Service,
  { founders, invitations }: Assembly,
  ballot: PublishedBallot,
  say: (line: string) => void,
): Promise<Caller[]> {
  const taken = invitations.slice(0, ballot.cast - founders.length);
  const voters: Caller[] = new Array(taken.length);
  let done = 0;
  let told = performance.now();
  await atOnce(taken, CONNECTIONS, async (secret, i) => {
    voters[i] = await join(service, secret, null);
    done++;
    if (performance.now() - told > TELL_EVERY * 2) {
      told = performance.now();
      say(`  ${done.toLocaleString('en')} of ${taken.length.toLocaleString('en')}`);
    }
  });
  return [...founders, ...voters];
}

/** Puts the question, casts every ballot while members watch, and waits for the close. */
export async function holdVote(
  service: Service,
  assembly: Assembly,
  voters: readonly Caller[],
  ballot: PublishedBallot,
  say: (line: string) => void,
): Promise<Vote> {
  const { founders, id } = assembly;
  const seconds = secondsToCast(ballot.cast);
  const { motionId, pollId, closesAt } = await putToVote(founders, motionFor(id, ballot, seconds));
  const shown = await founders[0]!.ask<PollAnswer>(RESULT, { id: pollId });
  say(
    `The poll is open until ${closesAt.toISOString().slice(11, 19)} UTC (${seconds} seconds). ${shown.poll.tierSentence}`,
  );
  say(`The rule: ${shown.poll.rule.sentence}`);

  const watchers = watch(voters.slice(-SCREENS), pollId, say);
  try {
    const casting = await castAll(service, pollId, voters, planBallots(ballot, Math.random));
    await until(() => watchers[0]?.latest?.voted === ballot.cast, SETTLES_WITHIN);
    say(
      `All ballots are in after ${casting.seconds.toFixed(1)} seconds: ${liveLine(watchers[0]?.latest ?? null)}.`,
    );
    say(`The poll closes at its time, ${closesAt.toISOString().slice(11, 19)} UTC; waiting.`);
    await decision(founders[0]!, motionId);
    const { poll } = await founders[0]!.ask<PollAnswer>(RESULT, { id: pollId });
    const { result } = poll;
    if (result === null) throw new DemoError('The motion is decided and its poll has no result.');
    const told = await toldAll(watchers, result.carried);
    const { tally, carried, entitled, sentence } = result;
    const counted = {
      entitled,
      cast: tally.cast,
      yes: tally.yes,
      no: tally.no,
      spoilt: tally.spoilt,
      carried,
    };
    return { casting, counted, sentence, screens: watchers.length, updates: told };
  } finally {
    for (const watcher of watchers) watcher.stop();
  }
}

function motionFor(
  assemblyId: string,
  ballot: PublishedBallot,
  voteSeconds: number,
): Record<string, unknown> {
  const from = new Date(Date.now() + 14 * DAY);
  return {
    assemblyId,
    kind: 'DIRECT_ACTION',
    title: `${ballot.union}: are you prepared to take part in ${ballot.question}?`,
    text: `The ballot as it was held and published, closed on ${ballot.date}: ${ballot.source}`,
    effect: { validFrom: from.toISOString(), validUntil: new Date(from.getTime() + 180 * DAY).toISOString() },
    voteSeconds,
  };
}

/** Of the screens one also says what it shows. */
function watch(members: readonly Caller[], pollId: string, say: (line: string) => void): Watcher[] {
  let told = performance.now();
  const tell = (update: PollUpdate) => {
    if (update.state !== 'OPEN' || performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    say(`  live: ${liveLine(update)}`);
  };
  return members.map((member, i) => new Watcher(member, pollId, i === 0 ? tell : undefined));
}

/** All that a screen may show of a secret poll while it is open. */
function liveLine(update: PollUpdate | null): string {
  if (update === null) return 'the screens show nothing yet';
  const number = update.voted === null ? 'fewer than 5' : update.voted.toLocaleString('en');
  return `${number} of ${update.entitled.toLocaleString('en')} have voted, and how is seen by nobody until the close`;
}

async function until(reached: () => boolean, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!reached() && performance.now() < deadline) await pause(20);
}

/** Waits until every screen shows the result, and gives how many updates they were sent. */
async function toldAll(watchers: readonly Watcher[], carried: boolean): Promise<number> {
  for (const watcher of watchers) {
    await until(() => watcher.latest?.result != null, 60 * SETTLES_WITHIN);
    if (watcher.failure !== null) throw new DemoError(`A screen lost its subscription: ${watcher.failure}`);
    if (watcher.latest?.result?.carried !== carried)
      throw new DemoError('A screen does not show the result.');
    if (watcher.sawTooMuch) throw new DemoError('A screen saw how people voted before the close.');
  }
  return watchers.reduce((sum, watcher) => sum + watcher.updates, 0);
}
