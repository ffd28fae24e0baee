import type { BylawNumber, BylawSection } from '@plenary/assembly';
import { ok, type Result, rejected } from '@plenary/kernel';

/** What the bylaws ask of a meeting. */
export interface MeetingRules {
  /** Whole hours between the call and the beginning, at least. */
  readonly noticeHours: number;
  /** Of 100 members that count, how many must be present for a vote to open in a meeting; 0 for no quorum. */
  readonly quorumPercent: number;
}

const NUMBERS: readonly (BylawNumber & { readonly path: keyof MeetingRules })[] = [
  { path: 'noticeHours', label: 'Notice before a meeting', min: 0, max: 720, unit: 'hours' },
  {
    path: 'quorumPercent',
    label: 'Members who must be present for a vote to open in a meeting (0: no quorum)',
    min: 0,
    max: 100,
    unit: 'percent',
  },
];

/** The section `meetings` of the bylaws. Until bylaws are adopted the first meeting is called without notice. */
export const MEETING_SECTION: BylawSection<MeetingRules> = {
  name: 'meetings',
  label: 'Meetings',
  presets: {
    founding: { noticeHours: 0, quorumPercent: 0 },
    consensus_collective: { noticeHours: 24, quorumPercent: 33 },
    union_local: { noticeHours: 24, quorumPercent: 10 },
    delegate_council: { noticeHours: 168, quorumPercent: 50 },
  },
  parse,
  numbers: NUMBERS,
  rules: ({ quorumPercent }) =>
    quorumPercent === 0
      ? []
      : [
          {
            path: 'again',
            label: 'A meeting that fails its quorum',
            text: 'It may be called again once, with full notice and the same votes, at half the quorum.',
          },
        ],
};

function parse(value: unknown): Result<MeetingRules> {
  const rules = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  for (const { path, label, min, max } of NUMBERS) {
    const number = rules[path];
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) {
      return rejected({
        code: 'BYLAW_INVALID',
        message: `'${label}' is a whole number from ${min} to ${max}.`,
      });
    }
  }
  return ok({ noticeHours: rules.noticeHours as number, quorumPercent: rules.quorumPercent as number });
}
