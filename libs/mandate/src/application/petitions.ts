import { nameInRecord } from '@plenary/assembly';
import { type Authority, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { type Support, signsInSecret, WAIT_AFTER_POLL_DAYS } from '../domain/recall.js';
import { petitionWaits, recentlyRecovered, refuse } from '../domain/rejections.js';
import type { Term } from '../domain/term.js';
import { type Office, officeById } from '../persistence/office-store.js';
import {
  endPetition,
  lastCleared,
  lastRecovery,
  lockLastPetition,
  openPetition,
  type Petition,
} from '../persistence/petition-store.js';
import { termById } from '../persistence/term-store.js';

const DAY_MS = 86_400_000;
const RECOVERY_MS = 24 * 3_600_000;

/** The petition that the caller may sign, opened by the first who signs. */
export async function petitionFor(
  tx: Tx,
  personId: PersonId,
  termId: string,
  authority: Authority,
): Promise<Result<{ term: Term; office: Office; petition: Petition }>> {
  const last = await lockLastPetition(tx, termId);
  // Read after the lock: whoever ended the seat or the petition came before.
  const term = (await termById(tx, termId))!;
  if (term.endedAt !== null) return refuse('SEAT_NOT_HELD');
  const office = (await officeById(tx, term.officeId))!;
  const open = last !== null && last.endedAt === null ? last : null;
  const secret = open?.secret ?? signsInSecret(office, term);
  const recovered = await lastRecovery(tx, personId);
  const now = await tx.now();
  const cooling = recovered !== null && now.getTime() < recovered.getTime() + RECOVERY_MS;
  // In secret whoever is refused would learn that others have signed: so they are refused in any case.
  if (cooling && (secret || (open !== null && open.openedAt <= recovered))) return recentlyRecovered();
  if (open !== null) return ok({ term, office, petition: open });
  const cleared = await lastCleared(tx, termId);
  const until = cleared && new Date(cleared.getTime() + WAIT_AFTER_POLL_DAYS * DAY_MS);
  if (until !== null && now < until) return petitionWaits(until);
  if (last?.outcome === 'lapsed') await lapsePetition(tx, last, term);
  const petition = await openPetition(tx, term, office.rules.petitionDays, secret);
  // Nobody is told of the first secret signature either.
  if (secret) return ok({ term, office, petition });
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'petition.opened',
    authority,
    data: {
      petition: petition.id,
      office: office.id,
      term: termId,
      member: term.membershipId,
      expiresAt: petition.expiresAt.toISOString(),
    },
    personal: { delegate: await nameInRecord(tx, term.membershipId), office: office.name },
  });
  return ok({ term, office, petition });
}

/** Ends a petition whose lifetime is over, once; of one in secret nobody is told. */
export async function lapsePetition(tx: Tx, { id, secret }: Petition, term: Term): Promise<void> {
  if (!(await endPetition(tx, term.id, 'lapsed')) || secret) return;
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'petition.lapsed',
    authority: { source: 'system' },
    data: { petition: id, office: term.officeId, term: term.id },
  });
}

/** Open signatures stand in the record by name, with what they add up to; of secret ones nothing does. */
export async function noteSignature(
  tx: Tx,
  { secret }: Petition,
  office: Office,
  term: Term,
  kind: 'confidence.withdrawn' | 'confidence.restored',
  authority: Authority,
  { count, base }: Support,
  signer: string,
): Promise<void> {
  if (secret) return;
  tx.record({
    assemblyId: term.assemblyId,
    kind,
    authority,
    data: { office: office.id, term: term.id, count, base },
    personal: {
      member: await nameInRecord(tx, signer),
      delegate: await nameInRecord(tx, term.membershipId),
      office: office.name,
    },
  });
}
