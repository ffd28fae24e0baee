import { isDecimal } from '@plenary/mandate/domain';
import type {
  ElectionMethod,
  InstructionPosition,
  MandateInput,
  OfficeRulesInput,
  SignatureRule,
  VacancyRule,
} from '../graphql/generated/schema.ts';
import { givesScores } from './election-words.ts';
import { contradictionIn } from './judge.ts';
import { motionIdIn } from './mandate-words.ts';
import { METHODS } from './method-words.ts';
import { instantIn, localIn } from './when.ts';

/** The rules of an office as the form holds them, figures as typed. */
export interface DraftRules {
  readonly purpose: string;
  readonly seats: string;
  readonly termDays: string;
  /** Empty: as often as elected. */
  readonly consecutiveTerms: string;
  readonly standDays: string;
  readonly method: ElectionMethod | null;
  readonly maxScore: string;
  readonly pollNumerator: string;
  readonly pollDenominator: string;
  readonly pollAtLeast: string;
  readonly petitionDays: string;
  readonly vacancy: VacancyRule;
  /** Empty: on the mandate's day alone. */
  readonly reportDays: string;
  readonly acceptHours: string;
  readonly incompatible: readonly string[];
  readonly signatures: SignatureRule;
  readonly speaksAbove: boolean;
}

export interface DraftLimit {
  readonly name: string;
  readonly unit: string;
  readonly atLeast: string;
  readonly atMost: string;
}

/** A matter as the form holds it: words, or a motion by its id or address as typed. */
export interface DraftMatter {
  readonly kind: 'text' | 'motion';
  readonly text: string;
  readonly motion: string;
}

export interface DraftInstruction {
  readonly matter: DraftMatter;
  readonly position: InstructionPosition;
  readonly limits: readonly DraftLimit[];
}

/** A mandate as the form holds it; times as its fields have them, in the assembly's time zone. */
export interface DraftMandate {
  readonly endsAt: string;
  readonly reportBackAt: string;
  readonly instructions: readonly DraftInstruction[];
}

export const NO_MATTER: DraftMatter = { kind: 'text', text: '', motion: '' };
export const NO_LIMIT: DraftLimit = { name: '', unit: '', atLeast: '', atMost: '' };
export const NO_INSTRUCTION: DraftInstruction = { matter: NO_MATTER, position: 'MUST_SUPPORT', limits: [] };
export const NO_MANDATE: DraftMandate = { endsAt: '', reportBackAt: '', instructions: [NO_INSTRUCTION] };

/** What is usual (PROCEDURE.md §6). */
export const USUAL_RULES: DraftRules = {
  purpose: '',
  seats: '1',
  termDays: '365',
  consecutiveTerms: '',
  standDays: '0',
  method: 'STV_SCOTTISH',
  maxScore: '5',
  pollNumerator: '1',
  pollDenominator: '5',
  pollAtLeast: '3',
  petitionDays: '30',
  vacancy: 'ALTERNATE',
  reportDays: '30',
  acceptHours: '72',
  incompatible: [],
  signatures: 'OPEN',
  speaksAbove: false,
};

/** The word of an effect as the API has it: `stv-scottish` is STV_SCOTTISH there. */
const apiWord = <Word extends string>(word: string): Word => word.toUpperCase().replaceAll('-', '_') as Word;

/** Rules as they are, in the API's words or in those of a kept effect, back in the form's fields. */
export function draftRules(rules: Partial<OfficeRulesInput> | null | undefined): DraftRules {
  if (!rules) return USUAL_RULES;
  const typed = (value: number | null | undefined, usual: string) =>
    value === null || value === undefined ? usual : String(value);
  return {
    purpose: rules.purpose ?? '',
    seats: typed(rules.seats, USUAL_RULES.seats),
    termDays: typed(rules.termDays, USUAL_RULES.termDays),
    consecutiveTerms: typed(rules.consecutiveTerms, ''),
    standDays: typed(rules.standDays, USUAL_RULES.standDays),
    method: rules.method ? apiWord<ElectionMethod>(rules.method) : null,
    maxScore: typed(rules.maxScore, USUAL_RULES.maxScore),
    pollNumerator: typed(rules.recallPoll?.numerator, USUAL_RULES.pollNumerator),
    pollDenominator: typed(rules.recallPoll?.denominator, USUAL_RULES.pollDenominator),
    pollAtLeast: typed(rules.recallPoll?.atLeast, USUAL_RULES.pollAtLeast),
    petitionDays: typed(rules.petitionDays, USUAL_RULES.petitionDays),
    vacancy: rules.vacancy ? apiWord<VacancyRule>(rules.vacancy) : USUAL_RULES.vacancy,
    reportDays: typed(rules.reportDays, ''),
    acceptHours: typed(rules.acceptHours, USUAL_RULES.acceptHours),
    incompatible: rules.incompatible ?? [],
    signatures: rules.signatures ? apiWord<SignatureRule>(rules.signatures) : USUAL_RULES.signatures,
    speaksAbove: rules.speaksAbove ?? USUAL_RULES.speaksAbove,
  };
}

