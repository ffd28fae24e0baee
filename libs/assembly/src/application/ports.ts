import type { AssemblyId, Authority, JsonObject, MembershipId, PersonId, Result } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { BylawSection } from '../domain/bylaws.js';
import type { TogetherAction } from '../domain/together.js';

/** Runs in the transaction in which a membership ends. Must not refuse. */
export type MembershipEnded = (
  tx: Tx,
  ended: {
    readonly assemblyId: AssemblyId;
    readonly membershipId: MembershipId;
    readonly personId: PersonId;
  },
) => Promise<void>;

/**
 * Runs in the transaction in which a suspension begins, is prolonged or shortened, or is lifted, after it has taken
 * effect. Its end on the clock runs nothing. Must not refuse.
 */
export type MembershipSuspended = (
  tx: Tx,
  suspended: {
    readonly assemblyId: AssemblyId;
    readonly membershipId: MembershipId;
    /** From now until then; null: not any more. */
    readonly until: Date | null;
    /** What it was decided by. */
    readonly authority: Authority;
  },
) => Promise<void>;

/** What a suspension needs of those above. */
export interface SuspensionPorts {
  readonly suspended: readonly MembershipSuspended[];
}

/**
 * Runs in the transaction in which somebody is forgotten, after their memberships have ended: erases what its context
 * holds of the person beside their names. Must not refuse. What others were given or decided stays.
 */
export type MembershipForgotten = (
  tx: Tx,
  forgotten: { readonly assemblyId: AssemblyId; readonly membershipIds: readonly MembershipId[] },
) => Promise<void>;

/** Runs in the transaction in which an imported membership is taken up by another person than its placeholder. */
export type MembershipMoved = (
  tx: Tx,
  moved: {
    readonly assemblyId: AssemblyId;
    readonly membershipId: MembershipId;
    readonly from: PersonId;
    readonly to: PersonId;
  },
) => Promise<void>;

/** A request that members sign together. */
export interface TogetherRequest {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly action: TogetherAction;
  readonly subjectId: string | null;
  /** What the action needs besides its subject: `startsAt` (ISO 8601), `place`, `countdownSeconds`. */
  readonly details: JsonObject;
  readonly reason: string;
}

/** What happens when enough members have signed. */
export interface TogetherEffect {
  readonly action: TogetherAction;
  /**
   * Locks what executing it writes and others lock before the members, so that the two cannot wait for each other.
   * Before anything is judged: it neither refuses nor writes.
   */
  hold?(tx: Tx, request: Pick<TogetherRequest, 'assemblyId' | 'subjectId'>): Promise<void>;
  /** Whether such a request can be made now; a rejection keeps it from being asked. */
  check?(tx: Tx, request: TogetherRequest): Promise<Result<void>>;
  /**
   * In the transaction of the signature that crosses. `request.authority` goes into its entries. A rejection rolls that
   * signature back: the request stays open, one signature short.
   */
  execute(tx: Tx, request: TogetherRequest & { readonly authority: Authority }): Promise<Result<unknown>>;
  /** A plain number of members instead of the bylaws' share: any three call the first meeting. */
  needed?(sql: Sql, request: TogetherRequest): Promise<number>;
}

/** Injection tokens. Each is an array that the application composes; empty where nobody registers. */
export const TOGETHER_EFFECTS = Symbol('TOGETHER_EFFECTS');
export const MEMBERSHIP_ENDED = Symbol('MEMBERSHIP_ENDED');
export const MEMBERSHIP_MOVED = Symbol('MEMBERSHIP_MOVED');
export const MEMBERSHIP_FORGOTTEN = Symbol('MEMBERSHIP_FORGOTTEN');

export interface AssemblyPorts {
  readonly sections: readonly BylawSection[];
  readonly effects: readonly TogetherEffect[];
  readonly ended: readonly MembershipEnded[];
  readonly moved: readonly MembershipMoved[];
  readonly forgotten: readonly MembershipForgotten[];
}
