import { nameInRecord } from '@plenary/assembly';
import type { Authority, JsonObject } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { leavesVacancy, SEAT_EMPTIED, type Term, type TermEnd } from '../domain/term.js';
import { stopActs } from '../persistence/act-store.js';
import { lockOffice } from '../persistence/office-store.js';
import { endPetition } from '../persistence/petition-store.js';
import { lockSeat, markEnded, overdueTerms, personOf, termById } from '../persistence/term-store.js';
import { fillVacancy } from './fill-vacancy.js';
import type { MandatePorts } from './ports.js';

const SYSTEM = { source: 'system' } as const;

/** What the record calls each end. */
const ENTRY: Readonly<Record<TermEnd, string>> = {
  recalled_by_signatures: 'delegate.recalled',
  recalled_by_motion: 'delegate.recalled',
  resigned: 'delegate.resigned',
  left: 'delegate.left',
  over: 'term.over',
  declined: 'seat.declined',
  not_accepted: 'seat.not-accepted',
  abolished: 'delegate.dismissed',
  annulled: 'delegate.dismissed',
};

export interface Ending {
  readonly kind: TermEnd;
  readonly authority: Authority;
  /** What the entry says besides: the signatures and of how many, the motion. */
  readonly facts?: JsonObject;
}

/**
 * Ends a term, in this transaction: the seat is empty, nothing more can be done under it, what has no effect yet is
 * stopped, the petition about it ends. Waits for the acts in flight, which come before it. False where it had ended.
 */
export async function endTerm(tx: Tx, seen: Term, ending: Ending): Promise<boolean> {
  await lockSeat(tx, seen.seatId);
  const { authority, facts } = ending;
  // Whose time had come lost the seat then, by the clock, and by nothing that happened since.
  const { endKind, endedAt } = (await termById(tx, seen.id))!;
  const kind = endKind ?? ending.kind;
  if (!(await markEnded(tx, seen, kind))) return false;
  const stopped = await stopActs(tx, seen.id);
  const recalled = kind === 'recalled_by_signatures' || kind === 'recalled_by_motion';
  await endPetition(tx, seen.id, recalled ? 'recalled' : 'seat_ended');
  const { assemblyId, officeId, membershipId } = seen;
  const office = (await lockOffice(tx, officeId))!;
  tx.record({
    assemblyId,
    kind: ENTRY[kind],
    authority,
    data: {
      office: officeId,
      seat: seen.seatId,
      place: seen.place,
      term: seen.id,
      member: membershipId,
      how: kind,
      stoppedActs: stopped,
      ...(endedAt !== null && { at: endedAt.toISOString() }),
      ...facts,
    },
    personal: { member: await nameInRecord(tx, membershipId), office: office.name },
  });
  const line = {
    kind: SEAT_EMPTIED,
    ids: { assembly: assemblyId, office: officeId, term: seen.id, how: kind },
    atOnce: true,
  } as const;
  tx.change({ scope: await personOf(tx, membershipId), ...line });
  tx.change({ scope: assemblyId, ...line });
  return true;
}

/** The same, and the seat is filled by the office's rule. The caller holds the members exclusively. */
export async function endTermAndFill(
  ports: MandatePorts,
  tx: Tx,
  seen: Term,
  ending: Ending,
): Promise<boolean> {
  await endOverdueAndFill(ports, tx, seen.officeId);
  if (!(await endTerm(tx, seen, ending))) return false;
  if (leavesVacancy(ending.kind) || ending.kind === 'over') await fill(ports, tx, seen, ending.authority);
  return true;
}

/**
 * Writes down the ends of an office's terms that came by the clock, at the instants at which they came, and then fills
 * their seats: all of them first, for whoever held one may be called to another. The caller holds the members exclusively.
 */
export async function endOverdueAndFill(ports: MandatePorts, tx: Tx, officeId: string): Promise<void> {
  const ended: Term[] = [];
  for (const term of await overdueTerms(tx, officeId)) {
    if (await endTerm(tx, term, { kind: term.endKind!, authority: SYSTEM })) ended.push(term);
  }
  for (const term of ended) await fill(ports, tx, term, SYSTEM);
}

async function fill(
  ports: MandatePorts,
  tx: Tx,
  { id, officeId }: Term,
  authority: Authority,
): Promise<void> {
  const term = (await termById(tx, id))!;
  await fillVacancy(ports, tx, (await lockOffice(tx, officeId))!, term, authority);
}
