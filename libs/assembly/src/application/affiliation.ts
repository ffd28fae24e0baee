import { type AssemblyId, type Authority, ok, rejected } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import {
  type AffiliationRow,
  affiliationById,
  affiliationOf,
  beginAffiliation,
  dueToBegin,
  endAffiliation,
  insertAcceptance,
  insertAffiliation,
  lockPlace,
  nextToBegin,
  standsAbove,
} from '../persistence/affiliation-rows.js';

/** What was asked lapses when the upper assembly has not accepted it in so many days. */
export const AFFILIATION_DAYS = 90;

/**
 * The lower assembly asks, by its decision. Whether there is such an assembly is not said: it is the other's to answer.
 * Rights in one give none in the other.
 */
export async function askAffiliation(
  tx: Tx,
  asked: { readonly assemblyId: AssemblyId; readonly parentId: string; readonly motionId: string },
  authority: Authority,
): Promise<EffectOutcome> {
  const { assemblyId, parentId } = asked;
  await lockPlace(tx, assemblyId);
  if (assemblyId === parentId) return cannot('an assembly does not stand below itself');
  if ((await affiliationOf(tx, assemblyId)) !== null)
    return cannot('this assembly stands below another, or has asked one: leave that first');
  const affiliation = await insertAffiliation(tx, asked, AFFILIATION_DAYS);
  tx.record({ assemblyId, kind: 'affiliation.asked', authority, data: { affiliation, parent: parentId } });
  return done;
}

/**
 * The upper assembly accepts, by its decision. It writes its own side alone; the lower one takes its place in a
 * transaction of its own, at once.
 */
export async function acceptAffiliation(
  tx: Tx,
  accepted: { readonly affiliationId: string; readonly assemblyId: AssemblyId; readonly motionId: string },
  authority: Authority,
): Promise<EffectOutcome> {
  const { affiliationId, assemblyId } = accepted;
  const asked = await affiliationById(tx, affiliationId);
  if (asked === null || asked.parentId !== assemblyId) return cannot('this assembly was not asked that');
  if (asked.state === 'ended') return cannot('what was asked has been taken back, or has lapsed');
  if (await standsAbove(tx, asked.assemblyId, assemblyId))
    return cannot('the assembly that asked stands above this one');
  if (asked.state !== 'asked' || !(await insertAcceptance(tx, accepted)))
    return cannot('it was accepted before');
  tx.record({
    assemblyId,
    kind: 'affiliation.accepted',
    authority,
    data: { affiliation: affiliationId },
    personal: { child: asked.childName ?? 'A quiet assembly' },
  });
  return done;
}

/** The lower assembly leaves, or takes back what it asked: by its own decision alone. `motionId`: only what that asked. */
export async function disaffiliate(
  tx: Tx,
  assemblyId: AssemblyId,
  authority: Authority,
  motionId: string | null = null,
): Promise<EffectOutcome> {
  await lockPlace(tx, assemblyId);
  const present = await affiliationOf(tx, assemblyId);
  if (present === null || (motionId !== null && present.motionId !== motionId))
    return cannot('this assembly stands below no other, and has asked none');
  const left = present.state === 'in_force';
  await endAffiliation(tx, present, left ? 'left' : 'withdrawn');
  tx.record({
    assemblyId,
    kind: left ? 'assembly.disaffiliated' : 'affiliation.withdrawn',
    authority,
    data: { affiliation: present.id, parent: present.parentId },
  });
  return done;
}

const AT_ONCE = 20;

/** What was accepted begins, in every process, each once: in the lower assembly's own transaction. */
export function affiliationTask(work: UnitOfWork): DueTask {
  return {
    name: 'assembly.affiliate',
    nextDue: nextToBegin,
    runDue: async () => {
      for (const id of await dueToBegin(work.db, AT_ONCE)) await begin(work, id);
    },
  };
}

const CIRCLE = { code: 'CIRCLE', message: 'The tree of assemblies has no circle.' } as const;

/** Two acceptances that are fine alone can close a circle together: the database says so, and the later one ends. */
async function begin(work: UnitOfWork, id: string): Promise<void> {
  const begun = await work.run(
    async (tx) => {
      const waiting = await lockWaiting(tx, id);
      if (waiting === null) return ok();
      await beginAffiliation(tx, waiting);
      const { assemblyId, parentId, motionId } = waiting;
      tx.record({
        assemblyId,
        kind: 'assembly.affiliated',
        authority: { source: 'motion', motion: motionId },
        data: { affiliation: id, parent: parentId },
      });
      return ok();
    },
    { constraints: { assembly_tree_has_no_circle: CIRCLE } },
  );
  if (begun.ok) return;
  if (begun.rejection.code !== CIRCLE.code) throw new Error(begun.rejection.message);
  await work.run(async (tx) => {
    const waiting = await lockWaiting(tx, id);
    if (waiting === null) return rejected(CIRCLE);
    await endAffiliation(tx, waiting, 'circle');
    const { assemblyId, parentId } = waiting;
    const data = { affiliation: id, parent: parentId };
    tx.record({ assemblyId, kind: 'affiliation.circle', authority: { source: 'system' }, data });
    return ok();
  });
}

/** Null when another process has begun it, or it was taken back, meanwhile. */
async function lockWaiting(tx: Tx, id: string): Promise<AffiliationRow | null> {
  const found = await affiliationById(tx, id);
  if (found === null) return null;
  await lockPlace(tx, found.assemblyId);
  const now = await affiliationById(tx, id);
  return now?.state === 'accepted' ? now : null;
}
