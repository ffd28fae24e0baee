import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { JointRequestRow } from '../persistence/request-rows.js';

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
