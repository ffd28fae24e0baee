import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import { importedSecret } from '../domain/secret.js';
import { importById } from '../persistence/import-rows.js';
import { activeMembership } from '../persistence/membership-rows.js';

const SLICE = 2_000;

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
  const rows = await sql.query<{ ref: string; name: string; membershipId: string }>(
    `SELECT r.ref, r.name, r.membership_id AS "membershipId" FROM roll_import_row r
     JOIN invitation i ON i.token_hash = r.token_hash AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > plenary_now()
     WHERE r.import_id = $1 ORDER BY r.line`,
    [staged.id],
  );
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
  const old = await tx.query<{ id: string }>(
    `SELECT id FROM roll_import r
     WHERE (CASE WHEN applied_at IS NULL THEN expires_at ELSE applied_at + interval '90 days' END) < plenary_now()
       AND EXISTS (SELECT 1 FROM roll_import_row WHERE import_id = r.id)
     ORDER BY staged_at LIMIT 5 FOR UPDATE SKIP LOCKED`,
  );
  await tx.run('DELETE FROM roll_import_row WHERE import_id = ANY($1::uuid[])', [old.map(({ id }) => id)]);
  return old.length;
}
