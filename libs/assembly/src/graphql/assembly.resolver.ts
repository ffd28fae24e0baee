import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import {
  Allow,
  type Caller,
  Context,
  CurrentCaller,
  InstantScalar,
  page,
  type RequestContext,
} from '@plenary/platform/graphql';
import { rightsOf } from '../application/rights-of.js';
import { readerOf, visibleMember, visibleMembers } from '../application/visible-members.js';
import { nextFoundingDecision } from '../domain/founding.js';
import { PRESET_WORDS } from '../domain/preset-words.js';
import { affiliationOf, affiliationsBelow } from '../persistence/affiliation-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { importsOf } from '../persistence/import-rows.js';
import { activeMembership } from '../persistence/membership-rows.js';
import { convenerNow, invitationsBy, memberCounts, shiftsNow } from '../persistence/overview-rows.js';
import { requestsOf } from '../persistence/request-rows.js';
import {
  AffiliationObject,
  AssemblyObject,
  AssemblyStage,
  FoundingDecisionEnum,
} from './assembly.objects.js';
import { ASSEMBLY_PORTS, type AssemblyPorts } from './assembly-ports.js';
import { BylawPresetObject, BylawsObject } from './bylaws.objects.js';
import { memberCursor, readMemberCursor } from './cursors.js';
import { RollImportObject } from './import.objects.js';
import { MembersArgs } from './inputs.js';
import { InvitationObject } from './invitation.objects.js';
import { AssemblyLoaders } from './loaders.js';
import {
  MemberConnection,
  MemberObject,
  MembershipObject,
  RightObject,
  ShiftObject,
} from './member.objects.js';
import {
  presentAffiliation,
  presentBylaws,
  presentImport,
  presentInvitation,
  presentMember,
  presentMembership,
  presentRequest,
  presentSection,
} from './present.js';
import { JointRequestObject } from './together.objects.js';

/** Lists without pages show so many of the latest. */
const LATEST = 50;
const MOST_BELOW = 200;

