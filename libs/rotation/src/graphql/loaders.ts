import { Injectable } from '@nestjs/common';
import { Database } from '@plenary/platform';
import DataLoader from 'dataloader';
import { rostersByIds } from '../persistence/roster-rows.js';
import { handingOver, notesBefore, reasonsOf, shiftsByIds } from '../persistence/shift-rows.js';
import { tasksByIds } from '../persistence/task-rows.js';
import {
  type DrawObject,
  presentDraw,
  presentShift,
  presentTask,
  type RotaTaskObject,
  type ShiftObject,
} from './objects.js';

// Batched within a tick and never cached: what one request was shown is not what the next one sees.
const OPTIONS = { cache: false, maxBatchSize: 500 };

/** Tasks, shifts and draws by id, for fields that name one. Whoever resolves such a field has authorised the reader. */
@Injectable()
export class RotaLoaders {
  readonly task: DataLoader<string, RotaTaskObject>;
  readonly shift: DataLoader<string, ShiftObject>;
  /** By the id of a shift what was written for who comes next, before it. */
  readonly noteBefore: DataLoader<string, string | null>;
  /** By the id of a shift the membership of who hands over to its holder. */
  readonly handsOver: DataLoader<string, string | null>;
  /** By the id of a shift why its place was last given up. */
  readonly reason: DataLoader<string, string | null>;
  readonly draw: DataLoader<string, DrawObject>;

  constructor(db: Database) {
    this.task = new DataLoader(
      async (ids) => inOrder(ids, (await tasksByIds(db, [...new Set(ids)])).map(presentTask)),
      OPTIONS,
    );
    this.draw = new DataLoader(
      async (ids) => inOrder(ids, (await rostersByIds(db, [...new Set(ids)])).map(presentDraw)),
      OPTIONS,
    );
    this.shift = new DataLoader(
      async (ids) => inOrder(ids, (await shiftsByIds(db, [...new Set(ids)])).map(presentShift)),
      OPTIONS,
    );
    this.noteBefore = new DataLoader(
      async (ids) => orNull(ids, await notesBefore(db, ids), ({ note }) => note),
      OPTIONS,
    );
    this.handsOver = new DataLoader(
      async (ids) => orNull(ids, await handingOver(db, ids), ({ by }) => by),
      OPTIONS,
    );
    this.reason = new DataLoader(
      async (ids) => orNull(ids, await reasonsOf(db, ids), ({ reason }) => reason),
      OPTIONS,
    );
  }
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): (T | Error)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? new Error(`no row ${id}`));
}

function orNull<Row extends { id: string }, T>(
  ids: readonly string[],
  rows: readonly Row[],
  of: (row: Row) => T,
): (T | null)[] {
  const byId = new Map(rows.map((row) => [row.id, of(row)]));
  return ids.map((id) => byId.get(id) ?? null);
}
