import { nameInRecord } from '@plenary/assembly';
import type { Authority } from '@plenary/kernel';
import { putByRule } from '@plenary/motion';
import type { Tx } from '@plenary/platform';
import type { Support } from '../domain/recall.js';
import type { Term } from '../domain/term.js';
import type { Office } from '../persistence/office-store.js';
import { notePoll, type Petition } from '../persistence/petition-store.js';
import type { MandatePorts } from './ports.js';
import { publishCrossing } from './secret-signatures.js';

/** The poll that opens by itself: no seconders are asked, and the bylaws' notice for a recall is none. */
export async function openRecallPoll(
  ports: MandatePorts,
  tx: Tx,
  office: Office,
  term: Term,
  petition: Petition,
  support: Support,
  authority: Authority,
): Promise<void> {
  const { count, base } = support;
  const name = await nameInRecord(tx, term.membershipId);
  const motion = await putByRule(ports.motions(), tx, {
    assemblyId: term.assemblyId,
    kind: 'recall_delegate',
    title: `Recall ${name} from “${office.name}”`,
    text: `${count} of ${base} members have withdrawn their confidence. The assembly decides.`,
    effect: { termId: term.id, memberId: term.membershipId, officeName: office.name },
    subjects: [term.membershipId],
    authority,
  });
  await notePoll(tx, petition, motion.id);
  const published = await publishCrossing(tx, petition, 'poll', support);
  if (published === undefined) return;
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'petition.reached',
    authority,
    data: {
      petition: petition.id,
      office: office.id,
      term: term.id,
      motion: motion.id,
      count,
      base,
      ...published,
    },
    personal: { delegate: name, office: office.name },
  });
}
