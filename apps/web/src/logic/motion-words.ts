import type { MotionKind, MotionState } from '../graphql/generated/schema.ts';

/** The kinds of motion in plain words: what it is, and what it does when it is carried. */
export const KINDS: Record<MotionKind, { readonly label: string; readonly hint: string }> = {
  CONFIRM_ROLL: {
    label: 'Confirm the roll',
    hint: 'The first decision: everybody on the list counts as a member.',
  },
  CHOOSE_FACILITATOR: {
    label: 'Choose a facilitator',
    hint: 'The second decision: who keeps order for the first 30 days.',
  },
  ADOPT_BYLAWS: { label: 'Adopt bylaws', hint: 'The third decision: how the assembly decides from then on.' },
  ORDINARY: {
    label: 'Adopt a text',
    hint: 'A demand, a statement, a plan: what is written becomes the assembly’s decision.',
  },
  CONFIRM_MEMBERS: {
    label: 'Confirm members',
    hint: 'Those named vote and count at once, without the 14 days.',
  },
  APPLY_IMPORT: { label: 'Take in an imported list', hint: 'The members on the list become members here.' },
  SUSPEND_MEMBER: {
    label: 'Suspend a member',
    hint: 'With reasons and an end date; they are heard before it.',
  },
  EXPEL_MEMBER: { label: 'Expel a member', hint: 'With reasons; they are heard before it.' },
  AMEND_BYLAWS: {
    label: 'Change a number in the bylaws',
    hint: 'Notice, quorum, seconders and the like, within their bounds.',
  },
  DIRECT_ACTION: {
    label: 'Authorise an action',
    hint: 'A strike, a ban, a picket: the action stands when this is carried.',
  },
  ELECTION: { label: 'Elect members', hint: 'Those who stand are counted by the method that you choose.' },
  CHOOSE_OPTION: {
    label: 'Choose among options',
    hint: 'You list the options; the count chooses by the method that you name.',
  },
  CREATE_OFFICE: { label: 'Create an office', hint: 'What delegates are sent for, and by which rules.' },
  CHANGE_OFFICE: { label: 'Change an office', hint: 'Its rules from then on.' },
  ABOLISH_OFFICE: { label: 'Abolish an office', hint: 'Its seats are empty at once.' },
  ELECT_DELEGATES: {
    label: 'Elect delegates',
    hint: 'Fills the empty seats of an office from those who stand.',
  },
  GIVE_MANDATE: {
    label: 'Give a mandate',
    hint: 'What the delegates must support, oppose or bring back to us.',
  },
  RECALL_DELEGATE: { label: 'Recall a delegate', hint: 'The seat is empty as soon as this is carried.' },
  ACCEPT_REPORT: { label: 'Accept a report', hint: 'What a delegate reported is accepted.' },
  CENSURE_REPORT: { label: 'Censure a report', hint: 'What a delegate reported, or did not, is censured.' },
  ASK_DELEGATES: {
    label: 'Ask the delegates',
    hint: 'The delegates of the assemblies below decide, each for a seat, by roll call.',
  },
  ANNUL_RESULT: { label: 'Annul a result', hint: 'A contested result is taken back by a new decision.' },
  CHOOSE_ON_THE_SPOT: {
    label: 'Choose somebody to facilitate now',
    hint: 'In a meeting where nobody facilitates: until it ends, by those present.',
  },
  AFFILIATE: {
    label: 'Ask to join an assembly above',
    hint: 'A federation, a region: it decides, too, by a motion of its own.',
  },
  ACCEPT_AFFILIATE: {
    label: 'Take in an assembly below',
    hint: 'One that has asked by its own decision.',
  },
  DISAFFILIATE: {
    label: 'Leave the assembly above',
    hint: 'Or take back what was asked of it: yours to decide alone.',
  },
  SET_TASK: {
    label: 'Set a task of the rota',
    hint: 'Work that passes around among all members: make a task, or change one.',
  },
};

export const FOUNDING_KINDS: readonly MotionKind[] = ['CONFIRM_ROLL', 'CHOOSE_FACILITATOR', 'ADOPT_BYLAWS'];

export const ABOUT_DELEGATES: readonly MotionKind[] = [
  'CREATE_OFFICE',
  'CHANGE_OFFICE',
  'ABOLISH_OFFICE',
  'ELECT_DELEGATES',
  'GIVE_MANDATE',
  'RECALL_DELEGATE',
  'ACCEPT_REPORT',
  'CENSURE_REPORT',
  'ASK_DELEGATES',
];

/**
 * What nobody drafts once bylaws are adopted: the founding's decisions, a contest, which members bring together, and
 * what is moved from the meeting's own page.
 */
export const NOT_DRAFTED: readonly MotionKind[] = [...FOUNDING_KINDS, 'ANNUL_RESULT', 'CHOOSE_ON_THE_SPOT'];

/** Who votes on it: members, or where delegates are asked the seats that they speak for. */
export const voterOf = (motion: { readonly kind: MotionKind } | null): 'member' | 'seat' =>
  motion?.kind === 'ASK_DELEGATES' ? 'seat' : 'member';

/** Whether members stand and are elected by it. */
export const electsMembers = (kind: MotionKind): boolean => kind === 'ELECTION' || kind === 'ELECT_DELEGATES';

/** How a decided motion came out, in a word: an election is neither carried nor lost. */
export function outcomeWord(kind: MotionKind, state: MotionState): string {
  if (state !== 'CARRIED' && state !== 'LOST') return STATES[state];
  if (electsMembers(kind)) return state === 'CARRIED' ? 'Elected' : 'Nobody elected';
  if (kind === 'CHOOSE_OPTION') return state === 'CARRIED' ? 'Chosen' : 'Nothing chosen';
  return STATES[state];
}

export const STATES: Record<MotionState, string> = {
  DRAFT: 'Draft',
  MOVED: 'Moved',
  SECONDED: 'Seconded',
  VOTING: 'Being voted on',
  CARRIED: 'Carried',
  LOST: 'Lost',
  WITHDRAWN: 'Withdrawn',
};
