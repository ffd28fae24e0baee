import type { BylawNumber, BylawSection } from '@plenary/assembly';
import { ok, rejected } from '@plenary/kernel';

/** What the bylaws say of the rota. */
export interface RotationRules {
  /** How many weeks ahead shifts are drawn. */
  readonly horizonWeeks: number;
}

const HORIZON: BylawNumber = {
  path: 'horizonWeeks',
  label: 'Shifts are drawn ahead for',
  min: 2,
  max: 26,
  unit: 'weeks',
};
const USUAL: RotationRules = { horizonWeeks: 8 };

/** The section `rotation` of the bylaws. */
export const ROTATION_SECTION: BylawSection<RotationRules> = {
  name: 'rotation',
  label: 'Rota',
  presets: { founding: USUAL, consensus_collective: USUAL, union_local: USUAL, delegate_council: USUAL },
  parse(value) {
    const { horizonWeeks } = (value ?? {}) as Partial<RotationRules>;
    const { label, min, max } = HORIZON;
    return Number.isInteger(horizonWeeks) && horizonWeeks! >= min && horizonWeeks! <= max
      ? ok({ horizonWeeks: horizonWeeks! })
      : rejected({ code: 'BYLAW_INVALID', message: `'${label}' is a whole number from ${min} to ${max}.` });
  },
  numbers: [HORIZON],
};
