import { Field, ID, InputType } from '@nestjs/graphql';
import { IsEnum, IsString, IsUUID, Length, Matches } from 'class-validator';
import type { Outcome } from '../../domain/hardship.js';
import { RotaInput } from '../inputs.js';
import { HardshipOutcomeEnum } from './objects.js';

@InputType({ description: 'What a member asks for.' })
export class MakeHardshipRequestInput extends RotaInput {
  @Field(() => ID, { description: 'Made by the client: a retry with it answers what the first made.' })
  @IsUUID()
  clientKey!: string;

  @Field(() => String, { description: 'What it is, in the member’s own words: 1 to 2,000 characters.' })
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/)
  text!: string;
}

@InputType({ description: 'A hardship request of the caller’s own.' })
export class WithdrawHardshipRequestInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  hardshipRequestId!: string;
}

@InputType({ description: 'A text in a hardship request of the caller’s own.' })
export class WriteInHardshipRequestInput extends WithdrawHardshipRequestInput {
  @Field(() => ID, { description: 'Made by the client: a retry with it writes nothing more.' })
  @IsUUID()
  clientKey!: string;

  @Field(() => String, { description: '1 to 2,000 characters.' })
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/)
  text!: string;
}

@InputType({ description: 'A hardship request of another member.' })
export class TakeUpHardshipRequestInput extends RotaInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  hardshipRequestId!: string;
}

@InputType({ description: 'An answer to a hardship request.' })
export class AnswerHardshipRequestInput extends TakeUpHardshipRequestInput {
  @Field(() => ID, { description: 'Made by the client: a retry with it writes nothing more.' })
  @IsUUID()
  clientKey!: string;

  @Field(() => HardshipOutcomeEnum, { description: 'What it says.' })
  @IsEnum(HardshipOutcomeEnum)
  outcome!: Outcome;

  @Field(() => String, { description: 'To the member alone: 1 to 2,000 characters.' })
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/)
  text!: string;
}
