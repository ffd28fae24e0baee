import { ok, type Result } from '@plenary/kernel';
import type { Caller } from '@plenary/platform/graphql';
import { replacePassphrase } from '../persistence/passphrases.js';
import { profileOf } from '../persistence/people.js';
import { hashPassphrase } from './hash-passphrase.js';
import { judgePassphrase, normalPassphrase } from './judge-passphrase.js';
import { lockOwnSignIns, requireSession } from './own-sign-ins.js';
import type { IdentityPorts } from './ports.js';

/** Adds a passphrase, or replaces it under the same sign-in name. Sessions stay. */
export async function setPassphrase(
  ports: IdentityPorts,
  caller: Caller,
  typed: string,
): Promise<Result<void>> {
  requireSession(caller);
  await ports.attempts.take('changeByPerson', caller.personId);
  const passphrase = normalPassphrase(typed);
  const { signInName, email } = await profileOf(ports.db, caller.personId);
  const known = [ports.config.rpName, signInName, email].filter((text) => text !== null);
  const strong = judgePassphrase(passphrase, known);
  if (!strong.ok) return strong;
  const hash = await hashPassphrase(passphrase);
  return ports.work.run(async (tx) => {
    const recovery = await lockOwnSignIns(tx, caller);
    await replacePassphrase(tx, caller.personId, hash, recovery?.id ?? null);
    return ok();
  });
}
