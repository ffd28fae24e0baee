import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { neededFor } from '../application/sign-request.js';
import { askTogether, joinRequest, withdrawFromRequest } from '../application/together.js';
import { readerOf } from '../application/visible-members.js';
import { hasSigned } from '../persistence/request-rows.js';
import { ASSEMBLY_PORTS, type AssemblyPorts } from './assembly-ports.js';
import { AskTogetherInput, JointRequestInput } from './inputs.js';
import { AssemblyLoaders } from './loaders.js';
import { MemberObject } from './member.objects.js';
import { presentRequest } from './present.js';
import { AskTogetherResult, JoinRequestResult, WithdrawFromRequestResult } from './results.js';
import { JointRequestObject } from './together.objects.js';

@Resolver(() => JointRequestObject)
export class TogetherResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly loaders: AssemblyLoaders,
    @Inject(ASSEMBLY_PORTS) private readonly ports: AssemblyPorts,
  ) {}

  @Mutation(() => AskTogetherResult, {
    description: 'Asks the members to act together and signs first. Where that is enough it is done at once.',
  })
  @Allow('request.ask')
  async askTogether(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'What, and why.' }) input: AskTogetherInput,
  ) {
    const { startsAt, place, countdownSeconds, subjectId, action, reason } = input;
    const details = {
      ...(startsAt ? { startsAt: startsAt.toISOString() } : {}),
      ...(place ? { place } : {}),
      ...(countdownSeconds ? { countdownSeconds } : {}),
    };
    const asked = {
      assemblyId: input.assemblyId as AssemblyId,
      action,
      subjectId: subjectId ?? null,
      details,
      reason,
    };
    return answer(
      await this.work.run((tx) => askTogether(this.ports, tx, caller.personId, asked)),
      presentRequest,
    );
  }

  @Mutation(() => JoinRequestResult, {
    description:
      'Signs a request; the signature that reaches what is needed has it done at once. Repeatable.',
  })
  @Allow('request.sign')
  async joinRequest(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: JointRequestInput,
  ) {
    return answer(
      await this.work.run((tx) => joinRequest(this.ports, tx, caller.personId, input.requestId)),
      presentRequest,
    );
  }

  @Mutation(() => WithdrawFromRequestResult, {
    description: 'Takes the caller’s signature back while the request is open. Repeatable.',
  })
  @Allow('request.sign')
  async withdrawFromRequest(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: JointRequestInput,
  ) {
    return answer(
      await this.work.run((tx) => withdrawFromRequest(tx, caller.personId, input.requestId)),
      presentRequest,
    );
  }

  @ResolveField('askedBy', () => MemberObject, { description: 'Who asked.' })
  askedBy(@Parent() { row }: JointRequestObject): Promise<MemberObject> {
    return this.loaders.member.load(row.askedBy);
  }

  @ResolveField('needed', () => Int, {
    description: 'How many must sign, as the members are now; for a request that is done, as they were then.',
  })
  needed(@Parent() { row }: JointRequestObject): Promise<number> {
    return neededFor(this.ports, this.db, row);
  }

  @ResolveField('signedByMe', () => Boolean, { description: 'Whether the caller has signed.' })
  async signedByMe(@Parent() { row }: JointRequestObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    return hasSigned(this.db, row.id, await readerOf(this.db, caller.personId, row.assemblyId));
  }
}
