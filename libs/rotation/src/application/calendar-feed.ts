import { randomBytes } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import { newId, notAllowed, type Sql, type Tx } from '@plenary/platform';
import { writeCalendar } from '../domain/icalendar.js';
import { refuse } from '../domain/rejections.js';
import {
  deleteFeed,
  type FeedRow,
  feedById,
  feedByToken,
  feedsOf,
  heldPlaces,
  insertFeed,
} from '../persistence/feed-rows.js';
import { enterRota } from './enter-rota.js';

/** Links that one member has at a time, at most. */
const MOST_FEEDS = 10;
/** Shifts that are over stay in the calendar for so long. */
const DAYS_BACK = 60;
const MOST_EVENTS = 1_000;

export interface NewFeed {
  readonly feed: FeedRow;
  /** Stands in this answer and nowhere else. */
  readonly token: string;
}

/** Makes a private link to the caller's own shifts: whoever has it reads them until it is revoked. */
export async function makeCalendarFeed(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  label: string,
): Promise<Result<NewFeed>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.followOwn');
  if (!grant.ok) return grant;
  const { id: membershipId } = grant.value.membership;
  if ((await feedsOf(tx, membershipId)).length >= MOST_FEEDS) return refuse('TOO_MANY_FEEDS');
  const token = randomBytes(32).toString('base64url');
  const id = newId<'calendarFeed'>();
  await insertFeed(tx, { id, assemblyId, membershipId, label: label.trim() }, hashSecret(token));
  return ok({ feed: (await feedById(tx, id))!, token });
}

/** Revokes a link of the caller's own. @throws NOT_ALLOWED for one that is not, or is not any more. */
export async function revokeCalendarFeed(tx: Tx, personId: PersonId, id: string): Promise<Result<FeedRow>> {
  const feed = await feedById(tx, id);
  if (feed === null) throw notAllowed();
  const grant = await enterRota(tx, personId, feed.assemblyId, 'rota.followOwn');
  if (!grant.ok) return grant;
  if (grant.value.membership.id !== feed.membershipId) throw notAllowed();
  await deleteFeed(tx, id);
  return ok(feed);
}

/**
 * The calendar behind a link; null for one that leads nowhere. It holds when the member has which task, and nothing
 * else: neither names nor guides nor notes, since a calendar is often kept by somebody else's server. Of a quiet
 * assembly not even the names of the task and of the assembly.
 * @param origin the address members open
 */
export async function calendarOf(sql: Sql, token: string, origin: string): Promise<string | null> {
  const feed = await feedByToken(sql, hashSecret(token));
  if (feed === null) return null;
  const { assemblyId, membershipId, name, quiet } = feed;
  const places = await heldPlaces(sql, membershipId, DAYS_BACK, MOST_EVENTS);
  const url = quiet ? null : `${origin}/a/${assemblyId}/rota`;
  const events = places.map(({ firstId, task, startsAt, endsAt, times, stands, confirmed, changedAt }) => ({
    // One event for what is one place to its member, given up and had again.
    uid: firstId,
    sequence: 2 * (times - 1) + (stands ? 0 : 1),
    changedAt,
    startsAt,
    endsAt,
    summary: quiet ? 'Shift' : task,
    status: stands ? (confirmed ? ('CONFIRMED' as const) : ('TENTATIVE' as const)) : ('CANCELLED' as const),
    url,
  }));
  return writeCalendar(quiet ? 'Shifts' : name, events);
}
