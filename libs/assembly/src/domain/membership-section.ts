import { ok, type Result, rejected } from '@plenary/kernel';
import type { BylawNumber, BylawSection } from './bylaws.js';
import type { Inviting } from './standing.js';

/** The assembly's own section of the bylaws: who comes in, and how many act together. */
export interface MembershipRules {
  readonly invites: Inviting;
  /** Days in which a new membership can be challenged before it counts. */
  readonly challengeDays: number;
  /** How long an invitation may be open at most. */
  readonly invitationDays: number;
  /** One in so many members may act together: 10 is a tenth. At least 5, since bylaws may ask for no more than a fifth. */
  readonly togetherOneIn: number;
  /** And never fewer than so many, where there are so many. */
  readonly togetherAtLeast: number;
  readonly suspensionDaysMax: number;
  /** Between the moving of a suspension or expulsion and the hearing, at least so many hours. */
  readonly hearingNoticeHours: number;
}

const NUMBERS: readonly (BylawNumber & { readonly path: keyof MembershipRules })[] = [
  { path: 'challengeDays', label: 'Time to challenge a new membership', min: 1, max: 60, unit: 'days' },
  { path: 'invitationDays', label: 'An invitation is open for at most', min: 1, max: 30, unit: 'days' },
  { path: 'togetherOneIn', label: 'Members who act together: one in', min: 5, max: 1000, unit: 'members' },
  { path: 'togetherAtLeast', label: 'Members who act together: at least', min: 2, max: 3, unit: 'members' },
  { path: 'suspensionDaysMax', label: 'A suspension lasts at most', min: 1, max: 1095, unit: 'days' },
  { path: 'hearingNoticeHours', label: 'Notice before a hearing', min: 24, max: 720, unit: 'hours' },
];

const USUAL: MembershipRules = {
  invites: 'members',
  challengeDays: 14,
  invitationDays: 14,
  togetherOneIn: 10,
  togetherAtLeast: 3,
  suspensionDaysMax: 180,
  hearingNoticeHours: 24,
};

const INVITES: Record<Inviting, string> = {
  members: 'Every member that counts may invite; a new member needs a second voucher besides.',
  facilitator: 'Whoever facilitates now may invite; a new member needs a second voucher besides.',
};

export const MEMBERSHIP_SECTION: BylawSection<MembershipRules> = {
  name: 'membership',
  label: 'Membership',
  presets: {
    founding: USUAL,
    consensus_collective: { ...USUAL, togetherAtLeast: 2, suspensionDaysMax: 90 },
    union_local: { ...USUAL },
    delegate_council: { ...USUAL, invites: 'facilitator', togetherOneIn: 5 },
  },
  parse,
  numbers: NUMBERS,
  rules: (value) => [{ path: 'invites', label: 'Who may invite', text: INVITES[value.invites] }],
};

function parse(value: unknown): Result<MembershipRules> {
  const no = (message: string) => rejected({ code: 'BYLAW_INVALID', message });
  if (typeof value !== 'object' || value === null) return no('The section on membership is missing.');
  // Bylaws that were adopted before there was such a number have the usual one.
  const rules: Record<string, unknown> = { hearingNoticeHours: USUAL.hearingNoticeHours, ...value };
  if (rules.invites !== 'members' && rules.invites !== 'facilitator')
    return no('Who may invite is not said.');
  for (const { path, label, min, max } of NUMBERS) {
    const number = rules[path];
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) {
      return no(`'${label}' is a whole number from ${min} to ${max}.`);
    }
  }
  const known = ['invites', ...NUMBERS.map((n) => n.path)] as (keyof MembershipRules)[];
  return ok(Object.fromEntries(known.map((key) => [key, rules[key]])) as unknown as MembershipRules);
}
