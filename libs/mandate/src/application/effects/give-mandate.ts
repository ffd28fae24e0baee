import { lockMembers } from '@plenary/assembly';
import { ok, type Result } from '@plenary/kernel';
import { type EffectFields, effect, effectInvalid, type MotionEffect, readEffect } from '@plenary/motion';
import { isDecimal } from '../../domain/decimal.js';
import {
  contradictionAmong,
  INSTRUCTION_POSITIONS,
  type Instruction,
  type Limit,
  type Matter,
} from '../../domain/mandate.js';
import { insertMandate } from '../../persistence/mandate-store.js';
import { lockOffice } from '../../persistence/office-store.js';
import { insertReport } from '../../persistence/report-store.js';
import { lockSeatsOf, runningTerms } from '../../persistence/term-store.js';
import { findOffice } from '../find-office.js';

type Giving = {
  officeId: string;
  officeName: string | null;
  mandate: { endsAt: string; reportBackAt: string | null; instructions: Instruction[] };
};

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 1_461;
const INSTRUCTIONS_MAX = 50;
const LIMITS_MAX = 20;

/** A matter, typed with `motionId` or `text`, stored with its kind. */
function readMatter(fields: EffectFields): Matter {
  for (const field of ['id', 'motionId'] as const)
    if (fields.has(field)) return { kind: 'motion', id: fields.id(field) };
  return { kind: 'text', text: fields.text('text', 500) };
}
const MATTER_FIELDS = ['kind', 'id', 'motionId', 'text'] as const;

function readLimit(fields: EffectFields): Limit {
  const figure = (field: string) => (fields.has(field) ? fields.text(field, 20) : null);
  return {
    name: fields.text('name', 100),
    unit: fields.text('unit', 50),
    atLeast: figure('atLeast'),
    atMost: figure('atMost'),
  };
}

function readMandate(fields: EffectFields): Giving['mandate'] {
  return {
    endsAt: fields.instant('endsAt'),
    reportBackAt: fields.has('reportBackAt') ? fields.instant('reportBackAt') : null,
    instructions: fields.list(
      'instructions',
      1,
      INSTRUCTIONS_MAX,
      ['matter', 'position', 'limits'],
      (each) => ({
        matter: each.part('matter', MATTER_FIELDS, readMatter),
        position: each.oneOf('position', INSTRUCTION_POSITIONS),
        limits: each.has('limits')
          ? each.list('limits', 0, LIMITS_MAX, ['name', 'unit', 'atLeast', 'atMost'], readLimit)
          : [],
      }),
    ),
  };
}

function parse(input: unknown): Result<Giving> {
  const read = readEffect(input, ['officeId', 'officeName', 'mandate'], (fields) => ({
    officeId: fields.id('officeId'),
    officeName: fields.has('officeName') ? fields.text('officeName', 200) : null,
    mandate: fields.part('mandate', ['endsAt', 'reportBackAt', 'instructions'], readMandate),
  }));
  if (!read.ok) return read;
  const { instructions } = read.value.mandate;
  const figures = instructions.flatMap(({ limits }) =>
    limits.flatMap((limit) => [limit.atLeast, limit.atMost]),
  );
  if (!figures.every((figure) => figure === null || isDecimal(figure)))
    return effectInvalid('instructions', 'A limit is a number such as 5 or 4.75, without a unit.');
  const contradiction = contradictionAmong(instructions);
  return contradiction === null ? read : effectInvalid('instructions', contradiction);
}

/** Instructions, an end and a day to report back, in place of the mandate before; two that contradict are refused here. */
export const giveMandateEffect: MotionEffect = effect<Giving>({
  kind: 'give_mandate',
  parse,
  complete: async (sql, { assemblyId }, data) => {
    const office = await findOffice(sql, assemblyId, data.officeId);
    return office.ok ? ok({ ...data, officeName: office.value.name }) : office;
  },
  check: async (sql, { assemblyId, now }, { officeId, mandate }) => {
    const endsAt = new Date(mandate.endsAt);
    if (endsAt <= now || endsAt.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS)
      return effectInvalid('endsAt', `A mandate ends within ${LONGEST_DAYS} days, at a time to come.`);
    const report = mandate.reportBackAt === null ? null : new Date(mandate.reportBackAt);
    if (report !== null && (report <= now || report > endsAt))
      return effectInvalid(
        'reportBackAt',
        'Delegates report back at a time to come, before the mandate ends.',
      );
    const office = await findOffice(sql, assemblyId, officeId);
    return office.ok ? ok() : office;
  },
  words: ({ officeName, mandate }, say) => ({
    sentence: `Gives the delegates to “${officeName}” a mandate with ${mandate.instructions.length === 1 ? 'one instruction' : `${mandate.instructions.length} instructions`}, until ${say.instant(mandate.endsAt)}.`,
    ifCarried:
      'It takes the place of the mandate before, at the close. What was done before stays as it was judged.',
    ifLost: 'The mandate before stays in force, if there is one.',
  }),
  execute: async (tx, motion, { officeId, mandate }, authority) => {
    const { assemblyId } = motion;
    await lockMembers(tx, assemblyId, 'exclusive');
    const office = await lockOffice(tx, officeId);
    if (office === null || office.abolishedAt !== null)
      return { done: false, because: 'the office was abolished' };
    // Waits for the acts in flight: they come before it, under the mandate by which they were judged.
    await lockSeatsOf(tx, officeId);
    const now = await tx.now();
    const endsAt = new Date(mandate.endsAt);
    if (endsAt <= now) return { done: false, because: 'its end has passed already' };
    const reportBackAt = mandate.reportBackAt === null ? null : new Date(mandate.reportBackAt);
    const { instructions } = mandate;
    const given = {
      officeId,
      assemblyId,
      text: motion.text,
      instructions,
      endsAt,
      reportBackAt,
      motionId: motion.id,
    };
    const { version } = await insertMandate(tx, given);
    for (const term of await runningTerms(tx, [officeId]))
      if (
        reportBackAt !== null &&
        reportBackAt > now &&
        term.acceptedAt !== null &&
        reportBackAt <= term.endsAt
      )
        await insertReport(tx, term, reportBackAt);
    tx.record({
      assemblyId,
      kind: 'mandate.given',
      authority,
      data: {
        office: officeId,
        version,
        motion: motion.id,
        endsAt: endsAt.toISOString(),
        reportBackAt: reportBackAt?.toISOString() ?? null,
        positions: instructions.map(({ position }) => position),
      },
      // People wrote it, and it may name people.
      personal: { office: office.name, instructions: JSON.stringify(instructions) },
    });
    return { done: true };
  },
  annul: { cannot: 'delegates may have acted under it; move another mandate' },
});
