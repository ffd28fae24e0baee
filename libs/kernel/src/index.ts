export { assertNever } from './assert-never.js';
export type { Authority } from './authority.js';
export { Fraction } from './fraction.js';
export {
  type AssemblyId,
  type Id,
  isUuid,
  type MeetingId,
  type MembershipId,
  type MotionId,
  type PersonId,
  type PollId,
} from './id.js';
export type { Json, JsonObject } from './json.js';
export { quantity } from './quantity.js';
export { ok, type Rejection, type Result, rejected } from './result.js';
