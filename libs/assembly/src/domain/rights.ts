import type { Authority, Result } from '@plenary/kernel';
import { ok, rejected } from '@plenary/kernel';

import type { Action } from './action.js';
import { type RightNotHeld, rightNotHeld } from './right-not-held.js';
import type { Standing } from './standing.js';

/** A line of a right applies only in these circumstances; without one it always does. */
export type When =
  /** until bylaws are adopted */
  | 'founding'
  /** once bylaws are adopted */
  | 'established'
  /** where the bylaws let every member invite */
  | 'members_invite'
  /** while nobody holds the interim convener's seat */
  | 'seat_empty'
  /** while nobody holds a shift of facilitating */
  | 'shift_vacant';

/**
 * `read`: has joined, suspended too. `joined`: has joined and is not suspended. `voice`: counts now; until bylaws
 * are adopted, has joined.
 */
export type MemberStanding = 'read' | 'joined' | 'voice';

/** One place in the line of those who hold a right, asked in order (PROCEDURE.md §1). */
export type Holder =
  | { readonly kind: 'member'; readonly standing: MemberStanding; readonly when?: When }
  /** Each member, in what concerns themselves or is their own. */
  | { readonly kind: 'own'; readonly standing: MemberStanding }
  /** Judged by the roll of the poll, frozen at its opening, and by nothing here. */
  | { readonly kind: 'roll' }
  /** Whoever holds the seat that the act is under, unless suspended; the seat's row has the last word. */
  | { readonly kind: 'delegate' }
  | { readonly kind: 'convener'; readonly when?: When }
  | { readonly kind: 'shift'; readonly task: TaskKind; readonly when?: When }
  | { readonly kind: 'next'; readonly task: TaskKind; readonly when?: When }
  | { readonly kind: 'spot'; readonly task: TaskKind; readonly when?: When }
  | { readonly kind: 'together'; readonly when?: When }
  | { readonly kind: 'motion'; readonly when?: When };

