import { nameInRecord } from '@plenary/assembly';
import type { Authority, MembershipId, PollId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { TermSource } from '../domain/term.js';
import type { Office } from '../persistence/office-store.js';
import { insertTerm, personOf, termById } from '../persistence/term-store.js';

export interface Seating {
  readonly seatId: string;
  readonly membershipId: MembershipId;
  readonly source: TermSource;
  readonly pollId: PollId;
  readonly papersOf: number;
  readonly endsAt: Date;
}

/** Seats a member in an empty seat and tells everybody. The caller has judged that they may hold it. */
export async function seatMember(
  tx: Tx,
  office: Office,
  seating: Seating,
  authority: Authority,
): Promise<void> {
  const { assemblyId } = office;
  const { acceptHours } = office.rules;
  const id = await insertTerm(tx, { ...seating, assemblyId, officeId: office.id, acceptHours });
  const term = (await termById(tx, id))!;
  tx.record({
    assemblyId,
    kind: 'delegate.seated',
    authority,
    data: {
      office: office.id,
      seat: term.seatId,
      place: term.place,
      term: id,
      member: term.membershipId,
      source: term.source,
      poll: term.pollId,
      acceptBy: term.acceptBy.toISOString(),
      endsAt: term.endsAt.toISOString(),
    },
    personal: { member: await nameInRecord(tx, term.membershipId), office: office.name },
  });
  tx.change({
    scope: await personOf(tx, term.membershipId),
    kind: 'seat.given',
    ids: { assembly: assemblyId, office: office.id, term: id },
  });
}
