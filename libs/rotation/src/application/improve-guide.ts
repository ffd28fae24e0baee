import { nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import type { Task } from '../domain/task.js';
import { guideVersions, isHolder, writeGuide } from '../persistence/guide-rows.js';
import { tasksByIds } from '../persistence/task-rows.js';
import { enterRota } from './enter-rota.js';

/**
 * Improves the guide of a task: by who holds it or held it, on top of the version that they read, so that nobody's
 * words are lost by another's. Every version stays; the record says who and when, not the words. The same text again is
 * as good as once.
 */
export async function improveGuide(
  tx: Tx,
  personId: PersonId,
  given: { readonly taskId: string; readonly text: string; readonly basedOn: number },
): Promise<Result<Task>> {
  const [seen] = await tasksByIds(tx, [given.taskId]);
  if (seen === undefined) throw notAllowed();
  const { assemblyId, id } = seen;
  const grant = await enterRota(tx, personId, assemblyId, 'guide.improve');
  if (!grant.ok) return grant;
  const { id: by } = grant.value.membership;
  const task = (await tasksByIds(tx, [id]))[0]!;
  if (task.endedAt !== null) return refuse('TASK_ENDED');
  if (!(await isHolder(tx, id, by))) return refuse('GUIDE_NOT_YOURS');
  const text = given.text.trim();
  if (text === task.guide) return ok(task);
  const [last] = await guideVersions(tx, id, 1);
  if ((last?.version ?? 0) !== given.basedOn) return refuse('GUIDE_CHANGED');
  await writeGuide(tx, id, text, by);
  tx.record({
    assemblyId,
    kind: 'guide.improved',
    authority: grant.value.authority,
    data: { task: id, version: given.basedOn + 1, membership: by },
    personal: { member: await nameInRecord(tx, by) },
  });
  return ok({ ...task, guide: text });
}
