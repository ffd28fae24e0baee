import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { TaskPowerEnum } from '@plenary/motion';
import { InstantScalar } from '@plenary/platform/graphql';
import { recurrenceWords } from '../domain/recurrence-words.js';
import type { Task, TaskPower } from '../domain/task.js';
import type { Roster } from '../persistence/roster-rows.js';
import type { ShiftRow, SwapRow } from '../persistence/shift-rows.js';
import type { CannotRow } from '../persistence/times-rows.js';

export const ShiftStateEnum = {
  ANNOUNCED: 'announced',
  CONFIRMED: 'confirmed',
  OVER: 'over',
  DONE: 'done',
  MISSED: 'missed',
  PASSED_ON: 'passed_on',
} as const;
export type ShiftState = (typeof ShiftStateEnum)[keyof typeof ShiftStateEnum];
registerEnumType(ShiftStateEnum, {
  name: 'ShiftState',
  description: 'Where a shift stands.',
  valuesMap: {
    ANNOUNCED: { description: 'Published; its holder has not said that they come.' },
    CONFIRMED: { description: 'Its holder comes.' },
    OVER: { description: 'Its time has passed, and nobody said that it was missed: it counts as served.' },
    DONE: { description: 'Its holder says that it is done.' },
    MISSED: { description: 'It was missed: the work comes round again.' },
    PASSED_ON: { description: 'Somebody else has it now, or it fell away.' },
  },
});

@ObjectType('RotaTask', { description: 'A piece of work that passes around among the members.' })
export class RotaTaskObject {
  /** The task itself, for the fields that are resolved from it. */
  task!: Task;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'What it takes, for who has never done it; up to 2,000 characters.' })
  guide!: string;

  @Field(() => String, {
    nullable: true,
    description: 'When it recurs, in words and in the assembly’s time. Null for a task that is in no rota.',
  })
  recurs!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its first time as RFC 5545 writes a local one: 20260302T190000. Null for a task in no rota.',
  })
  start!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its RRULE of RFC 5545 without the name: FREQ=WEEKLY;BYDAY=TU. Null for a task in no rota.',
  })
  rule!: string | null;

  @Field(() => [String], {
    description:
      'Occurrences that are left out, each written as `start` is, or in UTC with a `Z`; up to 200.',
  })
  except!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes that a shift lasts. Null for a task in no rota.',
  })
  minutes!: number | null;

  @Field(() => Int, { description: 'How many do it together: 1 to 20.' })
  people!: number;

  @Field(() => Int, { description: 'What one shift weighs: 1 to 1,000.' })
  effort!: number;

  @Field(() => [String], { description: 'What its holder must be able to do; up to 10.' })
  requires!: readonly string[];

  @Field(() => Int, { description: 'How many of its occurrences in a row one member may hold: 1 to 52.' })
  longestRun!: number;

  @Field(() => Int, { description: 'For how many days its holder rests from it afterwards: 0 to 182.' })
  pauseDays!: number;

  @Field(() => Boolean, { description: 'Whether who held it before comes along and hands over.' })
  handover!: boolean;

  @Field(() => Boolean, {
    description: 'Whether whoever has the shift facilitates, from its start to its end.',
  })
  facilitates!: boolean;

  @Field(() => [TaskPowerEnum], {
    description: 'All that whoever has the shift may do, from its start to its end; empty for most tasks.',
  })
  powers!: readonly ('facilitate' | TaskPower)[];

  @Field(() => InstantScalar, { nullable: true, description: 'When it was ended; null while it goes on.' })
  endedAt!: Date | null;
}

export function presentTask(task: Task): RotaTaskObject {
  const { id, name, guide, minutes, people, effort, requires, longestRun, pauseDays, handover, endedAt } =
    task;
  const recurs = task.recurrence && recurrenceWords(task.recurrence);
  const facilitates = task.kind === 'facilitate';
  return {
    task,
    id,
    name,
    guide,
    recurs,
    start: task.recurrence?.start ?? null,
    rule: task.recurrence?.rule ?? null,
    except: task.recurrence?.except ?? [],
    minutes,
    people,
    effort,
    requires,
    longestRun,
    pauseDays,
    handover,
    facilitates,
    powers: [...(facilitates ? (['facilitate'] as const) : []), ...task.powers],
    endedAt,
  };
}

@ObjectType('RotaShift', { description: 'One occurrence of a task with its holder.' })
export class ShiftObject {
  /** The shift itself, for the fields that are resolved from it. */
  shift!: ShiftRow;

  @Field(() => ID, { description: 'Its id: another when another holds the same place.' })
  id!: string;

