import { authorise, nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import type { Term } from '../domain/term.js';
import { officeById } from '../persistence/office-store.js';
import {
  insertReport,
  lockReport,
  markWritten,
  type Report,
  reportById,
  reportsOf,
} from '../persistence/report-store.js';
import { holdSeat, holdsSeat, termById } from '../persistence/term-store.js';
import { visibleReport } from './visible.js';

const TEXT_MAX = 20_000;
const DAY_MS = 86_400_000;

/**
 * The next is due an interval after the last that was given, late or early, unless one is owed before: on the mandate's
 * day another is given, and that must not make them due twice as often ever after.
 */
async function oweNext(tx: Tx, term: Term, reportDays: number | null): Promise<void> {
  if (reportDays === null) return;
  const reports = await reportsOf(tx, [term.id]);
  const given = reports.filter(({ writtenAt }) => writtenAt !== null);
  const last = Math.max((await tx.now()).getTime(), ...given.map(({ dueAt }) => dueAt.getTime()));
  const next = new Date(last + reportDays * DAY_MS);
  if (next > term.endsAt || reports.some(({ writtenAt, dueAt }) => writtenAt === null && dueAt <= next))
    return;
  await insertReport(tx, term, next);
}

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
  await oweNext(tx, term, office.rules.reportDays);
  tx.record({
    assemblyId: term.assemblyId,
    kind: 'report.given',
    authority: grant.value.authority,
    data: { report: reportId, office: office.id, term: term.id, dueAt: report.dueAt.toISOString() },
    personal: { member: await nameInRecord(tx, term.membershipId), office: office.name, text },
  });
  return ok((await reportById(tx, reportId))!);
}
