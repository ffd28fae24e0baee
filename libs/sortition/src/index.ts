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
export {
  LOAD_UNIT,
  loadOf,
  type Place,
  type Plan,
  type PlanInput,
  type PlanMember,
  type PlanTask,
  plan,
  type Why,
} from './plan.js';
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
