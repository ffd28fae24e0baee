import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership, MemberObject } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { commitment } from '@plenary/log';
import { MotionObject, presentMotion } from '@plenary/motion';
import { badInput, Database } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller, page } from '@plenary/platform/graphql';
import { recallStanding } from '../application/recall-standing.js';
import { visibleTerm } from '../application/visible.js';
import { actsPage } from '../persistence/act-store.js';
import { hasSigned, signersOf } from '../persistence/petition-store.js';
import { votesOfTerm } from '../persistence/seat-poll-store.js';
import { commitmentsOf, crossingsOf, ownSalt } from '../persistence/secret-store.js';
import { ActsArgs } from './inputs.js';
import { MandateLoaders } from './loaders.js';
import { OfficeObject, presentOffice } from './office.objects.js';
import { TermVoteObject, VotesArgs } from './seat-poll.objects.js';
import {
  ActConnection,
  AttendanceObject,
  MyCommitmentObject,
  presentAct,
  presentCrossing,
  presentReport,
  presentTerm,
  RecallCrossingObject,
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

  @ResolveField(() => AttendanceObject, {
    nullable: true,
    description: 'Where the delegate was; null while the seat has not been accepted.',
  })
  async attendance(@Parent() { term }: TermObject): Promise<AttendanceObject | null> {
    const { id, membershipId, acceptedAt, endedAt } = term;
    if (acceptedAt === null) return null;
    const until = endedAt ?? (await this.db.now());
    const [{ held, attended }, { asked, voted }] = await Promise.all([
      this.loaders.attendance.load({ membershipId, from: acceptedAt, until }),
      this.loaders.votedAbove.load(id),
    ]);
    return { meetings: held, attended, votesAbove: asked, voted };
  }

  @ResolveField(() => [ReportObject], {
    description: 'The reports of this term, owed and given, the latest due first. Up to 1,000.',
  })
  async reports(@Parent() { term }: TermObject): Promise<ReportObject[]> {
    return (await this.loaders.reports.load(term.id)).map(presentReport);
  }

  @ResolveField(() => [RecallCrossingObject], {
    description:
      'What secret signatures against the delegate published when they crossed a threshold, the latest first.',
  })
  async crossings(@Parent() { term }: TermObject): Promise<RecallCrossingObject[]> {
    const crossings = await crossingsOf(this.db, term.id);
    return crossings.map((crossing) => presentCrossing(crossing, term.assemblyId));
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
    const { petition, secret } = standing;
    const shown = secret ? null : petition;
    return {
      ...standing,
      openedAt: shown?.openedAt ?? null,
      expiresAt: shown === null || shown.motionId !== null ? null : shown.expiresAt,
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
    return member !== null && hasSigned(this.db, petition, member.id);
  }

  @ResolveField(() => [MemberObject], {
    description: 'Who signed, in their order; up to 100. Empty where signatures are secret.',
  })
  async signers(@Parent() { petition }: RecallObject): Promise<MemberObject[]> {
    const ids = petition === null || petition.secret ? [] : await signersOf(this.db, petition, 100);
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

@Resolver(() => RecallCrossingObject)
export class RecallCrossingResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [String], {
    description:
      'The commitments in the order of the leaves, a page at a time: up to 1,000 after the place `after`.',
  })
  commitments(
    @Parent() { crossing }: RecallCrossingObject,
    @Args('first', { type: () => Int, defaultValue: 100, description: 'How many at most: 1 to 1,000.' })
    first: number,
    @Args('after', {
      type: () => Int,
      defaultValue: 0,
      description: 'How many to leave out from the first on.',
    })
    after: number,
  ): Promise<string[]> {
    if (first < 1 || first > 1_000) throw badInput('first', 'A number from 1 to 1,000.');
    if (after < 0) throw badInput('after', 'A number from 0.');
    return commitmentsOf(this.db, crossing, after, first);
  }

  @ResolveField(() => MyCommitmentObject, {
    nullable: true,
    description:
      'What opens the caller’s own commitment; null where they did not sign, or where it is kept no more.',
  })
  async mine(
    @Parent() { crossing, assemblyId }: RecallCrossingObject,
    @CurrentCaller() caller: Caller,
  ): Promise<MyCommitmentObject | null> {
    const member = await activeMembership(this.db, caller.personId, assemblyId as AssemblyId);
    const salt = member && (await ownSalt(this.db, crossing.petitionId, member.id));
    return salt && { salt: salt.toString('hex'), commitment: commitment(salt, member.id) };
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
