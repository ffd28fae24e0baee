import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import type { AssemblyRow } from '../persistence/assembly-rows.js';
import type { JointRequestRow } from '../persistence/request-rows.js';

export enum AssemblyStage {
  FOUNDING = 'FOUNDING',
  ESTABLISHED = 'ESTABLISHED',
}
registerEnumType(AssemblyStage, {
  name: 'AssemblyStage',
  description: 'How far an assembly is.',
  valuesMap: {
    FOUNDING: { description: 'Until its first meeting has taken the three first decisions.' },
    ESTABLISHED: { description: 'It has adopted its own bylaws.' },
  },
});

export enum FoundingDecisionEnum {
  CONFIRM_ROLL = 'CONFIRM_ROLL',
  CHOOSE_FACILITATOR = 'CHOOSE_FACILITATOR',
  ADOPT_BYLAWS = 'ADOPT_BYLAWS',
}
registerEnumType(FoundingDecisionEnum, {
  name: 'FoundingDecision',
  description: 'The three first decisions of an assembly, taken in this order.',
  valuesMap: {
    CONFIRM_ROLL: { description: 'Every member on the list counts from then on.' },
    CHOOSE_FACILITATOR: { description: 'A member facilitates for 30 days.' },
    ADOPT_BYLAWS: { description: 'Bylaws from a preset; the interim convener’s seat ends.' },
  },
});

export enum MemberStateEnum {
  COUNTING = 'COUNTING',
  WAITING = 'WAITING',
  CHALLENGED = 'CHALLENGED',
  SUSPENDED = 'SUSPENDED',
  NOT_JOINED = 'NOT_JOINED',
  LEFT = 'LEFT',
}
registerEnumType(MemberStateEnum, {
  name: 'MemberState',
  description: 'The standing of a member now.',
  valuesMap: {
    COUNTING: { description: 'Votes, seconds, and is in every base.' },
    WAITING: {
      description: 'Short of vouchers, or within the days in which the membership can be challenged.',
    },
    CHALLENGED: { description: 'Does not count until the assembly confirms the membership.' },
    SUSPENDED: { description: 'Suspended by the assembly; ends by itself.' },
    NOT_JOINED: { description: 'Imported, and has not taken up the invitation.' },
    LEFT: { description: 'Has left or was expelled.' },
  },
});

export enum AffiliationStateEnum {
  ASKED = 'ASKED',
  ACCEPTED = 'ACCEPTED',
  IN_FORCE = 'IN_FORCE',
}
registerEnumType(AffiliationStateEnum, {
  name: 'AffiliationState',
  description: 'How far two assemblies are with each other.',
  valuesMap: {
    ASKED: { description: 'The lower one has asked by a motion; the upper one has not accepted.' },
    ACCEPTED: { description: 'The upper one has accepted by a motion; it begins in a moment.' },
    IN_FORCE: { description: 'The lower one stands below the upper one.' },
  },
});

@ObjectType('Affiliation', {
  description:
    'What one assembly has with another in the tree, as far as somebody outside may know. It gives no right in the other.',
})
export class AffiliationObject {
  @Field(() => ID, {
    description: 'Its id: what ACCEPT_AFFILIATE takes. It is not the id of the other assembly.',
  })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the other assembly. Null where that one is quiet; and, for whoever asked, until it has accepted.',
  })
  name!: string | null;

  @Field(() => AffiliationStateEnum, { description: 'How far it is.' })
  state!: AffiliationStateEnum;

  @Field(() => InstantScalar, { description: 'When the lower one asked.' })
  askedAt!: Date;

  @Field(() => InstantScalar, {
    description: 'When it lapses if it is not accepted: 90 days after it was asked.',
  })
  expiresAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'Since when it is in force; null until then.' })
  begunAt!: Date | null;
}

