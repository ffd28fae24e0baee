import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyObject, activeMembership } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { badInput, Database, notAllowed } from '@plenary/platform';
import { type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { PollObject } from '@plenary/voting';
import { tiersOfKinds } from '../application/motion-rules.js';
import { adoptedTexts } from '../persistence/effect-store.js';
import { motionPage } from '../persistence/motion-store.js';
import { MotionsArgs } from './inputs.js';
import { MotionLoaders } from './loaders.js';
import {
  AdoptedTextConnection,
  MotionConnection,
  MotionObject,
  MotionTiersObject,
  presentMotion,
} from './motion.object.js';

/** What an assembly has of motions. */
@Resolver(() => AssemblyObject)
export class MotionsOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => MotionConnection, {
    description: 'Its motions, newest first. Drafts are the caller’s own.',
  })
  async motions(
    @Parent() assembly: AssemblyObject,
    @Args() args: MotionsArgs,
    @CurrentCaller() caller: Caller,
  ) {
    const assemblyId = assembly.id as AssemblyId;
    const member = await activeMembership(this.db, caller.personId, assemblyId);
    if (member === null) throw notAllowed();
    const { first, state } = args;
    const query = {
      assemblyId,
      viewer: member.id,
      state: state ?? null,
      after: cursor(args),
      limit: first + 1,
    };
    return page((await motionPage(this.db, query)).map(presentMotion), first, ({ id }) => id);
  }

  @ResolveField(() => [MotionTiersObject], {
    description: 'For each kind of motion, who may be let to see who voted how, by the bylaws in force.',
  })
  async motionTiers(@Parent() assembly: AssemblyObject): Promise<MotionTiersObject[]> {
    return tiersOfKinds(this.db, assembly.id as AssemblyId);
  }

  @ResolveField(() => AdoptedTextConnection, {
    description: 'The texts that carried motions adopted, newest first.',
  })
  async adoptedTexts(@Parent() assembly: AssemblyObject, @Args() args: PageArgs) {
    const texts = await adoptedTexts(this.db, assembly.id as AssemblyId, cursor(args), args.first + 1);
    return page(texts, args.first, ({ motionId }) => motionId);
  }
}

/** What a poll has of motions. */
@Resolver(() => PollObject)
export class MotionOfPollResolver {
  constructor(private readonly loaders: MotionLoaders) {}

  @ResolveField(() => MotionObject, {
    nullable: true,
    description: 'The motion that it decides; null for a poll without one.',
  })
  async motion(@Parent() poll: PollObject): Promise<MotionObject | null> {
    const motion = await this.loaders.ofPoll.load(poll.id);
    return motion && presentMotion(motion);
  }

  @ResolveField(() => Boolean, { description: 'Whether members together have contested its result.' })
  async contested(@Parent() poll: PollObject): Promise<boolean> {
    return (await this.loaders.contestOf.load(poll.id)) !== null;
  }

  @ResolveField(() => MotionObject, {
    nullable: true,
    description: 'The motion by which its result is contested; null if it is not.',
  })
  async contestedBy(@Parent() poll: PollObject): Promise<MotionObject | null> {
    const motion = await this.loaders.contestOf.load(poll.id);
    return motion && presentMotion(motion);
  }
}

function cursor({ after }: PageArgs): string | null {
  if (after == null) return null;
  if (!isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
  return after;
}