/** What a shift can give: to facilitate, to check members in to a meeting, to see hardship requests, to tell at a station. */
export const TASK_KINDS = ['facilitate', 'check_in', 'see_hardship', 'tell'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface Right {
  /** What the act is, as the matrix and the screen say it. */
  readonly what: string;
  readonly holders: readonly Holder[];
}

/** After so long in which a due act was not done, the next on the roster may do it. */
export const NEXT_AFTER_MINUTES = 10;

const EVERY_MEMBER: Holder = { kind: 'member', standing: 'voice' };
const DELEGATE: Holder = { kind: 'delegate' };
const FACILITATION: readonly Holder[] = [
  { kind: 'shift', task: 'facilitate' },
  { kind: 'next', task: 'facilitate' },
  { kind: 'spot', task: 'facilitate' },
  { kind: 'together' },
];

/** The one table of rights. The permission matrix in docs/permissions.md is generated from it. */
export const RIGHTS: Readonly<Record<Action, Right>> = {
  'assembly.read': { what: 'read what members may know', holders: [{ kind: 'member', standing: 'read' }] },
  'member.invite': {
    what: 'invite a new member',
    holders: [
      { kind: 'convener', when: 'founding' },
      { kind: 'member', standing: 'voice', when: 'members_invite' },
      { kind: 'shift', task: 'facilitate', when: 'established' },
      { kind: 'next', task: 'facilitate', when: 'established' },
      { kind: 'member', standing: 'voice', when: 'seat_empty' },
      { kind: 'member', standing: 'voice', when: 'shift_vacant' },
    ],
  },
  'member.revokeInvitation': {
    what: 'revoke an invitation that nobody has taken up',
    holders: [
      { kind: 'convener', when: 'founding' },
      { kind: 'shift', task: 'facilitate' },
      { kind: 'own', standing: 'read' },
    ],
  },
  'member.vouch': { what: 'vouch for a new member', holders: [EVERY_MEMBER] },
  'member.challenge': { what: 'challenge a membership that does not count yet', holders: [EVERY_MEMBER] },
  'member.rename': { what: 'change one’s own display name', holders: [{ kind: 'own', standing: 'read' }] },
  'member.leave': { what: 'leave the assembly', holders: [{ kind: 'own', standing: 'read' }] },
  'roll.stage': {
    what: 'stage an import of the roll, which changes nothing yet',
    holders: [
      { kind: 'convener', when: 'founding' },
      { kind: 'member', standing: 'voice', when: 'established' },
      { kind: 'member', standing: 'voice', when: 'seat_empty' },
    ],
  },
  'roll.import': {
    what: 'apply a staged import',
    holders: [{ kind: 'motion', when: 'established' }, { kind: 'together' }],
  },
  'request.ask': { what: 'ask members to act together', holders: [EVERY_MEMBER] },
  'request.sign': { what: 'sign a request of members together', holders: [EVERY_MEMBER] },
  'meeting.convene': {
    what: 'convene a meeting',
    holders: [
      { kind: 'convener', when: 'founding' },
      { kind: 'shift', task: 'facilitate', when: 'established' },
      { kind: 'next', task: 'facilitate', when: 'established' },
      { kind: 'together' },
    ],
  },
  'meeting.checkIn': { what: 'check in to a meeting', holders: [{ kind: 'member', standing: 'joined' }] },
  'meeting.checkInMember': {
    what: 'check another member in to a meeting, or oneself',
    holders: [
      { kind: 'shift', task: 'check_in' },
      { kind: 'shift', task: 'facilitate' },
      { kind: 'spot', task: 'facilitate' },
      { kind: 'own', standing: 'joined' },
    ],
  },
  'meeting.end': { what: 'end a meeting', holders: FACILITATION },
  'motion.draft': { what: 'draft a motion', holders: [EVERY_MEMBER] },
  'motion.move': { what: 'move a motion', holders: [EVERY_MEMBER] },
  'motion.second': { what: 'second a motion', holders: [EVERY_MEMBER] },
  'motion.withdraw': { what: 'withdraw one’s own motion', holders: [{ kind: 'own', standing: 'read' }] },
  'election.nominate': { what: 'name a member as a candidate', holders: [EVERY_MEMBER] },
  'election.stand': { what: 'stand for election', holders: [{ kind: 'own', standing: 'voice' }] },
  'election.decline': {
    what: 'decline one’s own nomination, or stand down before the vote opens',
    holders: [{ kind: 'own', standing: 'read' }],
  },
  'poll.seeRoll': { what: 'see the roll of a poll', holders: [{ kind: 'member', standing: 'read' }] },
  'poll.cast': { what: 'cast a ballot', holders: [{ kind: 'roll' }] },
  'station.tell': {
    what: 'tell at a station of a poll, always two together',
    // Every member follows the shift: who has no phone votes by nobody's leave (ADR 19, 33).
    holders: [{ kind: 'shift', task: 'tell' }, EVERY_MEMBER],
  },
  'poll.closeByHand': { what: 'close a poll by hand, in a meeting', holders: FACILITATION },
  'poll.void': {
    what: 'void an open poll of which no choice has been seen',
    holders: [
      { kind: 'shift', task: 'facilitate' },
      { kind: 'next', task: 'facilitate' },
      { kind: 'together' },
    ],
  },
  'poll.contest': { what: 'contest a result within 7 days', holders: [{ kind: 'together' }] },
  'shift.answer': {
    what: 'confirm, decline, swap, offer or finish one’s own shift',
    holders: [{ kind: 'own', standing: 'joined' }],
  },
  'shift.take': { what: 'take a shift that is offered to all', holders: [EVERY_MEMBER] },
  'shift.noteMissed': {
    what: 'note that a shift was missed',
    holders: [
      { kind: 'shift', task: 'facilitate' },
      { kind: 'own', standing: 'joined' },
    ],
  },
  'hardship.ask': {
    what: 'ask in confidence for help, write in one’s own request and withdraw it',
    holders: [{ kind: 'own', standing: 'read' }],
  },
  'hardship.hear': {
    what: 'read other members’ hardship requests and answer them',
    // Nobody after the shift: a request is not due to anybody, and who asked was told who reads it (ADR 35).
    holders: [{ kind: 'shift', task: 'see_hardship' }],
  },
  'rota.sayTimes': {
    what: 'say when one can’t, how much of one’s time one gives, and when one is on leave',
    holders: [{ kind: 'own', standing: 'joined' }],
  },
  'rota.followOwn': {
    what: 'make and revoke a private link for a calendar of one’s own shifts',
    holders: [{ kind: 'own', standing: 'read' }],
  },
  'draw.contribute': { what: 'contribute a value to the seed of a draw', holders: [EVERY_MEMBER] },
  'guide.improve': {
    what: 'improve the guide of a task that one holds or held',
    holders: [{ kind: 'own', standing: 'joined' }],
  },
  'skill.give': { what: 'confirm that another member can do what one can do', holders: [EVERY_MEMBER] },
  'confidence.withdraw': { what: 'withdraw confidence from a delegate', holders: [EVERY_MEMBER] },
  'confidence.restore': {
    what: 'restore one’s own confidence in a delegate',
    holders: [{ kind: 'member', standing: 'read' }],
  },
  'seat.accept': { what: 'accept a seat to which one was elected or called', holders: [DELEGATE] },
  'seat.decline': { what: 'decline such a seat', holders: [{ kind: 'own', standing: 'read' }] },
  'seat.resign': { what: 'resign from one’s seat', holders: [{ kind: 'own', standing: 'read' }] },
  'act.record': { what: 'act under a mandate', holders: [DELEGATE] },
  'seat.vote': { what: 'vote for one’s seat in the assembly above', holders: [DELEGATE] },
  'report.write': { what: 'report back as a delegate', holders: [DELEGATE] },
};

/** What shifts can give the right to the act: no others have to be read for it. */
export function shiftsAskedFor(action: Action): readonly TaskKind[] {
  const asked = RIGHTS[action].holders.flatMap((holder): TaskKind[] => {
    if ('task' in holder) return [holder.task];
    return 'when' in holder && holder.when === 'shift_vacant' ? ['facilitate'] : [];
  });
  return [...new Set(asked)];
}

/** False where a membership alone decides: then nobody's seats and shifts have to be read. */
export function dependsOnPowers(action: Action): boolean {
  return RIGHTS[action].holders.some(
    (holder) =>
      ['convener', 'shift', 'next', 'spot'].includes(holder.kind) ||
      ('when' in holder && holder.when !== undefined),
  );
}

export interface Held {
  readonly authority: Authority;
  readonly membershipId: string;
}

/**
 * The source of a member's right to an act, or who holds it instead. Pure: everything it depends on is in
 * `standing`. 'Members together' and 'motion' are never one member's: they act through a request or a poll.
 */
export function authorityFor(action: Action, standing: Standing): Result<Held, RightNotHeld> {
  for (const holder of RIGHTS[action].holders) {
    const authority = authorityThrough(holder, standing);
    if (authority !== null) return ok({ authority, membershipId: standing.membershipId });
  }
  return rejected(rightNotHeld(RIGHTS[action]));
}

function authorityThrough(holder: Holder, standing: Standing): Authority | null {
  if ('when' in holder && holder.when !== undefined && !applies(holder.when, standing)) return null;
  const membership = standing.membershipId;
  // Nobody uses a shift's or a seat's powers in a matter about themselves.
  const aboutOneself = standing.about?.membershipId === membership;
  const inOwnMatter = aboutOneself || (standing.about?.concerned?.includes(membership) ?? false);
  switch (holder.kind) {
    case 'member':
      return has(standing, holder.standing) ? { source: 'membership', membership } : null;
    case 'own':
      return aboutOneself && has(standing, holder.standing) ? { source: 'membership', membership } : null;
    case 'convener': {
      const { convener } = standing;
      if (inOwnMatter || !has(standing, 'joined') || convener?.membershipId !== membership) return null;
      return { source: 'mandate', membership, seat: convener.seatId };
    }
    case 'shift':
    case 'spot':
    case 'next': {
      if (inOwnMatter || !has(standing, 'joined')) return null;
      const shift = shiftOf(holder, standing);
      return shift === undefined ? null : { source: 'shift', membership, shift };
    }
    case 'delegate': {
      const seat = standing.about?.seat;
      if (!aboutOneself || seat === undefined || !has(standing, 'joined')) return null;
      return { source: 'mandate', membership, seat };
    }
    case 'roll':
    case 'together':
    case 'motion':
      return null;
  }
}

function has(standing: Standing, needed: MemberStanding): boolean {
  if (!standing.joined) return false;
  if (needed === 'read') return true;
  if (standing.suspended) return false;
  return needed === 'joined' || standing.counts || standing.founding;
}

function applies(when: When, standing: Standing): boolean {
  switch (when) {
    case 'founding':
      return standing.founding;
    case 'established':
      return !standing.founding;
    case 'members_invite':
      return !standing.founding && standing.invites === 'members';
    case 'seat_empty':
      return standing.founding && standing.convener === null;
    case 'shift_vacant':
      return !standing.founding && !standing.shifts.some((s) => s.state === 'now' && s.task === 'facilitate');
  }
}

function shiftOf(holder: Holder & { task: TaskKind }, standing: Standing): string | undefined {
  const mine = standing.shifts.filter(
    (s) => s.task === holder.task && s.membershipId === standing.membershipId,
  );
  if (holder.kind === 'shift') return mine.find((s) => s.state === 'now' && s.chosen !== 'spot')?.shiftId;
  if (holder.kind === 'spot') return mine.find((s) => s.state === 'now' && s.chosen === 'spot')?.shiftId;
  const overdue = (standing.about?.minutesDue ?? 0) >= NEXT_AFTER_MINUTES;
  return overdue ? mine.find((s) => s.state === 'next')?.shiftId : undefined;
}
