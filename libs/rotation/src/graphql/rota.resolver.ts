import { Args, ArgsType, Field, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, AssemblyObject, authorise, MemberObject } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { type Caller, CurrentCaller, InstantScalar } from '@plenary/platform/graphql';
import { LOAD_UNIT } from '@plenary/sortition';
import {
  ArrayMaxSize,
  IsArray,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { RECURRENCE } from '../domain/expand.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { ledgerAt } from '../persistence/ledger-rows.js';
import { announcedRoster, zoneOf } from '../persistence/roster-rows.js';
import {
  handoversOf,
  nextShiftsOf,
  placesBetween,
  shiftsToTake,
  swapsWith,
} from '../persistence/shift-rows.js';
import { tasksOf } from '../persistence/task-rows.js';
import { cannotOfMember, isOnLeave, shareOf } from '../persistence/times-rows.js';
import { RotaLoaders } from './loaders.js';
import {
  CannotTimeObject,
  DrawObject,
  LoadLineObject,
  presentCannot,
  presentDraw,
  presentShift,
  presentSwap,
  presentTask,
  RecurrencePreviewObject,
  RosterPlaceObject,
  RotaObject,
  RotaTaskObject,
  ShiftObject,
  SwapObject,
} from './objects.js';

const MOST_SHOWN = 100;
const MOST_PLACES = 500;
const MOST_HANDOVERS = 20;
const MOST_LINES = 500;
const DAY_MS = 86_400_000;

@ArgsType()
class RosterArgs {
  @Field(() => InstantScalar, { description: 'From when.' })
  @IsDate()
  from!: Date;

  @Field(() => Int, { defaultValue: 7, description: 'For how many days: 1 to 62.' })
  @IsInt()
  @Min(1)
  @Max(62)
  days!: number;
}

@ArgsType()
class FirstArgs {
  @Field(() => Int, { defaultValue: MOST_SHOWN, description: 'How many: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(MOST_SHOWN)
  first!: number;
}

@ArgsType()
class RecurrenceArgs {
  @Field(() => String, { description: 'The first time, as RFC 5545 writes a local one: 20260302T190000.' })
  @IsString()
  @MaxLength(20)
  start!: string;

  @Field(() => String, { description: 'An RRULE of RFC 5545 without its name; up to 200 characters.' })
  @IsString()
  @MaxLength(200)
  rule!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Occurrences that are left out, each written as `start` is, or in UTC with a `Z`; up to 200.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  except?: string[] | null;
}

const PREVIEWED = 5;
/** A rule that has not come round in so long hardly ever does. */
const PREVIEW_MS = 5 * 366 * DAY_MS;

/** What an assembly has of the rota. */
@Resolver(() => AssemblyObject)
export class RotaOfAssemblyResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => RotaObject, {
    nullable: true,
    description: 'What passes around in it; null for whoever is not a member.',
  })
  async rota(
    @Parent() assembly: AssemblyObject,
    @CurrentCaller() caller: Caller,
  ): Promise<RotaObject | null> {
    const assemblyId = assembly.id as AssemblyId;
    const grant = await authorise(this.db, caller.personId, assemblyId, 'assembly.read');
    return grant.ok ? { assemblyId, membershipId: grant.value.membership.id } : null;
  }
}

@Resolver(() => RotaObject)
export class RotaResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: RotaLoaders,
    private readonly assemblies: AssemblyLoaders,
  ) {}

  @ResolveField(() => [RotaTaskObject], { description: 'The tasks that pass around, and go on; up to 50.' })
  async tasks(@Parent() { assemblyId }: RotaObject): Promise<RotaTaskObject[]> {
    const tasks = await tasksOf(this.db, assemblyId);
    return tasks
      .filter(({ endedAt, recurrence }) => endedAt === null && recurrence !== null)
      .map(presentTask);
  }

  @ResolveField(() => [ShiftObject], {
    description: 'The caller’s shifts that are not over, the next first.',
  })
  async mine(@Parent() { membershipId }: RotaObject, @Args() { first }: FirstArgs): Promise<ShiftObject[]> {
    return (await nextShiftsOf(this.db, membershipId, first)).map(presentShift);
  }

  @ResolveField(() => [ShiftObject], {
    description:
      'Shifts of others that are not over and to which the caller comes along to hand over, since they held the task the time before; the next first, up to 20.',
  })
  async handovers(@Parent() own: RotaObject): Promise<ShiftObject[]> {
    return (await handoversOf(this.db, own, MOST_HANDOVERS)).map(presentShift);
  }

  @ResolveField(() => [RosterPlaceObject], {
    description:
      'The places that are on or begin in a span, by their start, the first 500: of what a week has begun with, too.',
  })
  async roster(
    @Parent() { assemblyId }: RotaObject,
    @Args() { from, days }: RosterArgs,
  ): Promise<RosterPlaceObject[]> {
    const until = new Date(Math.min(from.getTime() + days * DAY_MS, 8.64e15));
    const places = await placesBetween(this.db, assemblyId, from, until, MOST_PLACES);
    return Promise.all(
      places.map(async ({ id, startsAt, endsAt, taskId, shiftId }) => ({
        id,
        startsAt,
        endsAt,
        task: await this.loaders.task.load(taskId),
        shift: shiftId === null ? null : await this.loaders.shift.load(shiftId),
      })),
    );
  }

  @ResolveField(() => [ShiftObject], {
    description:
      'Shifts that a member can take: offered to all and not begun; or on, where who had it has left or was suspended (state PASSED_ON). Up to 100.',
  })
  async offered(@Parent() { assemblyId }: RotaObject): Promise<ShiftObject[]> {
    return (await shiftsToTake(this.db, assemblyId, MOST_SHOWN)).map(presentShift);
  }

  @ResolveField(() => [SwapObject], {
    description: 'Requests to swap that wait for an answer, by the caller and to them; up to 100.',
  })
  async swaps(@Parent() { membershipId }: RotaObject): Promise<SwapObject[]> {
    return (await swapsWith(this.db, membershipId, MOST_SHOWN)).map(presentSwap);
  }

  @ResolveField(() => [CannotTimeObject], {
    description: 'When the caller can’t, as they said it, to them alone; up to 50.',
  })
  async myTimes(@Parent() { membershipId }: RotaObject): Promise<CannotTimeObject[]> {
    return (await cannotOfMember(this.db, membershipId, await this.db.now())).map(presentCannot);
  }

  @ResolveField(() => Boolean, { description: 'Whether the caller is on leave from the rota.' })
  onLeave(@Parent() { membershipId }: RotaObject): Promise<boolean> {
    return isOnLeave(this.db, membershipId);
  }

  @ResolveField(() => Int, { description: 'How much of a member’s full time the caller gives, in percent.' })
  async myShare(@Parent() { membershipId }: RotaObject): Promise<number> {
    return Math.round((await shareOf(this.db, membershipId)) / 10);
  }

  @ResolveField(() => [LoadLineObject], {
    description:
      'Who has carried how much, who has carried least first: members who take part now, the first 500; not those on leave or suspended, whose clock stands still meanwhile: back, they stand to the least served as before, unless they had carried more. In a quiet assembly the caller alone.',
  })
  async ledger(@Parent() { assemblyId, membershipId }: RotaObject): Promise<LoadLineObject[]> {
    const { quiet } = await this.assemblies.assembly.load(assemblyId);
    const lines = await ledgerAt(this.db, assemblyId, await this.db.now());
    return [...lines]
      .filter(([id, { here }]) => here && (!quiet || id === membershipId))
      .map(([id, { load, shifts, effort }]) => {
        const thousandths = Math.min(Math.round(load / (LOAD_UNIT / 1_000)), 2_147_483_647);
        return { membershipId: id, load: thousandths, shifts, effort };
      })
      .sort((a, b) => a.load - b.load || (a.membershipId < b.membershipId ? -1 : 1))
      .slice(0, MOST_LINES);
  }

  @ResolveField(() => RecurrencePreviewObject, {
    description: 'When a task would recur, for whoever drafts it: in words, and the next times.',
  })
  async preview(
    @Parent() { assemblyId }: RotaObject,
    @Args() { start, rule, except }: RecurrenceArgs,
  ): Promise<RecurrencePreviewObject> {
    const recurrence = { start, rule, except: except ?? [] };
    const checked = RECURRENCE.check(recurrence);
    if (!checked.ok) return { recurs: null, next: [], refused: checked.rejection.message };
    const now = await this.db.now();
    const zone = await zoneOf(this.db, assemblyId);
    const until = new Date(now.getTime() + PREVIEW_MS);
    const next = RECURRENCE.expand(recurrence, zone, now, until, PREVIEWED);
    return { recurs: recurrenceWords(recurrence), next, refused: null };
  }

  @ResolveField(() => DrawObject, {
    nullable: true,
    description: 'The draw that is announced; null when none is.',
  })
  async nextDraw(@Parent() { assemblyId }: RotaObject): Promise<DrawObject | null> {
    const roster = await announcedRoster(this.db, assemblyId);
    return roster && presentDraw(roster);
  }
}

@Resolver(() => LoadLineObject)
export class LoadLineResolver {
  constructor(private readonly assemblies: AssemblyLoaders) {}

  @ResolveField(() => MemberObject, { description: 'Who.' })
  member(@Parent() { membershipId }: LoadLineObject): Promise<MemberObject> {
    return this.assemblies.member.load(membershipId);
  }
}
