import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MeObject } from '@plenary/identity';
import type { AssemblyId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { rightsOf } from '../application/rights-of.js';
import { readerOf } from '../application/visible-members.js';
import { membershipsOfPerson } from '../persistence/member-rows.js';
import { AssemblyObject } from './assembly.objects.js';
import { AssemblyLoaders } from './loaders.js';
import { MemberObject, MembershipObject, ShiftObject } from './member.objects.js';
import { presentMembership } from './present.js';

@Resolver(() => MemberObject)
export class MemberResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: AssemblyLoaders,
  ) {}

  @ResolveField('vouchers', () => [MemberObject], {
    description: 'Who vouched for the member; in a quiet assembly shown to the member alone.',
  })
  async vouchers(@Parent() member: MemberObject, @CurrentCaller() caller: Caller): Promise<MemberObject[]> {
    const { quiet } = await this.loaders.assembly.load(member.assemblyId);
    if (quiet && (await readerOf(this.db, caller.personId, member.assemblyId as AssemblyId)) !== member.id)
      return [];
    return Promise.all(
      (await this.loaders.voucherIds.load(member.id)).map((id) => this.loaders.member.load(id)),
    );
  }
}

@Resolver(() => MembershipObject)
export class MembershipResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: AssemblyLoaders,
  ) {}

  @ResolveField('assembly', () => AssemblyObject, {
    nullable: true,
    description: 'The assembly; null once the membership has ended.',
  })
  assembly(@Parent() membership: MembershipObject): Promise<AssemblyObject> | null {
    return membership.endedAt === null ? this.loaders.assembly.load(membership.assemblyId) : null;
  }

  @ResolveField('powers', () => [String], {
    description:
      'The acts that the caller may do now, such as `motion.move`; some only in what is their own.',
  })
  async powers(@Parent() membership: MembershipObject, @CurrentCaller() caller: Caller): Promise<string[]> {
    if (membership.endedAt !== null) return [];
    const rights = await rightsOf(this.db, caller.personId, membership.assemblyId as AssemblyId);
    return rights.filter(({ holder }) => holder).map(({ action }) => action);
  }
}

@Resolver(() => ShiftObject)
export class ShiftResolver {
  constructor(private readonly loaders: AssemblyLoaders) {}

  @ResolveField('member', () => MemberObject, { description: 'Who carries it out.' })
  member(@Parent() shift: ShiftObject): Promise<MemberObject> {
    return this.loaders.member.load(shift.membershipId);
  }
}

@Resolver(() => MeObject)
export class MyMembershipsResolver {
  constructor(private readonly db: Database) {}

  @ResolveField('memberships', () => [MembershipObject], {
    description: 'The caller’s memberships, the oldest first; those that ended for 30 more days. Up to 100.',
  })
  async memberships(@CurrentCaller() caller: Caller): Promise<MembershipObject[]> {
    return (await membershipsOfPerson(this.db, caller.personId)).map(presentMembership);
  }
}
