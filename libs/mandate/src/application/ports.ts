import type { MotionPorts } from '@plenary/motion';
import type { Sql } from '@plenary/platform';

/** A member's time in a seat, as far as attendance is asked for. */
export interface AttendanceSpan {
  readonly membershipId: string;
  readonly from: Date;
  readonly until: Date;
}

/** Meetings of the member's assembly that began within the span, and those of them to which the member came. */
export interface Attendance {
  readonly held: number;
  readonly attended: number;
}

/** What the meetings know of a delegate; in the order of the spans. */
export type AttendanceSource = (sql: Sql, spans: readonly AttendanceSpan[]) => Promise<readonly Attendance[]>;

/** What the use cases of mandates need. */
export interface MandatePorts {
  /** Motions as the application composed them: the effects of this context are among them, so it is asked late. */
  motions(): MotionPorts;
  readonly attendance: AttendanceSource;
}

/** Injection token of the MandatePorts that the application composes. */
export const MANDATE_PORTS = Symbol('MANDATE_PORTS');
