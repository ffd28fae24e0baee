export {
  COMMITTED,
  type ContributionEntry,
  type Contributions,
  commitmentTo,
  contributionsOf,
  mixedSeed,
  REVEALED,
} from './contributions.js';
export { type LedgerEvent, type LedgerLine, ledger } from './ledger.js';
export { plan } from './plan.js';
export {
  LOAD_UNIT,
  loadOf,
  PLAN_RULE,
  type Place,
  type Plan,
  type PlanInput,
  type PlanMember,
  type PlanRule,
  type PlanTask,
  type Why,
} from './plan-input.js';
export { canonicalKey, type Draw, draw, MAX_POOL, readSeed, type SeedRejection } from './rfc3797.js';
export {
  type Absences,
  mayHave,
  planRoster,
  type RosterCandidate,
  type RosterInput,
  type RosterPlan,
  type RosterStretch,
  type RosterTask,
  rosterKey,
} from './roster.js';