@ObjectType('Assembly', { description: 'A body that decides. Only its members see it.' })
export class AssemblyObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'IANA time zone in which its times are meant.' })
  timeZone!: string;

  @Field(() => String, { description: 'Default language, BCP 47.' })
  language!: string;

  @Field(() => Boolean, {
    description: 'Quiet: no directory of members, no mail, no notification that names anything.',
  })
  quiet!: boolean;

  @Field(() => String, { description: 'The name of its one strong colour.' })
  colour!: string;

  @Field(() => InstantScalar, { description: 'When it was founded.' })
  foundedAt!: Date;

  /** What fields are resolved from; not part of the schema. */
  row!: AssemblyRow;
}

@ObjectType('Member', { description: 'What members see of each other.' })
export class MemberObject {
  @Field(() => ID, { description: 'The membership’s id.' })
  id!: string;

  @Field(() => String, { description: 'The name that the member chose; a pseudonym is fine.' })
  displayName!: string;

  @Field(() => InstantScalar, { description: 'When the membership began.' })
  since!: Date;

  @Field(() => Boolean, { description: 'Whether the member has taken up the invitation.' })
  joined!: boolean;

  @Field(() => MemberStateEnum, { description: 'Standing now.' })
  state!: MemberStateEnum;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when the member counts; null while challenged or short of vouchers.',
  })
  countsFrom!: Date | null;

  @Field(() => Boolean, { description: 'Whether a challenge stands.' })
  challenged!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The end of a suspension; null when not suspended.',
  })
  suspendedUntil!: Date | null;

  assemblyId!: string;
}

@ObjectType('Membership', { description: 'The caller’s own membership in one assembly.' })
export class MembershipObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What the caller is called here.' })
  displayName!: string;

  @Field(() => InstantScalar, { description: 'When it began.' })
  since!: Date;

  @Field(() => Boolean, { description: 'Whether the caller votes, seconds and is in every base now.' })
  counts!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when it counts; null while challenged or short of vouchers.',
  })
  countsFrom!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The end of a suspension; null when not suspended.',
  })
  suspendedUntil!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended; null while it lasts.' })
  endedAt!: Date | null;

  assemblyId!: string;
}

@ObjectType('BylawRule', { description: 'One rule of the bylaws.' })
export class BylawRuleObject {
  @Field(() => String, {
    description: 'Its full path, such as `membership.challengeDays`: what an amendment names.',
  })
  path!: string;

  @Field(() => String, { description: 'What it is about.' })
  label!: string;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => Int, { nullable: true, description: 'The number, where the rule is one.' })
  value!: number | null;

  @Field(() => Int, { nullable: true, description: 'The least an amendment can set.' })
  min!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most an amendment can set.' })
  max!: number | null;

  @Field(() => String, { nullable: true, description: 'The unit of the number.' })
  unit!: string | null;

  @Field(() => Boolean, { description: 'Whether a motion can amend it by itself.' })
  amendable!: boolean;
}

@ObjectType('BylawSection', { description: 'The rules about one subject.' })
export class BylawSectionObject {
  @Field(() => String, { description: 'Stable name.' })
  name!: string;

  @Field(() => String, { description: 'Its heading.' })
  label!: string;

  @Field(() => [BylawRuleObject], { description: 'Its rules.' })
  rules!: BylawRuleObject[];
}

@ObjectType('Bylaws', { description: 'The bylaws in force. Each change is a new version.' })
export class BylawsObject {
  @Field(() => Int, { description: 'From 1, the founding rules.' })
  version!: number;

  @Field(() => String, {
    description:
      'What they were made from: `founding`, `consensus_collective`, `union_local` or `delegate_council`.',
  })
  preset!: string;

  @Field(() => InstantScalar, { description: 'Since when this version is in force.' })
  adoptedAt!: Date;

  @Field(() => [BylawSectionObject], { description: 'Section by section.' })
  sections!: BylawSectionObject[];
}

