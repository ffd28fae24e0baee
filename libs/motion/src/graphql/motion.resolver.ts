import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { type DraftInput, draftMotion, editDraft } from '../application/draft-motion.js';
import { moveMotion } from '../application/move-motion.js';
import { MOTION_PORTS, type MotionPorts } from '../application/ports.js';
import { secondMotion } from '../application/second-motion.js';
import { visibleMotion } from '../application/visible-motion.js';
import { withdrawMotion } from '../application/withdraw-motion.js';
import { DRAFT_LAST_WORD } from '../domain/rejections.js';
import { DraftMotionInput, EditDraftInput, MotionInput } from './inputs.js';
import { MotionObject, presentMotion } from './motion.object.js';
import {
  DraftMotionResult,
  EditDraftResult,
  MoveMotionResult,
  SecondMotionResult,
  WithdrawMotionResult,
} from './results.js';

@Resolver(() => MotionObject)
export class MotionResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    @Inject(MOTION_PORTS) private readonly ports: MotionPorts,
  ) {}

  @Allow('person')
  @Query(() => MotionObject, {
    nullable: true,
    description:
      'One motion, for members of its assembly; a draft for its author. NOT_ALLOWED for everybody else.',
  })
  async motion(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<MotionObject> {
    return presentMotion(await visibleMotion(this.db, caller.personId, id));
  }

  @Allow('motion.draft')
  @Mutation(() => DraftMotionResult, {
    description: 'Writes a draft, which only its author sees. Asking twice makes two.',
  })
  async draftMotion(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The draft.' }) input: DraftMotionInput,
  ) {
    const assemblyId = input.assemblyId as AssemblyId;
    const result = await this.work.run(
      (tx) => draftMotion(this.ports, tx, caller.personId, assemblyId, contentOf(input)),
      { constraints: DRAFT_LAST_WORD },
    );
    return answer(result, presentMotion);
  }

  @Allow('motion.draft')
  @Mutation(() => EditDraftResult, {
    description: 'Replaces the whole content of the caller’s own draft. Repeatable.',
  })
  async editDraft(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The draft, and its whole new content.' }) input: EditDraftInput,
  ) {
    const { motionId } = input;
    const result = await this.work.run(
      (tx) => editDraft(this.ports, tx, caller.personId, motionId, contentOf(input)),
      { constraints: DRAFT_LAST_WORD },
    );
    return answer(result, presentMotion);
  }

  @Allow('motion.move')
  @Mutation(() => MoveMotionResult, {
    description: 'Puts the caller’s draft before the assembly; from then on its content is fixed.',
  })
  async moveMotion(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The motion.' }) input: MotionInput,
  ) {
    const result = await this.work.run((tx) => moveMotion(this.ports, tx, caller.personId, input.motionId));
    return answer(result, presentMotion);
  }

  @Allow('motion.second')
  @Mutation(() => SecondMotionResult, {
    description:
      'Stands behind another member’s motion. The second that completes it announces its vote. Repeatable.',
  })
  async secondMotion(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The motion.' }) input: MotionInput,
  ) {
    const result = await this.work.run((tx) => secondMotion(this.ports, tx, caller.personId, input.motionId));
    return answer(result, presentMotion);
  }

  @Allow('motion.withdraw')
  @Mutation(() => WithdrawMotionResult, {
    description: 'The mover takes the motion back, before its vote opens.',
  })
  async withdrawMotion(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The motion.' }) input: MotionInput,
  ) {
    const result = await this.work.run((tx) => withdrawMotion(tx, caller.personId, input.motionId));
    return answer(result, presentMotion);
  }
}

function contentOf(input: DraftMotionInput | EditDraftInput): DraftInput {
  const { kind, title, text, effect, opensAt, voteSeconds, tier } = input;
  return {
    kind,
    title,
    text,
    effect: { ...effect },
    opensAt: opensAt ?? null,
    seconds: voteSeconds ?? null,
    tier: tier ?? null,
  };
}
