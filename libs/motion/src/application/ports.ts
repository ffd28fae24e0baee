import type { AssemblyId, Authority, MeetingId, MembershipId, Result } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Method as ElectionMethod } from '@plenary/tally';
import type { Candidate, ElectionTerms } from '@plenary/voting';
import type { EffectData, EffectOutcome, Motion, MotionKind } from '../domain/motion.js';

/** Names and dates as a sentence needs them: in the assembly's time zone, members by their display names. */
export interface Say {
  member(id: string): string;
  instant(iso: string): string;
  /** The assembly that asked for an affiliation, as far as it may be named here. */
  affiliate(affiliationId: string): string;
}

/** What a motion leads to, for the one who is about to vote on it. Whole sentences. */
export interface EffectWords {
  readonly sentence: string;
  readonly ifCarried: string;
  readonly ifLost: string;
}

/** How a motion's poll chooses among candidates or options. */
export interface ElectionOfMotion {
  readonly method: ElectionMethod;
  readonly terms: Omit<ElectionTerms, 'publishBallots'>;
  /** What can be chosen; null where members stand for election. */
  readonly options: readonly { readonly name: string; readonly statement: string }[] | null;
}

/** What was done, with what an annulment will need to know that the motion does not say: how things were before. */
export type Executed = EffectOutcome & { readonly undo?: EffectData };

/** The undoing of an effect when the assembly annuls the result: declared, or said to be impossible, and why. */
export type Annulment<T> =
  | { readonly cannot: string }
  | { execute(tx: Tx, motion: Motion, data: T, authority: Authority): Promise<EffectOutcome> };

/**
 * What a carried motion of one kind does. `execute` runs in the transaction that closes the poll, inside a
 * savepoint: an answer that it could not be done, or a throw, undoes whatever it wrote, and the result stands.
 * It must not use `tx.afterCommit`, which a savepoint does not undo.
 */
export interface MotionEffect<T = unknown> {
  readonly kind: MotionKind;
  /** Reads what a mover typed, and what was stored: its own answer, read again, is the same. */
  parse(input: unknown): Result<T>;
  /** Whether it can be asked for at all, now; judged when the motion is drafted and again when it is moved. */
  check?(
    sql: Sql,
    about: {
      readonly assemblyId: AssemblyId;
      readonly text: string;
      readonly now: Date;
      /** The mover. */
      readonly by: MembershipId;
    },
    data: T,
  ): Promise<Result<void>>;
  /**
   * Adds what the assembly's own rules say and no mover types (the method of an office), when a draft is written.
   * `parse` reads its answer too.
   */
  complete?(
    sql: Sql,
    about: { readonly assemblyId: AssemblyId; readonly now: Date },
    data: T,
  ): Promise<Result<T>>;
  /** Of a kind that elects: whether a member that counts may stand, now. */
  mayStand?(sql: Sql, motion: Motion, data: T, membershipId: string): Promise<Result<void>>;
  /** The members whom it is about, by their memberships. */
  subjects?(data: T): readonly string[];
  /** Who is on the roll of its vote: the name of a RollPolicy. Without it, the members that count. */
  readonly rollPolicy?: string;
  /** The vote opens no earlier than this. */
  notBefore?(data: T): Date;
  /** What its poll chooses among; without it the poll is put for and against. */
  election?(data: T): ElectionOfMotion;
  words(data: T, say: Say): EffectWords;
  /** `elected`: of a kind that chooses, who or what was elected, in the order of the election, at least one. */
  execute(
    tx: Tx,
    motion: Motion,
    data: T,
    authority: Authority,
    elected: readonly Candidate[],
  ): Promise<Executed>;
  /** What follows when it is lost, in the transaction that closes the poll and inside the same savepoint. */
  lost?(tx: Tx, motion: Motion, data: T): Promise<EffectOutcome>;
  readonly annul: Annulment<T>;
}

/** Forgets the type of an effect's data, which only the effect itself reads. */
export function effect<T extends object>(declared: MotionEffect<T>): MotionEffect {
  return declared as unknown as MotionEffect;
}

/** The effects that contexts above this one add: an array of MotionEffect. */
export const MOTION_EFFECTS = Symbol('MOTION_EFFECTS');

/** What motions need to know about meetings. */
export interface MeetingSource {
  /** When the first meeting began or will begin; null while none has been called. */
  firstMeetingAt(sql: Sql, assemblyId: AssemblyId): Promise<Date | null>;
  /** The meeting that is on at an instant, as far as meetings have been called; null for none. */
  meetingAt(sql: Sql, assemblyId: AssemblyId, at: Date): Promise<MeetingId | null>;
}
export const MEETING_SOURCE = Symbol('MEETING_SOURCE');

export interface MotionPorts {
  readonly effects: ReadonlyMap<MotionKind, MotionEffect>;
  readonly meetings: MeetingSource;
  /** Tells the server's log of an effect that threw, under the reference that members read. */
  report(error: unknown, reference: string): void;
}

/** Injection token of the MotionPorts that the application composes. */
export const MOTION_PORTS = Symbol('MOTION_PORTS');

/** @throws when two effects have one kind: a mistake of composition. */
export function effectsByKind(effects: readonly MotionEffect[]): ReadonlyMap<MotionKind, MotionEffect> {
  const byKind = new Map(effects.map((each) => [each.kind, each]));
  if (byKind.size < effects.length) throw new Error('two effects for one kind of motion');
  return byKind;
}
