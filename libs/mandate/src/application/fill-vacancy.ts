import type { Authority, MotionId, PollId } from '@plenary/kernel';
import { putByRule } from '@plenary/motion';
import type { Tx } from '@plenary/platform';
import { candidatesOf, countbackOf, pollOf, resultOf } from '@plenary/voting';
import type { Term } from '../domain/term.js';
import {
  electionUnderWay,
  laterElections,
  markAlternate,
  seatedBy,
  waitingAlternates,
} from '../persistence/alternate-store.js';
import { HOLDS_ONE, whyNot } from '../persistence/eligibility-store.js';
import type { Office } from '../persistence/office-store.js';
import { emptySeats, seatsToFill } from '../persistence/term-store.js';
import type { MandatePorts } from './ports.js';
import { seatMember } from './seat-member.js';

const DAY_MS = 86_400_000;

/**
 * Fills the seat that a term left empty, by the office's rule: those the election chose beyond its seats, then the next
 * alternate, or whom a countback of the papers that filled the seat gives; failing that, whom a later election chose;
 * failing that, a new election is put to the vote. The caller holds the members exclusively.
 */
export async function fillVacancy(
  ports: MandatePorts,
  tx: Tx,
  office: Office,
  term: Term,
  authority: Authority,
): Promise<void> {
  if (office.abolishedAt !== null) return;
  const empty = (await emptySeats(tx, office.id, office.rules.seats)).some(({ id }) => id === term.seatId);
  if (!empty) return;
  const now = await tx.now();
  if (term.endKind !== 'over' && term.endsAt > now) {
    const within = { seatId: term.seatId, endsAt: term.endsAt };
    // Ranked by the rules that were: by those that are a countback or an election follows.
    const among = office.rules.vacancy === 'alternate' ? 'all' : 'elected';
    if (await callNext(tx, office, term.pollId, within, 'alternate', authority, among)) return;
    if (office.rules.vacancy === 'countback' && (await countBack(tx, office, term, authority))) return;
  }
  const endsAt = new Date(now.getTime() + office.rules.termDays * DAY_MS);
  const whole = { seatId: term.seatId, endsAt };
  for (const later of await laterElections(tx, office.id, term.pollId))
    if (await callNext(tx, office, later, whole, 'elected', authority, 'elected')) return;
  await callElection(ports, tx, office, authority);
}

/**
 * Seats the first of those who wait in an election's order and may serve; whoever may not is passed over. `among`: of all, or
 * of those alone whom it elected.
 */
export async function callNext(
  tx: Tx,
  office: Office,
  pollId: PollId,
  seat: { readonly seatId: string; readonly endsAt: Date },
  source: 'elected' | 'alternate',
  authority: Authority,
  among: 'all' | 'elected',
): Promise<boolean> {
  for (const alternate of await waitingAlternates(tx, pollId)) {
    const { membershipId, place, elected } = alternate;
    if (among === 'elected' && !elected) continue;
    const not = await whyNot(tx, office, membershipId, pollId);
    // Re-elected before the present term is over: it is their turn when it is.
    if (not === HOLDS_ONE) continue;
    if (not !== null) {
      await markAlternate(tx, alternate, 'passed_over');
      continue;
    }
    await markAlternate(tx, alternate, 'called');
    await seatMember(tx, office, { ...seat, membershipId, source, pollId, papersOf: place }, authority);
    return true;
  }
  return false;
}

/** Who is willing: stood, was not elected, was not seated by this election before, and may hold a seat now. */
async function countBack(tx: Tx, office: Office, term: Term, authority: Authority): Promise<boolean> {
  const { pollId, papersOf, seatId, endsAt } = term;
  const candidates = (await candidatesOf(tx, [pollId])).get(pollId) ?? [];
  const poll = await pollOf(tx, pollId);
  const counted = poll && (await resultOf(tx, poll))?.election?.transcript;
  // Who was not elected by the method that this election was counted by can be counted back; by another, nobody can.
  if (!counted?.method.startsWith('stv-') || !counted.elected.includes(papersOf)) return false;
  const seated = await seatedBy(tx, pollId);
  const willing: number[] = [];
  for (const { place, membershipId } of candidates) {
    if (membershipId === null || seated.includes(membershipId)) continue;
    if (counted.elected.includes(place) || counted.withdrawn.includes(place)) continue;
    if ((await whyNot(tx, office, membershipId, pollId)) === null) willing.push(place);
  }
  if (willing.length === 0) return false;
  const { next } = await countbackOf(tx, pollId, { leaving: papersOf, willing });
  if (next === null || next.membershipId === null) return false;
  const seating = {
    seatId,
    endsAt,
    pollId,
    papersOf,
    membershipId: next.membershipId,
    source: 'countback',
  } as const;
  await seatMember(tx, office, seating, authority);
  return true;
}

/** Puts a new election to the vote, unless one is under way, `besides` the one that is being decided. */
export async function callElection(
  ports: MandatePorts,
  tx: Tx,
  office: Office,
  authority: Authority,
  besides: MotionId | null = null,
): Promise<void> {
  if (await electionUnderWay(tx, office.id, besides)) return;
  const { method, maxScore, seats } = office.rules;
  const open = Math.max(await seatsToFill(tx, office.id, seats, 0), 1);
  await putByRule(ports.motions(), tx, {
    assemblyId: office.assemblyId,
    kind: 'elect_delegates',
    title: `Election: ${office.name}`,
    text: 'A seat is empty, and nobody follows by the rules of the office: the assembly elects.',
    effect: { officeId: office.id, officeName: office.name, method, maxScore, seats: open, order: 'drawn' },
    subjects: [],
    authority,
  });
}
