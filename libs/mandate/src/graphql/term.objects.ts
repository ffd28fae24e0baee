import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import type { ActPosition } from '../domain/act.js';
import type { Band } from '../domain/recall.js';
import { END_WORDS, type Term, type TermEnd, type TermSource } from '../domain/term.js';
import type { RecordedAct } from '../persistence/act-store.js';
import type { Petition } from '../persistence/petition-store.js';
import type { Report } from '../persistence/report-store.js';
import type { Crossing, CrossingKind } from '../persistence/secret-store.js';
import {
  ActPositionEnum,
  BandEnum,
  CrossingKindEnum,
  ReportOutcomeEnum,
  TermEndEnum,
  TermSourceEnum,
  VerdictEnum,
} from './enums.js';
import { MatterObject, presentMatter } from './office.objects.js';

@ObjectType('Term', {
  description: 'One member’s time in a seat: the delegate’s page, for every member of the sending assembly.',
})
export class TermObject {
  /** The term itself, for the fields that are resolved from it. */
  term!: Term;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Int, { description: 'Which seat of the office, from 1.' })
  place!: number;

  @Field(() => TermSourceEnum, { description: 'How the member came to the seat.' })
  source!: TermSource;

  @Field(() => InstantScalar, { description: 'When the member was given the seat.' })
  beganAt!: Date;

  @Field(() => InstantScalar, {
    description: 'Until when it is to be accepted: else it is over at that instant.',
  })
  acceptBy!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was accepted; null until then.' })
  acceptedAt!: Date | null;

  @Field(() => InstantScalar, { description: 'When the term ends.' })
  endsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it ended, on the database’s clock; null while the member holds the seat.',
  })
  endedAt!: Date | null;

  @Field(() => TermEndEnum, { nullable: true, description: 'Why it ended; null while it runs.' })
  endKind!: TermEnd | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same in words, after the member’s name: ‘was recalled by a motion’.',
  })
  endWords!: string | null;
}

export function presentTerm(term: Term): TermObject {
  const { id, place, source, beganAt, acceptBy, acceptedAt, endsAt, endedAt, endKind } = term;
  const endWords = endKind && END_WORDS[endKind];
  return { term, id, place, source, beganAt, acceptBy, acceptedAt, endsAt, endedAt, endKind, endWords };
}

@ObjectType('Recall', {
  description: 'How many members have withdrawn their confidence from a delegate, and what that does.',
})
export class RecallObject {
  /** The open petition; null while nobody has signed. */
  petition!: Petition | null;

  @Field(() => Boolean, {
    description: 'Whether signatures are secret: then nobody reads who signed, nor how many.',
  })
  secret!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Signatures of members that count now; null where they are secret: see `band`.',
  })
  count!: number | null;

  @Field(() => BandEnum, {
    nullable: true,
    description:
      'How far secret signatures are, refreshed once a day at midnight where the assembly is; null where they are open.',
  })
  band!: Band | null;

  @Field(() => Int, { description: 'Members that count now.' })
  base!: number;

  @Field(() => Int, { description: 'So many signatures empty the seat at once: more than half.' })
  neededAtOnce!: number;

  @Field(() => Int, { description: 'So many open a recall poll by itself.' })
  neededForPoll!: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the first signed; null while nobody has, and where signatures are secret.',
  })
  openedAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the signatures lapse; null while nobody has signed, once a recall poll was opened, and where they are secret.',
  })
  expiresAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'Until when nobody can sign, because the assembly kept the delegate in a recall poll; null otherwise. Motions do not wait.',
  })
  waitsUntil!: Date | null;

  @Field(() => String, {
    description: 'What the next signatures do, in plain words: to be read before signing.',
  })
  sentence!: string;
}

@ObjectType('MyCommitment', { description: 'What opens the caller’s own commitment; nobody else reads it.' })
export class MyCommitmentObject {
  @Field(() => String, { description: 'The salt: 32 bytes in hexadecimal.' })
  salt!: string;

  @Field(() => String, {
    description:
      'SHA-256 over `plenary/commitment/v1`, a zero byte, the salt and the caller’s membership id, in base64url: a leaf of the root, if the caller’s signature counted.',
  })
  commitment!: string;
}

