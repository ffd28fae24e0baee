import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { AssemblyId, Result } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { giveSkill } from '../application/give-skill.js';
import { beginLeave, endLeave, sayCannot, setShare, withdrawCannot } from '../application/say-times.js';
import { CannotTimeInput, GiveSkillInput, RotaInput, SayCannotInput, SetShareInput } from './inputs.js';
import { presentCannot, WEEKLY } from './objects.js';
import { ownRota } from './own-rota.js';
import {
  BeginLeaveResult,
  EndLeaveResult,
  GiveSkillResult,
  SayCannotResult,
  SetShareResult,
  WithdrawCannotResult,
} from './results.js';

/** What members say of their time, and of what others can do. */
@Resolver()
export class TimesMutations {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Allow('rota.sayTimes')
  @Mutation(() => SayCannotResult, {
    description:
      'Says when one can’t, never why. It counts for what is drawn from then on: a shift one has already is one’s own until one declines it. The same time is kept once.',
  })
  async sayCannot(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The time.' }) input: SayCannotInput,
  ) {
    const { assemblyId, startsAt, endsAt, weekly } = input;
    const said = { startsAt, endsAt, rule: input.rule ?? (weekly ? WEEKLY : null) };
    const work = this.work.run((tx) => sayCannot(tx, caller.personId, assemblyId as AssemblyId, said));
    return answer(await work, presentCannot);
  }

  @Allow('rota.sayTimes')
  @Mutation(() => WithdrawCannotResult, { description: 'Takes back a time that one said.' })
  async withdrawCannot(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The time.' }) input: CannotTimeInput,
  ) {
    return answer(
      await this.work.run((tx) => withdrawCannot(tx, caller.personId, input.cannotId)),
      presentCannot,
    );
  }

  @Allow('rota.sayTimes')
  @Mutation(() => SetShareResult, {
    description:
      'Says how much of a member’s full time one gives, from now on: half the time is half the shifts.',
  })
  async setShare(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The share.' }) { assemblyId, percent }: SetShareInput,
  ) {
    const id = assemblyId as AssemblyId;
    return this.#rota(caller, await this.work.run((tx) => setShare(tx, caller.personId, id, percent * 10)));
  }

  @Allow('rota.sayTimes')
  @Mutation(() => BeginLeaveResult, {
    description: 'Goes on leave from the rota: nothing is drawn, and no load is owed for the time.',
  })
  async beginLeave(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The rota.' }) { assemblyId }: RotaInput,
  ) {
    const id = assemblyId as AssemblyId;
    return this.#rota(caller, await this.work.run((tx) => beginLeave(tx, caller.personId, id)));
  }

  @Allow('rota.sayTimes')
  @Mutation(() => EndLeaveResult, {
    description: 'Comes back to the rota, and stands to the others as before the leave.',
  })
  async endLeave(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The rota.' }) { assemblyId }: RotaInput,
  ) {
    const id = assemblyId as AssemblyId;
    return this.#rota(caller, await this.work.run((tx) => endLeave(tx, caller.personId, id)));
  }

  @Allow('skill.give')
  @Mutation(() => GiveSkillResult, {
    description: 'Confirms that another member can do what a task asks for: by a member who can. Repeatable.',
  })
  async giveSkill(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Who, and what.' }) { assemblyId, memberId, skill }: GiveSkillInput,
  ) {
    const given = { assemblyId: assemblyId as AssemblyId, memberId, skill };
    return this.#rota(caller, await this.work.run((tx) => giveSkill(tx, caller.personId, given)));
  }

  async #rota({ personId }: Caller, result: Result<AssemblyId>) {
    return result.ok ? ownRota(this.db, personId, result.value) : result.rejection;
  }
}
