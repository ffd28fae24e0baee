import { Args, Field, ID, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { activeMembership, RightNotHeldObject } from '@plenary/assembly';
import { Database, type Tx, UnitOfWork } from '@plenary/platform';
import {
  Allow,
  answer,
  type Caller,
  CurrentCaller,
  rejectionType,
  resultUnion,
} from '@plenary/platform/graphql';
import { IsUUID, Matches } from 'class-validator';
import { commitToDraw, revealToDraw } from '../application/contribute.js';
import { valuesOf } from '../persistence/value-rows.js';
import { DrawObject, presentDraw } from './objects.js';

const BYTES_32 = /^[0-9a-f]{64}$/;

@InputType({ description: 'A value that the caller binds themselves to, for the seed of a draw.' })
export class CommitToDrawInput {
  @Field(() => ID, { description: 'Which draw.' })
  @IsUUID()
  drawId!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the draw’s id, the caller’s membership id and the value, a line break between them: 64 lower-case hexadecimal digits. The value itself is 64 such digits, and stays with the caller.',
  })
  @Matches(BYTES_32)
  commitment!: string;
}

@InputType({ description: 'The value that the caller is bound to.' })
export class RevealToDrawInput {
  @Field(() => ID, { description: 'Which draw.' })
  @IsUUID()
  drawId!: string;

  @Field(() => String, { description: '64 lower-case hexadecimal digits.' })
  @Matches(BYTES_32)
  value!: string;
}

const CommitClosed = rejectionType('COMMIT_CLOSED', 'Values are being revealed, or the draw is made.');
const CommittedAlready = rejectionType('COMMITTED_ALREADY', 'The caller is bound to another value.');
const DrawFull = rejectionType('DRAW_FULL', 'A draw takes 1,000 values at most.');
const NotCommitted = rejectionType('NOT_COMMITTED', 'The caller is bound to no value in this draw.');
const ValueDiffers = rejectionType('VALUE_DIFFERS', 'It is not the value that the caller is bound to.');
const RevealNotOpen = rejectionType(
  'REVEAL_NOT_OPEN',
  'Values are revealed after commitUntil and before drawsAt.',
);
const CommitToDrawResult = resultUnion(
  'CommitToDrawResult',
  DrawObject,
  [RightNotHeldObject, CommitClosed, CommittedAlready, DrawFull],
  'The draw, or why not',
);
const RevealToDrawResult = resultUnion(
  'RevealToDrawResult',
  DrawObject,
  [RightNotHeldObject, NotCommitted, ValueDiffers, RevealNotOpen],
  'The draw, or why not',
);

/** What members contribute to the seed of a draw. */
@Resolver(() => DrawObject)
export class DrawResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  @ResolveField(() => Int, { description: 'How many members have committed to a value for its seed.' })
  async committed(@Parent() { id }: DrawObject): Promise<number> {
    return (await valuesOf(this.db, id)).length;
  }

  @ResolveField(() => Int, { description: 'How many of them have revealed it.' })
  async revealed(@Parent() { id }: DrawObject): Promise<number> {
    return (await valuesOf(this.db, id)).filter(({ value }) => value !== null).length;
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The commitment of the caller, who is to reveal its value; null without one, and once it is revealed.',
  })
  async toReveal(@Parent() draw: DrawObject, @CurrentCaller() caller: Caller): Promise<string | null> {
    const own = await activeMembership(this.db, caller.personId, draw.assemblyId);
    const values = await valuesOf(this.db, draw.id);
    const mine = values.find(({ membershipId }) => membershipId === own?.id);
    return mine === undefined || mine.value !== null ? null : mine.commitment;
  }

  @Allow('draw.contribute')
  @Mutation(() => CommitToDrawResult, {
    description:
      'Commits the caller to a value for the seed of a draw that is announced, until its commitUntil: whose value is in a seed knows that nobody chose it. Repeatable. Whoever does not reveal it is named by the record.',
  })
  async commitToDraw(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The commitment.' }) { drawId, commitment }: CommitToDrawInput,
  ) {
    const work = (tx: Tx) => commitToDraw(tx, caller.personId, drawId, commitment);
    return answer(await this.work.run(work), presentDraw);
  }

  @Allow('draw.contribute')
  @Mutation(() => RevealToDrawResult, {
    description:
      'Reveals the value that the caller is bound to, after commitUntil and before drawsAt. Repeatable.',
  })
  async revealToDraw(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The value.' }) { drawId, value }: RevealToDrawInput,
  ) {
    const work = (tx: Tx) => revealToDraw(tx, caller.personId, drawId, value);
    return answer(await this.work.run(work), presentDraw);
  }
}
