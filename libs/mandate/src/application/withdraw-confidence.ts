import { authorise, lockMembers } from '@plenary/assembly';
import { type Authority, ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { judgeSignature } from '../domain/recall.js';
import type { Term } from '../domain/term.js';
import { insertSignature, supportOf } from '../persistence/petition-store.js';
import { termById } from '../persistence/term-store.js';
import { endTermAndFill } from './end-term.js';
import { openRecallPoll } from './open-recall-poll.js';
import { noteSignature, petitionFor } from './petitions.js';
import type { MandatePorts } from './ports.js';
import { publishCrossing } from './secret-signatures.js';
import { visibleTerm } from './visible.js';

/**
 * 'Withdraw my confidence.' The signature that makes more than half of the entitled members empties the seat in this
 * transaction; one that reaches the lower threshold opens a recall poll. Whoever signs holds the members alone, so count
 * and base are of the same members at this commit. Repeatable: who has signed already changes nothing.
 */
export async function withdrawConfidence(
  ports: MandatePorts,
  tx: Tx,
  personId: PersonId,
  termId: string,
): Promise<Result<Term>> {
  const { assemblyId } = await visibleTerm(tx, personId, termId);
  await lockMembers(tx, assemblyId, 'exclusive');
  const grant = await authorise(tx, personId, assemblyId, 'confidence.withdraw');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const held = await petitionFor(tx, personId, termId, authority);
  if (!held.ok) return held;
  const { term, office, petition } = held.value;
  if (!(await insertSignature(tx, petition, membership.id))) return ok(term);

  const support = await supportOf(tx, petition);
  await noteSignature(tx, petition, office, term, 'confidence.withdrawn', authority, support, membership.id);
  const opened = petition.motionId !== null;
  const together: Authority = { source: 'together', request: petition.id };
  switch (judgeSignature(support.count - 1, support, office.rules.recallPoll, opened)) {
    case 'recall':
      await endTermAndFill(ports, tx, term, {
        kind: 'recalled_by_signatures',
        authority: together,
        facts: {
          petition: petition.id,
          ...support,
          ...(await publishCrossing(tx, petition, 'recall', support)),
        },
      });
      break;
    case 'poll':
      await openRecallPoll(ports, tx, office, term, petition, support, together);
      break;
    case null:
  }
  return ok((await termById(tx, termId))!);
}
