import { authorise, nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { officeById } from '../persistence/office-store.js';
import {
  insertReport,
  lockReport,
  markWritten,
  type Report,
  reportById,
} from '../persistence/report-store.js';
import { holdSeat, holdsSeat, termById } from '../persistence/term-store.js';
import { visibleReport } from './visible.js';

const TEXT_MAX = 20_000;
const DAY_MS = 86_400_000;

/** Gives a report that is due or will be; the next is due after the office's interval. Given once. */
export async function writeReport(
  tx: Tx,
  personId: PersonId,
  reportId: string,
  typed: string,
): Promise<Result<Report>> {
  const seen = await visibleReport(tx, personId, reportId);
  const holder = (await termById(tx, seen.termId))!;
  const about = { membershipId: holder.membershipId, seat: holder.seatId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'report.write', about);
  if (!grant.ok) return grant;
  const text = typed.trim();
  if (text === '' || [...text].length > TEXT_MAX) return refuse('TEXT_INVALID');
  await holdSeat(tx, holder.seatId);
  const report = (await lockReport(tx, reportId))!;
  const term = (await termById(tx, seen.termId))!;
  if (!(await holdsSeat(tx, term))) return refuse('SEAT_NOT_HELD');
  if (report.writtenAt !== null) return report.text === text ? ok(report) : refuse('REPORT_NOT_OPEN');
  await markWritten(tx, reportId, text);
  const office = (await officeById(tx, term.officeId))!;
  const { reportDays } = office.rules;
  const now = await tx.now();
  if (reportDays !== null) {
    const next = new Date(Math.max(report.dueAt.getTime(), now.getTime()) + reportDays * DAY_MS);
    if (next <= term.endsAt) await insertReport(tx, term, next);
  }
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'report.given',
    authority: grant.value.authority,
    data: { report: reportId, office: office.id, term: term.id, dueAt: report.dueAt.toISOString() },
    personal: { member: await nameInRecord(tx, term.membershipId), office: office.name, text },
  });
  return ok((await reportById(tx, reportId))!);
}