@ObjectType('BylawPreset', {
  description: 'Bylaws that an assembly can adopt as they are, or with other numbers.',
})
export class BylawPresetObject {
  @Field(() => String, { description: '`consensus_collective`, `union_local` or `delegate_council`.' })
  name!: string;

  @Field(() => String, { description: 'Its heading.' })
  title!: string;

  @Field(() => String, { description: 'For whom it is, in a sentence.' })
  summary!: string;

  @Field(() => [BylawSectionObject], { description: 'Its rules.' })
  sections!: BylawSectionObject[];
}

@ObjectType('Right', { description: 'A line of the table of rights, for the caller, now.' })
export class RightObject {
  @Field(() => String, { description: 'The act, such as `motion.move`.' })
  action!: string;

  @Field(() => String, { description: 'What it is, in words.' })
  what!: string;

  @Field(() => Boolean, { description: 'Whether the caller may do it now; some only in what is their own.' })
  holder!: boolean;

  @Field(() => String, { nullable: true, description: 'Through what: `membership`, `shift` or `mandate`.' })
  through!: string | null;

  @Field(() => String, { description: 'Who may when nobody else can.' })
  fallback!: string;
}

@ObjectType('Shift', { description: 'A task that a member carries out now.' })
export class ShiftObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'The task.' })
  task!: string;

  @Field(() => InstantScalar, { description: 'When it began.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends by itself.' })
  endsAt!: Date;

  membershipId!: string;
}

@ObjectType('Invitation', { description: 'A single-use invitation that the caller made.' })
export class InvitationObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The caller’s own note.' })
  label!: string | null;

  @Field(() => InstantScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was taken up.' })
  usedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
}

@ObjectType('NewInvitation', { description: 'A new invitation with its secret, shown this once.' })
export class NewInvitationObject {
  @Field(() => InvitationObject, { description: 'The invitation.' })
  invitation!: InvitationObject;

  @Field(() => String, { description: 'What whoever takes it up needs to have.' })
  secret!: string;

  @Field(() => String, {
    description: 'Path and fragment to put after the address of this server: `/join#…`.',
  })
  link!: string;
}

export enum InvitationKind {
  NEW = 'NEW',
  IMPORTED = 'IMPORTED',
}
registerEnumType(InvitationKind, {
  name: 'InvitationKind',
  description: 'What an invitation opens.',
  valuesMap: {
    NEW: { description: 'A new membership.' },
    IMPORTED: { description: 'A membership that was imported.' },
  },
});

@ObjectType('InvitationPreview', {
  description: 'What whoever holds an invitation may know before taking it up.',
})
export class InvitationPreviewObject {
  @Field(() => String, { description: 'To which assembly.' })
  assemblyName!: string;

  @Field(() => InvitationKind, { description: 'What it opens.' })
  kind!: InvitationKind;

  @Field(() => String, { nullable: true, description: 'The name on the roll, of an imported membership.' })
  displayName!: string | null;

  @Field(() => InstantScalar, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;
}

export enum ImportState {
  STAGED = 'STAGED',
  APPLIED = 'APPLIED',
  LAPSED = 'LAPSED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far an import is.',
  valuesMap: {
    STAGED: { description: 'Nothing has changed on the roll yet.' },
    APPLIED: { description: 'It was applied, as a whole.' },
    LAPSED: { description: 'Nobody applied it within 14 days.' },
  },
});

export enum ImportOutcomeEnum {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  REFUSED = 'REFUSED',
}
registerEnumType(ImportOutcomeEnum, {
  name: 'ImportRowOutcome',
  description: 'What applying a row does, or did.',
  valuesMap: {
    CREATED: { description: 'A new member, with an invitation.' },
    UPDATED: { description: 'A new name, or a new invitation, for a member who has not joined.' },
    REFUSED: { description: 'Nothing; the reason says why.' },
  },
});

@ObjectType('ImportRow', { description: 'One row of an imported roll.' })
export class ImportRowObject {
  @Field(() => Int, { description: 'Its line in the file; the header is line 1.' })
  line!: number;

