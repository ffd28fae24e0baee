import type { AssemblyId, Authority, MembershipId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { type BylawChange, type BylawSection, Bylaws, composeBylaws, type Preset } from '../domain/bylaws.js';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { type FoundingDecision, firstDecisionRefused } from '../domain/founding.js';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { bylawsOf, insertBylaws } from '../persistence/bylaw-rows.js';
import {
  confirmEverybody,
  lockFirstDecisions,
  noteBylawsAdopted,
  noteFacilitatorChosen,
} from '../persistence/founding-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { beginFacilitation, endFacilitation, isAble } from '../persistence/shift-rows.js';

/** A facilitator's shift lasts so many days. */
export const FACILITATOR_DAYS = 30;

/** The first of the three: every member on the list counts from now, challenged and waiting ones too. */
export async function confirmRoll(
  tx: Tx,
  assemblyId: AssemblyId,
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'CONFIRM_ROLL');
  if (refused !== null) return cannot(refused);
  const members = await confirmEverybody(tx, assemblyId);
  tx.record({ assemblyId, kind: 'roll.confirmed', authority, data: { members } });
  return done;
}

/** The second; later on, the same choice again: the present facilitator's shift ends and the chosen one's begins. */
export async function chooseFacilitator(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: MembershipId,
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'CHOOSE_FACILITATOR');
  if (refused !== null) return cannot(refused);
  if (!(await isAble(tx, assemblyId, membershipId))) {
    return cannot('the member who was chosen has left, is suspended or has not joined');
  }
  await endFacilitation(tx, assemblyId);
  const shift = await beginFacilitation(tx, assemblyId, membershipId, 'assembly', { days: FACILITATOR_DAYS });
  await noteFacilitatorChosen(tx, assemblyId);
  tx.record({
    assemblyId,
    kind: 'facilitator.chosen',
    authority,
    data: { membership: membershipId, shift, days: FACILITATOR_DAYS },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

/** The third, which ends the founding: the preset with the chosen numbers is in force, and the convener's seat ends. */
export async function adoptBylaws(
  ports: { readonly sections: readonly BylawSection[] },
  tx: Tx,
  assemblyId: AssemblyId,
  choice: { readonly preset: Preset; readonly numbers: readonly BylawChange[] },
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'ADOPT_BYLAWS');
  if (refused !== null) return cannot(refused);
  const sections = composeBylaws(ports.sections, choice.preset, choice.numbers);
  if (!sections.ok) return cannot(sections.rejection.message);
  const now = await tx.now();
  const version = (await bylawsOf(tx, assemblyId)).version + 1;
  await insertBylaws(tx, new Bylaws(assemblyId, version, choice.preset, now, sections.value), authority);
  await noteBylawsAdopted(tx, assemblyId, now);
  tx.record({
    assemblyId,
    kind: 'bylaws.adopted',
    authority,
    data: { version, preset: choice.preset, sections: sections.value },
  });
  return done;
}

/** Locks the members and the assembly, then judges the order; null when it may be taken. */
async function takeFirstDecision(
  tx: Tx,
  assemblyId: AssemblyId,
  decision: FoundingDecision,
): Promise<string | null> {
  await lockMembers(tx, assemblyId, 'exclusive');
  return firstDecisionRefused(decision, await lockFirstDecisions(tx, assemblyId));
}
