import type { AssemblyId, Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import {
  amendSections,
  type BylawChange,
  type BylawSection,
  Bylaws,
  numberAt,
  valueAt,
  wholeSection,
} from '../domain/bylaws.js';
import { cannot, type EffectOutcome } from '../domain/effect-outcome.js';
import { bylawsOf, insertBylaws } from '../persistence/bylaw-rows.js';
import { lockMembers } from '../persistence/locks.js';

/** What it was before comes with what was done, so that an annulment can declare the inverse. */
export type AmendmentOutcome = EffectOutcome & { readonly before?: readonly BylawChange[] };

/** Amends numbers in the bylaws by decision of the assembly: a new version; the old ones stay as they were. */
export async function amendBylawNumbers(
  ports: { readonly sections: readonly BylawSection[] },
  tx: Tx,
  assemblyId: AssemblyId,
  changes: readonly BylawChange[],
  authority: Authority,
): Promise<AmendmentOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const present = await bylawsOf(tx, assemblyId);
  if (present.preset === 'founding') return cannot('bylaws have not been adopted yet');
  if (changes.length === 0) return cannot('no number is named');
  const amended = amendSections(ports.sections, present.preset, present.sections, changes);
  if (!amended.ok) return cannot(amended.rejection.message);
  const before = changes.map(({ path }) => {
    const { section, number } = numberAt(ports.sections, path)!;
    const whole = wholeSection(section, present.preset, present.sections) ?? undefined;
    return { path, value: valueAt(whole, number.path)! };
  });
  const now = await tx.now();
  const version = present.version + 1;
  await insertBylaws(tx, new Bylaws(assemblyId, version, present.preset, now, amended.value), authority);
  tx.record({
    assemblyId,
    kind: 'bylaws.amended',
    authority,
    data: {
      version,
      numbers: changes.map(({ path, value }, i) => ({ path, from: before[i]!.value, to: value })),
    },
  });
  return { done: true, before };
}
