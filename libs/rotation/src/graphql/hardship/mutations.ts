import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { AssemblyId, Result } from '@plenary/kernel';
import { type Tx, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { answerHardshipRequest } from '../../application/hardship/answer-request.js';
import { HARDSHIP_CONSTRAINTS, makeHardshipRequest } from '../../application/hardship/make-request.js';
import { takeUpHardshipRequest } from '../../application/hardship/take-up-request.js';
import { withdrawHardshipRequest } from '../../application/hardship/withdraw-request.js';
import { writeInHardshipRequest } from '../../application/hardship/write-in-request.js';
import type { HardshipRequest } from '../../persistence/hardship-rows.js';
import {
  AnswerHardshipRequestInput,
  MakeHardshipRequestInput,
  TakeUpHardshipRequestInput,
  WithdrawHardshipRequestInput,
  WriteInHardshipRequestInput,
} from './inputs.js';
import { presentRequest } from './objects.js';
import {
  AnswerHardshipRequestResult,
  MakeHardshipRequestResult,
  TakeUpHardshipRequestResult,
  WithdrawHardshipRequestResult,
  WriteInHardshipRequestResult,
} from './results.js';

/** The life of a hardship request. */
@Resolver()
export class HardshipMutations {
  constructor(private readonly work: UnitOfWork) {}

  @Allow('hardship.ask')
  @Mutation(() => MakeHardshipRequestResult, {
    description:
      'Asks for help in confidence. Whoever holds a shift with SEE_HARDSHIP reads it; nothing of it is in the record. Repeatable with its key.',
  })
  makeHardshipRequest(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'What for.' })
    { assemblyId, clientKey, text }: MakeHardshipRequestInput,
  ) {
    const asked = { assemblyId: assemblyId as AssemblyId, clientKey, text };
    return this.#do((tx) => makeHardshipRequest(tx, personId, asked));
  }

  @Allow('hardship.ask')
  @Mutation(() => WriteInHardshipRequestResult, {
    description:
      'Adds to a request of the caller’s own, or answers back: one that was answered opens again. Repeatable with its key.',
  })
  writeInHardshipRequest(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'In which, and what.' })
    { hardshipRequestId: requestId, clientKey, text }: WriteInHardshipRequestInput,
  ) {
    return this.#do((tx) => writeInHardshipRequest(tx, personId, { requestId, clientKey, text }));
  }

  @Allow('hardship.ask')
  @Mutation(() => WithdrawHardshipRequestResult, {
    description:
      'Withdraws a request of the caller’s own, answered or not: what was written in it is erased at once. Repeatable.',
  })
  withdrawHardshipRequest(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which.' }) { hardshipRequestId }: WithdrawHardshipRequestInput,
  ) {
    return this.#do((tx) => withdrawHardshipRequest(tx, personId, hardshipRequestId));
  }

  @Allow('hardship.hear')
  @Mutation(() => TakeUpHardshipRequestResult, {
    description:
      'Says that the caller sees to another member’s request, until their shift ends: the member reads who. Repeatable.',
  })
  takeUpHardshipRequest(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which.' })
    { assemblyId, hardshipRequestId: requestId }: TakeUpHardshipRequestInput,
  ) {
    const which = { assemblyId: assemblyId as AssemblyId, requestId };
    return this.#do((tx) => takeUpHardshipRequest(tx, personId, which));
  }

  @Allow('hardship.hear')
  @Mutation(() => AnswerHardshipRequestResult, {
    description:
      'Answers another member’s request, for the member alone. An answer that ends it ends the caller’s sight of it too. Repeatable with its key.',
  })
  answerHardshipRequest(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which, and the answer.' })
    { assemblyId, hardshipRequestId: requestId, clientKey, outcome, text }: AnswerHardshipRequestInput,
  ) {
    const answered = { assemblyId: assemblyId as AssemblyId, requestId, clientKey, outcome, text };
    return this.#do((tx) => answerHardshipRequest(tx, personId, answered));
  }

  async #do(act: (tx: Tx) => Promise<Result<HardshipRequest>>) {
    return answer(await this.work.run(act, { constraints: HARDSHIP_CONSTRAINTS }), presentRequest);
  }
}
