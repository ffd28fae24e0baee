export { ACCEPT_CONSTRAINTS, acceptInvitation } from './application/accept-invitation.js';
export {
  acceptAffiliation,
  affiliationTask,
  askAffiliation,
  disaffiliate,
} from './application/affiliation.js';
export { type AmendmentOutcome, amendBylawNumbers } from './application/amend-bylaws.js';
export { applyImport, type ImportOutcome } from './application/apply-import.js';
export { APPLY_IMPORT_TOGETHER } from './application/apply-import-together.js';
export { type About, authorise, type Grant, standingOf } from './application/authorise.js';
export { changeDisplayName } from './application/change-display-name.js';
export { chooseOnTheSpot, endSpotShifts } from './application/choose-on-the-spot.js';
export { confirmMembers } from './application/confirm-members.js';
export { leaveAssembly } from './application/end-membership.js';
export { adoptBylaws, chooseFacilitator, confirmRoll } from './application/first-decisions.js';
export { forgetMe } from './application/forget-me.js';
export {
  type FoundAssemblyInput,
  type FoundedAssembly,
  foundAssembly,
} from './application/found-assembly.js';
export { MEMBERS_AS_WITNESSES, PLACEHOLDERS, RECORD_RECOVERIES } from './application/identity-ports.js';
export { forgetOldImports, importedInvitations } from './application/imported-invitations.js';
export {
  createInvitation,
  type NewInvitation,
  previewInvitation,
  revokeInvitation,
} from './application/invite.js';
export {
  type AssemblyPorts,
  MEMBERSHIP_ENDED,
  MEMBERSHIP_FORGOTTEN,
  MEMBERSHIP_MOVED,
  type MembershipEnded,
  type MembershipForgotten,
  type MembershipMoved,
  type MembershipSuspended,
  type SuspensionPorts,
  TOGETHER_EFFECTS,
  type TogetherEffect,
  type TogetherRequest,
} from './application/ports.js';
export { type RollFile, readRoll } from './application/read-roll.js';
export {
  EXPULSION_DAYS_MAX,
  expelMember,
  liftExpulsion,
  liftSuspension,
  type Sanction,
  suspendMember,
  undoExpulsion,
} from './application/sanctions.js';
export { type StagedImport, stageImport } from './application/stage-import.js';
export { stageRoll } from './application/stage-roll.js';
export { askTogether, joinRequest, withdrawFromRequest } from './application/together.js';
export { challengeMember, vouchForMember } from './application/vouch.js';
export { AssemblyModule } from './assembly.module.js';
export { ACTIONS, type Action } from './domain/action.js';
export {
  amendSections,
  BYLAW_SECTIONS,
  type BylawChange,
  type BylawInvalid,
  type BylawNumber,
  type BylawRule,
  type BylawSection,
  Bylaws,
  composeBylaws,
  numberAt,
  PRESETS,
  type Preset,
  type PresetOrFounding,
  valueAt,
  wholeSection,
} from './domain/bylaws.js';
export type { EffectOutcome } from './domain/effect-outcome.js';
export { ASSEMBLY_SENTENCES } from './domain/entry-sentences.js';
export { type FoundingDecision, nextFoundingDecision } from './domain/founding.js';
export { MEMBERSHIP_SECTION, type MembershipRules } from './domain/membership-section.js';
export { permissionMatrix } from './domain/permission-matrix.js';
export type { RightNotHeld } from './domain/right-not-held.js';
export { authorityFor, NEXT_AFTER_MINUTES, RIGHTS } from './domain/rights.js';
export type { Standing } from './domain/standing.js';
export { TOGETHER_ACTIONS, type TogetherAction } from './domain/together.js';
export { AssemblyObject } from './graphql/assembly.objects.js';
export { AssemblyLoaders } from './graphql/loaders.js';
export { MemberObject, MembershipObject } from './graphql/member.objects.js';
export { ReasonMissingObject, RecentlyRecoveredObject, RightNotHeldObject } from './graphql/results.js';
export { affiliationById, affiliationOf, standsAbove } from './persistence/affiliation-rows.js';
export { isQuiet, nameInRecord } from './persistence/assembly-rows.js';
export { bylawsOf } from './persistence/bylaw-rows.js';
export { lockByName, lockMembers } from './persistence/locks.js';
export { type MemberRow, membersByIds } from './persistence/member-rows.js';
export {
  type ActiveMembership,
  activeMembership,
  countingMembers,
  joinedMembers,
} from './persistence/membership-rows.js';
