export { MOTION_SECTION } from './application/bylaw-section.js';
export { concernedIn } from './application/concerned-in.js';
export { contestEffect } from './application/contest-result.js';
export { motionDecider, motionPutAgain, secondersStand } from './application/decide-motion.js';
export { type DraftInput, draftMotion, editDraft } from './application/draft-motion.js';
export { allEffects } from './application/effects/index.js';
export { ordinaryEffect } from './application/effects/ordinary.js';
export { electionOf, standingFor } from './application/election-of.js';
export { moveMotion } from './application/move-motion.js';
export { declineNomination, mayStandBy, nominate, standForElection } from './application/nominate.js';
export {
  type Annulment,
  type EffectWords,
  type ElectionOfMotion,
  type Executed,
  effect,
  MEETING_SOURCE,
  type MeetingSource,
  MOTION_EFFECTS,
  MOTION_PORTS,
  type MotionEffect,
  type MotionPorts,
  type Say,
} from './application/ports.js';
export { type PutByRule, putByRule } from './application/put-by-rule.js';
export { secondMotion } from './application/second-motion.js';
export { MOTION_SENTENCES } from './application/sentences.js';
export { visibleMotion } from './application/visible-motion.js';
export { withdrawMotion } from './application/withdraw-motion.js';
export { type KindRules, type MotionBylaws, ruleOf } from './domain/bylaws.js';
export { type EffectFields, readEffect } from './domain/effect-input.js';
export {
  type EffectData,
  MOTION_KINDS,
  MOTION_STATES,
  type Motion,
  type MotionKind,
  type MotionState,
} from './domain/motion.js';
export { DRAFT_LAST_WORD, effectInvalid } from './domain/rejections.js';
export { TRANSITIONS } from './domain/transitions.js';
export { MotionConnection, MotionObject, presentMotion } from './graphql/motion.object.js';
export {
  InstructionPositionEnum,
  MatterInput,
  SignatureRuleEnum,
  VacancyRuleEnum,
} from './graphql/office-inputs.js';
export { TextInvalid as TextInvalidObject } from './graphql/results.js';
export { TaskPowerEnum } from './graphql/task-input.js';
export { MotionModule } from './motion.module.js';
export { isSubjectOfOpenPoll, motionById, motionsByIds } from './persistence/motion-store.js';
