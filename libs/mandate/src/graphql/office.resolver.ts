import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, AssemblyObject, activeMembership, MemberObject } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { MotionObject, presentMotion } from '@plenary/motion';
import { badInput, Database, notAllowed } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { visibleOffice } from '../application/visible.js';
import { officesPage } from '../persistence/office-store.js';
import { overdueReports } from '../persistence/report-store.js';
import { lostTermsOf, pastTerms, runningTermsOf } from '../persistence/term-store.js';
import { MandateLoaders } from './loaders.js';
import {
  MandateObject,
  OfficeConnection,
  OfficeObject,
  presentMandate,
  presentOffice,
} from './office.objects.js';
import { presentReport, presentTerm, ReportObject, TermObject } from './term.objects.js';

@Resolver(() => OfficeObject)
export class OfficeResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: MandateLoaders,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @Allow('person')
  @Query(() => OfficeObject, {
    nullable: true,
    description: 'One office, for members of its assembly. NOT_ALLOWED for everybody else.',
  })
  async office(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<OfficeObject> {
    return presentOffice(await visibleOffice(this.db, caller.personId, id));
  }

  @ResolveField(() => AssemblyObject, { description: 'The assembly that sends its delegates.' })
  assembly(@Parent() { office }: OfficeObject): Promise<AssemblyObject> {
    return this.assemblies.assemblyById(office.assemblyId);
  }

  @ResolveField(() => [TermObject], {
    description:
      'Who represents the assembly now: the terms that run, by seat. Fewer than the seats where one is empty.',
  })
  async delegates(@Parent() { office }: OfficeObject): Promise<TermObject[]> {
    return (await this.loaders.running.load(office.id)).map(presentTerm);
  }

  @ResolveField(() => [TermObject], { description: 'The terms that are over, the latest first; up to 100.' })
  async pastTerms(
    @Parent() { office }: OfficeObject,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many at most: 1 to 100.' })
    first: number,
  ): Promise<TermObject[]> {
    if (!Number.isInteger(first) || first < 1 || first > 100)
      throw badInput('first', 'A number from 1 to 100.');
    return (await pastTerms(this.db, office.id, first)).map(presentTerm);
  }

  @ResolveField(() => [MemberObject], {
    description: 'Who follows, in their order, where the election ranked them. Up to 100 per election.',
  })
  async alternates(@Parent() { office }: OfficeObject): Promise<MemberObject[]> {
    const waiting = await this.loaders.alternates.load(office.id);
    return Promise.all(waiting.map(({ membershipId }) => this.assemblies.member.load(membershipId)));
  }

  @ResolveField(() => MandateObject, {
    nullable: true,
    description: 'The latest mandate, in force until its end; null while none was given.',
  })
  async mandate(@Parent() { office }: OfficeObject): Promise<MandateObject | null> {
    const mandate = await this.loaders.mandate.load(office.id);
    return mandate && presentMandate(mandate);
  }
}

@Resolver(() => MandateObject)
export class MandateResolver {
  constructor(private readonly loaders: MandateLoaders) {}

  @ResolveField(() => MotionObject, { description: 'The motion that gave it.' })
  async motion(@Parent() { motionId }: MandateObject): Promise<MotionObject> {
    return presentMotion(await this.loaders.motion.load(motionId));
  }
}

/** For so long somebody who has not looked is told that they lost a seat. */
const TOLD_DAYS = 30;

/** What an assembly has of delegates. */
@Resolver(() => AssemblyObject)
export class MandatesOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => OfficeConnection, {
    description: 'What it sends delegates for: offices that stand by name, then those that were abolished.',
  })
  async offices(
    @Parent() assembly: AssemblyObject,
    @Args() { first, after }: PageArgs,
    @CurrentCaller() caller: Caller,
  ) {
    if (after != null && !isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    const id = await this.#member(assembly, caller).then(() => assembly.id as AssemblyId);
    const offices = await officesPage(this.db, id, after ?? null, first + 1);
    return page(offices.map(presentOffice), first, (office) => office.id);
  }

  @ResolveField(() => [TermObject], { description: 'The seats that the caller holds now.' })
  async mySeats(@Parent() assembly: AssemblyObject, @CurrentCaller() caller: Caller): Promise<TermObject[]> {
    const { id } = await this.#member(assembly, caller);
    return (await runningTermsOf(this.db, id)).map(presentTerm);
  }

  @ResolveField(() => [TermObject], {
    description:
      'The seats that the caller lost in the last 30 days by no word of their own: recalled, over, not accepted in time, abolished, annulled. The latest first; up to 20.',
  })
  async mySeatsLost(
    @Parent() assembly: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<TermObject[]> {
    const { id } = await this.#member(assembly, caller);
    return (await lostTermsOf(this.db, id, TOLD_DAYS)).map(presentTerm);
  }

  @ResolveField(() => [ReportObject], {
    description: 'Reports that are overdue, the oldest first, until they are given. Up to 100.',
  })
  async overdueReports(
    @Parent() assembly: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<ReportObject[]> {
    await this.#member(assembly, caller);
    return (await overdueReports(this.db, assembly.id as AssemblyId)).map(presentReport);
  }

  async #member(assembly: AssemblyObject, caller: Caller) {
    const member = await activeMembership(this.db, caller.personId, assembly.id as AssemblyId);
    if (member === null) throw notAllowed();
    return member;
  }
}
