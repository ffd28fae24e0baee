import { authorise, type TogetherEffect } from '@plenary/assembly';
import {
  type AssemblyId,
  type Authority,
  type MembershipId,
  ok,
  type PersonId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { decideOverlap, decideStart, type Meeting, PLACE_MAX } from '../domain/meeting.js';
import {
  askerOf,
  foundingOf,
  insertMeeting,
  lockCalendar,
  meetingsNotOver,
} from '../persistence/meeting-store.js';
import { beginMeeting } from './begin-and-end.js';

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
  return convene(tx, assemblyId, membership.id, authority, convening);
}

async function convene(
  tx: Tx,
  assemblyId: AssemblyId,
  convenedBy: MembershipId,
  authority: Authority,
  { startsAt: wish, place }: Convening,
): Promise<Result<Meeting>> {
  await lockCalendar(tx, assemblyId);
  const now = await tx.now();
  const startsAt = decideStart(wish, now);
  if (!startsAt.ok) return startsAt;
  const where = place?.trim() || null;
  if (where !== null && [...where].length > PLACE_MAX) {
    return rejected({ code: 'PLACE_INVALID', message: `Say the place in at most ${PLACE_MAX} characters.` });
  }
  const free = decideOverlap(startsAt.value, await meetingsNotOver(tx, assemblyId, startsAt.value));
  if (!free.ok) return free;
  const { founding } = await foundingOf(tx, assemblyId);
  const meeting: Meeting = {
    id: newId<'meeting'>(),
    assemblyId,
    convenedBy,
    startsAt: startsAt.value,
    place: where,
    first: founding,
    startedAt: null,
    endedAt: null,
  };
  await insertMeeting(tx, meeting, now);
  tx.record({
    assemblyId,
    kind: 'meeting.convened',
    authority,
    data: { meeting: meeting.id, startsAt: meeting.startsAt.toISOString(), first: founding },
    // A place can be somebody's kitchen.
    personal: where === null ? {} : { place: where },
  });
  return ok(meeting.startsAt <= now ? await beginMeeting(tx, meeting) : meeting);
}

/** After so long without its three decisions any three members call the first meeting (PROCEDURE.md §2). */
const FIRST_MEETING_DAYS = 30;
const FIRST_MEETING_CALLERS = 3;
const DAY_MS = 86_400_000;

/** Members together call the first meeting, or, once bylaws are adopted, any other. */
export function conveneTogether(action: 'CALL_FIRST_MEETING' | 'CALL_MEETING'): TogetherEffect {
  const judge = (tx: Tx, request: { assemblyId: AssemblyId }) =>
    action === 'CALL_FIRST_MEETING'
      ? firstMayBeCalled(tx, request.assemblyId)
      : isEstablished(tx, request.assemblyId);
  return {
    action,
    check: async (tx, request) => {
      const convening = conveningFrom(request.details);
      if (!convening.ok) return convening;
      const start = decideStart(convening.value.startsAt, await tx.now());
      return start.ok ? judge(tx, request) : start;
    },
    execute: async (tx, request) => {
      const allowed = await judge(tx, request);
      if (!allowed.ok) return allowed;
      const convening = conveningFrom(request.details);
      if (!convening.ok) return convening;
      // The last signature may come after the time that was wished for: the meeting then begins at once.
      const now = await tx.now();
      const { startsAt, place } = convening.value;
      const wish = new Date(Math.max(startsAt.getTime(), now.getTime()));
      return convene(tx, request.assemblyId, await askerOf(tx, request.id), request.authority, {
        startsAt: wish,
        place,
      });
    },
    ...(action === 'CALL_FIRST_MEETING' ? { needed: async () => FIRST_MEETING_CALLERS } : {}),
  };
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
