import { authorise, lockMembers, nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import type { Term } from '../domain/term.js';
import { mandateInForce } from '../persistence/mandate-store.js';
import { officeById } from '../persistence/office-store.js';
import { insertReport } from '../persistence/report-store.js';
import { lockSeat, markAccepted, termById } from '../persistence/term-store.js';
import { endTermAndFill } from './end-term.js';
import type { MandatePorts } from './ports.js';
import { visibleTerm } from './visible.js';

const DAY_MS = 86_400_000;

/** Accepts the seat, within the time that the office gives. From then on its holder acts under the mandate. Repeatable. */
export async function acceptSeat(tx: Tx, personId: PersonId, termId: string): Promise<Result<Term>> {
  const seen = await visibleTerm(tx, personId, termId);
  const about = { membershipId: seen.membershipId, seat: seen.seatId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'seat.accept', about);
  if (!grant.ok) return grant;
  await lockSeat(tx, seen.seatId);
  const term = (await termById(tx, termId))!;
  if (term.endedAt !== null) return refuse('SEAT_NOT_HELD');
  if (term.acceptedAt !== null) return ok(term);
  if (!(await markAccepted(tx, termId))) return refuse('SEAT_NOT_HELD');
  const accepted = (await termById(tx, termId))!;
  await oweReports(tx, accepted);
  const office = (await officeById(tx, term.officeId))!;
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'seat.accepted',
    authority: grant.value.authority,
    data: { office: office.id, seat: term.seatId, term: termId, member: term.membershipId },
    personal: { member: await nameInRecord(tx, term.membershipId), office: office.name },
  });
  return ok(accepted);
}

/** The first report is due after the office's interval, and one on the mandate's day, within the term. */
async function oweReports(tx: Tx, term: Term): Promise<void> {
  const office = (await officeById(tx, term.officeId))!;
  const { reportDays } = office.rules;
  const mandate = await mandateInForce(tx, office.id);
  const days = [
    reportDays === null ? null : new Date(term.acceptedAt!.getTime() + reportDays * DAY_MS),
    mandate?.reportBackAt ?? null,
  ];
  for (const day of days)
    if (day !== null && day > term.acceptedAt! && day <= term.endsAt) await insertReport(tx, term, day);
}

/** Declines a seat that was not accepted yet: the next one is called at once. */
export function declineSeat(
  ports: MandatePorts,
  tx: Tx,
  personId: PersonId,
  termId: string,
): Promise<Result<Term>> {
  return giveUp(ports, tx, personId, termId, 'declined');
}

/** Gives up a seat that was accepted: it is empty at once, and filled by the office's rule. */
export function resignSeat(
  ports: MandatePorts,
  tx: Tx,
  personId: PersonId,
  termId: string,
): Promise<Result<Term>> {
  return giveUp(ports, tx, personId, termId, 'resigned');
}

async function giveUp(
  ports: MandatePorts,
  tx: Tx,
  personId: PersonId,
  termId: string,
  kind: 'declined' | 'resigned',
): Promise<Result<Term>> {
  const seen = await visibleTerm(tx, personId, termId);
  await lockMembers(tx, seen.assemblyId, 'exclusive');
  const action = kind === 'declined' ? 'seat.decline' : 'seat.resign';
  const grant = await authorise(tx, personId, seen.assemblyId, action, { membershipId: seen.membershipId });
  if (!grant.ok) return grant;
  await lockSeat(tx, seen.seatId);
  const term = (await termById(tx, termId))!;
  if (term.endedAt !== null) return term.endKind === kind ? ok(term) : refuse('SEAT_NOT_HELD');
  if (kind === 'declined' && term.acceptedAt !== null) return refuse('ALREADY_ACCEPTED');
  if (kind === 'resigned' && term.acceptedAt === null) return refuse('NOT_ACCEPTED');
  await endTermAndFill(ports, tx, term, { kind, authority: grant.value.authority });
  return ok((await termById(tx, termId))!);
}
