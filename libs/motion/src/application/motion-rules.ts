import { bylawsOf, type FoundingDecision, nextFoundingDecision } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { type KindRules, tiersOf } from '../domain/bylaws.js';
import type { NextDecision } from '../domain/decide.js';
import { type FoundingKind, MOTION_KINDS, type MotionKind, type MotionTier } from '../domain/motion.js';
import { decisionsTaken } from '../persistence/assembly-facts.js';
import { MOTION_SECTION } from './bylaw-section.js';

const KIND_OF: Readonly<Record<FoundingDecision, FoundingKind>> = {
  CONFIRM_ROLL: 'confirm_roll',
  CHOOSE_FACILITATOR: 'choose_facilitator',
  ADOPT_BYLAWS: 'adopt_bylaws',
};

/** The rules in force for a kind of motion. */
export async function rulesFor(sql: Sql, assemblyId: AssemblyId, kind: MotionKind): Promise<KindRules> {
  return (await bylawsOf(sql, assemblyId)).section(MOTION_SECTION)[kind];
}

/** The tiers of each kind by the rules in force, that of the bylaws first. */
export async function tiersOfKinds(
  sql: Sql,
  assemblyId: AssemblyId,
): Promise<{ kind: MotionKind; tiers: readonly MotionTier[] }[]> {
  const rules = (await bylawsOf(sql, assemblyId)).section(MOTION_SECTION);
  return MOTION_KINDS.map((kind) => ({ kind, tiers: tiersOf(rules[kind]) }));
}

/** Which of the three first decisions is to be taken now; null once they are taken. */
export async function nextDecision(sql: Sql, assemblyId: AssemblyId): Promise<NextDecision> {
  const next = nextFoundingDecision(await decisionsTaken(sql, assemblyId));
  return next === null ? null : KIND_OF[next];
}
