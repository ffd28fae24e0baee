import { Inject } from '@nestjs/common';
import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, AssemblyObject, activeMembership, MemberObject } from '@plenary/assembly';
import { Database } from '@plenary/platform';
import { type Caller, CurrentCaller, InstantScalar } from '@plenary/platform/graphql';
import { describeRule } from '@plenary/tally';
import {
  electionSentence,
  isElectionMethod,
  PollObject,
  presentPoll,
  type Tier,
  TierEnum,
} from '@plenary/voting';
import { carryWords } from '../application/bylaw-section.js';
import { rulesFor } from '../application/motion-rules.js';
import { type EffectWords, MOTION_PORTS, type MotionPorts } from '../application/ports.js';
import { sayIn } from '../application/say.js';
import type { Motion } from '../domain/motion.js';
import { standingWords } from '../domain/standing-words.js';
import { MotionLoaders } from './loaders.js';
import { AuthorisationObject, MotionEffectInfoObject, MotionObject } from './motion.object.js';

/** The fields of a motion that are looked up. */
@Resolver(() => MotionObject)
export class MotionFieldsResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: MotionLoaders,
    private readonly assemblies: AssemblyLoaders,
    @Inject(MOTION_PORTS) private readonly ports: MotionPorts,
  ) {}

  @ResolveField(() => AssemblyObject, { description: 'The assembly that decides it.' })
  assembly(@Parent() { motion }: MotionObject): Promise<AssemblyObject> {
    return this.assemblies.assemblyById(motion.assemblyId);
  }

  @ResolveField(() => MemberObject, {
    nullable: true,
    description:
      'Who moved it, or is writing it; null where the rules of an office put it to the vote by themselves.',
  })
  async mover(@Parent() { motion }: MotionObject): Promise<MemberObject | null> {
    return motion.moverId === null ? null : this.assemblies.member.load(motion.moverId);
  }

  @ResolveField(() => [MemberObject], { description: 'Who seconded it, in their order.' })
  async seconders(@Parent() { motion }: MotionObject): Promise<MemberObject[]> {
    const ids = await this.loaders.seconders.load(motion.id);
    return Promise.all(ids.map((id) => this.assemblies.member.load(id)));
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller seconded it.' })
  async secondedByMe(@Parent() { motion }: MotionObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const member = await activeMembership(this.db, caller.personId, motion.assemblyId);
    return member !== null && (await this.loaders.seconders.load(motion.id)).includes(member.id);
  }

  @ResolveField(() => PollObject, {
    nullable: true,
    description: 'Its vote; null until its seconders are complete. After a void, the new one.',
  })
  async poll(@Parent() { motion }: MotionObject): Promise<PollObject | null> {
    const poll = await this.#poll(motion);
    return poll && presentPoll(poll);
  }

  @ResolveField(() => InstantScalar, {
    nullable: true,
    description:
      'When its vote opens or opened. Until its seconders are complete: no earlier than this, as the mover wishes, or null.',
  })
  async opensAt(@Parent() { motion }: MotionObject): Promise<Date | null> {
    const poll = await this.#poll(motion);
    return poll?.openedAt ?? poll?.opensAt ?? motion.wishedOpensAt;
  }

  @ResolveField(() => InstantScalar, {
    nullable: true,
    description: 'When its vote closes or closed; null until its seconders are complete.',
  })
  async closesAt(@Parent() { motion }: MotionObject): Promise<Date | null> {
    const poll = await this.#poll(motion);
    if (poll === null) return null;
    const { closedAt, closesAt, opensAt, durationSeconds } = poll;
    return closedAt ?? closesAt ?? new Date(opensAt.getTime() + (durationSeconds ?? 0) * 1_000);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'For how many seconds the mover wishes its vote to be open; null: as long as the bylaws say.',
  })
  voteSeconds(@Parent() { motion }: MotionObject): number | null {
    return motion.wishedSeconds;
  }

  @ResolveField(() => TierEnum, { description: 'Whether its vote is by roll call or secret.' })
  async tier(@Parent() { motion }: MotionObject): Promise<Tier> {
    const poll = await this.#poll(motion);
    return poll?.tier ?? motion.wishedTier ?? (await rulesFor(this.db, motion.assemblyId, motion.kind)).tier;
  }

  @ResolveField(() => String, {
    description:
      'What it needs to carry, in plain words: as frozen with its vote, or as the bylaws have it now.',
  })
  async rule(@Parent() { motion }: MotionObject): Promise<string> {
    const poll = await this.#poll(motion);
    if (poll === null)
      return carryWords(motion.kind, await rulesFor(this.db, motion.assemblyId, motion.kind));
    const { election, method, rule: frozen } = poll;
    return election !== null && isElectionMethod(method)
      ? electionSentence(method, election)
      : describeRule(frozen).text;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What the page says before anything else about such a vote; null for nothing.',
  })
  async saysFirst(@Parent() { motion }: MotionObject): Promise<string | null> {
    return (await rulesFor(this.db, motion.assemblyId, motion.kind)).saysFirst;
  }

  @ResolveField(() => String, { description: 'Where it stands and what comes next, in plain words.' })
  async sentence(@Parent() { motion }: MotionObject): Promise<string> {
    const [poll, seconders] = await Promise.all([this.#poll(motion), this.loaders.seconders.load(motion.id)]);
    const say = await sayIn(this.db, motion.assemblyId, []);
    const inWords = (date: Date | null | undefined) => (date ? say.instant(date.toISOString()) : null);
    return standingWords(motion, {
      seconds: seconders.length,
      opens: inWords(poll?.opensAt),
      closes: inWords(poll?.closesAt),
      nobodyStood: motion.state === 'lost' && poll?.state === 'void',
    });
  }

  @ResolveField(() => MotionEffectInfoObject, {
    description: 'What it does if it is carried, and what came of it.',
  })
  async effect(@Parent() { motion }: MotionObject): Promise<MotionEffectInfoObject> {
    const { kind, outcome } = motion;
    const because = outcome?.done === false ? outcome.because : null;
    return {
      kind,
      data: JSON.stringify(motion.effect),
      sentence: (await this.#words(motion)).sentence,
      outcome: outcome && { done: outcome.done, because },
    };
  }

  @ResolveField(() => AuthorisationObject, {
    nullable: true,
    description: 'The action that it authorised; null for other kinds, and until it is carried.',
  })
  authorisation(@Parent() { motion }: MotionObject): Promise<AuthorisationObject | null> {
    return this.loaders.authorisation.load(motion.id);
  }

  @ResolveField(() => String, { description: 'What a vote for leads to. One or two sentences.' })
  async ifCarried(@Parent() { motion }: MotionObject): Promise<string> {
    return (await this.#words(motion)).ifCarried;
  }

  @ResolveField(() => String, { description: 'What a vote against leads to. One or two sentences.' })
  async ifLost(@Parent() { motion }: MotionObject): Promise<string> {
    return (await this.#words(motion)).ifLost;
  }

  #poll(motion: Motion) {
    return motion.pollId === null ? Promise.resolve(null) : this.loaders.poll.load(motion.pollId);
  }

  async #words(motion: Motion): Promise<EffectWords> {
    const effect = this.ports.effects.get(motion.kind);
    const data = effect?.parse(motion.effect);
    if (effect === undefined || data === undefined || !data.ok)
      throw new Error(`no words for a motion of kind ${motion.kind}`);
    const asked = motion.kind === 'accept_affiliate' ? String(motion.effect.affiliationId) : null;
    return effect.words(data.value, await sayIn(this.db, motion.assemblyId, motion.subjects, asked));
  }
}
