import type { Result } from '@plenary/kernel';
import { ok } from '@plenary/kernel';
import { type EffectFields, effectInvalid } from '@plenary/motion';
import { METHODS } from '@plenary/tally';
import { MAX_SCORE, METHOD_TERMS } from '@plenary/voting';
import { contradictionIn, type OfficeRules, USUAL_RECALL, VACANCY_RULES } from '../domain/office-rules.js';

export const OFFICE_RULE_FIELDS = [
  'purpose',
  'seats',
  'termDays',
  'consecutiveTerms',
  'standDays',
  'method',
  'maxScore',
  'recallPoll',
  'petitionDays',
  'vacancy',
  'reportDays',
  'acceptHours',
  'incompatible',
] as const;

const PURPOSE_MAX = 500;
export const SEATS_MAX = 50;

/** Reads the rules of an office, typed or stored; what may be left out has what is usual. */
export function readOfficeRules(fields: EffectFields): OfficeRules {
  const method = fields.oneOf('method', METHODS);
  const whole = (field: string, min: number, max: number, usual: number) =>
    fields.has(field) ? fields.whole(field, min, max) : usual;
  const wholeOrNull = (field: string, min: number, max: number) =>
    fields.has(field) ? fields.whole(field, min, max) : null;
  return {
    purpose: fields.text('purpose', PURPOSE_MAX),
    seats: fields.whole('seats', 1, SEATS_MAX),
    termDays: fields.whole('termDays', 1, 1_461),
    consecutiveTerms: wholeOrNull('consecutiveTerms', 1, 10),
    standDays: whole('standDays', 0, 3_650, 0),
    method,
    maxScore:
      METHOD_TERMS[method].kind === 'scores'
        ? fields.whole('maxScore', 1, MAX_SCORE)
        : fields.absent('maxScore'),
    recallPoll: fields.has('recallPoll')
      ? fields.part('recallPoll', ['numerator', 'denominator', 'atLeast'], (part) => ({
          numerator: part.whole('numerator', 1, 1_000),
          denominator: part.whole('denominator', 1, 1_000),
          atLeast: part.whole('atLeast', 1, 100),
        }))
      : USUAL_RECALL,
    petitionDays: whole('petitionDays', 7, 180, 30),
    vacancy: fields.oneOf('vacancy', VACANCY_RULES),
    reportDays: wholeOrNull('reportDays', 1, 366),
    acceptHours: whole('acceptHours', 1, 720, 72),
    incompatible: fields.idsOrNone('incompatible', 50),
  };
}

/** What was read, unless it contradicts itself. */
export function coherent<T extends { readonly rules: OfficeRules }>(read: Result<T>): Result<T> {
  if (!read.ok) return read;
  const contradiction = contradictionIn(read.value.rules);
  return contradiction === null ? ok(read.value) : effectInvalid(contradiction.field, contradiction.message);
}
