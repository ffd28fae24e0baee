import type { PollId } from '@plenary/kernel';
import { RequestError, type UnitOfWork } from '@plenary/platform';
import type { Tier } from '../domain/poll.js';
import { type CastOutcome, type CastRequest, castBatch, tierOf } from '../persistence/cast-batch.js';
import { BallotPapers } from './ballot-papers.js';

/** Ballots in one transaction at most. */
const BATCH = 512;
/**
 * From so many ballots on, waiting or under way, a batch holds half of them at most, so that one is judged while the
 * voters of the other are answered and ask anew. Uneven batches, of 56 and 8, went on as they were, and the processors
 * waited for each other: evened out, the service took a third more ballots from 64 connections. Smaller ones cost more
 * by their transaction than they gain.
 */
const HALVED_FROM = 32;
/** Transactions of one poll at a time, of this process: while one commits the next is being judged. */
const IN_FLIGHT = 2;
/** Requests that wait in one poll; beyond it the caller is told to come back. */
const WAITING = 20_000;
/** A request that keeps losing to others of its own voter is told to come back. */
const ATTEMPTS = 20;
/** Polls whose tier is remembered; a tier never changes. */
const TIERS = 1_000;

interface Waiting {
  readonly request: CastRequest;
  readonly token: string;
  attempts: number;
  readonly resolve: (outcome: CastOutcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  waiting: Waiting[];
  /** How many ballots are in each batch under way. */
  readonly inFlight: Set<{ readonly size: number }>;
  /** Whose requests are being judged now. */
  readonly busy: Set<string>;
  /** A look at the queue is to come at the end of this turn of the event loop. */
  stirred: boolean;
}

/** Nobody knows whether the ballot is in: it may be sent again. */
export const tryAgain = () =>
  new RequestError(
    'TRY_AGAIN',
    'It is not certain that your vote is in. Send it again: it is never counted twice.',
  );

/**
 * Takes the ballots of one process. Those that arrive together are written together: each poll has a queue of its
 * own with at most two batches under way, and no timer, so a lone ballot goes at once. A voter has at most one ballot
 * in a batch. Everybody is answered after the commit; when a batch breaks, each of its voters is told to try again.
 */
export class BallotBox {
  readonly papers: BallotPapers;
  readonly #queues = new Map<PollId, Queue>();
  readonly #tiers = new Map<PollId, Tier>();

  constructor(
    readonly uow: UnitOfWork,
    /** Told after the commit of every batch that put ballots in, with how many. */
    readonly onCast: (pollId: PollId, ballots: number) => void = () => undefined,
    /** Told of a batch that broke. It holds no choice and no voter. */
    readonly onFailure: (pollId: PollId, error: unknown) => void = () => undefined,
  ) {
    this.papers = new BallotPapers(uow.db);
  }

  cast(pollId: PollId, request: CastRequest): Promise<CastOutcome> {
    let queue = this.#queues.get(pollId);
    if (queue === undefined) {
      queue = { waiting: [], inFlight: new Set(), busy: new Set(), stirred: false };
      this.#queues.set(pollId, queue);
    }
    if (queue.waiting.length >= WAITING) return Promise.reject(tryAgain());
    const box = queue;
    return new Promise((resolve, reject) => {
      box.waiting.push({
        request,
        token: request.tokenHash.toString('base64'),
        attempts: 0,
        resolve,
        reject,
      });
      this.#stir(pollId, box);
    });
  }

  /** At the end of this turn of the event loop: what came in with the same look at the sockets goes together. */
  #stir(pollId: PollId, queue: Queue): void {
    if (queue.stirred) return;
    queue.stirred = true;
    setImmediate(() => {
      queue.stirred = false;
      this.#pump(pollId, queue);
    });
  }

  #pump(pollId: PollId, queue: Queue): void {
    while (worthwhile(queue)) {
      const batch = nextBatch(queue);
      if (batch.length === 0) break;
      void this.#send(pollId, queue, batch);
    }
    if (queue.inFlight.size === 0 && queue.waiting.length === 0 && !queue.stirred)
      this.#queues.delete(pollId);
  }

  /** Never rejects: what goes wrong is told to each voter of the batch. */
  async #send(pollId: PollId, queue: Queue, batch: Waiting[]): Promise<void> {
    const underWay = { size: batch.length };
    queue.inFlight.add(underWay);
    try {
      const tier = await this.#tierOf(pollId);
      const requests = batch.map((each) => each.request);
      this.#answer(pollId, queue, batch, await castBatch(this.uow, pollId, tier ?? 'roll_call', requests));
    } catch (error) {
      this.onFailure(pollId, error);
      for (const each of batch) each.reject(tryAgain());
    } finally {
      for (const each of batch) queue.busy.delete(each.token);
      queue.inFlight.delete(underWay);
      this.#stir(pollId, queue);
    }
  }

  #answer(pollId: PollId, queue: Queue, batch: Waiting[], outcomes: CastOutcome[]): void {
    const again: Waiting[] = [];
    let cast = 0;
    for (const [i, each] of batch.entries()) {
      const outcome = outcomes[i]!;
      if (outcome.verdict === 'AGAIN') {
        if (++each.attempts < ATTEMPTS) again.push(each);
        else each.reject(tryAgain());
        continue;
      }
      if (outcome.verdict === 'CAST') cast++;
      each.resolve(outcome);
    }
    queue.waiting = [...again, ...queue.waiting];
    if (cast > 0) this.onCast(pollId, cast);
  }

  async #tierOf(pollId: PollId): Promise<Tier | null> {
    const known = this.#tiers.get(pollId);
    if (known !== undefined) return known;
    const tier = await tierOf(this.uow.db, pollId);
    if (tier !== null) {
      if (this.#tiers.size >= TIERS) this.#tiers.delete(this.#tiers.keys().next().value!);
      this.#tiers.set(pollId, tier);
    }
    return tier;
  }
}

/**
 * Whether to send a batch now: at once when none is under way; beside another when as many wait as that one holds, so
 * that those who arrive together after a commit stay together. (Sent as soon as there was room, every second batch held
 * a single ballot, and a batch costs a transaction, however small.)
 */
function worthwhile({ waiting, inFlight }: Queue): boolean {
  if (waiting.length === 0 || inFlight.size >= IN_FLIGHT) return false;
  return [...inFlight].every(({ size }) => waiting.length >= size);
}

/** The first ballots in line, one for each voter who has none under way; marks their voters as busy. */
function nextBatch(queue: Queue): Waiting[] {
  const batch: Waiting[] = [];
  const rest: Waiting[] = [];
  const most = largest(queue);
  for (const each of queue.waiting) {
    if (batch.length < most && !queue.busy.has(each.token)) {
      queue.busy.add(each.token);
      batch.push(each);
    } else {
      rest.push(each);
    }
  }
  queue.waiting = rest;
  return batch;
}

/** How many ballots the next batch may hold. */
function largest({ waiting, inFlight }: Queue): number {
  const all = [...inFlight].reduce((sum, { size }) => sum + size, waiting.length);
  return all < HALVED_FROM ? BATCH : Math.min(BATCH, Math.ceil(all / 2));
}
