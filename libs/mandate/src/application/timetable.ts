import { lockMembers, type MembershipEnded, nameInRecord } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { officeById } from '../persistence/office-store.js';
import { lapseSignatures, nextReview, reviewsDue } from '../persistence/petition-store.js';
import { nextOverdue, takeOverdue } from '../persistence/report-store.js';
import {
  nextTermEnd,
  officesWithOverdueTerms,
  termById,
  unfinishedTerms,
} from '../persistence/term-store.js';
import {
  assembliesWithVacancies,
  nextVacancy,
  noteVacancy,
  takeVacancies,
} from '../persistence/vacancy-store.js';
import { endOverdueAndFill, endTerm } from './end-term.js';
import { fillVacancy } from './fill-vacancy.js';
import type { MandatePorts } from './ports.js';
import { reviewPetitions } from './review-petitions.js';
import { bandTask } from './secret-signatures.js';
import { tellBelowTask } from './tell-below.js';

const AT_ONCE = 20;
/** What follows a departure is to be seen to follow it. */
const LOOK_MS = 200;
const SYSTEM = { source: 'system' } as const;

/**
 * MEMBERSHIP_ENDED: whoever is no member holds no seat, and their signatures lapse. The seat is filled at once afterwards: whoever leaves shares the
 * lock under which the members would be counted, and cannot wait for it alone.
 */
export const leaveSeats: MembershipEnded = async (tx, { assemblyId, membershipId }) => {
  await lapseSignatures(tx, assemblyId, membershipId);
  for (const term of await unfinishedTerms(tx, { membershipId })) {
    if (await endTerm(tx, term, { kind: 'left', authority: SYSTEM })) await noteVacancy(tx, term);
  }
};

/** What is due by the clock among mandates. Rights end at their instant whether or not any of it has run. */
export function mandateTasks(uow: UnitOfWork, ports: MandatePorts): readonly DueTask[] {
  return [
    {
      name: 'mandate.terms',
      nextDue: nextTermEnd,
      runDue: async () => {
        for (const { officeId, assemblyId } of await officesWithOverdueTerms(uow.db, AT_ONCE))
          await uow.do((tx) => endOverdue(ports, tx, assemblyId, officeId));
      },
    },
    {
      name: 'mandate.vacancies',
      lookMs: LOOK_MS,
      nextDue: nextVacancy,
      runDue: async () => {
        for (const id of await assembliesWithVacancies(uow.db, AT_ONCE))
          await uow.do((tx) => fillVacancies(ports, tx, id));
      },
    },
    {
      name: 'mandate.petitions',
      lookMs: LOOK_MS,
      nextDue: nextReview,
      runDue: async () => {
        for (const id of await reviewsDue(uow.db, AT_ONCE))
          await uow.do((tx) => reviewPetitions(ports, tx, id));
      },
    },
    {
      name: 'mandate.reports',
      nextDue: nextOverdue,
      runDue: () => uow.do(tellOverdue),
    },
    tellBelowTask(uow),
    bandTask(uow),
  ];
}

/** Writes down the ends that came by the clock, at the instants at which they came, and fills the seats. */
export async function endOverdue(
  ports: MandatePorts,
  tx: Tx,
  assemblyId: AssemblyId,
  officeId: string,
): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  await endOverdueAndFill(ports, tx, officeId);
}

/** Fills the seats of members who left. */
export async function fillVacancies(ports: MandatePorts, tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  for (const termId of await takeVacancies(tx, assemblyId)) {
    const term = (await termById(tx, termId))!;
    await endOverdueAndFill(ports, tx, term.officeId);
    await fillVacancy(ports, tx, (await officeById(tx, term.officeId))!, term, SYSTEM);
  }
}

/** Tells the members, once for each, which reports they wait for in vain. */
export async function tellOverdue(tx: Tx): Promise<void> {
  for (const report of await takeOverdue(tx, AT_ONCE)) {
    const term = (await termById(tx, report.termId))!;
    if (term.endedAt !== null) continue;
    const office = (await officeById(tx, report.officeId))!;
    tx.record({
      assemblyId: report.assemblyId,
      kind: 'report.overdue',
      authority: SYSTEM,
      data: { report: report.id, office: office.id, term: term.id, dueAt: report.dueAt.toISOString() },
      personal: { member: await nameInRecord(tx, term.membershipId), office: office.name },
    });
  }
}
