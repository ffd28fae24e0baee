import type { AssemblyPorts, SuspensionPorts } from '@plenary/assembly';
import { effectsByKind, type MotionEffect, type MotionPorts } from '../ports.js';
import { amendBylawsEffect } from './amend-bylaws.js';
import { annulResultEffect } from './annul-result.js';
import { chooseOptionEffect, electionEffect } from './elections.js';
import { adoptBylawsEffect, chooseFacilitatorEffect, confirmRollEffect } from './first-decisions.js';
import {
  applyImportEffect,
  confirmMembersEffect,
  expelMemberEffect,
  suspendMemberEffect,
} from './members.js';
import { directActionEffect, ordinaryEffect } from './ordinary.js';
import { acceptAffiliateEffect, affiliateEffect, disaffiliateEffect } from './tree.js';

/** What this context's effects need from below. */
export type EffectNeeds = Pick<AssemblyPorts, 'sections' | 'ended'> & SuspensionPorts;

/** The effects of this context's own kinds, and those of the contexts above: one per kind. */
export function allEffects(needs: EffectNeeds, added: readonly MotionEffect[] = []): MotionPorts['effects'] {
  const effects: MotionPorts['effects'] = effectsByKind([
    confirmRollEffect,
    chooseFacilitatorEffect,
    adoptBylawsEffect(needs.sections),
    ordinaryEffect,
    confirmMembersEffect,
    applyImportEffect,
    suspendMemberEffect({ suspended: needs.suspended }),
    expelMemberEffect({ ended: needs.ended }),
    amendBylawsEffect(needs.sections),
    directActionEffect,
    affiliateEffect,
    acceptAffiliateEffect,
    disaffiliateEffect,
    annulResultEffect(() => effects),
    electionEffect,
    chooseOptionEffect,
    ...added,
  ]);
  return effects;
}
