import { lockMembers } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { judgeStanding } from '../domain/recall.js';
import { officeById } from '../persistence/office-store.js';
import { openPetitions, supportOf, takeReviews } from '../persistence/petition-store.js';
import { termById } from '../persistence/term-store.js';
import { openRecallPoll } from './open-recall-poll.js';
import { lapsePetition } from './petitions.js';
import type { MandatePorts } from './ports.js';

/**
 * Judges the open petitions of an assembly again after something that was no signature: a crossing opens a poll and
 * never empties a seat. Those whose lifetime is over are ended.
 */
export async function reviewPetitions(ports: MandatePorts, tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  await takeReviews(tx, assemblyId);
  for (const petition of await openPetitions(tx, assemblyId)) {
    const term = (await termById(tx, petition.termId))!;
    if (term.endedAt !== null) continue;
    if (petition.outcome === 'lapsed') {
      await lapsePetition(tx, petition, term);
      continue;
    }
    const office = (await officeById(tx, term.officeId))!;
    const support = await supportOf(tx, petition);
    if (judgeStanding(support, office.rules.recallPoll, petition.motionId !== null) === null) continue;
    await openRecallPoll(ports, tx, office, term, petition, support, { source: 'system' });
  }
}
