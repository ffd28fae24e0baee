import { Injectable } from '@nestjs/common';
import { Database } from '@plenary/platform';
import DataLoader from 'dataloader';
import { rostersByIds } from '../persistence/roster-rows.js';
import { shiftsByIds } from '../persistence/shift-rows.js';
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
  }
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): (T | Error)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? new Error(`no row ${id}`));
}
