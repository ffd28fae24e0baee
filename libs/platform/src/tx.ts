import type { AssemblyId, Authority, JsonObject } from '@plenary/kernel';
import { type NamedStatement, Sql } from './sql.js';

/** One fact for the record of an assembly; numbered, hashed and written at the end of the transaction. */
export interface EntryDraft {
  readonly assemblyId: AssemblyId;
  /** What happened, as noun.past-tense: `motion.seconded`. Stable: readers and verifiers depend on it. */
  readonly kind: string;
  readonly authority: Authority;
  /** Facts without personal data. Integers, strings, booleans, null, lists and objects only. */
  readonly data: JsonObject;
  /** Personal data by name (a display name): the entry holds salted commitments, the values stay erasable. */
  readonly personal?: Readonly<Record<string, string>>;
}

/** One line of the wake-up feed: which thing changed. Ids only, since it goes to whoever follows the scope. */
export interface ChangeDraft {
  /** An assembly's id, or a person's id for what concerns their own sign-ins. */
  readonly scope: string;
  readonly kind: string;
  readonly ids: Readonly<Record<string, string>>;
  /**
   * Somebody loses a power by it: the other processes are told with the commit itself, not after it by a process that
   * may be gone by then. Such commits wait for each other over the whole cluster, so it is for nothing else.
   */
  readonly atOnce?: true;
}

/** One database transaction. Only a UnitOfWork opens one. */
export class Tx extends Sql {
  readonly entries: EntryDraft[] = [];
  readonly changes: ChangeDraft[] = [];
  readonly #afterCommit: (() => void)[] = [];

  /** Adds a fact to the assembly's record; it is numbered and written as the transaction's last statement. */
  record(entry: EntryDraft): void {
    this.entries.push(entry);
  }

  /** Wakes the followers of a scope after the commit. An entry in the record wakes them by itself. */
  change(change: ChangeDraft): void {
    this.changes.push(change);
  }

  /** Runs once the commit is durable, never after a rollback. Must not throw. */
  afterCommit(action: () => void): void {
    this.#afterCommit.push(action);
  }

  committed(): void {
    for (const action of this.#afterCommit) action();
  }

  /** The database's clock, now (not the transaction's start). Read it after the locks that it is compared under. */
  async now(): Promise<Date> {
    return (await this.one<{ now: Date }>(NOW)).now;
  }
}

const NOW: NamedStatement = { name: 'now', text: 'SELECT plenary_now() AS now' };
