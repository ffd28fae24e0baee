import type { BylawNumber, BylawSection } from '@plenary/assembly';
import { ok, type Result, rejected } from '@plenary/kernel';

/** What the bylaws say of the delegates that assemblies below send. */
export interface DelegateRules {
  /** Of each assembly below, how many seats speak at most: or the one with the most seats would decide. */
  readonly seatsPerAssembly: number;
  /** 1: the seats of an assembly weigh together as many as its members that count. 0: every seat weighs 1. */
  readonly weightByMembers: number;
}

const NUMBERS: readonly (BylawNumber & { readonly path: keyof DelegateRules })[] = [
  {
    path: 'seatsPerAssembly',
    label: 'Delegates who speak for each assembly below, at most',
    min: 1,
    max: 50,
    unit: 'seats',
  },
  {
    path: 'weightByMembers',
    label: 'A delegate’s vote weighs as many members as sent them (0: every vote weighs one, 1: yes)',
    min: 0,
    max: 1,
    unit: '',
  },
];
/** The database's `seats_above` has the same where bylaws are older than this section. */
const USUAL: DelegateRules = { seatsPerAssembly: 3, weightByMembers: 0 };

/** The section `delegates` of the bylaws of the assembly above, which the votes of delegates go by. */
export const DELEGATES_SECTION: BylawSection<DelegateRules> = {
  name: 'delegates',
  label: 'Delegates of the assemblies below',
  presets: { founding: USUAL, consensus_collective: USUAL, union_local: USUAL, delegate_council: USUAL },
  parse,
  numbers: NUMBERS,
};

function parse(value: unknown): Result<DelegateRules> {
  const rules = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  for (const { path, label, min, max } of NUMBERS) {
    const number = rules[path];
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max)
      return rejected({
        code: 'BYLAW_INVALID',
        message: `'${label}' is a whole number from ${min} to ${max}.`,
      });
  }
  return ok({
    seatsPerAssembly: rules.seatsPerAssembly as number,
    weightByMembers: rules.weightByMembers as number,
  });
}
