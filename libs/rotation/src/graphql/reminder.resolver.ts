import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RightNotHeldObject } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import {
  Allow,
  answer,
  type Caller,
  CurrentCaller,
  rejectionType,
  resultUnion,
} from '@plenary/platform/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { setReminder } from '../application/remind.js';
import { reminderOf } from '../persistence/reminder-rows.js';
import { ROTATION_PORTS, type RotationPorts } from '../ports.js';
import { RotaInput } from './inputs.js';
import { RotaObject } from './objects.js';
import { ownRota } from './own-rota.js';

@InputType({ description: 'Whether and when the caller is reminded of their shifts by mail.' })
export class SetReminderInput extends RotaInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Hours before each shift: 1 to 168. Null, or left out: not at all.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(168)
  hoursBefore?: number | null;
}

const NoMail = rejectionType('NO_MAIL', 'The server has no mail.');
const QuietNoMail = rejectionType('QUIET_NO_MAIL', 'A quiet assembly sends no mail.');
const AddressNotConfirmed = rejectionType(
  'ADDRESS_NOT_CONFIRMED',
  'The caller has no address that they confirmed.',
);
const SetReminderResult = resultUnion(
  'SetReminderResult',
  RotaObject,
  [RightNotHeldObject, NoMail, QuietNoMail, AddressNotConfirmed],
  'The rota, or why not',
);

/** Reminders of the caller's own shifts. */
@Resolver(() => RotaObject)
export class ReminderResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    @Inject(ROTATION_PORTS) private readonly ports: RotationPorts,
  ) {}

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many hours before each shift the caller is reminded by mail: 1 to 168. Null for not at all, as it is at first.',
  })
  remindedHoursBefore(@Parent() { membershipId }: RotaObject): Promise<number | null> {
    return reminderOf(this.db, membershipId);
  }

  @Allow('rota.followOwn')
  @Mutation(() => SetReminderResult, {
    description:
      'Asks to be reminded of one’s shifts by mail, or no longer. A reminder is sent at most once: one that the mail server refuses, or that a crash cuts off, is lost.',
  })
  async setReminder(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Of which assembly, and when.' }) {
      assemblyId,
      hoursBefore,
    }: SetReminderInput,
  ) {
    const id = assemblyId as AssemblyId;
    const result = await this.work.run((tx) =>
      setReminder(tx, caller.personId, id, hoursBefore ?? null, this.ports.hasMail),
    );
    const rota = await ownRota(this.db, caller.personId, id);
    return answer(result, () => rota);
  }
}
