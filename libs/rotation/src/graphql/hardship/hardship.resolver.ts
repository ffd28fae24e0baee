import { Args, ArgsType, Field, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, AssemblyObject, authorise, MemberObject } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { IsInt, Max, Min } from 'class-validator';
import { hearersNow } from '../../application/hardship/enter.js';
import { heardRequests, hearerNow, requestsOfOwn } from '../../application/hardship/read-requests.js';
import { isHeard } from '../../persistence/hardship-rows.js';
import {
  HardshipHeardObject,
  HardshipNoteObject,
  HardshipObject,
  HardshipRequestObject,
  presentRequest,
} from './objects.js';

@ArgsType()
class HeardArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many requests: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  first!: number;
}

/** What an assembly has of it. */
@Resolver(() => AssemblyObject)
export class HardshipOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => HardshipObject, {
    nullable: true,
    description: 'Help in confidence; null for whoever is not a member.',
  })
  async hardship(
    @Parent() assembly: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<HardshipObject | null> {
    const assemblyId = assembly.id as AssemblyId;
    const grant = await authorise(this.db, caller.personId, assemblyId, 'assembly.read');
    return grant.ok ? { assemblyId, membershipId: grant.value.membership.id } : null;
  }
}

@Resolver(() => HardshipObject)
export class HardshipResolver {
  constructor(
    private readonly db: Database,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @ResolveField(() => Boolean, {
    description: 'Whether a task gives the right to see such requests; without one nothing can be asked.',
  })
  isHeard(@Parent() { assemblyId }: HardshipObject): Promise<boolean> {
    return isHeard(this.db, assemblyId);
  }

  @ResolveField(() => [MemberObject], {
    description:
      'Who reads an open request of the caller’s now: other members whose shift gives the right, up to 20. Later it is whoever’s turn it is.',
  })
  async readers(
    @Parent() { assemblyId, membershipId }: HardshipObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MemberObject[]> {
    const holders = await hearersNow(this.db, personId, assemblyId);
    const others = holders.filter((id) => id !== membershipId).sort();
    return Promise.all(others.slice(0, 20).map((id) => this.assemblies.member.load(id)));
  }

  @ResolveField(() => [HardshipRequestObject], {
    description: 'The caller’s own that are kept, the newest first; up to 20. Without those they withdrew.',
  })
  async mine(
    @Parent() own: HardshipObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<HardshipRequestObject[]> {
    return (await requestsOfOwn(this.db, personId, own)).map(presentRequest);
  }

  @ResolveField(() => HardshipHeardObject, {
    nullable: true,
    description: 'What others ask for; null for whoever does not hold a shift with SEE_HARDSHIP now.',
  })
  async heard(
    @Parent() { assemblyId }: HardshipObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<HardshipHeardObject | null> {
    const hearer = await hearerNow(this.db, personId, assemblyId);
    return hearer && { assemblyId, until: hearer.until };
  }
}

@Resolver(() => HardshipHeardObject)
export class HardshipHeardResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [HardshipRequestObject], {
    description: 'Open requests of other members, the oldest first. Never one of the caller’s own.',
  })
  async requests(
    @Parent() { assemblyId }: HardshipHeardObject,
    @CurrentCaller() { personId }: Caller,
    @Args() { first }: HeardArgs,
  ): Promise<HardshipRequestObject[]> {
    return (await heardRequests(this.db, personId, assemblyId, first)).map(presentRequest);
  }
}

@Resolver(() => HardshipRequestObject)
export class HardshipRequestResolver {
  constructor(private readonly assemblies: AssemblyLoaders) {}

  @ResolveField(() => MemberObject, { description: 'Whose it is.' })
  member(@Parent() { request }: HardshipRequestObject): Promise<MemberObject> {
    return this.assemblies.member.load(request.membershipId);
  }

  @ResolveField(() => MemberObject, {
    nullable: true,
    description: 'Who took it up or answered it, by their shift; null where nobody has it now.',
  })
  async holder(@Parent() { request }: HardshipRequestObject): Promise<MemberObject | null> {
    return request.holderId === null ? null : this.assemblies.member.load(request.holderId);
  }
}

@Resolver(() => HardshipNoteObject)
export class HardshipNoteResolver {
  constructor(private readonly assemblies: AssemblyLoaders) {}

  @ResolveField(() => MemberObject, { description: 'Who wrote it.' })
  author(@Parent() { note }: HardshipNoteObject): Promise<MemberObject> {
    return this.assemblies.member.load(note.authorId);
  }
}
