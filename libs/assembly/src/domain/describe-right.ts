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

const TASK: Record<TaskKind, string> = { facilitate: 'facilitates' };

const WHEN: Record<When, string> = {
  founding: 'until bylaws are adopted',
  established: 'once bylaws are adopted',
  members_invite: 'where the bylaws let members invite',
  seat_empty: 'until bylaws are adopted, while nobody is convener',
  shift_vacant: 'once bylaws are adopted, while nobody holds the shift',
};

/** A place in the line of holders, in words. */
export function describeHolder(holder: Holder): string {
  const who = describeWho(holder);
  return 'when' in holder && holder.when !== undefined ? `${who} (${WHEN[holder.when]})` : who;
}

function describeWho(holder: Holder): string {
  switch (holder.kind) {
    case 'member':
      return STANDING[holder.standing];
    case 'own':
      return OWN[holder.standing];
    case 'roll':
      return 'each voter on the poll’s roll';
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
