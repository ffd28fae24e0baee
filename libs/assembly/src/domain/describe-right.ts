import type { Holder, MemberStanding, TaskKind, When } from './rights.js';

const STANDING: Record<MemberStanding, string> = {
  read: 'each member, suspended or not',
  joined: 'each member who is not suspended',
  voice: 'each member that counts (until bylaws are adopted: who has joined)',
};

const OWN: Record<MemberStanding, string> = {
  read: 'the member whose own matter it is, suspended or not',
  joined: 'the member whose own matter it is, unless suspended',
  voice: 'the member whose own matter it is, if they count',
};

const TASK: Record<TaskKind, string> = {
  facilitate: 'facilitates',
  check_in: 'has the shift of checking in',
  see_hardship: 'has the shift of seeing hardship requests',
  tell: 'has the shift of telling',
};

const WHEN: Record<When, string> = {
  founding: 'until bylaws are adopted',
  established: 'once bylaws are adopted',
  members_invite: 'where the bylaws let members invite',
  seat_empty: 'until bylaws are adopted, while nobody is convener',
  shift_vacant: 'once bylaws are adopted, while nobody facilitates',
};

/** A place in the line of holders, in words. */
export function describeHolder(holder: Holder): string {
  if (!('when' in holder) || holder.when === undefined) return describeWho(holder);
  return `${describeWho(holder, holder.when)} (${WHEN[holder.when]})`;
}

function describeWho(holder: Holder, when?: When): string {
  switch (holder.kind) {
    case 'member':
      if (holder.standing !== 'voice' || when === undefined) return STANDING[holder.standing];
      return when === 'founding' || when === 'seat_empty'
        ? 'each member who has joined'
        : 'each member that counts';
    case 'own':
      return OWN[holder.standing];
    case 'roll':
      return 'each voter on the poll’s roll';
    case 'delegate':
      return 'the delegate who holds the seat now, unless suspended';
    case 'convener':
      return 'the interim convener';
    case 'shift':
      return `the member who ${TASK[holder.task]} now`;
    case 'next':
      return 'the next on the roster, 10 minutes after it was due';
    case 'spot':
      return 'a member chosen on the spot by those present';
    case 'together':
      return 'members together';
    case 'motion':
      return 'the assembly, by a carried motion';
  }
}