@ObjectType('RecallCrossing', {
  description: 'What was published when secret signatures crossed a threshold.',
})
export class RecallCrossingObject {
  crossing!: Crossing;
  /** The assembly whose members read it. */
  assemblyId!: string;

  @Field(() => CrossingKindEnum, { description: 'What the crossing did.' })
  kind!: CrossingKind;

  @Field(() => Int, { description: 'Signatures of members that counted then.' })
  count!: number;

  @Field(() => Int, { description: 'Members that counted then.' })
  base!: number;

  @Field(() => InstantScalar, { description: 'When.' })
  at!: Date;

  @Field(() => String, {
    description:
      'The root (RFC 6962, SHA-256, in hexadecimal) of the commitments, sorted by their bytes; the record’s entry has it too.',
  })
  root!: string;
}

export function presentCrossing(crossing: Crossing, assemblyId: string): RecallCrossingObject {
  const { crossing: kind, count, base, at, root } = crossing;
  return { crossing, assemblyId, kind, count, base, at, root: root.toString('hex') };
}

@ObjectType('Attendance', {
  description: 'Where a delegate was within the term, since the seat was accepted.',
})
export class AttendanceObject {
  @Field(() => Int, { description: 'Meetings of the sending assembly that began.' })
  meetings!: number;

  @Field(() => Int, { description: 'To how many of them the delegate came.' })
  attended!: number;

  @Field(() => Int, {
    description: 'Votes of the assembly above that closed, in which the seat could speak.',
  })
  votesAbove!: number;

  @Field(() => Int, { description: 'In how many of them the delegate voted.' })
  voted!: number;
}

@ObjectType('Figure', { description: 'A figure that a delegate agreed to; an exact decimal as text.' })
export class FigureObject {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { description: 'Up to 12 digits and 6 after the point.' })
  value!: string;
}

@ObjectType('Act', { description: 'What a delegate did under a mandate, held against it.' })
export class ActObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the mandate that it was held against.' })
  mandateVersion!: number;

  @Field(() => MatterObject, { description: 'What it was about.' })
  matter!: MatterObject;

  @Field(() => ActPositionEnum, { description: 'What was done.' })
  position!: ActPosition;

  @Field(() => [FigureObject], { description: 'Figures that were agreed to; up to 20.' })
  figures!: readonly FigureObject[];

  @Field(() => String, { description: 'What the delegate says of it.' })
  text!: string;

  @Field(() => VerdictEnum, { description: 'How it stands to the mandate.' })
  verdict!: 'within' | 'outside';

  @Field(() => String, { description: 'Why, in one sentence.' })
  because!: string;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  at!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'From when it has effect; null for at once.' })
  takesEffectAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was stopped because the delegate lost the seat first; null otherwise.',
  })
  stoppedAt!: Date | null;
}

export function presentAct(act: RecordedAct): ActObject {
  const { id, mandateVersion, position, figures, text, verdict, because, at, takesEffectAt, stoppedAt } = act;
  const matter = presentMatter(act.matter);
  return {
    id,
    mandateVersion,
    matter,
    position,
    figures,
    text,
    verdict,
    because,
    at,
    takesEffectAt,
    stoppedAt,
  };
}

export const ActConnection = connectionType(ActObject, 'Act', 'acts, newest first');

@ObjectType('Report', { description: 'A report that a delegate owes the assembly, or gave.' })
export class ReportObject {
  report!: Report;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it is due.' })
  dueAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether it is due and has not been given by a delegate in the seat.',
  })
  overdue!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was given; null until then.' })
  writtenAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was reported: up to 20,000 characters; null until then.',
  })
  text!: string | null;

  @Field(() => ReportOutcomeEnum, {
    nullable: true,
    description: 'What the assembly said of it; null until it did.',
  })
  outcome!: 'accepted' | 'censured' | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the assembly said so; null until then.' })
  decidedAt!: Date | null;
}

export function presentReport(report: Report): ReportObject {
  const { id, dueAt, overdue, writtenAt, text, outcome, decidedAt } = report;
  return { report, id, dueAt, overdue, writtenAt, text, outcome, decidedAt };
}
