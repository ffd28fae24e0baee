import { authorise, bylawsOf, type TogetherEffect } from '@plenary/assembly';
import {
  type AssemblyId,
  type Authority,
  isUuid,
  type MembershipId,
  ok,
  type PersonId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { moveDrafts } from '@plenary/voting';
import { decideNotice, decideOverlap, decideStart, type Meeting, PLACE_MAX } from '../domain/meeting.js';
import { AGAIN_NOTICE_HOURS, CALLED_AGAIN_BEFORE, decideAgain } from '../domain/quorum.js';
import {
  againFor,
  askerOf,
  foundingOf,
  insertMeeting,
  lockCalendar,
  meetingById,
  meetingsNotOver,
} from '../persistence/meeting-store.js';
import { beginMeeting } from './begin-and-end.js';
import { MEETING_SECTION } from './bylaw-section.js';

export interface Convening {
  readonly startsAt: Date;
  readonly place: string | null;
}

/** The last word on two meetings for one moment. */
export const CONVENE_CONSTRAINTS = {
  meeting_one_at_a_time: {
    code: 'MEETING_OVERLAPS',
    message: 'Another meeting is called for that moment. Choose another time.',
  },
  meeting_called_again_once: CALLED_AGAIN_BEFORE,
} as const satisfies Record<string, Rejection>;

/** Calls a meeting: by the interim convener until bylaws are adopted, by the facilitator afterwards. */
export async function conveneMeeting(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  convening: Convening,
): Promise<Result<Meeting>> {
  const grant = await authorise(tx, personId, assemblyId, 'meeting.convene');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  return convene(tx, { assemblyId, convenedBy: membership.id, authority, convening, failed: null });
}

/**
 * Calls a meeting that failed its quorum again: once, within 30 days, with full notice, for the same votes, at half the
 * quorum. Whoever may call a meeting may call it again.
 */
export async function conveneAgain(
  tx: Tx,
  personId: PersonId,
  failedId: string,
  convening: Convening,
): Promise<Result<Meeting>> {
  const failed = isUuid(failedId) ? await meetingById(tx, failedId) : null;
  if (failed === null) throw notAllowed();
  const grant = await authorise(tx, personId, failed.assemblyId, 'meeting.convene');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  return convene(tx, {
    assemblyId: failed.assemblyId,
    convenedBy: membership.id,
    authority,
    convening,
    failed,
  });
}

interface Call {
  readonly assemblyId: AssemblyId;
  readonly convenedBy: MembershipId;
  readonly authority: Authority;
  readonly convening: Convening;
  /** The meeting that it repeats; null for a new one. */
  readonly failed: Meeting | null;
  /** The notice runs from this call: a wish that is too early for it is moved, and not refused. */
  readonly atEarliest?: boolean;
}

async function convene(tx: Tx, call: Call): Promise<Result<Meeting>> {
  const { assemblyId, authority, failed } = call;
  await lockCalendar(tx, assemblyId);
  const now = await tx.now();
  const { founding } = await foundingOf(tx, assemblyId);
  const startsAt = await startOf(tx, call, now);
  if (!startsAt.ok) return startsAt;
  const place = call.convening.place?.trim() || null;
  if (place !== null && [...place].length > PLACE_MAX) {
    return rejected({ code: 'PLACE_INVALID', message: `Say the place in at most ${PLACE_MAX} characters.` });
  }
  const free = decideOverlap(startsAt.value, await meetingsNotOver(tx, assemblyId, startsAt.value));
  if (!free.ok) return free;
  if (failed !== null) {
    const again = decideAgain(failed, (await againFor(tx, failed.id)) !== null, now);
    if (!again.ok) return again;
  }
  const meeting: Meeting = {
    id: newId<'meeting'>(),
    assemblyId,
    convenedBy: call.convenedBy,
    startsAt: startsAt.value,
    place,
    first: founding,
    startedAt: null,
    endedAt: null,
    quorumNeeded: null,
    quorumMost: null,
    againOf: failed?.id ?? null,
  };
  await insertMeeting(tx, meeting, now);
  const votes = failed === null ? [] : await moveDrafts(tx, failed.id, meeting.id, meeting.startsAt);
  const data = { meeting: meeting.id, startsAt: meeting.startsAt.toISOString(), first: founding };
  tx.record({
    assemblyId,
    kind: failed === null ? 'meeting.convened' : 'meeting.convened-again',
    authority,
    data: failed === null ? data : { ...data, againOf: failed.id, votes: votes.length },
    // A place can be somebody's kitchen.
    personal: place === null ? {} : { place },
  });
  return ok(meeting.startsAt <= now ? await beginMeeting(tx, meeting) : meeting);
}

/** When it begins: a time to come, with the notice that the bylaws ask for; a full one where half a quorum will do. */
async function startOf(
  tx: Tx,
  call: Pick<Call, 'assemblyId' | 'convening' | 'failed' | 'atEarliest'>,
  now: Date,
): Promise<Result<Date>> {
  const { assemblyId, convening, failed, atEarliest } = call;
  const { noticeHours } = (await bylawsOf(tx, assemblyId)).section(MEETING_SECTION);
  const hours = failed === null ? noticeHours : Math.max(noticeHours, AGAIN_NOTICE_HOURS);
  const earliest = new Date(now.getTime() + hours * HOUR_MS);
  const wish = atEarliest && convening.startsAt < earliest ? earliest : convening.startsAt;
  const startsAt = decideStart(wish, now);
  if (!startsAt.ok) return startsAt;
  const notice = decideNotice(startsAt.value, now, hours);
  return notice.ok ? startsAt : notice;
}

/** After so long without its three decisions any three members call the first meeting (PROCEDURE.md §2). */
const FIRST_MEETING_DAYS = 30;
const FIRST_MEETING_CALLERS = 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Members together call the first meeting, or, once bylaws are adopted, any other. */
export function conveneTogether(action: 'CALL_FIRST_MEETING' | 'CALL_MEETING'): TogetherEffect {
  const judge = (tx: Tx, request: { assemblyId: AssemblyId }) =>
    action === 'CALL_FIRST_MEETING'
      ? firstMayBeCalled(tx, request.assemblyId)
      : isEstablished(tx, request.assemblyId);
  return {
    action,
    check: async (tx, request) => {
      const allowed = await judge(tx, request);
      if (!allowed.ok) return allowed;
      const convening = conveningFrom(request.details);
      if (!convening.ok) return convening;
      const failed = await failedIn(tx, request);
      if (!failed.ok) return failed;
      const { assemblyId } = request;
      const start = await startOf(
        tx,
        { assemblyId, convening: convening.value, failed: failed.value },
        await tx.now(),
      );
      return start.ok ? ok() : start;
    },
    execute: async (tx, request) => {
      const allowed = await judge(tx, request);
      if (!allowed.ok) return allowed;
      const convening = conveningFrom(request.details);
      if (!convening.ok) return convening;
      const failed = await failedIn(tx, request);
      if (!failed.ok) return failed;
      const { assemblyId, authority } = request;
      // The last signature may come after the time that was wished for: the notice runs from it.
      return convene(tx, {
        assemblyId,
        convenedBy: await askerOf(tx, request.id),
        authority,
        convening: convening.value,
        failed: failed.value,
        atEarliest: true,
      });
    },
    ...(action === 'CALL_FIRST_MEETING' ? { needed: async () => FIRST_MEETING_CALLERS } : {}),
  };
}

/** The meeting that members together would call again: the request's subject; null where it has none. */
async function failedIn(
  tx: Tx,
  { assemblyId, subjectId }: { readonly assemblyId: AssemblyId; readonly subjectId: string | null },
): Promise<Result<Meeting | null>> {
  if (subjectId === null) return ok(null);
  const failed = isUuid(subjectId) ? await meetingById(tx, subjectId) : null;
  if (failed?.assemblyId !== assemblyId) return notNow('There is no such meeting in this assembly.');
  const again = decideAgain(failed, (await againFor(tx, failed.id)) !== null, await tx.now());
  return again.ok ? ok(failed) : again;
}

async function firstMayBeCalled(tx: Tx, assemblyId: AssemblyId): Promise<Result<void>> {
  const { founding, foundedAt } = await foundingOf(tx, assemblyId);
  if (!founding) return notNow('The first decisions have been taken.');
  const from = foundedAt.getTime() + FIRST_MEETING_DAYS * DAY_MS;
  return (await tx.now()).getTime() >= from
    ? ok()
    : notNow(
        'For 30 days from the founding the interim convener calls the first meeting; then any three members can.',
      );
}

async function isEstablished(tx: Tx, assemblyId: AssemblyId): Promise<Result<void>> {
  const { founding } = await foundingOf(tx, assemblyId);
  return founding ? notNow('Until bylaws are adopted there is only the first meeting to call.') : ok();
}

function notNow(message: string): Result<never, Rejection> {
  return rejected({ code: 'MEETING_NOT_CALLABLE', message });
}

function conveningFrom(details: Readonly<Record<string, unknown>>): Result<Convening> {
  const startsAt = new Date(typeof details.startsAt === 'string' ? details.startsAt : Number.NaN);
  if (Number.isNaN(startsAt.getTime()))
    return rejected({ code: 'MEETING_START_INVALID', message: 'Say when the meeting begins.' });
  return ok({ startsAt, place: typeof details.place === 'string' ? details.place : null });
}
