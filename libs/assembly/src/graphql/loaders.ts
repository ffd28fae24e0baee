import { Injectable } from '@nestjs/common';
import type { AssemblyId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import DataLoader from 'dataloader';
import { assembliesByIds } from '../persistence/assembly-rows.js';
import { type MemberRow, membersByIds, vouchersOf } from '../persistence/member-rows.js';
import type { AssemblyObject } from './assembly.objects.js';
import type { MemberObject } from './member.objects.js';
import { presentAssembly, presentMember } from './present.js';

// Batched within a tick and never cached: what one request was shown is not what the next one sees.
const OPTIONS = { cache: false, maxBatchSize: 200 };

/**
 * Members and assemblies by id, for fields that name one. Whoever resolves such a field has authorised the reader; a
 * quiet assembly's members appear where they act by name, and in no list.
 */
@Injectable()
export class AssemblyLoaders {
  readonly member: DataLoader<string, MemberObject>;
  readonly memberRow: DataLoader<string, MemberRow>;
  readonly assembly: DataLoader<string, AssemblyObject>;
  readonly voucherIds: DataLoader<string, string[]>;

  constructor(db: Database) {
    this.memberRow = new DataLoader(async (ids) => inOrder(ids, await membersByIds(db, ids)), OPTIONS);
    this.member = new DataLoader(
      async (ids) => inOrder(ids, (await membersByIds(db, ids)).map(presentMember)),
      OPTIONS,
    );
    this.assembly = new DataLoader(
      async (ids) => inOrder(ids, (await assembliesByIds(db, ids)).map(presentAssembly)),
      OPTIONS,
    );
    this.voucherIds = new DataLoader(async (ids) => {
      const rows = await vouchersOf(db, ids);
      return ids.map((id) => rows.filter((row) => row.membershipId === id).map((row) => row.voucherId));
    }, OPTIONS);
  }

  assemblyById(id: AssemblyId): Promise<AssemblyObject> {
    return this.assembly.load(id);
  }
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): (T | Error)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? new Error(`no row ${id}`));
}
