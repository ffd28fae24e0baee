import { Inject, Injectable } from '@nestjs/common';
import { type Motion, motionsByIds } from '@plenary/motion';
import { Database } from '@plenary/platform';
import DataLoader from 'dataloader';
import {
  type Attendance,
  type AttendanceSpan,
  MANDATE_PORTS,
  type MandatePorts,
} from '../application/ports.js';
import type { Term } from '../domain/term.js';
import { type Alternate, alternatesOfOffices } from '../persistence/alternate-store.js';
import { latestMandates, type Mandate, mandatesInForce } from '../persistence/mandate-store.js';
import { type Office, officesByIds } from '../persistence/office-store.js';
import { lastPetitions, type Petition } from '../persistence/petition-store.js';
import { type Report, reportsOf } from '../persistence/report-store.js';
import { type VotedAbove, votedAbove } from '../persistence/seat-poll-store.js';
import { runningTerms, termsByIds } from '../persistence/term-store.js';

// Batched within a tick and never cached: what one request was shown is not what the next one sees.
const OPTIONS = { cache: false, maxBatchSize: 200 };

/** Rows by id for the fields that name one; whoever resolves such a field has authorised the reader. */
@Injectable()
export class MandateLoaders {
  readonly office: DataLoader<string, Office>;
  readonly term: DataLoader<string, Term>;
  readonly running: DataLoader<string, readonly Term[]>;
  readonly alternates: DataLoader<string, readonly Alternate[]>;
  readonly mandate: DataLoader<string, Mandate | null>;
  readonly mandateInForce: DataLoader<string, Mandate | null>;
  readonly petition: DataLoader<string, Petition | null>;
  readonly reports: DataLoader<string, readonly Report[]>;
  readonly motion: DataLoader<string, Motion>;

  readonly attendance: DataLoader<AttendanceSpan, Attendance>;
  readonly votedAbove: DataLoader<string, VotedAbove>;

  constructor(db: Database, @Inject(MANDATE_PORTS) ports: MandatePorts) {
    this.attendance = new DataLoader((spans) => ports.attendance(db, spans), OPTIONS);
    this.votedAbove = new DataLoader((ids) => votedAbove(db, ids), OPTIONS);
    this.office = one((ids) => officesByIds(db, ids));
    this.term = one((ids) => termsByIds(db, ids));
    this.motion = one((ids) => motionsByIds(db, ids));
    this.running = many(
      (ids) => runningTerms(db, ids),
      ({ officeId }) => officeId,
    );
    this.alternates = many(
      (ids) => alternatesOfOffices(db, ids),
      ({ officeId }) => officeId,
    );
    this.reports = many(
      (ids) => reportsOf(db, ids),
      ({ termId }) => termId,
    );
    this.mandate = maybe(
      (ids) => latestMandates(db, ids),
      ({ officeId }) => officeId,
    );
    this.mandateInForce = maybe(
      (ids) => mandatesInForce(db, ids),
      ({ officeId }) => officeId,
    );
    this.petition = maybe(
      (ids) => lastPetitions(db, ids),
      ({ termId }) => termId,
    );
  }
}

type Find<T> = (ids: readonly string[]) => Promise<readonly T[]>;

function one<T extends { readonly id: string }>(find: Find<T>): DataLoader<string, T> {
  return new DataLoader(async (ids) => {
    const found = new Map((await find(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? new Error(`no row ${id}`));
  }, OPTIONS);
}

function maybe<T>(find: Find<T>, key: (row: T) => string): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await find(ids)).map((row) => [key(row), row]));
    return ids.map((id) => found.get(id) ?? null);
  }, OPTIONS);
}

function many<T>(find: Find<T>, key: (row: T) => string): DataLoader<string, readonly T[]> {
  return new DataLoader(async (ids) => {
    const found = new Map<string, T[]>(ids.map((id) => [id, []]));
    for (const row of await find(ids)) found.get(key(row))?.push(row);
    return ids.map((id) => found.get(id) ?? []);
  }, OPTIONS);
}
