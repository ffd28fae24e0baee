import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { InstantScalar, PageArgs } from '@plenary/platform/graphql';
import {
  IsBoolean,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { MemberStateEnum } from './member.objects.js';
import { TogetherActionEnum } from './together.objects.js';

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of a name, up to 100 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string | null;

  @Field(() => MemberStateEnum, {
    nullable: true,
    description: 'Only members in this standing; without it, all who have not left.',
  })
  @IsOptional()
  @IsEnum(MemberStateEnum)
  state?: MemberStateEnum | null;
}

@ArgsType()
export class InvitationsCsvArgs {
  @Field(() => String, { description: 'The key that `stageImport` answered.' })
  @IsString()
  @Length(20, 100)
  key!: string;

  @Field(() => String, {
    description: 'What stands before each link: `https://vote.example.org`. Up to 200 characters.',
  })
  @IsString()
  @MaxLength(200)
  origin!: string;
}

@InputType({ description: 'A new assembly.' })
export class FoundAssemblyInput {
  @Field(() => String, { description: '1 to 200 characters.' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @Field(() => String, { description: 'IANA time zone, such as `Europe/Berlin`.' })
  @IsString()
  @Length(1, 100)
  timeZone!: string;

  @Field(() => String, { description: 'Default language, BCP 47, such as `en` or `pt-BR`.' })
  @IsString()
  @Length(2, 35)
  language!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Quiet: no directory, no mail, no notification that names anything. Cannot be changed later.',
  })
  @IsBoolean()
  quiet!: boolean;

  @Field(() => String, {
    description: 'What the founder is called here, 1 to 100 characters; a pseudonym is fine.',
  })
  @IsString()
  @Length(1, 100)
  displayName!: string;
}

@InputType({ description: 'An invitation to make.' })
export class CreateInvitationInput {
  @Field(() => ID, { description: 'To which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A note for the caller’s own list, 1 to 100 characters.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  label?: string | null;

  @Field(() => Int, {
    defaultValue: 7,
    description: 'For how many days it is open: 1 to 30, and no more than the bylaws allow.',
  })
  @IsInt()
  @Min(1)
  @Max(30)
  days!: number;
}

@InputType({ description: 'An invitation to revoke.' })
export class RevokeInvitationInput {
  @Field(() => ID, { description: 'Which one.' })
  @IsUUID()
  invitationId!: string;
}

@InputType({ description: 'An invitation to take up.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The invitation’s secret: what follows the `#` in its link.' })
  @IsString()
  @Length(20, 100)
  secret!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What to be called, 1 to 100 characters; a pseudonym is fine. An imported member may leave it out.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  displayName?: string | null;
}

@InputType({ description: 'A member to vouch for.' })
export class VouchForMemberInput {
  @Field(() => ID, { description: 'For whom.' })
  @IsUUID()
  membershipId!: string;
}

@InputType({ description: 'A membership to challenge.' })
export class ChallengeMemberInput {
  @Field(() => ID, { description: 'Whose membership.' })
  @IsUUID()
  membershipId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters; for members, not in the record.' })
  @IsString()
  @Length(1, 2000)
  reason!: string;
}

@InputType({ description: 'A new name.' })
export class ChangeDisplayNameInput {
  @Field(() => ID, { description: 'In which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => String, { description: '1 to 100 characters; a pseudonym is fine.' })
  @IsString()
  @Length(1, 100)
  displayName!: string;
}

@InputType({ description: 'An assembly to leave.' })
export class LeaveAssemblyInput {
  @Field(() => ID, { description: 'Which one.' })
  @IsUUID()
  assemblyId!: string;
}

@InputType({ description: 'An assembly to be forgotten by.' })
export class ForgetMeInput {
  @Field(() => ID, { description: 'Which one: the caller’s own, or one that they have left.' })
  @IsUUID()
  assemblyId!: string;
}

@InputType({ description: 'A roll to read.' })
export class StageImportInput {
  @Field(() => ID, { description: 'Into which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => String, {
    description:
      'CSV whose first line names the columns: `ref` (the member’s number) and `name`; others are ignored and not kept. Up to 8,388,608 characters and 200,000 rows.',
  })
  @IsString()
  @Length(1, 8 * 1024 * 1024)
  csv!: string;
}

@InputType({ description: 'What members are asked to do together.' })
export class AskTogetherInput {
  @Field(() => ID, { description: 'In which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => TogetherActionEnum, { description: 'What to do.' })
  @IsEnum(TogetherActionEnum)
  action!: TogetherActionEnum;

  @Field(() => ID, { nullable: true, description: 'What to do it to, where the action asks for it.' })
  @IsOptional()
  @IsUUID()
  subjectId?: string | null;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters; for members, not in the record.' })
  @IsString()
  @Length(1, 2000)
  reason!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Of a meeting that is called: when it begins.' })
  @IsOptional()
  @IsDate()
  startsAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a meeting that is called: where, up to 200 characters.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  place?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a poll that is closed by hand: the countdown on every screen, 30 to 600 seconds.',
  })
  @IsOptional()
  @IsInt()
  @Min(30)
  @Max(600)
  countdownSeconds?: number | null;
}

@InputType({ description: 'A request of members together.' })
export class JointRequestInput {
  @Field(() => ID, { description: 'Which request.' })
  @IsUUID()
  requestId!: string;
}
