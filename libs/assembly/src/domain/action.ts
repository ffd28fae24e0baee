/** Every procedural act that the table of rights knows. Closed: an act without a line does not compile. */
export const ACTIONS = [
  'assembly.read',
  'member.invite',
  'member.revokeInvitation',
  'member.vouch',
  'member.challenge',
  'member.rename',
  'member.leave',
  'roll.stage',
  'roll.import',
  'request.ask',
  'request.sign',
  'meeting.convene',
  'meeting.checkIn',
  'meeting.end',
  'motion.draft',
  'motion.move',
  'motion.second',
  'motion.withdraw',
  'poll.seeRoll',
  'poll.cast',
  'poll.closeByHand',
  'poll.void',
  'poll.contest',
] as const;

export type Action = (typeof ACTIONS)[number];
