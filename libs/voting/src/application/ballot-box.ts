import { ok, type PollId, type Result } from '@plenary/kernel';
import { RequestError, type UnitOfWork } from '@plenary/platform';
import type { Tier } from '../domain/poll.js';
import { type CastOutcome, type CastRequest, castBatch, tierOf } from '../persistence/cast-batch.js';
import { BallotPapers } from './ballot-papers.js';

/** Ballots in one transaction at most. */
const BATCH = 512;
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
  inFlight: number;
  /** Whose requests are being judged now. */
  readonly busy: Set<string>;
}

const tryAgain = () =>
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
    /** Told after the commit of every batch that put a ballot in. */
    readonly onCast: (pollId: PollId) => void = () => undefined,
    /** Told of a batch that broke. It holds no choice and no voter. */
    readonly onFailure: (pollId: PollId, error: unknown) => void = () => undefined,
  ) {
    this.papers = new BallotPapers(uow.db);
  }

  cast(pollId: PollId, request: CastRequest): Promise<CastOutcome> {
    let queue = this.#queues.get(pollId);
    if (queue === undefined) {
      queue = { waiting: [], inFlight: 0, busy: new Set() };
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
      this.#pump(pollId, box);
    });
  }

  #pump(pollId: PollId, queue: Queue): void {
    while (queue.inFlight < IN_FLIGHT) {
      const batch = nextBatch(queue);
      if (batch.length === 0) break;
      void this.#send(pollId, queue, batch);
    }
    if (queue.inFlight === 0 && queue.waiting.length === 0) this.#queues.delete(pollId);
  }

  /** Never rejects: what goes wrong is told to each voter of the batch. */
  async #send(pollId: PollId, queue: Queue, batch: Waiting[]): Promise<void> {
    queue.inFlight++;
    try {
      const tier = await this.#tierOf(pollId);
      const result: Result<CastOutcome[]> = await this.uow.run(async (tx) =>
        ok(
          await castBatch(
            tx,
            pollId,
            tier ?? 'roll_call',
            batch.map((each) => each.request),
          ),
        ),
      );
      if (!result.ok) throw new Error(result.rejection.code);
      this.#answer(pollId, queue, batch, result.value);
    } catch (error) {
      this.onFailure(pollId, error);
      for (const each of batch) each.reject(tryAgain());
    } finally {
      for (const each of batch) queue.busy.delete(each.token);
      queue.inFlight--;
      this.#pump(pollId, queue);
    }
  }

  #answer(pollId: PollId, queue: Queue, batch: Waiting[], outcomes: CastOutcome[]): void {
    const again: Waiting[] = [];
    let cast = false;
    for (const [i, each] of batch.entries()) {
      const outcome = outcomes[i]!;
      if (outcome.verdict === 'AGAIN') {
        if (++each.attempts < ATTEMPTS) again.push(each);
        else each.reject(tryAgain());
        continue;
      }
      cast ||= outcome.verdict === 'CAST';
      each.resolve(outcome);
    }
    queue.waiting = [...again, ...queue.waiting];
    if (cast) this.onCast(pollId);
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

/** The first ballots in line, one for each voter who has none under way; marks their voters as busy. */
function nextBatch(queue: Queue): Waiting[] {
  const batch: Waiting[] = [];
  const rest: Waiting[] = [];
  for (const each of queue.waiting) {
    if (batch.length < BATCH && !queue.busy.has(each.token)) {
      queue.busy.add(each.token);
      batch.push(each);
    } else {
      rest.push(each);
    }
  }
  queue.waiting = rest;
  return batch;
}
