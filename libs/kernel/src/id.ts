declare const brand: unique symbol;

/** A UUID that names one kind of thing; ids of different kinds do not assign to each other. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type PersonId = Id<'person'>;
export type AssemblyId = Id<'assembly'>;
export type MembershipId = Id<'membership'>;
export type MeetingId = Id<'meeting'>;
export type MotionId = Id<'motion'>;
export type PollId = Id<'poll'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUID in the canonical lower-case form of RFC 9562 (version 1 to 8). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