@Resolver(() => AssemblyObject)
export class AssemblyResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: AssemblyLoaders,
    @Inject(ASSEMBLY_PORTS) private readonly ports: AssemblyPorts,
  ) {}

  @Query(() => AssemblyObject, {
    nullable: true,
    description: 'An assembly of which the caller is a member; null for any other, whether or not it exists.',
  })
  @Allow('public')
  async assembly(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ) {
    const caller = await context.caller();
    if (caller === null || !isUuid(id) || (caller.kind === 'token' && !caller.scopes.includes('read')))
      return null;
    const own = await activeMembership(this.db, caller.personId, id as AssemblyId);
    return own === null || own.joinedAt === null ? null : this.loaders.assembly.load(id);
  }

  @Query(() => [BylawPresetObject], { description: 'The three presets that an assembly can adopt.' })
  @Allow('public')
  bylawPresets(): BylawPresetObject[] {
    return PRESET_WORDS.map(({ preset, title, summary }) => ({
      name: preset,
      title,
      summary,
      sections: this.ports.sections.map((section) => presentSection(section, section.presets[preset])),
    }));
  }

  @ResolveField('memberCount', () => Int, {
    description: 'Members that count now: vote, second, and are in every base.',
  })
  async memberCount(@Parent() assembly: AssemblyObject): Promise<number> {
    return (await memberCounts(this.db, assembly.row.id)).counting;
  }

  @ResolveField('joinedCount', () => Int, {
    description: 'Members who have taken up their invitation and are not suspended.',
  })
  async joinedCount(@Parent() assembly: AssemblyObject): Promise<number> {
    return (await memberCounts(this.db, assembly.row.id)).joined;
  }

  @ResolveField('stage', () => AssemblyStage, { description: 'How far it is.' })
  stage(@Parent() { row }: AssemblyObject): AssemblyStage {
    return row.bylawsAdoptedAt === null ? AssemblyStage.FOUNDING : AssemblyStage.ESTABLISHED;
  }

  @ResolveField('nextFoundingDecision', () => FoundingDecisionEnum, {
    nullable: true,
    description: 'Which of the first decisions is next; null once all are taken.',
  })
  nextFoundingDecision(@Parent() { row }: AssemblyObject): FoundingDecisionEnum | null {
    return nextFoundingDecision(row) as FoundingDecisionEnum | null;
  }

  @ResolveField('convener', () => MemberObject, {
    nullable: true,
    description: 'Who holds the interim convener’s seat now.',
  })
  async convener(@Parent() { row }: AssemblyObject): Promise<MemberObject | null> {
    const seat = await convenerNow(this.db, row.id);
    return seat === null ? null : this.loaders.member.load(seat.membershipId);
  }

  @ResolveField('convenerUntil', () => InstantScalar, {
    nullable: true,
    description: 'When the convener’s seat ends at the latest.',
  })
  async convenerUntil(@Parent() { row }: AssemblyObject): Promise<Date | null> {
    return (await convenerNow(this.db, row.id))?.until ?? null;
  }

  @ResolveField('myMembership', () => MembershipObject, { description: 'The caller’s own membership.' })
  async myMembership(
    @Parent() { row }: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<MembershipObject> {
    return presentMembership(
      await this.loaders.memberRow.load(await readerOf(this.db, caller.personId, row.id)),
    );
  }

  @ResolveField('member', () => MemberObject, {
    nullable: true,
    description: 'One member; in a quiet assembly only the caller, the convener and holders of shifts.',
  })
  async member(
    @Parent() { row }: AssemblyObject,
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID, description: 'The membership’s id.' }) id: string,
  ) {
    const member = isUuid(id) ? await visibleMember(this.db, caller.personId, row.id, id) : null;
    return member === null ? null : presentMember(member);
  }

  @ResolveField('members', () => MemberConnection, {
    description:
      'The members by name. A quiet assembly has no directory: only the caller is in it, and whom the search names in full.',
  })
  async members(
    @Parent() { row }: AssemblyObject,
    @CurrentCaller() caller: Caller,
    @Args() args: MembersArgs,
  ) {
    const query = {
      search: args.search ?? null,
      state: args.state ?? null,
      after: readMemberCursor(args.after),
      limit: args.first + 1,
    };
    const rows = await visibleMembers(this.db, caller.personId, row.id, query);
    return page(rows.map(presentMember), args.first, memberCursor);
  }

  @ResolveField('bylaws', () => BylawsObject, { description: 'The bylaws in force.' })
  async bylaws(@Parent() { row }: AssemblyObject): Promise<BylawsObject> {
    return presentBylaws(this.ports.sections, await bylawsOf(this.db, row.id));
  }

  @ResolveField('invitations', () => [InvitationObject], {
    description: 'The latest 100 that the caller made, newest first.',
  })
  async invitations(
    @Parent() { row }: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<InvitationObject[]> {
    const own = await readerOf(this.db, caller.personId, row.id);
    return (await invitationsBy(this.db, own)).map(presentInvitation);
  }

  @ResolveField('requests', () => [JointRequestObject], {
    description: 'The latest 50 of members together, newest first.',
  })
  async requests(@Parent() { row }: AssemblyObject): Promise<JointRequestObject[]> {
    return (await requestsOf(this.db, row.id, LATEST)).map(presentRequest);
  }

  @ResolveField('imports', () => [RollImportObject], {
    description:
      'The latest 50 imports of the roll, newest first; none in a quiet assembly but the caller’s own.',
  })
  async imports(
    @Parent() { row }: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<RollImportObject[]> {
    const own = await readerOf(this.db, caller.personId, row.id);
    const rows = await importsOf(this.db, row.id, LATEST);
    return rows
      .filter((staged) => !row.quiet || staged.stagedBy === own)
      .map((staged) => presentImport(staged));
  }

  @ResolveField('shiftsNow', () => [ShiftObject], { description: 'Who carries out which task now.' })
  shiftsNow(@Parent() { row }: AssemblyObject): Promise<ShiftObject[]> {
    return shiftsNow(this.db, row.id);
  }

  @ResolveField('myRights', () => [RightObject], { description: 'The table of rights for the caller, now.' })
  myRights(@Parent() { row }: AssemblyObject, @CurrentCaller() caller: Caller): Promise<RightObject[]> {
    return rightsOf(this.db, caller.personId, row.id);
  }

  @ResolveField('parent', () => AffiliationObject, {
    nullable: true,
    description: 'The assembly above it, or the one that it has asked; null for neither.',
  })
  async parent(@Parent() { row }: AssemblyObject): Promise<AffiliationObject | null> {
    const found = await affiliationOf(this.db, row.id);
    return found && presentAffiliation(found, 'parent');
  }

  @ResolveField('children', () => [AffiliationObject], {
    description: 'The assemblies below it, those that came first before; up to 200.',
  })
  async children(@Parent() { row }: AssemblyObject): Promise<AffiliationObject[]> {
    const found = await affiliationsBelow(this.db, row.id, 'in_force', MOST_BELOW);
    return found.map((each) => presentAffiliation(each, 'child'));
  }

  @ResolveField('affiliationsAsked', () => [AffiliationObject], {
    description:
      'The assemblies that ask to stand below it and wait for its decision, oldest first; up to 200.',
  })
  async affiliationsAsked(@Parent() { row }: AssemblyObject): Promise<AffiliationObject[]> {
    const found = await affiliationsBelow(this.db, row.id, 'asked', MOST_BELOW);
    return found.map((each) => presentAffiliation(each, 'child'));
  }
}
