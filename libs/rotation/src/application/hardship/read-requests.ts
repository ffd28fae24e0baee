import { authorise } from '@plenary/assembly';
import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { countedNow } from '../../domain/hardship.js';
import {
  endOfShift,
  type HardshipRequest,
  openRequests,
  ownRequests,
} from '../../persistence/hardship-rows.js';
import { hearersNow } from './enter.js';

/** Who holds the power by a shift now, and until when the shift lasts. */
export interface Hearer {
  readonly membershipId: MembershipId;
  readonly until: Date;
}

/** Requests of others that are open, the oldest first; none for whoever does not hold the power now. */
export async function heardRequests(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
  limit: number,
): Promise<HardshipRequest[]> {
  const hearer = await hearerNow(sql, personId, assemblyId);
  if (hearer === null) return [];
  const requests = await openRequests(sql, assemblyId, hearer.membershipId, limit);
  const holders = await hearersNow(sql, personId, assemblyId);
  // The requests first, then the right again: whoever lost it before they were read does not see them.
  if ((await hearerNow(sql, personId, assemblyId)) === null) return [];
  return requests.map((each) => countedNow(each, holders));
}

/** The caller as one who holds the power now; null where they do not. @throws NOT_ALLOWED for a stranger. */
export async function hearerNow(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<Hearer | null> {
  const grant = await authorise(sql, personId, assemblyId, 'hardship.hear');
  if (!grant.ok || grant.value.authority.source !== 'shift') return null;
  const { authority, membership } = grant.value;
  return { membershipId: membership.id, until: await endOfShift(sql, authority.shift) };
}

/** What a member asked for and is kept, the newest first, as it counts now. */
export async function requestsOfOwn(
  sql: Sql,
  personId: PersonId,
  { assemblyId, membershipId }: { readonly assemblyId: AssemblyId; readonly membershipId: string },
): Promise<HardshipRequest[]> {
  const holders = await hearersNow(sql, personId, assemblyId);
  return (await ownRequests(sql, membershipId)).map((each) => countedNow(each, holders));
}
