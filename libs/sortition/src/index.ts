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