  @Field(() => String, { description: 'The member’s number.' })
  ref!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => ImportOutcomeEnum, { description: 'What it does.' })
  outcome!: ImportOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  reason!: string | null;
}

@ObjectType('RollImport', {
  description:
    'A roll that was read from a file and is applied as a whole, by members together or by a motion.',
})
export class RollImportObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it was staged.' })
  stagedAt!: Date;

  @Field(() => InstantScalar, { description: 'When it lapses if nobody applied it.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'Rows of the file, up to 200,000.' })
  rows!: number;

  @Field(() => Int, { description: 'New members.' })
  created!: number;

  @Field(() => Int, { description: 'Members with a new name or invitation.' })
  updated!: number;

  @Field(() => Int, { description: 'Rows that do nothing.' })
  refused!: number;

  @Field(() => ImportState, { description: 'How far it is.' })
  state!: ImportState;

  @Field(() => String, {
    nullable: true,
    description:
      'Only in the answer of `stageImport`, this once: keep it. `invitationsCsv` asks for it; the server does not have it.',
  })
  key!: string | null;

  stagedBy!: string;
}

export enum JointRequestState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  LAPSED = 'LAPSED',
}
registerEnumType(JointRequestState, {
  name: 'JointRequestState',
  description: 'How far a request is.',
  valuesMap: {
    OPEN: { description: 'It can be signed.' },
    DONE: { description: 'Enough members signed, and it was done.' },
    LAPSED: { description: 'Too few signed within 14 days.' },
  },
});

export enum TogetherActionEnum {
  APPLY_IMPORT = 'APPLY_IMPORT',
  CALL_FIRST_MEETING = 'CALL_FIRST_MEETING',
  CALL_MEETING = 'CALL_MEETING',
  END_MEETING = 'END_MEETING',
  CLOSE_POLL = 'CLOSE_POLL',
  VOID_POLL = 'VOID_POLL',
  CONTEST_RESULT = 'CONTEST_RESULT',
}
registerEnumType(TogetherActionEnum, {
  name: 'TogetherAction',
  description: 'What members can do together. `subjectId` names what it is done to.',
  valuesMap: {
    APPLY_IMPORT: { description: 'Apply a staged import (subject: the import).' },
    CALL_FIRST_MEETING: {
      description:
        'Call the first meeting, after 30 days without one: any three members (`startsAt`, `place`).',
    },
    CALL_MEETING: {
      description: 'Call a meeting (`startsAt`, `place`); with a subject, one that failed its quorum again.',
    },
    END_MEETING: { description: 'End a meeting (subject: the meeting).' },
    CLOSE_POLL: { description: 'Close a poll by hand in a meeting (subject: the poll; `countdownSeconds`).' },
    VOID_POLL: { description: 'Void an open poll (subject: the poll).' },
    CONTEST_RESULT: { description: 'Contest a result (subject: the poll).' },
  },
});

@ObjectType('JointRequest', {
  description: 'Something that members ask for together. With enough signatures it is done at once.',
})
export class JointRequestObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => TogetherActionEnum, { description: 'What is asked.' })
  action!: TogetherActionEnum;

  @Field(() => ID, { nullable: true, description: 'What it is done to.' })
  subjectId!: string | null;

  @Field(() => String, { description: 'Why, up to 2,000 characters; for members, not in the record.' })
  reason!: string;

  @Field(() => Int, { description: 'How many members that can act have signed.' })
  signatures!: number;

  @Field(() => InstantScalar, { description: 'When it lapses.' })
  expiresAt!: Date;

  @Field(() => JointRequestState, { description: 'How far it is.' })
  state!: JointRequestState;

  row!: JointRequestRow;
}

export const MemberConnection = connectionType(MemberObject, 'Member', 'members');
export const ImportRowConnection = connectionType(ImportRowObject, 'ImportRow', 'rows of an import');
