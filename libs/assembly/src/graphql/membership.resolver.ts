import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { ACCEPT_CONSTRAINTS, acceptInvitation } from '../application/accept-invitation.js';
import { changeDisplayName } from '../application/change-display-name.js';
import { leaveAssembly } from '../application/end-membership.js';
import { forgetMe } from '../application/forget-me.js';
import { foundAssembly } from '../application/found-assembly.js';
import { createInvitation, previewInvitation, revokeInvitation } from '../application/invite.js';
import { challengeMember, vouchForMember } from '../application/vouch.js';
import { ASSEMBLY_PORTS, type AssemblyPorts } from './assembly-ports.js';
import {
  AcceptInvitationInput,
  ChallengeMemberInput,
  ChangeDisplayNameInput,
  CreateInvitationInput,
  ForgetMeInput,
  FoundAssemblyInput,
  LeaveAssemblyInput,
  RevokeInvitationInput,
  VouchForMemberInput,
} from './inputs.js';
import { InvitationKind, InvitationPreviewObject } from './invitation.objects.js';
import { AssemblyLoaders } from './loaders.js';
import { presentInvitation, presentMembership } from './present.js';
import {
  AcceptInvitationResult,
  ChallengeMemberResult,
  ChangeDisplayNameResult,
  CreateInvitationResult,
  ForgetMeResult,
  FoundAssemblyResult,
  LeaveAssemblyResult,
  RevokeInvitationResult,
  VouchForMemberResult,
} from './results.js';

@Resolver()
export class MembershipMutations {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly loaders: AssemblyLoaders,
    @Inject(ASSEMBLY_PORTS) private readonly ports: AssemblyPorts,
  ) {}

  @Query(() => InvitationPreviewObject, {
    nullable: true,
    description: 'What an invitation opens; null for anything that can’t be used.',
  })
  @Allow('public')
  async invitation(
    @Args('secret', { description: 'What follows the `#` in its link; up to 100 characters.' })
    secret: string,
  ): Promise<InvitationPreviewObject | null> {
    const found = secret.length > 100 ? null : await previewInvitation(this.db, secret);
    return found === null
      ? null
      : { ...found, kind: found.kind === 'new' ? InvitationKind.NEW : InvitationKind.IMPORTED };
  }

  @Mutation(() => FoundAssemblyResult, {
    description: 'Founds an assembly: the caller is its first member and its interim convener for 30 days.',
  })
  @Allow('person')
  async foundAssembly(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The new assembly.' }) input: FoundAssemblyInput,
  ) {
    const result = await this.work.run((tx) => foundAssembly(this.ports, tx, caller.personId, input));
    return answer(result, ({ assemblyId }) => this.loaders.assembly.load(assemblyId));
  }

  @Mutation(() => CreateInvitationResult, {
    description: 'Makes a single-use invitation that opens a new membership.',
  })
  @Allow('member.invite')
  async createInvitation(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'To what, and for how long.' }) input: CreateInvitationInput,
  ) {
    const { assemblyId, label, days } = input;
    const result = await this.work.run((tx) =>
      createInvitation(tx, caller.personId, {
        assemblyId: assemblyId as AssemblyId,
        label: label ?? null,
        days,
      }),
    );
    return answer(result, (made) => ({ ...made, invitation: presentInvitation(made.invitation) }));
  }

  @Mutation(() => RevokeInvitationResult, {
    description: 'Revokes an invitation that nobody has taken up. Repeatable.',
  })
  @Allow('member.revokeInvitation')
  async revokeInvitation(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: RevokeInvitationInput,
  ) {
    return answer(
      await this.work.run((tx) => revokeInvitation(tx, caller.personId, input.invitationId)),
      presentInvitation,
    );
  }

  @Mutation(() => AcceptInvitationResult, { description: 'Takes up an invitation, once.' })
  @Allow('person')
  async acceptInvitation(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The secret, and a name.' }) input: AcceptInvitationInput,
  ) {
    const given = { secret: input.secret, displayName: input.displayName ?? null };
    const result = await this.work.run((tx) => acceptInvitation(this.ports, tx, caller.personId, given), {
      constraints: ACCEPT_CONSTRAINTS,
    });
    return answer(result, (joined) => this.#membership(joined.id));
  }

  @Mutation(() => VouchForMemberResult, {
    description: 'Vouches that a new member is who they say. Repeatable.',
  })
  @Allow('member.vouch')
  async vouchForMember(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'For whom.' }) input: VouchForMemberInput,
  ) {
    const result = await this.work.run((tx) => vouchForMember(tx, caller.personId, input.membershipId));
    return answer(result, ({ membershipId }) => this.loaders.member.load(membershipId));
  }

  @Mutation(() => ChallengeMemberResult, {
    description:
      'Challenges a membership that does not count yet: then only the assembly can confirm it. Repeatable.',
  })
  @Allow('member.challenge')
  async challengeMember(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Whose, and why.' }) input: ChallengeMemberInput,
  ) {
    const result = await this.work.run((tx) => challengeMember(tx, caller.personId, input));
    return answer(result, ({ membershipId }) => this.loaders.member.load(membershipId));
  }

  @Mutation(() => ChangeDisplayNameResult, {
    description: 'Changes what the caller is called in one assembly. Repeatable.',
  })
  @Allow('member.rename')
  async changeDisplayName(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The new name.' }) input: ChangeDisplayNameInput,
  ) {
    const change = { assemblyId: input.assemblyId as AssemblyId, displayName: input.displayName };
    const result = await this.work.run((tx) => changeDisplayName(tx, caller.personId, change));
    return answer(result, (renamed) => this.#membership(renamed.id));
  }

  @Mutation(() => LeaveAssemblyResult, {
    description:
      'Leaves an assembly at once, with every seat and shift held there. A roll that is frozen keeps the voter.',
  })
  @Allow('member.leave')
  async leaveAssembly(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: LeaveAssemblyInput,
  ) {
    const result = await this.work.run((tx) =>
      leaveAssembly(this.ports, tx, caller.personId, input.assemblyId as AssemblyId),
    );
    return answer(result, (ended) => this.#membership(ended.membershipId));
  }

  @Mutation(() => ForgetMeResult, {
    description:
      'Leaves an assembly, where the caller has not yet, and erases the caller’s name from it: members and the record say ‘a former member’. What was decided and cast stays, every proof of the record holds, and what the caller wrote in motions stays. It cannot be undone. Repeatable, also after leaving.',
  })
  @Allow('person')
  async forgetMe(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which assembly.' }) input: ForgetMeInput,
  ) {
    const result = await this.work.run((tx) =>
      forgetMe(this.ports, tx, caller.personId, input.assemblyId as AssemblyId),
    );
    return answer(result, ({ membershipId }) => this.#membership(membershipId));
  }

  async #membership(id: string) {
    return presentMembership(await this.loaders.memberRow.load(id));
  }
}
