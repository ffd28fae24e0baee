import {
  type AssemblyId,
  assertNever,
  type MeetingId,
  type MembershipId,
  ok,
  quantity,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';

/** A convened sitting of the assembly, as its row holds it. */
export interface Meeting {
  readonly id: MeetingId;
  readonly assemblyId: AssemblyId;
  readonly convenedBy: MembershipId;
  readonly startsAt: Date;
  readonly place: string | null;
  /** Convened while the three first decisions were still to be taken. */
  readonly first: boolean;
  /** Null until the clock has begun it; then equal to `startsAt`. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Set when it ended for want of quorum: how many had to be present, and how many were at the most. */
  readonly quorumNeeded: number | null;
  readonly quorumMost: number | null;
  /** The meeting that failed its quorum, which this one repeats at half of it. */
  readonly againOf: MeetingId | null;
}

/** `planned`: not begun. `running`: begun and not ended, on the clock, whether or not it has been written yet. */
export type Phase = 'planned' | 'running' | 'ended';

const HOUR = 3_600_000;
/** A meeting that nobody ends is over after this long. */
export const LONGEST_HOURS = 24;
/** How far ahead a meeting may be called. */
export const LONGEST_AHEAD_DAYS = 366;
/** A start this far in the past means 'now': the clock of the one who asks may be wrong by that much. */
const LATE_MS = 5 * 60_000;
export const PLACE_MAX = 200;

/** When it is over at the latest: where it ended, or 24 hours after its beginning. */
export function overAt(meeting: Pick<Meeting, 'startsAt' | 'endedAt'>): Date {
  return meeting.endedAt ?? new Date(meeting.startsAt.getTime() + LONGEST_HOURS * HOUR);
}

export function phaseAt(meeting: Pick<Meeting, 'startsAt' | 'endedAt'>, now: Date): Phase {
  if (now < meeting.startsAt) return 'planned';
  return now < overAt(meeting) ? 'running' : 'ended';
}

export interface MeetingNotRunning extends Rejection {
  readonly code: 'MEETING_NOT_RUNNING';
  readonly phase: Phase;
  readonly startsAt: Date;
}

export interface MeetingOverlaps extends Rejection {
  readonly code: 'MEETING_OVERLAPS';
  readonly otherStartsAt: Date;
}

export interface NoticeTooShort extends Rejection {
  readonly code: 'NOTICE_TOO_SHORT';
  /** When it can begin at the earliest. */
  readonly earliest: Date;
}

export function startInvalid(message: string): Result<never, Rejection> {
  return rejected({ code: 'MEETING_START_INVALID', message });
}

/** When a meeting that was wished for `wish` begins: a wish a few minutes back means now. */
export function decideStart(wish: Date, now: Date): Result<Date> {
  if (wish.getTime() < now.getTime() - LATE_MS)
    return startInvalid('That time has passed. Choose a later one.');
  if (wish.getTime() > now.getTime() + LONGEST_AHEAD_DAYS * 24 * HOUR) {
    return startInvalid('A meeting is called at most a year ahead.');
  }
  return ok(wish > now ? wish : now);
}

/** The notice that the bylaws ask for, with the same few minutes for a clock that is wrong. */
export function decideNotice(startsAt: Date, now: Date, noticeHours: number): Result<void, NoticeTooShort> {
  const earliest = new Date(now.getTime() + noticeHours * HOUR);
  if (startsAt.getTime() >= earliest.getTime() - LATE_MS) return ok();
  return rejected({
    code: 'NOTICE_TOO_SHORT',
    message: `Such a meeting is called at least ${quantity(noticeHours, 'hours')} before it begins. Choose a later time.`,
    earliest,
  });
}

/** Two meetings of one assembly are not on at the same time; each may take up to 24 hours unless it was ended. */
export function decideOverlap(startsAt: Date, others: readonly Meeting[]): Result<void, MeetingOverlaps> {
  const end = startsAt.getTime() + LONGEST_HOURS * HOUR;
  const other = others.find((each) => each.startsAt.getTime() < end && overAt(each) > startsAt);
  if (other === undefined) return ok();
  const message =
    'Another meeting is called for that time, or may still be on then. A meeting takes up to 24 hours unless it is ended.';
  return rejected({ code: 'MEETING_OVERLAPS', message, otherStartsAt: other.startsAt });
}

/** Checking in and out, and ending, are for a meeting that is on. */
export function decideRunning(meeting: Meeting, now: Date): Result<void, MeetingNotRunning> {
  const phase = phaseAt(meeting, now);
  if (phase === 'running') return ok();
  return rejected({ code: 'MEETING_NOT_RUNNING', message: whatIs(phase), phase, startsAt: meeting.startsAt });
}

function whatIs(phase: Exclude<Phase, 'running'>): string {
  switch (phase) {
    case 'planned':
      return 'This meeting has not begun. It begins by itself at its time.';
    case 'ended':
      return 'This meeting is over.';
    default:
      return assertNever(phase);
  }
}
