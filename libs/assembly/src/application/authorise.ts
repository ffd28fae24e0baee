import type { AssemblyId, Authority, PersonId } from '@plenary/kernel';
import { ok, type Result } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import type { Action } from '../domain/action.js';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import type { RightNotHeld } from '../domain/right-not-held.js';
import {
  authorityFor,
  dependsOnPowers,
  shiftsAskedFor,
  TASK_KINDS,
  type TaskKind,
} from '../domain/rights.js';
import type { Standing } from '../domain/standing.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { lockMembers } from '../persistence/locks.js';
import {
  type ActiveMembership,
  activeMembership,
  membershipStanding,
} from '../persistence/membership-rows.js';
import { powersNow } from '../persistence/power-rows.js';

/** A right that was found to hold: which source gave it, and to whom. */
export interface Grant {
  readonly authority: Authority;
  readonly membership: ActiveMembership;
}

/** What the act is about, where the table of rights asks. */
export interface About {
  /** The member whom it concerns (nobody uses a shift in their own matter), or whose own thing it is. */
  readonly membershipId?: string;
  /** The seat that the act is under, which that member holds. */
  readonly seat?: string;
  /** All whose own matter it is, where there are several or the act is not on a member: none of them uses a shift in it. */
  readonly concerned?: readonly string[];
  /** Since when it is due: 10 minutes later the next on the roster may do it. */
  readonly dueSince?: Date;
}

/**
 * Judges a right by the table, at the database's now. Within a transaction the membership, and the seats and shifts
 * that the answer rests on, are locked in share mode, so a right that was found holds until the commit.
 * @throws NOT_ALLOWED for whoever has no live membership that they have taken up: to them there is no such assembly.
 */
export async function authorise(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
  action: Action,
  about: About = {},
): Promise<Result<Grant, RightNotHeld>> {
  const found = await standingOf(
    sql,
    personId,
    assemblyId,
    about,
    dependsOnPowers(action) && shiftsAskedFor(action),
  );
  if (found === null) throw notAllowed();
  const held = authorityFor(action, found.standing);
  return held.ok ? ok({ authority: held.value.authority, membership: found.membership }) : held;
}

const NO_POWERS: Pick<Standing, 'convener' | 'shifts'> = { convener: null, shifts: [] };

/**
 * Everything that the member's rights depend on now; null for whoever is no joined member.
 * @param shifts the powers of shifts that are asked about; false where neither shifts nor seats matter
 */
export async function standingOf(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
  about: About = {},
  shifts: readonly TaskKind[] | false = TASK_KINDS,
): Promise<{ membership: ActiveMembership; standing: Standing } | null> {
  const membership = await membershipStanding(sql, personId, assemblyId);
  if (membership === null || membership.joinedAt === null) return null;
  const powers = shifts ? await powersNow(sql, assemblyId, shifts) : NO_POWERS;
  const invites = shifts ? (await bylawsOf(sql, assemblyId)).section(MEMBERSHIP_SECTION).invites : 'members';
  const { now, suspended, counts, founding } = membership;
  const standing: Standing = {
    membershipId: membership.id,
    joined: true,
    suspended,
    counts,
    founding,
    invites,
    ...powers,
    about: {
      membershipId: about.membershipId,
      seat: about.seat,
      concerned: about.concerned,
      minutesDue: about.dueSince === undefined ? 0 : (now.getTime() - about.dueSince.getTime()) / 60_000,
    },
  };
  return { membership, standing };
}

/**
 * The usual beginning of a change to the members: takes the assembly's members lock (before any row, so that it can't
 * deadlock with another change), then authorises. A stranger is refused before anything is locked. `first` locks what
 * others lock before the members: a poll, which its close holds while it changes them.
 */
export async function enter(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  action: Action,
  mode: 'shared' | 'exclusive',
  about: About = {},
  first: () => Promise<void> = async () => undefined,
): Promise<Result<Grant, RightNotHeld>> {
  if ((await activeMembership(tx, personId, assemblyId)) === null) throw notAllowed();
  await first();
  await lockMembers(tx, assemblyId, mode);
  return authorise(tx, personId, assemblyId, action, about);
}
