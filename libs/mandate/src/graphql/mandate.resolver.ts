import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { MatterInput } from '@plenary/motion';
import { UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { acceptSeat, declineSeat, resignSeat } from '../application/answer-seat.js';
import { MANDATE_PORTS, type MandatePorts } from '../application/ports.js';
import { recordAct } from '../application/record-act.js';
import { restoreConfidence } from '../application/restore-confidence.js';
import { Turns } from '../application/turns.js';
import { withdrawConfidence } from '../application/withdraw-confidence.js';
import { writeReport } from '../application/write-report.js';
import type { Matter } from '../domain/mandate.js';
import { LAST_WORD } from '../domain/rejections.js';
import { RecordActInput, TermInput, WriteReportInput } from './inputs.js';
import {
  AcceptSeatResult,
  DeclineSeatResult,
  RecordActResult,
  ResignSeatResult,
  RestoreConfidenceResult,
  WithdrawConfidenceResult,
  WriteReportResult,
} from './results.js';
import { presentAct, presentReport, presentTerm } from './term.objects.js';

const WHICH = { description: 'Which term.' };

@Resolver()
export class MandateActsResolver {
  /** One is in its transaction, and the next has its connection. */
  readonly #signing = new Turns(2);

  constructor(
    private readonly work: UnitOfWork,
    @Inject(MANDATE_PORTS) private readonly ports: MandatePorts,
  ) {}

  @Allow('seat.accept')
  @Mutation(() => AcceptSeatResult, {
    description: 'Accepts a seat to which the caller was elected or called, before `acceptBy`. Repeatable.',
  })
  async acceptSeat(@CurrentCaller() caller: Caller, @Args('input', WHICH) { termId }: TermInput) {
    return answer(await this.work.run((tx) => acceptSeat(tx, caller.personId, termId)), presentTerm);
  }

  @Allow('seat.decline')
  @Mutation(() => DeclineSeatResult, {
    description: 'Declines such a seat: the next is called at once. Repeatable.',
  })
  async declineSeat(@CurrentCaller() caller: Caller, @Args('input', WHICH) { termId }: TermInput) {
    const result = await this.work.run((tx) => declineSeat(this.ports, tx, caller.personId, termId));
    return answer(result, presentTerm);
  }

  @Allow('seat.resign')
  @Mutation(() => ResignSeatResult, {
    description:
      'Gives up the caller’s seat: it is empty at once, and filled by the office’s rule. Repeatable.',
  })
  async resignSeat(@CurrentCaller() caller: Caller, @Args('input', WHICH) { termId }: TermInput) {
    const result = await this.work.run((tx) => resignSeat(this.ports, tx, caller.personId, termId));
    return answer(result, presentTerm);
  }

  @Allow('confidence.withdraw')
  @Mutation(() => WithdrawConfidenceResult, {
    description:
      'Withdraws the caller’s confidence from a delegate. The signature that makes more than half of the members empties the seat at once. Repeatable.',
  })
  async withdrawConfidence(@CurrentCaller() caller: Caller, @Args('input', WHICH) { termId }: TermInput) {
    const result = await this.#signing.take(termId, () =>
      this.work.run((tx) => withdrawConfidence(this.ports, tx, caller.personId, termId)),
    );
    return answer(result, presentTerm);
  }

  @Allow('confidence.restore')
  @Mutation(() => RestoreConfidenceResult, {
    description: 'Takes the caller’s signature back, while the delegate holds the seat. Repeatable.',
  })
  async restoreConfidence(@CurrentCaller() caller: Caller, @Args('input', WHICH) { termId }: TermInput) {
    return answer(await this.work.run((tx) => restoreConfidence(tx, caller.personId, termId)), presentTerm);
  }

  @Allow('act.record')
  @Mutation(() => RecordActResult, {
    description:
      'Writes down what the caller does as a delegate, held against the mandate in force. Repeatable with its key.',
  })
  async recordAct(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'What was done.' }) input: RecordActInput,
  ) {
    const { termId, clientKey, position, text } = input;
    const act = {
      ...{ termId, clientKey, position, text },
      matter: matterOf(input.matter),
      figures: (input.figures ?? []).map(({ name, value }) => ({ name, value })),
      takesEffectAt: input.takesEffectAt ?? null,
    };
    const result = await this.work.run((tx) => recordAct(tx, caller.personId, act), {
      constraints: LAST_WORD,
    });
    return answer(result, presentAct);
  }

  @Allow('report.write')
  @Mutation(() => WriteReportResult, {
    description: 'Gives a report that the caller owes as a delegate. Repeatable with the same text.',
  })
  async writeReport(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The report.' }) { reportId, text }: WriteReportInput,
  ) {
    const result = await this.work.run((tx) => writeReport(tx, caller.personId, reportId, text));
    return answer(result, presentReport);
  }
}

function matterOf({ motionId, text }: MatterInput): Matter | null {
  const words = text?.trim() ?? '';
  if (motionId != null && words === '') return { kind: 'motion', id: motionId };
  if (motionId == null && words !== '') return { kind: 'text', text: words };
  return null;
}