/** The rules that an effect keeps, whole, in the API's words. */
export function keptRules(rules: OfficeRulesInput) {
  return {
    ...rules,
    method: apiWord<ElectionMethod>(rules.method),
    vacancy: apiWord<VacancyRule>(rules.vacancy),
    consecutiveTerms: rules.consecutiveTerms ?? null,
    standDays: rules.standDays ?? Number(USUAL_RULES.standDays),
    maxScore: rules.maxScore ?? null,
    recallPoll: rules.recallPoll ?? {
      numerator: Number(USUAL_RULES.pollNumerator),
      denominator: Number(USUAL_RULES.pollDenominator),
      atLeast: Number(USUAL_RULES.pollAtLeast),
    },
    petitionDays: rules.petitionDays ?? Number(USUAL_RULES.petitionDays),
    reportDays: rules.reportDays ?? null,
    acceptHours: rules.acceptHours ?? Number(USUAL_RULES.acceptHours),
    incompatible: rules.incompatible ?? [],
    signatures: rules.signatures ? apiWord<SignatureRule>(rules.signatures) : USUAL_RULES.signatures,
    speaksAbove: rules.speaksAbove ?? USUAL_RULES.speaksAbove,
  };
}

/** What is sent of the rules, whole. */
export function rulesInput(rules: DraftRules): OfficeRulesInput {
  return {
    purpose: rules.purpose.trim(),
    seats: Number(rules.seats),
    termDays: Number(rules.termDays),
    consecutiveTerms: rules.consecutiveTerms === '' ? null : Number(rules.consecutiveTerms),
    standDays: Number(rules.standDays),
    method: rules.method!,
    ...(rules.method !== null && givesScores(rules.method) ? { maxScore: Number(rules.maxScore) } : {}),
    recallPoll: {
      numerator: Number(rules.pollNumerator),
      denominator: Number(rules.pollDenominator),
      atLeast: Number(rules.pollAtLeast),
    },
    petitionDays: Number(rules.petitionDays),
    vacancy: rules.vacancy,
    reportDays: rules.reportDays === '' ? null : Number(rules.reportDays),
    acceptHours: Number(rules.acceptHours),
    incompatible: [...rules.incompatible],
    signatures: rules.signatures,
    speaksAbove: rules.speaksAbove,
  };
}

const isWhole = (typed: string, least: number, most: number): boolean =>
  /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;

/** What is missing in the rules or contradicts itself, as a sentence; null for nothing. */
export function whyNoRules(rules: DraftRules): string | null {
  if (rules.purpose.trim() === '') return 'Say what delegates are sent for.';
  const bounds: readonly (readonly [string, number, number, string])[] = [
    [rules.seats, 1, 50, 'Say how many seats, from 1 to 50.'],
    [rules.termDays, 1, 1_461, 'Say how long a term is, from 1 to 1,461 days.'],
    [rules.consecutiveTerms || '1', 1, 10, 'Terms in a row: from 1 to 10, or nothing.'],
    [rules.standDays, 0, 3_650, 'Days as a member to stand: from 0 to 3,650.'],
    [rules.acceptHours, 1, 720, 'Hours to accept a seat: from 1 to 720.'],
    [rules.reportDays || '1', 1, 366, 'Days between reports: from 1 to 366, or nothing.'],
    [rules.petitionDays, 7, 180, 'Days that a signature holds: from 7 to 180.'],
    [rules.pollNumerator, 1, 1_000, 'Say at which part of the members a recall vote opens: 1 in 5.'],
    [rules.pollDenominator, 1, 1_000, 'Say at which part of the members a recall vote opens: 1 in 5.'],
    [rules.pollAtLeast, 1, 100, 'Signatures for a recall vote: at least from 1 to 100.'],
    [
      rules.method !== null && givesScores(rules.method) ? rules.maxScore : '1',
      1,
      100,
      'Say the highest score, from 1 to 100.',
    ],
  ];
  const outside = bounds.find(([typed, least, most]) => !isWhole(typed, least, most));
  if (outside) return outside[3];
  if (rules.method === null) return 'Choose how elections to it are counted.';
  if (METHODS.find(({ method }) => method === rules.method)?.oneSeat && rules.seats !== '1')
    return 'This way to count fills one seat. Choose one that fills several.';
  if (rules.vacancy === 'COUNTBACK' && !canCountBack(rules.method))
    return 'Only a single transferable vote can be counted back. Choose another way to fill a seat.';
  if (Number(rules.pollNumerator) * 2 > Number(rules.pollDenominator))
    return 'More than half recall at once: a recall vote opens at no more than half.';
  return null;
}

