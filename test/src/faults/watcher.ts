import type { TestSubscription } from '@plenary/testing';
import type { Member, Place } from '../support/people.js';
import { pause } from '../support/service.js';
import { type PollUpdate, type RecordUpdate, watchPoll, watchRecord } from '../support/watching.js';
import type { Tier } from './ballots.js';
import type { Findings } from './findings.js';

/** How long a subscription is left alone before it is read, in milliseconds. */
const READ = 100;

/** Somebody who watches at one place as the client does: whatever is cut off is taken up again where it was. */
export class Watcher {
  /** The record as it was told: canonical bytes, the first entry first. */
  readonly entries: string[] = [];
  /** Every result that was shown, by poll. */
  readonly results = new Map<string, Set<string>>();
  readonly #running: Promise<void>[] = [];
  #stopped = false;

  constructor(
    readonly member: Member,
    readonly place: () => Place,
    readonly findings: Findings,
  ) {
    this.#running.push(this.#follow(() => watchRecord(this.#here, this.entries.length), this.#readRecord));
  }

  watch(pollId: string, tier: Tier): void {
    this.results.set(pollId, new Set());
    const isOver = () => this.results.get(pollId)!.size > 0;
    let version = 0;
    const begin = () => {
      version = 0;
      return watchPoll(this.#here, pollId);
    };
    const read = ({ pollUpdated: update }: PollUpdate) => {
      this.findings.add('updates of polls');
      if (update.stale) this.findings.add('of them stale');
      if (update.version < version)
        this.findings.violation(
          'wrong views',
          `poll ${pollId} went back from ${version} to ${update.version}`,
        );
      version = update.version;
      if (tier === 'SECRET' && update.liveTally !== null)
        this.findings.violation('wrong views', `the secret poll ${pollId} showed a count`);
      if (update.result !== null) this.results.get(pollId)!.add(JSON.stringify(update.result));
    };
    this.#running.push(this.#follow(begin, read, isOver));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  get #here(): Member {
    return this.member.at(this.place());
  }

  readonly #readRecord = ({ recordAppended: { stale, entry } }: RecordUpdate): void => {
    if (stale) this.findings.add('stale records');
    if (entry === null) return;
    this.findings.add('entries told');
    if (entry.seq !== this.entries.length + 1)
      this.findings.violation('gaps', `entry ${entry.seq} came after ${this.entries.length}`);
    this.entries.push(entry.canonical);
  };

  async #follow<T>(
    begin: () => TestSubscription<T>,
    read: (value: T) => void,
    isOver: () => boolean = () => false,
  ): Promise<void> {
    while (!this.#stopped && !isOver()) {
      const subscription = begin();
      let next = 0;
      const take = () => {
        for (; next < subscription.values.length; next++) read(subscription.values[next]!);
      };
      while (!this.#stopped && !isOver() && !subscription.ended) {
        await subscription.untilEnded(READ).catch(() => undefined);
        take();
      }
      take();
      subscription.stop();
      const refused = JSON.stringify(subscription.errors);
      if (/INTERNAL|NOT_ALLOWED|NOT_SIGNED_IN/.test(refused))
        this.findings.violation('unexpected answers', `a subscription ended with ${refused}`);
      if (subscription.ended) {
        this.findings.add('subscriptions cut off');
        await pause(READ);
      }
    }
  }
}
