import { Field, Int, ObjectType } from '@nestjs/graphql';
import { RecentlyRecoveredObject, RightNotHeldObject } from '@plenary/assembly';
import { TextInvalidObject } from '@plenary/motion';
import { InstantScalar, RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import { ActObject, ReportObject, TermObject } from './term.objects.js';

@ObjectType('ActContradictsMandate', {
  implements: () => RejectionObject,
  description: 'An instruction names this very matter and another position. The message says which.',
})
export class ActContradictsMandateObject extends RejectionObject {
  @Field(() => Int, { description: 'The version of the mandate.' })
  mandateVersion!: number;
}

@ObjectType('PetitionWaits', {
  implements: () => RejectionObject,
  description: 'The assembly kept this delegate in a recall poll less than 30 days ago. Motions do not wait.',
})
class PetitionWaitsObject extends RejectionObject {
  @Field(() => InstantScalar, { description: 'From when members can sign again.' })
  until!: Date;
}

export const SeatNotHeld = rejectionType(
  'SEAT_NOT_HELD',
  'The seat is not held any more; the term says why.',
);
export const NotAccepted = rejectionType('NOT_ACCEPTED', 'The seat has not been accepted yet.');
const AlreadyAccepted = rejectionType(
  'ALREADY_ACCEPTED',
  'The seat was accepted: its holder resigns instead.',
);
export const NoMandate = rejectionType('NO_MANDATE', 'No mandate is in force for the office.');
const MatterInvalid = rejectionType(
  'MATTER_INVALID',
  'Neither a motion nor a matter in words was named, or both were, or the words are too long.',
);
const EffectTimePast = rejectionType('EFFECT_TIME_PAST', 'The time from which it has effect has passed.');
const ReportNotOpen = rejectionType('REPORT_NOT_OPEN', 'The report was given before, in other words.');

export const AcceptSeatResult = resultUnion(
  'AcceptSeatResult',
  TermObject,
  [RightNotHeldObject, SeatNotHeld],
  'The term, accepted, or why not',
);
export const DeclineSeatResult = resultUnion(
  'DeclineSeatResult',
  TermObject,
  [RightNotHeldObject, SeatNotHeld, AlreadyAccepted],
  'The term, which has ended, or why not',
);
export const ResignSeatResult = resultUnion(
  'ResignSeatResult',
  TermObject,
  [RightNotHeldObject, SeatNotHeld, NotAccepted],
  'The term, which has ended, or why not',
);
export const WithdrawConfidenceResult = resultUnion(
  'WithdrawConfidenceResult',
  TermObject,
  [RightNotHeldObject, SeatNotHeld, PetitionWaitsObject, RecentlyRecoveredObject],
  'The term as it then stands, ended if this signature recalled the delegate, or why not',
);
export const RestoreConfidenceResult = resultUnion(
  'RestoreConfidenceResult',
  TermObject,
  [RightNotHeldObject, SeatNotHeld],
  'The term as it then stands, or why not',
);
export const RecordActResult = resultUnion(
  'RecordActResult',
  ActObject,
  [
    RightNotHeldObject,
    SeatNotHeld,
    NotAccepted,
    NoMandate,
    ActContradictsMandateObject,
    TextInvalidObject,
    MatterInvalid,
    EffectTimePast,
  ],
  'The act, held against the mandate, or why not',
);
export const WriteReportResult = resultUnion(
  'WriteReportResult',
  ReportObject,
  [RightNotHeldObject, SeatNotHeld, TextInvalidObject, ReportNotOpen],
  'The report, given, or why not',
);
