import type { Sql } from './sql.js';

/** Something that becomes due at instants which the database knows. */
export interface DueTask {
  readonly name: string;
  /** When the next thing is due, by the database's clock; null when nothing is. An instant that has passed is due now. */
  nextDue(sql: Sql): Promise<Date | null>;
  /**
   * Does what is due. Every process calls it, so it takes each thing under a lock (`FOR UPDATE SKIP LOCKED`, or a try
   * lock) and looks again whether it is still to be done.
   */
  runDue(): Promise<void>;
  /** A due instant that is new is noticed after so many milliseconds at most; 1,000 without it. */
  readonly lookMs?: number;
}

export interface ClockworkOptions {
  /**
   * Told of a task that failed, which is tried again after a pause that grows; and once, until it succeeds, of a look
   * at what is due that failed, which is tried again every second.
   */
  readonly onFailure?: (task: string, error: unknown) => void;
}

const LOOK_MS = 1_000;
/** After a failure, and after a run that left something due because another process has it in hand. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 30_000;
/** After a failure to ask the database: what fell due while it was away is done within this of its return. */
const AWAY_PAUSE_MS = 1_000;

/**
 * Does what is due, in every process of an installation, each thing once. It wakes exactly at the next due instant by
 * the database's clock, and catches up with what became due while no process ran. Nothing depends on it for being
 * right: a poll takes no ballot after its closing time whether or not anything has run.
 */
export class Clockwork {
  readonly #sql: Sql;
  readonly #onFailure: (task: string, error: unknown) => void;
  readonly #hands = new Map<string, Hand>();
  #running = false;

  constructor(sql: Sql, options: ClockworkOptions = {}) {
    this.#sql = sql;
    this.#onFailure = options.onFailure ?? (() => undefined);
  }

  /** Tasks run independently: a slow or failing one holds up no other. */
  add(task: DueTask): void {
    if (this.#hands.has(task.name)) throw new Error(`the clockwork has a task called '${task.name}' already`);
    const hand = new Hand(this.#sql, task, this.#onFailure);
    this.#hands.set(task.name, hand);
    if (this.#running) hand.start();
  }

  start(): void {
    this.#running = true;
    for (const hand of this.#hands.values()) hand.start();
  }

  /** Waits for what is being done, and starts nothing more. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([...this.#hands.values()].map((hand) => hand.stop()));
  }

  /** Looks at once: something may have become due sooner than was known. */
  nudge(task: string): void {
    this.#hands.get(task)?.nudge();
  }
}

class Hand {
  #timer: NodeJS.Timeout | null = null;
  #turning: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #failures = 0;
  /** The last look failed, which was told. */
  #blind = false;

  constructor(
    readonly sql: Sql,
    readonly task: DueTask,
    readonly onFailure: (task: string, error: unknown) => void,
  ) {}

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#turning;
  }

  nudge(): void {
    if (this.#stopped) return;
    if (this.#turning) {
      this.#again = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#turning = this.#turn().then((sleep) => {
      this.#turning = null;
      if (this.#stopped) return;
      const soon = this.#again ? 0 : sleep;
      this.#again = false;
      this.#timer = setTimeout(() => this.nudge(), soon);
    });
  }

  /** Looks, does what is due, and says for how many milliseconds to sleep. Never rejects. */
  async #turn(): Promise<number> {
    let wait: number;
    try {
      wait = await this.#wait();
      this.#blind = false;
    } catch (error) {
      if (!this.#blind) this.onFailure(this.task.name, error);
      this.#blind = true;
      return AWAY_PAUSE_MS;
    }
    if (wait > 0) return Math.min(wait, this.task.lookMs ?? LOOK_MS);
    try {
      await this.task.runDue();
      this.#failures = 0;
      const sleep = await this.#rest();
      // What is still due is in another process's hands, or waits for something: do not spin on it.
      return sleep > 0 ? sleep : FIRST_PAUSE_MS;
    } catch (error) {
      this.onFailure(this.task.name, error);
      return Math.min(FIRST_PAUSE_MS * 2 ** this.#failures++, LONGEST_PAUSE_MS);
    }
  }

  async #rest(): Promise<number> {
    return Math.min(await this.#wait(), this.task.lookMs ?? LOOK_MS);
  }

  /** Milliseconds until something is due; 0 or less when it is, Infinity when nothing will be. */
  async #wait(): Promise<number> {
    const due = await this.task.nextDue(this.sql);
    if (due === null) return Number.POSITIVE_INFINITY;
    const { now } = await this.sql.one<{ now: Date }>({
      name: 'clockwork-now',
      text: 'SELECT plenary_now() AS now',
    });
    // The database counts microseconds, a Date milliseconds: one more, so that it is due when we look.
    return due.getTime() - now.getTime() + 1;
  }
}
