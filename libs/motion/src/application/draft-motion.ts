import { authorise } from '@plenary/assembly';
import {
  type AssemblyId,
  type MembershipId,
  type MotionId,
  ok,
  type PersonId,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { decideDraftKind } from '../domain/decide.js';
import type { EffectData, Motion, MotionKind, MotionTier } from '../domain/motion.js';
import { TEXT_MAX, TITLE_MAX } from '../domain/motion.js';
import { notInState, refuse } from '../domain/rejections.js';
import { checkWishes } from '../domain/terms.js';
import {
  type DraftFields,
  insertDraft,
  lockMotion,
  lockMover,
  motionById,
  openMotionsOf,
  updateDraft,
} from '../persistence/motion-store.js';
import { nextDecision, rulesFor } from './motion-rules.js';
import type { MotionPorts } from './ports.js';
import { visibleMotion } from './visible-motion.js';

/** What a mover writes. */
export interface DraftInput {
  readonly kind: MotionKind;
  readonly title: string;
  readonly text: string;
  /** The fields that the effect of this kind asks for, and no others. */
  readonly effect: Readonly<Record<string, unknown>>;
  readonly opensAt: Date | null;
  readonly seconds: number | null;
  readonly tier: MotionTier | null;
}

/** Drafts and motions without their seconders that one member may have at a time: a bound on flooding, not a rule. */
const MOST_OPEN = 50;

/** Writes a draft, which only its author sees. Not repeatable: asking twice makes two. */
export async function draftMotion(
  ports: MotionPorts,
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  input: DraftInput,
): Promise<Result<Motion>> {
  const grant = await authorise(tx, personId, assemblyId, 'motion.draft');
  if (!grant.ok) return grant;
  const moverId = grant.value.membership.id;
  // One at a time: two that are written at once would not see each other.
  await lockMover(tx, moverId);
  if ((await openMotionsOf(tx, moverId)) >= MOST_OPEN) return refuse('TOO_MANY_MOTIONS');
  const now = await tx.now();
  const fields = await fieldsOf(ports, tx, { assemblyId, by: moverId, now }, input);
  if (!fields.ok) return fields;
  const id = newId<'motion'>();
  await insertDraft(tx, { ...fields.value, id, assemblyId, moverId }, now);
  return ok(await reread(tx, id));
}

/** Replaces the whole content of a draft. */
export async function editDraft(
  ports: MotionPorts,
  tx: Tx,
  personId: PersonId,
  motionId: string,
  input: DraftInput,
): Promise<Result<Motion>> {
  const seen = await visibleMotion(tx, personId, motionId);
  const grant = await authorise(tx, personId, seen.assemblyId, 'motion.draft');
  if (!grant.ok) return grant;
  const motion = await lockMotion(tx, seen.id);
  if (motion === null || motion.moverId !== grant.value.membership.id) throw notAllowed();
  if (motion.state !== 'draft') return notInState(motion.state, 'Only a draft can be changed.');
  const fields = await fieldsOf(
    ports,
    tx,
    { assemblyId: motion.assemblyId, by: motion.moverId, now: await tx.now() },
    input,
  );
  if (!fields.ok) return fields;
  await updateDraft(tx, motion.id, fields.value);
  return ok(await reread(tx, motion.id));
}

async function fieldsOf(
  ports: MotionPorts,
  tx: Tx,
  about: { readonly assemblyId: AssemblyId; readonly by: MembershipId; readonly now: Date },
  input: DraftInput,
): Promise<Result<DraftFields>> {
  const { assemblyId, now } = about;
  const { kind } = input;
  if (kind === 'annul_result') return refuse('ONLY_TOGETHER');
  const title = input.title.trim();
  const text = input.text.trim();
  if (title === '' || [...title].length > TITLE_MAX || [...text].length > TEXT_MAX) {
    return rejected({
      code: 'TEXT_INVALID',
      message: `A motion has a title of 1 to ${TITLE_MAX} characters and a text of at most 20,000.`,
    });
  }
  const next = await nextDecision(tx, assemblyId);
  const allowed = decideDraftKind(kind, next);
  if (!allowed.ok) return allowed;
  const effect = ports.effects.get(kind);
  if (effect === undefined) throw notAllowed();
  const typed = effect.parse(input.effect);
  if (!typed.ok) return typed;
  const data = (await effect.complete?.(tx, { assemblyId, now }, typed.value)) ?? typed;
  if (!data.ok) return data;
  const checked = (await effect.check?.(tx, { ...about, text }, data.value)) ?? ok();
  if (!checked.ok) return checked;
  const wishes = { opensAt: input.opensAt, seconds: input.seconds, tier: input.tier };
  const terms = checkWishes(wishes, await rulesFor(tx, assemblyId, kind), next !== null, now, kind);
  if (!terms.ok) return terms;
  return ok({
    kind,
    title,
    text,
    effect: data.value as EffectData,
    subjects: (effect.subjects?.(data.value) ?? []) as MembershipId[],
    wishedOpensAt: wishes.opensAt,
    wishedSeconds: wishes.seconds,
    wishedTier: wishes.tier,
  });
}

async function reread(tx: Tx, id: MotionId): Promise<Motion> {
  const motion = await motionById(tx, id);
  if (motion === null) throw new Error('a motion that was written is not there');
  return motion;
}
