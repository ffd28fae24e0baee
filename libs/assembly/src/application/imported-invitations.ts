import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import { deleteOldRows, importById, untakenRows } from '../persistence/import-rows.js';
import { activeMembership } from '../persistence/membership-rows.js';
import { IMPORT_INVITATION_DAYS } from './apply-import.js';
import { importedSecret } from './imported-secret.js';

const SLICE = 500;

/**
 * The links of an applied import as CSV (`ref,name,link`) for whoever staged it and still has the key that was shown
 * to them then: only of members who have not joined. `origin` stands before each link: https://vote.example.org.
 */
export async function importedInvitations(
  sql: Sql,
  caller: PersonId,
  input: { readonly importId: string; readonly key: string; readonly origin: string },
): Promise<Result<string>> {
  const staged = await importById(sql, input.importId);
  const own = staged === null ? null : await activeMembership(sql, caller, staged.assemblyId);
  if (staged === null || own?.id !== staged.stagedBy) throw notAllowed();
  if (!timingSafeEqual(hashSecret(input.key), staged.keyHash)) {
    return rejected({
      code: 'KEY_WRONG',
      message: 'This is not the key that was shown when the roll was staged.',
    });
  }
  if (staged.state !== 'applied') {
    return rejected({
      code: 'IMPORT_NOT_APPLIED',
      message: 'The import was not applied yet: there are no invitations.',
    });
  }
  const rows = await untakenRows(sql, staged.id);
  const lines = ['ref,name,link'];
  for (const [i, row] of rows.entries()) {
    const link = `${input.origin}/join#${importedSecret(input.key, row.membershipId)}`;
    lines.push(`${cell(row.ref)},${cell(row.name)},${link}`);
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate);
  }
  return ok(`${lines.join('\r\n')}\r\n`);
}

/** Quoted; and with an apostrophe where a spreadsheet would take the text for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * Removes the rows, which are personal data, of imports that lapsed or whose invitations have expired. Some thousand
 * lines at a time; the worker calls it. Returns how many imports it emptied.
 */
export async function forgetOldImports(tx: Tx): Promise<number> {
  return deleteOldRows(tx, IMPORT_INVITATION_DAYS);
}
