import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { PersonId } from '@plenary/kernel';
import { type Tx, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { confirmShift, declineShift, noteMissedShift, offerShift } from '../application/answer-shift.js';
import { finishShift } from '../application/finish-shift.js';
import { answerSwap, askSwap, SHIFT_CONSTRAINTS } from '../application/swap-shifts.js';
import { takeShift } from '../application/take-shift.js';
import { AnswerSwapInput, AskSwapInput, DeclineShiftInput, FinishShiftInput, ShiftInput } from './inputs.js';
import { presentShift, presentSwap } from './objects.js';
import {
  AnswerSwapResult,
  AskSwapResult,
  ConfirmShiftResult,
  DeclineShiftResult,
  FinishShiftResult,
  NoteMissedShiftResult,
  OfferShiftResult,
  TakeShiftResult,
} from './results.js';

type OnShift = (tx: Tx, personId: PersonId, shiftId: string) => ReturnType<typeof confirmShift>;

/** The life of a shift. */
@Resolver()
export class ShiftMutations {
  constructor(private readonly work: UnitOfWork) {}

  @Allow('shift.answer')
  @Mutation(() => ConfirmShiftResult, { description: 'Says ‘I will come’ to one’s own shift. Repeatable.' })
  confirmShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift.' }) input: ShiftInput,
  ) {
    return this.#on(confirmShift, caller, input);
  }

  @Allow('shift.answer')
  @Mutation(() => DeclineShiftResult, {
    description:
      'Gives one’s own shift up before it begins, with a reason or without. Who steps in is drawn at once.',
  })
  declineShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift, and why if the caller wants to say.' })
    input: DeclineShiftInput,
  ) {
    const { reason = null } = input;
    return this.#on((tx, person, id) => declineShift(tx, person, id, reason), caller, input);
  }

  @Allow('shift.answer')
  @Mutation(() => OfferShiftResult, {
    description: 'Offers one’s own shift to all. It stays one’s own until somebody takes it. Repeatable.',
  })
  offerShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift.' }) input: ShiftInput,
  ) {
    return this.#on(offerShift, caller, input);
  }

  @Allow('shift.take')
  @Mutation(() => TakeShiftResult, {
    description:
      'Takes a shift that is offered to all; or steps in, for what is left, where who had one that is on has left or was suspended. The first who may have it.',
  })
  takeShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift.' }) input: ShiftInput,
  ) {
    return this.#on(takeShift, caller, input);
  }

  @Allow('shift.noteMissed')
  @Mutation(() => NoteMissedShiftResult, {
    description: 'Notes that a shift was missed: its holder, or who facilitates now. Repeatable.',
  })
  noteMissedShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift.' }) input: ShiftInput,
  ) {
    return this.#on(noteMissedShift, caller, input);
  }

  @Allow('shift.answer')
  @Mutation(() => FinishShiftResult, {
    description:
      'Says that one’s own shift is done, once it has begun; of a training, who has learned. A repeat replaces the note.',
  })
  finishShift(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The shift, and a note.' }) input: FinishShiftInput,
  ) {
    const { note = null, learnedIds } = input;
    return this.#on((tx, person, id) => finishShift(tx, person, id, note, learnedIds ?? []), caller, input);
  }

  @Allow('shift.answer')
  @Mutation(() => AskSwapResult, {
    description: 'Asks the holder of another shift to swap. The same request is made once.',
  })
  async askSwap(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The two shifts.' }) input: AskSwapInput,
  ) {
    const work = (tx: Tx) => askSwap(tx, caller.personId, input.shiftId, input.withShiftId);
    return answer(await this.work.run(work), presentSwap);
  }

  @Allow('shift.answer')
  @Mutation(() => AnswerSwapResult, {
    description: 'Agrees to a swap or refuses it; whoever asked takes it back by refusing.',
  })
  async answerSwap(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which, and the answer.' }) input: AnswerSwapInput,
  ) {
    const work = (tx: Tx) => answerSwap(tx, caller.personId, input.swapId, input.agree);
    return answer(await this.work.run(work, { constraints: SHIFT_CONSTRAINTS }), presentSwap);
  }

  async #on(act: OnShift, { personId }: Caller, { shiftId }: ShiftInput) {
    const work = this.work.run((tx) => act(tx, personId, shiftId), { constraints: SHIFT_CONSTRAINTS });
    return answer(await work, presentShift);
  }
}