  @Field(() => InstantScalar, {
    description: 'When it begins: a right that comes with it is held from then.',
  })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it is over, and with it any right.' })
  endsAt!: Date;

  @Field(() => Int, { description: 'What it weighs.' })
  effort!: number;

  @Field(() => Boolean, { description: 'Whether its holder offers it to all.' })
  offered!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What its holder wrote for the next one; up to 2,000 characters. Null for nothing.',
  })
  note!: string | null;
}

export function presentShift(shift: ShiftRow): ShiftObject {
  const { id, startsAt, endsAt, effort, note } = shift;
  return { shift, id, startsAt, endsAt, effort, note, offered: shift.offeredAt !== null };
}

@ObjectType('RosterPlace', { description: 'A place in the roster, with who has it now.' })
export class RosterPlaceObject {
  @Field(() => ID, { description: 'Its id in the base plan, which stays.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it is over.' })
  endsAt!: Date;

  @Field(() => RotaTaskObject, { description: 'The task.' })
  task!: RotaTaskObject;

  @Field(() => ShiftObject, {
    nullable: true,
    description: 'The shift of who has it; null while nobody can: somebody has to be trained, or asked.',
  })
  shift!: ShiftObject | null;
}

@ObjectType('ShiftSwap', { description: 'A request of one member to swap a shift with another’s.' })
export class SwapObject {
  swap!: SwapRow;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it was asked for.' })
  askedAt!: Date;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was agreed to; null while it waits for an answer.',
  })
  agreed!: boolean | null;
}

export function presentSwap(swap: SwapRow): SwapObject {
  const { id, askedAt, outcome } = swap;
  return { swap, id, askedAt, agreed: outcome === null ? null : outcome === 'agreed' };
}

@ObjectType('CannotTime', {
  description:
    'A time at which the caller can’t. Nobody asks why. Beside a draw’s entry in the record members read at which of its shifts somebody could not, so that they can make it again; nobody reads more.',
})
export class CannotTimeObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'From when; of one by a rule, the first.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'Until when; of one by a rule, the first.' })
  endsAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is so each week at that time of the assembly’s clocks.' })
  weekly!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'By which rule it is so again: an RRULE of RFC 5545 in the assembly’s own time; null for once.',
  })
  rule!: string | null;
}

/** What `weekly` is short for. */
export const WEEKLY = 'FREQ=WEEKLY';

export function presentCannot({ id, startsAt, endsAt, rule }: CannotRow): CannotTimeObject {
  return { id, startsAt, endsAt, rule, weekly: rule === WEEKLY };
}

@ObjectType('LoadLine', { description: 'What one member has carried.' })
export class LoadLineObject {
  membershipId!: string;

  @Field(() => Int, {
    description:
      'What the rota goes by, in thousandths of one effort at full time: a newcomer begins level with the least served.',
  })
  load!: number;

  @Field(() => Int, { description: 'Shifts served.' })
  shifts!: number;

  @Field(() => Int, { description: 'The sum of their efforts.' })
  effort!: number;
}

@ObjectType('RosterDraw', { description: 'A draw of shifts.' })
export class DrawObject {
  assemblyId!: AssemblyId;

  @Field(() => ID, { description: 'Its id, as the record names it.' })
  id!: string;

  @Field(() => InstantScalar, {
    description:
      'The instant whose root of the record is its seed, which nobody knows before; where members revealed values, it is the root at commitUntil mixed with them.',
  })
  drawsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'Until when members commit to values for its seed; from then to drawsAt they reveal them. Null for a draw that takes none.',
  })
  commitUntil!: Date | null;

  @Field(() => InstantScalar, { description: 'How far it plans.' })
  until!: Date;
}

export function presentDraw({ id, assemblyId, commitUntil, drawsAt, untilAt }: Roster): DrawObject {
  return { id, assemblyId, commitUntil, drawsAt, until: untilAt };
}

@ObjectType('RecurrencePreview', { description: 'What a recurrence means, before a motion sets it.' })
export class RecurrencePreviewObject {
  @Field(() => String, { nullable: true, description: 'In words; null when it cannot be read.' })
  recurs!: string | null;

  @Field(() => [InstantScalar], {
    description:
      'The next times from now on, in the assembly’s time; up to 5. Empty when it has come to its end.',
  })
  next!: readonly Date[];

  @Field(() => String, { nullable: true, description: 'Why it cannot be read; null when it can.' })
  refused!: string | null;
}

@ObjectType('Rota', { description: 'What passes around in an assembly, and what of it is the caller’s.' })
export class RotaObject {
  assemblyId!: string;
  /** The caller's membership. */
  membershipId!: string;
}
