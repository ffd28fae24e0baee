import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership } from '@plenary/assembly';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { electionSentence } from '@plenary/voting';
import { electionOf } from '../application/election-of.js';
import { declineNomination, mayStandBy, nominate, standForElection } from '../application/nominate.js';
import { MOTION_PORTS, type MotionPorts } from '../application/ports.js';
import { type Nomination, nominationsOpen } from '../domain/nomination.js';
import { MotionElectionObject, NominationObject } from './election.objects.js';
import { MotionInput, NominateInput, StandForElectionInput } from './inputs.js';
import { MotionLoaders } from './loaders.js';
import { MotionObject, presentMotion } from './motion.object.js';
import { DeclineNominationResult, NominateResult, StandForElectionResult } from './results.js';

/** Who stands in an election, and how they come to. */
@Resolver(() => MotionElectionObject)
export class ElectionResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly loaders: MotionLoaders,
    private readonly assemblies: AssemblyLoaders,
    @Inject(MOTION_PORTS) private readonly ports: MotionPorts,
  ) {}

  @Allow('election.nominate')
  @Mutation(() => NominateResult, {
    description: 'Names another member as a candidate, who then stands or declines. Repeatable.',
  })
  async nominate(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Whom, in which election.' }) { motionId, memberId }: NominateInput,
  ) {
    const result = await this.work.run((tx) =>
      nominate(tx, caller.personId, { motionId, membershipId: memberId }, mayStandBy(this.ports)),
    );
    return answer(result, presentMotion);
  }

  @Allow('election.stand')
  @Mutation(() => StandForElectionResult, {
    description:
      'Stands as a candidate, named by another or not, or changes the statement of one who stands. Repeatable.',
  })
  async standForElection(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'In which election, and what to say.' }) input: StandForElectionInput,
  ) {
    const result = await this.work.run((tx) =>
      standForElection(tx, caller.personId, input, mayStandBy(this.ports)),
    );
    return answer(result, presentMotion);
  }

  @Allow('election.decline')
  @Mutation(() => DeclineNominationResult, {
    description: 'Declines the caller’s nomination, or stands down before the vote opens. Repeatable.',
  })
  async declineNomination(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'In which election.' }) { motionId }: MotionInput,
  ) {
    const result = await this.work.run((tx) => declineNomination(tx, caller.personId, motionId));
    return answer(result, presentMotion);
  }

  @ResolveField(() => [NominationObject], {
    description:
      'Everybody who was named, those who stand first, then in their order. Up to 1,000; empty for options.',
  })
  async nominations(@Parent() { motion }: MotionElectionObject): Promise<NominationObject[]> {
    const found = await this.loaders.nominations.load(motion.id);
    return Promise.all(found.map((nomination) => this.#present(nomination)));
  }

  @ResolveField(() => NominationObject, {
    nullable: true,
    description: 'The caller’s own nomination; null where nobody named them and they do not stand.',
  })
  async myNomination(
    @Parent() { motion }: MotionElectionObject,
    @CurrentCaller() caller: Caller,
  ): Promise<NominationObject | null> {
    const member = await activeMembership(this.db, caller.personId, motion.assemblyId);
    const found = await this.loaders.nominations.load(motion.id);
    const mine = found.find(({ membershipId }) => membershipId === member?.id);
    return mine ? this.#present(mine) : null;
  }

  async #present(nomination: Nomination): Promise<NominationObject> {
    const { membershipId, nominatedBy, state, statement, nominatedAt, answeredAt } = nomination;
    const [member, by] = await Promise.all([
      this.assemblies.member.load(membershipId),
      this.assemblies.member.load(nominatedBy),
    ]);
    return { member, nominatedBy: by, state, statement, nominatedAt, answeredAt };
  }
}

/** What a motion has of an election. */
@Resolver(() => MotionObject)
export class ElectionOfMotionResolver {
  constructor(@Inject(MOTION_PORTS) private readonly ports: MotionPorts) {}

  @ResolveField(() => MotionElectionObject, {
    nullable: true,
    description: 'How it elects or chooses, for ELECTION and CHOOSE_OPTION; null for other kinds.',
  })
  election(@Parent() { motion }: MotionObject): MotionElectionObject | null {
    const election = electionOf(this.ports, motion);
    if (election === null) return null;
    const { method, terms, options } = election;
    return {
      method,
      ...terms,
      options: options ?? [],
      sentence: electionSentence(method, terms),
      nominationsOpen: nominationsOpen(motion),
      motion,
    };
  }
}
