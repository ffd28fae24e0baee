import { type AssemblyId, ok, type Result } from '@plenary/kernel';
import { effectInvalid } from '@plenary/motion';
import type { Sql } from '@plenary/platform';
import type { Term } from '../domain/term.js';
import { type Office, officeById } from '../persistence/office-store.js';
import { type Report, reportById } from '../persistence/report-store.js';
import { termById } from '../persistence/term-store.js';

/** What a motion names, of this assembly and still there; another assembly's looks as if it did not exist. */
export async function findOffice(sql: Sql, assemblyId: AssemblyId, id: string): Promise<Result<Office>> {
  const office = await officeById(sql, id);
  return office !== null && office.assemblyId === assemblyId && office.abolishedAt === null
    ? ok(office)
    : effectInvalid('officeId', 'Name an office of this assembly that stands.');
}

export async function findTerm(sql: Sql, assemblyId: AssemblyId, id: string): Promise<Result<Term>> {
  const term = await termById(sql, id);
  return term !== null && term.assemblyId === assemblyId && term.endedAt === null
    ? ok(term)
    : effectInvalid('termId', 'Name a delegate of this assembly who holds the seat now.');
}

export async function findReport(sql: Sql, assemblyId: AssemblyId, id: string): Promise<Result<Report>> {
  const report = await reportById(sql, id);
  return report !== null && report.assemblyId === assemblyId && report.outcome === null
    ? ok(report)
    : effectInvalid('reportId', 'Name a report in this assembly that was not decided on.');
}
