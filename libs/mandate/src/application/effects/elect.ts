import { lockMembers } from '@plenary/assembly';
import { type Authority, ok, type PollId } from '@plenary/kernel';
import { effect, effectInvalid, type Motion, type MotionEffect, readEffect } from '@plenary/motion';
import type { Tx } from '@plenary/platform';
import { type Method as ElectionMethod, METHODS } from '@plenary/tally';
import { alternatesOf, BALLOT_ORDERS, type BallotOrder, type Candidate, METHOD_TERMS } from '@plenary/voting';
import { refuse } from '../../domain/rejections.js';
import {
  type Alternate,
  electedPassedOver,
  insertAlternates,
  retireAlternates,
} from '../../persistence/alternate-store.js';
import { HOLDS_ONE, whyNot } from '../../persistence/eligibility-store.js';
import { lockOffice, type Office, officeById } from '../../persistence/office-store.js';
import { emptySeats, runningTerms, seatsToFill } from '../../persistence/term-store.js';
import { endTerm } from '../end-term.js';
import { callElection, callNext } from '../fill-vacancy.js';
import { findOffice } from '../find-office.js';
import { SEATS_MAX } from '../office-codec.js';
import type { MandatePorts } from '../ports.js';
import { endOverdue } from '../timetable.js';

type Electing = {
  officeId: string;
  officeName: string | null;
  method: ElectionMethod | null;
  maxScore: number | null;
  seats: number | null;
  order: BallotOrder;
};

const DAY_MS = 86_400_000;
/** A seat whose term ends so soon is elected now, and taken when it is empty. */
const AHEAD_DAYS = 60;
/** How many alternates are ranked at most. */
const MOST_ALTERNATES = 20;

/** Seats of an office are filled, and alternates ranked, in the transaction that closes the poll. */
export function electDelegatesEffect(ports: MandatePorts): MotionEffect {
  return effect<Electing>({
    kind: 'elect_delegates',
    parse: (input) =>
      readEffect(input, ['officeId', 'officeName', 'method', 'maxScore', 'seats', 'order'], (fields) => ({
        officeId: fields.id('officeId'),
        officeName: fields.has('officeName') ? fields.text('officeName', 200) : null,
        method: fields.has('method') ? fields.oneOf('method', METHODS) : null,
        maxScore: fields.has('maxScore') ? fields.whole('maxScore', 1, 100) : null,
        seats: fields.has('seats') ? fields.whole('seats', 1, SEATS_MAX) : null,
        order: fields.has('order') ? fields.oneOf('order', BALLOT_ORDERS) : 'drawn',
      })),
    complete: async (sql, { assemblyId }, data) => {
      const office = await findOffice(sql, assemblyId, data.officeId);
      if (!office.ok) return office;
      const { rules, name } = office.value;
      const open = await seatsToFill(sql, data.officeId, rules.seats, AHEAD_DAYS);
      if (open === 0)
        return effectInvalid(
          'officeId',
          `Every seat of this office is held for more than ${AHEAD_DAYS} days.`,
        );
      return ok({ ...data, officeName: name, method: rules.method, maxScore: rules.maxScore, seats: open });
    },
    check: async (sql, { assemblyId }, data) => {
      const office = await findOffice(sql, assemblyId, data.officeId);
      if (!office.ok) return office;
      return office.value.rules.method === data.method
        ? ok()
        : effectInvalid('officeId', 'The rules of the office were changed. Write the draft again.');
    },
    mayStand: async (sql, _motion, { officeId }, membershipId) => {
      const office = await officeById(sql, officeId);
      const not = office && (await whyNot(sql, office, membershipId));
      return not === null || not === HOLDS_ONE ? ok() : refuse('MAY_NOT_STAND', `${not}.`);
    },
    election: ({ method, seats, order, maxScore }) => {
      if (method === null || seats === null) throw new Error('an election of delegates without its method');
      return { method, terms: { seats, order, maxScore }, options: null };
    },
    words: ({ officeName, method, seats }) => ({
      sentence: `Elects ${seats === 1 ? 'one delegate' : `${seats} delegates`} to “${officeName ?? 'the office'}” from those who stand${method === null ? '' : `, ${METHOD_TERMS[method].words.split(':')[0]}`}.`,
      ifCarried:
        'Whoever the count elects has the seat at the close, and accepts it within the time that the office gives. Who follows is ranked.',
      ifLost: 'Nobody is elected, and the seats stay as they are.',
    }),
    execute: (tx, motion, data, authority, elected) => seat(ports, tx, motion, data, authority, elected),
    annul: {
      execute: async (tx, motion, { officeId }, authority) => {
        await lockMembers(tx, motion.assemblyId, 'exclusive');
        const seated = (await runningTerms(tx, [officeId])).filter(({ pollId }) => pollId === motion.pollId);
        for (const term of seated) await endTerm(tx, term, { kind: 'annulled', authority });
        await retireAlternates(tx, motion.pollId!);
        const data = { motion: motion.id, poll: motion.pollId, office: officeId, seats: seated.length };
        const office = (await officeById(tx, officeId))!;
        const personal = { office: office.name };
        tx.record({ assemblyId: motion.assemblyId, kind: 'delegates.annulled', authority, data, personal });
        return { done: true };
      },
    },
  });
}

