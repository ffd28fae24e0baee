import { nameInRecord } from '@plenary/assembly';
import { ok } from '@plenary/kernel';
import { effect, effectInvalid, type MotionEffect, readEffect } from '@plenary/motion';
import { officeById } from '../../persistence/office-store.js';
import { lockReport, markJudged } from '../../persistence/report-store.js';
import { termById } from '../../persistence/term-store.js';
import { findReport } from '../find-office.js';

type Judging = { reportId: string; memberId: string | null };

/** The assembly accepts what a delegate reported, or censures it; a report that is overdue can be censured too. */
function judging(kind: 'accept_report' | 'censure_report'): MotionEffect {
  const outcome = kind === 'accept_report' ? 'accepted' : 'censured';
  const verb = kind === 'accept_report' ? 'Accepts' : 'Censures';
  return effect<Judging>({
    kind,
    parse: (input) =>
      readEffect(input, ['reportId', 'memberId'], (fields) => ({
        reportId: fields.id('reportId'),
        memberId: fields.has('memberId') ? fields.id('memberId') : null,
      })),
    complete: async (sql, { assemblyId }, data) => {
      const report = await findReport(sql, assemblyId, data.reportId);
      if (!report.ok) return report;
      return ok({ ...data, memberId: (await termById(sql, report.value.termId))!.membershipId });
    },
    check: async (sql, { assemblyId }, { reportId }) => {
      const report = await findReport(sql, assemblyId, reportId);
      if (!report.ok) return report;
      const { writtenAt, overdue } = report.value;
      if (writtenAt !== null || (overdue && outcome === 'censured')) return ok();
      return effectInvalid('reportId', 'This report has not been given yet.');
    },
    subjects: ({ memberId }) => (memberId === null ? [] : [memberId]),
    words: ({ memberId }, say) => ({
      sentence: `${verb} the report of ${say.member(memberId ?? '')}.`,
      ifCarried: `It stands on the delegate’s page that the assembly ${outcome} it. The delegate keeps the seat.`,
      ifLost: 'Nothing is said of the report.',
    }),
    execute: async (tx, motion, { reportId }, authority) => {
      const report = await lockReport(tx, reportId);
      if (report === null || report.outcome !== null)
        return { done: false, because: 'the assembly had decided on this report before' };
      await markJudged(tx, reportId, outcome, motion.id);
      const term = (await termById(tx, report.termId))!;
      const office = (await officeById(tx, report.officeId))!;
      tx.record({
        assemblyId: motion.assemblyId,
        kind: `report.${outcome}`,
        authority,
        data: { report: reportId, office: office.id, term: term.id, motion: motion.id },
        personal: { member: await nameInRecord(tx, term.membershipId), office: office.name },
      });
      return { done: true };
    },
    annul: { cannot: 'another motion says what the assembly thinks of the report now' },
  });
}

export const acceptReportEffect: MotionEffect = judging('accept_report');
export const censureReportEffect: MotionEffect = judging('censure_report');
