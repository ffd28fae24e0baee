import { registerEnumType } from '@nestjs/graphql';
import type { MotionKind, MotionState } from '../domain/motion.js';
import type { NominationState } from '../domain/nomination.js';

export const MotionKindEnum = {
  CONFIRM_ROLL: 'confirm_roll',
  CHOOSE_FACILITATOR: 'choose_facilitator',
  ADOPT_BYLAWS: 'adopt_bylaws',
  ORDINARY: 'ordinary',
  CONFIRM_MEMBERS: 'confirm_members',
  APPLY_IMPORT: 'apply_import',
  SUSPEND_MEMBER: 'suspend_member',
  EXPEL_MEMBER: 'expel_member',
  AMEND_BYLAWS: 'amend_bylaws',
  DIRECT_ACTION: 'direct_action',
  ANNUL_RESULT: 'annul_result',
  CHOOSE_ON_THE_SPOT: 'choose_on_the_spot',
  AFFILIATE: 'affiliate',
  ACCEPT_AFFILIATE: 'accept_affiliate',
  DISAFFILIATE: 'disaffiliate',
  ELECTION: 'election',
  CHOOSE_OPTION: 'choose_option',
  SET_TASK: 'set_task',
  CREATE_OFFICE: 'create_office',
  CHANGE_OFFICE: 'change_office',
  ABOLISH_OFFICE: 'abolish_office',
  ELECT_DELEGATES: 'elect_delegates',
  GIVE_MANDATE: 'give_mandate',
  RECALL_DELEGATE: 'recall_delegate',
  ACCEPT_REPORT: 'accept_report',
  CENSURE_REPORT: 'censure_report',
  ASK_DELEGATES: 'ask_delegates',
} as const satisfies Record<Uppercase<MotionKind>, MotionKind>;

registerEnumType(MotionKindEnum, {
  name: 'MotionKind',
  description:
    'What a motion decides. It picks the decision rule in the bylaws, and the effect of a carried motion.',
  valuesMap: {
    CONFIRM_ROLL: {
      description: 'The first decision of the first meeting: everybody on the list of members counts.',
    },
    CHOOSE_FACILITATOR: {
      description: 'The second: a member facilitates for 30 days. Possible later on, too.',
    },
    ADOPT_BYLAWS: { description: 'The third: a preset of bylaws with chosen numbers. It ends the founding.' },
    ORDINARY: { description: 'Adopts the motion’s text.' },
    CONFIRM_MEMBERS: { description: 'Members who were named count at once.' },
    APPLY_IMPORT: { description: 'Applies a staged import of the roll.' },
    SUSPEND_MEMBER: { description: 'Suspends a member until a date, with reasons and after a hearing.' },
    EXPEL_MEMBER: {
      description:
        'Ends a membership, with reasons and after a hearing, until a date from which the person may be invited again.',
    },
    AMEND_BYLAWS: { description: 'Changes numbers in the bylaws within their bounds.' },
    DIRECT_ACTION: { description: 'Authorises the action in its text for a time.' },
    ANNUL_RESULT: {
      description: 'Decides on a result that members together contested. Made by their request alone.',
    },
    CHOOSE_ON_THE_SPOT: {
      description:
        'Those present in a meeting where nobody facilitates choose a member to facilitate until it ends. It opens at once, for at most 5 minutes.',
    },
    AFFILIATE: {
      description:
        'Asks another assembly to take this one in below it. It begins when that one has accepted by a motion of its own.',
    },
    ACCEPT_AFFILIATE: { description: 'Takes in an assembly that asked to stand below this one.' },
    DISAFFILIATE: {
      description: 'Leaves the assembly above, or takes back what was asked of it: by this one alone.',
    },
    ELECTION: { description: 'Elects members from those who stand, by the method that it names.' },
    CHOOSE_OPTION: {
      description: 'Chooses among options that the mover wrote, by the method that it names.',
    },
    SET_TASK: { description: 'Sets a task of the rota: makes one, changes one, or ends one.' },
    CREATE_OFFICE: {
      description: 'Creates an office that delegates hold: what they are sent for, and by which rules.',
    },
    CHANGE_OFFICE: {
      description: 'Gives an office other rules; they hold from then on.',
    },
    ABOLISH_OFFICE: {
      description: 'Ends an office: its seats are empty at once.',
    },
    ELECT_DELEGATES: {
      description:
        'Fills the empty seats of an office from those who stand, by the office’s method, and ranks alternates.',
    },
    GIVE_MANDATE: {
      description:
        'Gives an office a mandate, in place of the one before: instructions, an end, and a day to report back.',
    },
    RECALL_DELEGATE: {
      description: 'Recalls a delegate: the seat is empty at the close.',
    },
    ACCEPT_REPORT: {
      description: 'Accepts a report that a delegate gave.',
    },
    CENSURE_REPORT: {
      description: 'Censures a report that a delegate gave, or owes.',
    },
    ASK_DELEGATES: {
      description:
        'Adopts its text by the votes of the delegates of the assemblies below: the roll lists their seats, by roll call always.',
    },
  },
});

export const MotionStateEnum = {
  DRAFT: 'draft',
  MOVED: 'moved',
  SECONDED: 'seconded',
  VOTING: 'voting',
  CARRIED: 'carried',
  LOST: 'lost',
  WITHDRAWN: 'withdrawn',
} as const satisfies Record<Uppercase<MotionState>, MotionState>;

registerEnumType(MotionStateEnum, {
  name: 'MotionState',
  description: 'Where a motion stands.',
  valuesMap: {
    DRAFT: { description: 'Being written; only its author sees it.' },
    MOVED: { description: 'Before the assembly, waiting for its seconders.' },
    SECONDED: { description: 'It has its seconders, and its vote opens by itself after the notice.' },
    VOTING: { description: 'Its vote is open.' },
    CARRIED: { description: 'Carried; its effect has been executed, or it is said why not.' },
    LOST: { description: 'Lost: things stay as they are.' },
    WITHDRAWN: { description: 'Taken back by its mover before the vote opened.' },
  },
});

export const NominationStateEnum = {
  PROPOSED: 'proposed',
  STANDING: 'standing',
  DECLINED: 'declined',
  WITHDRAWN: 'withdrawn',
} as const satisfies Record<Uppercase<NominationState>, NominationState>;

registerEnumType(NominationStateEnum, {
  name: 'NominationState',
  description: 'What a member who was named as a candidate said to it.',
  valuesMap: {
    PROPOSED: { description: 'Named by another; no answer yet, and no candidate without one.' },
    STANDING: { description: 'Stands: a candidate when the vote opens.' },
    DECLINED: { description: 'Said no.' },
    WITHDRAWN: { description: 'Stood, and stood down before the vote opened.' },
  },
});
