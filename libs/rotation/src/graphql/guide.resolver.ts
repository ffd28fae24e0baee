import {
  Args,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership, MemberObject, RightNotHeldObject } from '@plenary/assembly';
import { Database, UnitOfWork } from '@plenary/platform';
import {
  Allow,
  answer,
  type Caller,
  CurrentCaller,
  InstantScalar,
  rejectionType,
  resultUnion,
} from '@plenary/platform/graphql';
import { IsInt, IsString, IsUUID, MaxLength, Min } from 'class-validator';
import { improveGuide } from '../application/improve-guide.js';
import { guideVersions, isHolder } from '../persistence/guide-rows.js';
import { presentTask, RotaTaskObject } from './objects.js';

const MOST_VERSIONS = 50;

@ObjectType('GuideVersion', { description: 'The guide of a task as it was from then on.' })
export class GuideVersionObject {
  writtenBy!: string | null;

  @Field(() => Int, { description: 'Counting from 1.' })
  version!: number;

  @Field(() => String, { description: 'Up to 2,000 characters.' })
  text!: string;

  @Field(() => InstantScalar, { description: 'From when.' })
  writtenAt!: Date;
}

@InputType({ description: 'A better guide for a task.' })
export class ImproveGuideInput {
  @Field(() => ID, { description: 'Which task.' })
  @IsUUID()
  taskId!: string;

  @Field(() => String, { description: 'The whole guide as it is to be; up to 2,000 characters.' })
  @IsString()
  @MaxLength(2_000)
  text!: string;

  @Field(() => Int, { description: 'The version that the caller read: 0 where there was none.' })
  @IsInt()
  @Min(0)
  basedOn!: number;
}

const TaskEnded = rejectionType('TASK_ENDED', 'The task was ended.');
const GuideNotYours = rejectionType('GUIDE_NOT_YOURS', 'The caller neither holds the task nor held it.');
const GuideChanged = rejectionType('GUIDE_CHANGED', 'Somebody has changed it since the caller read it.');
const ImproveGuideResult = resultUnion(
  'ImproveGuideResult',
  RotaTaskObject,
  [RightNotHeldObject, TaskEnded, GuideNotYours, GuideChanged],
  'The task with its guide, or why not',
);

/** The guide of a task, which its holders improve. */
@Resolver(() => RotaTaskObject)
export class GuideResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  @ResolveField(() => Int, {
    description: 'Which version its guide is: to be named when it is improved. 0 where it never had one.',
  })
  async guideVersion(@Parent() { id }: RotaTaskObject): Promise<number> {
    return (await guideVersions(this.db, id, 1))[0]?.version ?? 0;
  }

  @ResolveField(() => [GuideVersionObject], {
    description: 'How its guide came to be, the newest version first; up to 50.',
  })
  guideVersions(@Parent() { id }: RotaTaskObject): Promise<GuideVersionObject[]> {
    return guideVersions(this.db, id, MOST_VERSIONS);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the caller may improve its guide: they hold a shift of it, or held one.',
  })
  async mayImproveGuide(
    @Parent() { id, task }: RotaTaskObject,
    @CurrentCaller() caller: Caller,
  ): Promise<boolean> {
    const own = await activeMembership(this.db, caller.personId, task.assemblyId);
    return own !== null && task.endedAt === null && (await isHolder(this.db, id, own.id));
  }

  @Allow('guide.improve')
  @Mutation(() => ImproveGuideResult, {
    description:
      'Improves the guide of a task that the caller holds or held. Every version stays; the record says who and when, and not the words. Repeatable.',
  })
  async improveGuide(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The guide.' }) { taskId, text, basedOn }: ImproveGuideInput,
  ) {
    const given = { taskId, text, basedOn };
    return answer(await this.work.run((tx) => improveGuide(tx, caller.personId, given)), presentTask);
  }
}

@Resolver(() => GuideVersionObject)
export class GuideVersionResolver {
  constructor(private readonly assemblies: AssemblyLoaders) {}

  @ResolveField(() => MemberObject, {
    nullable: true,
    description: 'Who improved it; null where the assembly set it by motion.',
  })
  async writtenBy(@Parent() { writtenBy }: GuideVersionObject): Promise<MemberObject | null> {
    return writtenBy === null ? null : this.assemblies.member.load(writtenBy);
  }
}
