import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, activeMembership, MemberObject } from '@plenary/assembly';
import { Database } from '@plenary/platform';
import { type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { whyWords } from '../domain/why-words.js';
import type { ShiftRow } from '../persistence/shift-rows.js';
import { skillsOf, tasksOf } from '../persistence/task-rows.js';
import { RotaLoaders } from './loaders.js';
import {
  DrawObject,
  presentTask,
  RotaTaskObject,
  ShiftObject,
  type ShiftState,
  ShiftStateEnum,
  SwapObject,
} from './objects.js';

@Resolver(() => ShiftObject)
export class ShiftResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: RotaLoaders,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @ResolveField(() => RotaTaskObject, { description: 'The task.' })
  task(@Parent() { shift }: ShiftObject): Promise<RotaTaskObject> {
    return this.loaders.task.load(shift.taskId);
  }

  @ResolveField(() => MemberObject, { description: 'Who has it.' })
  holder(@Parent() { shift }: ShiftObject): Promise<MemberObject> {
    return this.assemblies.member.load(shift.membershipId);
  }

  @ResolveField(() => Boolean, { description: 'Whether it is the caller’s.' })
  async mine(@Parent() { shift }: ShiftObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    const own = await activeMembership(this.db, caller.personId, shift.assemblyId);
    return own?.id === shift.membershipId;
  }

  @ResolveField(() => ShiftStateEnum, { description: 'Where it stands now, on the database’s clock.' })
  async state(@Parent() { shift }: ShiftObject): Promise<ShiftState> {
    return stateAt(shift, await this.db.now());
  }

  @ResolveField(() => String, {
    description: 'Why it is its holder’s, in one sentence. The record has all that it was decided by.',
  })
  why(@Parent() { shift }: ShiftObject): string {
    return whyWords(shift.cameBy, shift.why);
  }

  @ResolveField(() => [MemberObject], {
    description:
      'Among whom the draw chose, all with the same, least load: the first 20; empty where there was nothing to draw, and in a quiet assembly.',
  })
  async drawnFrom(@Parent() { shift }: ShiftObject): Promise<MemberObject[]> {
    const { quiet } = await this.assemblies.assembly.load(shift.assemblyId);
    const { from = [] } = shift.why;
    return quiet || from.length < 2 ? [] : Promise.all(from.map((id) => this.assemblies.member.load(id)));
  }

  @ResolveField(() => DrawObject, {
    nullable: true,
    description:
      'The draw by which it was decided: the record names it. Null for one that was swapped or taken.',
  })
  async draw(@Parent() { shift }: ShiftObject): Promise<DrawObject | null> {
    return shift.why.roster === undefined ? null : this.loaders.draw.load(shift.why.roster);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'What the last holder of the task wrote for who comes next; up to 2,000 characters. Null where nobody did.',
  })
  noteBefore(@Parent() { shift }: ShiftObject): Promise<string | null> {
    return this.loaders.noteBefore.load(shift.id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Why its place was last given up, as who had it then said; up to 500 characters. Null where nobody gave it up, or did not say why.',
  })
  reason(@Parent() { shift }: ShiftObject): Promise<string | null> {
    return this.loaders.reason.load(shift.id);
  }

  @ResolveField(() => MemberObject, {
    nullable: true,
    description: 'Who held it the time before and comes along to hand over; null where nobody does.',
  })
  async handsOver(@Parent() { shift }: ShiftObject): Promise<MemberObject | null> {
    const by = await this.loaders.handsOver.load(shift.id);
    return by === null ? null : this.assemblies.member.load(by);
  }
}

function stateAt({ endedAt, missedAt, doneAt, confirmedAt, endsAt }: ShiftRow, now: Date): ShiftState {
  if (endedAt !== null) return 'passed_on';
  if (missedAt !== null) return 'missed';
  if (doneAt !== null) return 'done';
  if (endsAt <= now) return 'over';
  return confirmedAt === null ? 'announced' : 'confirmed';
}

@Resolver(() => RotaTaskObject)
export class RotaTaskResolver {
  constructor(
    private readonly db: Database,
    private readonly assemblies: AssemblyLoaders,
    private readonly loaders: RotaLoaders,
  ) {}

  @ResolveField(() => RotaTaskObject, {
    nullable: true,
    description: 'The task that is taught in its shifts; null for one that is no training.',
  })
  trains(@Parent() { task }: RotaTaskObject): Promise<RotaTaskObject> | null {
    return task.trains === null ? null : this.loaders.task.load(task.trains);
  }

  @ResolveField(() => RotaTaskObject, {
    nullable: true,
    description: 'The task in whose shifts it is taught; null while none is on the rota.',
  })
  async training(@Parent() { id, task }: RotaTaskObject): Promise<RotaTaskObject | null> {
    const all = await tasksOf(this.db, task.assemblyId);
    const found = all.find(({ trains, endedAt }) => trains === id && endedAt === null);
    return found === undefined ? null : presentTask(found);
  }

  @ResolveField(() => [MemberObject], {
    description:
      'Who can do what it asks for, by id, the first 50; empty for a task that asks for nothing, and in a quiet assembly.',
  })
  async trained(@Parent() { task }: RotaTaskObject): Promise<MemberObject[]> {
    const { quiet } = await this.assemblies.assembly.load(task.assemblyId);
    const able = quiet ? [] : await this.#able(task);
    return Promise.all(able.slice(0, 50).map((id) => this.assemblies.member.load(id)));
  }

  @ResolveField(() => Boolean, {
    description: 'Whether one member alone can do it, or nobody: others should be trained.',
  })
  async trainOthers(@Parent() { task }: RotaTaskObject): Promise<boolean> {
    return task.requires.length > 0 && (await this.#able(task)).length < 2;
  }

  async #able({ assemblyId, requires }: RotaTaskObject['task']): Promise<string[]> {
    if (requires.length === 0) return [];
    const skills = await skillsOf(this.db, assemblyId);
    const ids = [...new Set(skills.map(({ membershipId }) => membershipId))].sort();
    return ids.filter((id) =>
      requires.every((name) => skills.some((skill) => skill.membershipId === id && skill.name === name)),
    );
  }
}

@Resolver(() => SwapObject)
export class SwapResolver {
  constructor(private readonly loaders: RotaLoaders) {}

  @ResolveField(() => ShiftObject, { description: 'The shift of who asks.' })
  shift(@Parent() { swap }: SwapObject): Promise<ShiftObject> {
    return this.loaders.shift.load(swap.shiftId);
  }

  @ResolveField(() => ShiftObject, { description: 'The shift that they would have instead.' })
  withShift(@Parent() { swap }: SwapObject): Promise<ShiftObject> {
    return this.loaders.shift.load(swap.withShiftId);
  }
}
