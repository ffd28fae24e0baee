import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership, MemberObject } from '@plenary/assembly';
import { isUuid } from '@plenary/kernel';
import { MotionObject, presentMotion } from '@plenary/motion';
import { badInput, Database } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller, page } from '@plenary/platform/graphql';
import { recallStanding } from '../application/recall-standing.js';
import { visibleTerm } from '../application/visible.js';
import { actsPage } from '../persistence/act-store.js';
import { hasSigned, signersOf } from '../persistence/petition-store.js';
import { votesOfTerm } from '../persistence/seat-poll-store.js';
import { ActsArgs } from './inputs.js';
import { MandateLoaders } from './loaders.js';
import { OfficeObject, presentOffice } from './office.objects.js';
import { TermVoteObject, VotesArgs } from './seat-poll.objects.js';
import {
  ActConnection,
  presentAct,
  presentReport,
  presentTerm,
  RecallObject,
  ReportObject,
  TermObject,
} from './term.objects.js';

@Resolver(() => TermObject)
export class TermResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: MandateLoaders,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @Allow('person')
  @Query(() => TermObject, {
    nullable: true,
    description:
      'One member’s time in a seat: the delegate’s page, for members of the sending assembly. NOT_ALLOWED for everybody else.',
  })
  async term(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<TermObject> {
    return presentTerm(await visibleTerm(this.db, caller.personId, id));
  }

  @ResolveField(() => OfficeObject, { description: 'The office, with the mandate in force.' })
  async office(@Parent() { term }: TermObject): Promise<OfficeObject> {
    return presentOffice(await this.loaders.office.load(term.officeId));
  }

  @ResolveField(() => MemberObject, { description: 'The delegate.' })
  member(@Parent() { term }: TermObject): Promise<MemberObject> {
    return this.assemblies.member.load(term.membershipId);
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller is the delegate.' })
  async mine(@Parent() { term }: TermObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const member = await activeMembership(this.db, caller.personId, term.assemblyId);
    return member?.id === term.membershipId;
  }

  @ResolveField(() => ActConnection, { description: 'What the delegate did in this term, newest first.' })
  async acts(@Parent() { term }: TermObject, @Args() { first, after, deviations }: ActsArgs) {
    if (after != null && !isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    const only = deviations ? 'outside' : null;
    const acts = await actsPage(this.db, term.id, only, after ?? null, first + 1);
    return page(acts.map(presentAct), first, ({ id }) => id);
  }

  @ResolveField(() => [TermVoteObject], {
    description: 'How the delegate voted in the assembly above, newest first.',
  })
  async votes(
    @Parent() { term }: TermObject,
    @Args() { first, deviations }: VotesArgs,
  ): Promise<TermVoteObject[]> {
    return votesOfTerm(this.db, term.id, deviations, first);
  }

  @ResolveField(() => [ReportObject], {
    description: 'The reports of this term, owed and given, the latest due first. Up to 1,000.',
  })
  async reports(@Parent() { term }: TermObject): Promise<ReportObject[]> {
    return (await this.loaders.reports.load(term.id)).map(presentReport);
  }

  @ResolveField(() => RecallObject, {
    nullable: true,
    description: 'How the recall stands; null once the term is over.',
  })
  async recall(@Parent() { term }: TermObject): Promise<RecallObject | null> {
    if (term.endedAt !== null) return null;
    const office = await this.loaders.office.load(term.officeId);
    const last = await this.loaders.petition.load(term.id);
    const standing = await recallStanding(this.db, office, term, last, await this.db.now());
    const { petition } = standing;
    return {
      ...standing,
      openedAt: petition?.openedAt ?? null,
      expiresAt: petition === null || petition.motionId !== null ? null : petition.expiresAt,
    };
  }
}

@Resolver(() => RecallObject)
export class RecallResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: MandateLoaders,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @ResolveField(() => Boolean, { description: 'Whether the caller has withdrawn their confidence.' })
  async signedByMe(@Parent() { petition }: RecallObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    if (petition === null) return false;
    const member = await activeMembership(this.db, caller.personId, petition.assemblyId);
    return member !== null && hasSigned(this.db, petition.id, member.id);
  }

  @ResolveField(() => [MemberObject], { description: 'Who signed, in their order; up to 100.' })
  async signers(@Parent() { petition }: RecallObject): Promise<MemberObject[]> {
    const ids = petition === null ? [] : await signersOf(this.db, petition, 100);
    return Promise.all(ids.map((id) => this.assemblies.member.load(id)));
  }

  @ResolveField(() => MotionObject, {
    nullable: true,
    description: 'The recall poll’s motion that the signatures opened; null while there is none.',
  })
  async motion(@Parent() { petition }: RecallObject): Promise<MotionObject | null> {
    return petition?.motionId == null
      ? null
      : presentMotion(await this.loaders.motion.load(petition.motionId));
  }
}

@Resolver(() => ReportObject)
export class ReportResolver {
  constructor(private readonly loaders: MandateLoaders) {}

  @ResolveField(() => TermObject, { description: 'The term in which it is owed.' })
  async term(@Parent() { report }: ReportObject): Promise<TermObject> {
    return presentTerm(await this.loaders.term.load(report.termId));
  }

  @ResolveField(() => MotionObject, {
    nullable: true,
    description: 'The motion by which the assembly said what it thinks of it; null until it did.',
  })
  async motion(@Parent() { report }: ReportObject): Promise<MotionObject | null> {
    return report.motionId === null ? null : presentMotion(await this.loaders.motion.load(report.motionId));
  }
}