async function seat(
  ports: MandatePorts,
  tx: Tx,
  motion: Motion,
  { officeId, seats }: Electing,
  authority: Authority,
  elected: readonly Candidate[],
) {
  const { assemblyId } = motion;
  const pollId = motion.pollId!;
  // What the clock has ended is written down first: such a seat is empty.
  await endOverdue(ports, tx, assemblyId, officeId);
  const office = await lockOffice(tx, officeId);
  if (office === null || office.abolishedAt !== null)
    return { done: false, because: 'the office was abolished' } as const;
  tx.record({
    assemblyId,
    kind: 'delegates.elected',
    authority,
    data: {
      motion: motion.id,
      poll: pollId,
      office: officeId,
      elected: elected.map(({ membershipId }) => membershipId),
    },
    personal: { office: office.name, elected: elected.map(({ name }) => name).join(', ') },
  });
  const endsAt = new Date((await tx.now()).getTime() + office.rules.termDays * DAY_MS);
  await insertAlternates(tx, office, pollId, await line(tx, office, pollId, elected));
  const empty = await emptySeats(tx, officeId, office.rules.seats);
  let seated = 0;
  const call = async (source: 'elected' | 'alternate', among: 'all' | 'elected') => {
    const seatId = empty[seated]?.id;
    if (seatId === undefined) return false;
    const called = await callNext(tx, office, pollId, { seatId, endsAt }, source, authority, among);
    if (called) seated++;
    return called;
  };
  while (await call('elected', 'elected'));
  // An alternate takes the place of whoever was elected and may not serve, and no other seat.
  for (let left = await electedPassedOver(tx, pollId); left > 0; left--)
    if (!(await call('alternate', 'all'))) break;
  // A seat that fell empty after this election was put, or that nobody of its order can take, is elected anew; one for
  // which too few stood waits until the assembly asks again.
  const complete = seats === null || elected.length >= seats;
  const anew = complete && seated < empty.length;
  if (anew) await callElection(ports, tx, office, authority, motion.id);
  const inVain = !anew && seated === 0 && (await runningTerms(tx, [officeId])).length === 0;
  return inVain
    ? ({ done: false, because: 'none of those elected may hold a seat of this office now' } as const)
    : ({ done: true } as const);
}

/** Those elected, in the order of the count, and after them whoever follows, where the office calls alternates. */
async function line(
  tx: Tx,
  office: Office,
  pollId: PollId,
  elected: readonly Candidate[],
): Promise<Pick<Alternate, 'membershipId' | 'place' | 'elected'>[]> {
  const rest =
    office.rules.vacancy === 'alternate'
      ? await alternatesOf(
          tx,
          pollId,
          elected.map(({ place }) => place),
          MOST_ALTERNATES,
        )
      : [];
  const ranked = (chosen: boolean) => (candidate: Candidate) =>
    candidate.membershipId === null
      ? []
      : [{ membershipId: candidate.membershipId, place: candidate.place, elected: chosen }];
  return [...elected.flatMap(ranked(true)), ...rest.flatMap(ranked(false))];
}
