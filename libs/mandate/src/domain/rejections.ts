import { type Rejection, type Result, rejected } from '@plenary/kernel';

/** Every refusal of this context by its code: the words are here, where they can be read together. */
export const REFUSALS = {
  SEAT_NOT_HELD: 'This seat is not held any more, so nothing is done under it.',
  NOT_YOUR_SEAT: 'This seat is held by another member.',
  NOT_ACCEPTED: 'Accept the seat first; then you act under its mandate.',
  ALREADY_ACCEPTED: 'The seat has been accepted. To give it up, resign.',
  NO_MANDATE: 'No mandate is in force for this office. The assembly gives one by a motion.',
  TEXT_INVALID: 'The text is empty or too long. Write it again, within the length that is said.',
  MAY_NOT_STAND: 'The rules of this office do not let this member stand: ',
  REPORT_NOT_OPEN: 'This report was given. The assembly decides on it by a motion.',
  MATTER_INVALID: 'Name a motion, or the matter in words of 1 to 500 characters.',
  EFFECT_TIME_PAST: 'That time has passed. Choose one to come, or leave it out.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export function refuse(code: RefusalCode, more = ''): Result<never, Rejection> {
  return rejected({ code, message: `${REFUSALS[code]}${more}` });
}

export interface ActContradictsMandate extends Rejection {
  readonly code: 'ACT_CONTRADICTS_MANDATE';
  readonly mandateVersion: number;
}

export function contradictsMandate(
  because: string,
  mandateVersion: number,
): Result<never, ActContradictsMandate> {
  return rejected({
    code: 'ACT_CONTRADICTS_MANDATE',
    message: `${because} Ask the assembly for another instruction, or refer the matter back.`,
    mandateVersion,
  });
}

export interface PetitionWaits extends Rejection {
  readonly code: 'PETITION_WAITS';
  readonly until: Date;
}

export function petitionWaits(until: Date): Result<never, PetitionWaits> {
  return rejected({
    code: 'PETITION_WAITS',
    message:
      'The assembly kept this delegate in a recall vote less than 30 days ago. A motion to recall can be moved at any time.',
    until,
  });
}

export function recentlyRecovered(): Result<never, Rejection> {
  return rejected({
    code: 'RECENTLY_RECOVERED',
    message:
      'You got your sign-in back less than 24 hours ago. Until then you cannot sign what was opened before.',
  });
}

/** What the database's last word means, where the seat or its mandate ended between the judging and the writing. */
export const LAST_WORD: Readonly<Record<'act_in_term' | 'seat_vote_in_term', Rejection>> = {
  act_in_term: { code: 'SEAT_NOT_HELD', message: REFUSALS.SEAT_NOT_HELD },
  seat_vote_in_term: { code: 'SEAT_NOT_HELD', message: REFUSALS.SEAT_NOT_HELD },
};
