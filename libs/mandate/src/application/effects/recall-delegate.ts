import { lockMembers, nameInRecord } from '@plenary/assembly';
import { ok } from '@plenary/kernel';
import { effect, type MotionEffect, readEffect } from '@plenary/motion';
import { officeById } from '../../persistence/office-store.js';
import { endPetition, lockLastPetition } from '../../persistence/petition-store.js';
import { termById } from '../../persistence/term-store.js';
import { endTermAndFill } from '../end-term.js';
import { findTerm } from '../find-office.js';
import type { MandatePorts } from '../ports.js';

type Recalling = { termId: string; memberId: string | null; officeName: string | null };

/** The assembly takes a delegate back: the seat is empty in the transaction that closes the poll. */
export function recallDelegateEffect(ports: MandatePorts): MotionEffect {
  return effect<Recalling>({
    kind: 'recall_delegate',
    parse: (input) =>
      readEffect(input, ['termId', 'memberId', 'officeName'], (fields) => ({
        termId: fields.id('termId'),
        memberId: fields.has('memberId') ? fields.id('memberId') : null,
        officeName: fields.has('officeName') ? fields.text('officeName', 200) : null,
      })),
    complete: async (sql, { assemblyId }, data) => {
      const term = await findTerm(sql, assemblyId, data.termId);
      if (!term.ok) return term;
      const office = (await officeById(sql, term.value.officeId))!;
      return ok({ ...data, memberId: term.value.membershipId, officeName: office.name });
    },
    check: async (sql, { assemblyId }, { termId }) => {
      const term = await findTerm(sql, assemblyId, termId);
      return term.ok ? ok() : term;
    },
    subjects: ({ memberId }) => (memberId === null ? [] : [memberId]),
    words: ({ memberId, officeName }, say) => ({
      sentence: `Recalls ${say.member(memberId ?? '')} from “${officeName}”.`,
      ifCarried:
        'The seat is empty at the close, every right that came with it is gone, and it is filled by the rule of the office.',
      ifLost: `${say.member(memberId ?? '')} stays in the seat. Another motion can be moved at any time.`,
    }),
    execute: async (tx, motion, { termId }, authority) => {
      await lockMembers(tx, motion.assemblyId, 'exclusive');
      const term = await termById(tx, termId);
      if (term === null || term.endedAt !== null)
        return { done: false, because: 'the delegate did not hold the seat any more' };
      const facts = { motion: motion.id, poll: motion.pollId };
      await endTermAndFill(ports, tx, term, { kind: 'recalled_by_motion', authority, facts });
      return { done: true };
    },
    lost: async (tx, motion, { termId }) => {
      await lockMembers(tx, motion.assemblyId, 'exclusive');
      const petition = await lockLastPetition(tx, termId);
      // A motion that a member moved says nothing about the signatures: they stay.
      if (petition?.motionId !== motion.id || petition.endedAt !== null) return { done: true };
      await endPetition(tx, termId, 'cleared');
      const term = (await termById(tx, termId))!;
      const office = (await officeById(tx, term.officeId))!;
      tx.record({
        assemblyId: motion.assemblyId,
        kind: 'petition.cleared',
        authority: { source: 'motion', motion: motion.id },
        data: { petition: petition.id, office: office.id, term: termId, motion: motion.id },
        personal: { delegate: await nameInRecord(tx, term.membershipId), office: office.name },
      });
      return { done: true };
    },
    annul: { cannot: 'recall never waits: the seat has been filled since; the delegate may stand again' },
  });
}
