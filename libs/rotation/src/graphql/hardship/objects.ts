import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { InstantScalar } from '@plenary/platform/graphql';
import type { HardshipState } from '../../domain/hardship.js';
import type { HardshipNote, HardshipRequest } from '../../persistence/hardship-rows.js';

export const HardshipStateEnum = {
  WAITING: 'waiting',
  TAKEN_UP: 'taken_up',
  ASKED_BACK: 'asked_back',
  HELPED: 'helped',
  NOT_HELPED: 'not_helped',
  WITHDRAWN: 'withdrawn',
} as const satisfies Readonly<Record<string, HardshipState>>;
registerEnumType(HardshipStateEnum, {
  name: 'HardshipState',
  description: 'Where a hardship request stands. While it is open, whoever holds the power reads it.',
  valuesMap: {
    WAITING: { description: 'Open. Nobody whose turn it is now has taken it up.' },
    TAKEN_UP: { description: 'Open. A member whose turn it is now sees to it.' },
    ASKED_BACK: { description: 'Open. Whoever saw to it asked something, and waits for the member.' },
    HELPED: { description: 'Answered: help was found. The member alone reads it from then on.' },
    NOT_HELPED: {
      description: 'Answered: no help was found. The member alone reads it from then on.',
    },
    WITHDRAWN: { description: 'The member withdrew it, and all that was written in it is erased.' },
  },
});

export const HardshipOutcomeEnum = {
  ASKED_BACK: 'asked_back',
  HELPED: 'helped',
  NOT_HELPED: 'not_helped',
} as const;
registerEnumType(HardshipOutcomeEnum, {
  name: 'HardshipOutcome',
  description: 'What an answer to a hardship request says.',
  valuesMap: {
    ASKED_BACK: { description: 'It asks something: the request stays open.' },
    HELPED: { description: 'Help was found: the request ends.' },
    NOT_HELPED: { description: 'No help was found: the request ends.' },
  },
});

@ObjectType('HardshipNote', { description: 'One text in a hardship request.' })
export class HardshipNoteObject {
  note!: HardshipNote;

  @Field(() => Int, { description: 'Which, from 1, which is the asking itself; 40 at most.' })
  place!: number;

  @Field(() => Boolean, {
    description: 'Whether the member wrote it whose request it is; otherwise one whose turn it was.',
  })
  fromMember!: boolean;

  @Field(() => String, { description: '1 to 2,000 characters.' })
  text!: string;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  writtenAt!: Date;
}

@ObjectType('HardshipRequest', {
  description:
    'What a member asks for in confidence. Read by that member and, while it is open, by whoever holds a shift with SEE_HARDSHIP now.',
})
export class HardshipRequestObject {
  request!: HardshipRequest;

  @Field(() => ID, { description: 'Its id: random.' })
  id!: string;

  @Field(() => HardshipStateEnum, { description: 'Where it stands now.' })
  state!: HardshipState;

  @Field(() => InstantScalar, { description: 'When it was asked.' })
  askedAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it will be erased: 30 days after its end. Null while it is open.',
  })
  erasedAt!: Date | null;

  @Field(() => [HardshipNoteObject], {
    description: 'What was written in it, in order; up to 40. Empty for one that was withdrawn.',
  })
  notes!: readonly HardshipNoteObject[];
}

export function presentRequest(request: HardshipRequest): HardshipRequestObject {
  const { id, state, askedAt, erasedAt, membershipId } = request;
  const notes = request.notes.map((note) => {
    const { place, text, writtenAt } = note;
    return { note, place, text, writtenAt, fromMember: note.authorId === membershipId };
  });
  return { request, id, state, askedAt, erasedAt, notes };
}

@ObjectType('HardshipHeard', { description: 'What the caller reads by their shift, now.' })
export class HardshipHeardObject {
  assemblyId!: AssemblyId;

  @Field(() => InstantScalar, { description: 'Until when: the end of the shift that gives the right.' })
  until!: Date;
}

@ObjectType('Hardship', { description: 'Help in confidence: what the caller asked for, and who reads it.' })
export class HardshipObject {
  assemblyId!: AssemblyId;
  /** The caller's. */
  membershipId!: string;
}

@ObjectType('HardshipUpdate', {
  description:
    'That something in the open requests of an assembly is other than before. It holds nothing of them.',
})
export class HardshipUpdateObject {
  @Field(() => String, {
    description: 'Another one when something has changed: ask for `heard` again. Tells nothing else.',
  })
  revision!: string;

  @Field(() => Boolean, {
    description: 'The server is not sure that this is the present state; it says so until it is again.',
  })
  stale!: boolean;
}