/** Only papers of a single transferable vote are counted back. */
export const canCountBack = (method: ElectionMethod | null): boolean => method?.startsWith('STV_') ?? false;

/** What an effect, or a mandate that is in force, says of each matter. */
interface KeptMandate {
  readonly endsAt?: string | null;
  readonly reportBackAt?: string | null;
  readonly instructions?: readonly {
    /** With its kind and `id` in a kept effect, with `motionId` in the API. */
    readonly matter: {
      readonly id?: string;
      readonly motionId?: string | null;
      readonly text?: string | null;
    };
    readonly position: string;
    readonly limits?:
      | readonly {
          readonly name: string;
          readonly unit: string;
          readonly atLeast?: string | null;
          readonly atMost?: string | null;
        }[]
      | null;
  }[];
}

/** A mandate as it is, back in the form's fields. */
export function draftMandate(mandate: KeptMandate | null | undefined, timeZone: string): DraftMandate {
  if (!mandate) return NO_MANDATE;
  const local = (instant: string | null | undefined) =>
    instant ? localIn(Date.parse(instant), timeZone) : '';
  return {
    endsAt: local(mandate.endsAt),
    reportBackAt: local(mandate.reportBackAt),
    instructions: (mandate.instructions ?? []).map(({ matter, position, limits }) => {
      const motion = matter.motionId ?? matter.id;
      return {
        matter: motion ? { kind: 'motion', text: '', motion } : { ...NO_MATTER, text: matter.text ?? '' },
        position: apiWord<InstructionPosition>(position),
        limits: (limits ?? []).map(({ name, unit, atLeast, atMost }) => ({
          name,
          unit,
          atLeast: atLeast ?? '',
          atMost: atMost ?? '',
        })),
      };
    }),
  };
}

/** What is sent of a matter; null while it names nothing. */
export function matterInput(matter: DraftMatter) {
  if (matter.kind === 'text') return matter.text.trim() === '' ? null : { text: matter.text.trim() };
  const motionId = motionIdIn(matter.motion);
  return motionId === null ? null : { motionId };
}

// A decimal comma is read as a point.
const figure = (typed: string): string | null => typed.trim().replace(',', '.') || null;

function instructionInput({ matter, position, limits }: DraftInstruction) {
  return {
    matter: matterInput(matter) ?? { text: '' },
    position,
    ...(position === 'MAY_DECIDE_WITHIN'
      ? {
          limits: limits.map(({ name, unit, atLeast, atMost }) => ({
            name: name.trim(),
            unit: unit.trim(),
            atLeast: figure(atLeast),
            atMost: figure(atMost),
          })),
        }
      : {}),
  };
}

/** What is sent of the mandate. */
export function mandateInput(mandate: DraftMandate, timeZone: string): MandateInput {
  return {
    endsAt: instantIn(mandate.endsAt, timeZone) ?? '',
    reportBackAt: mandate.reportBackAt === '' ? null : instantIn(mandate.reportBackAt, timeZone),
    instructions: mandate.instructions.map(instructionInput),
  };
}

/** What is wrong with the mandate, and at which instruction (from 0; null: at none); null for nothing. */
export function whyNoMandate(
  mandate: DraftMandate,
): { readonly at: number | null; readonly why: string } | null {
  if (mandate.instructions.length === 0) return { at: null, why: 'Give at least one instruction.' };
  for (const [at, each] of mandate.instructions.entries()) {
    if (matterInput(each.matter) === null)
      return {
        at,
        why:
          each.matter.kind === 'text' ? 'Say what it is about.' : 'Choose the motion, or give its address.',
      };
    if (each.position !== 'MAY_DECIDE_WITHIN') continue;
    for (const limit of each.limits) {
      if (limit.name.trim() === '' || limit.unit.trim() === '')
        return { at, why: 'Give each limit a name and a unit: “Rise”, “%”.' };
      const figures = [figure(limit.atLeast), figure(limit.atMost)];
      if (figures.some((typed) => typed !== null && !isDecimal(typed)))
        return { at, why: 'A limit is a number such as 5 or 4.75, without its unit.' };
    }
  }
  const contradiction = contradictionIn(mandate.instructions.map(instructionInput));
  if (contradiction) return contradiction;
  return mandate.endsAt === '' ? { at: null, why: 'Say until when the mandate holds.' } : null;
}
