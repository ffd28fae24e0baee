import { rejected } from '@plenary/kernel';

/** One answer for every reason, so that whoever guesses learns nothing. */
export const INVITATION_NOT_USABLE = {
  code: 'INVITATION_NOT_USABLE',
  message: 'This invitation can’t be used: it was taken up, has expired, or was revoked. Ask for a new one.',
} as const;

export const ALREADY_MEMBER = {
  code: 'ALREADY_MEMBER',
  message: 'You are a member of this assembly already: one membership for each person.',
} as const;

export const requestNotOpen = () =>
  rejected({
    code: 'REQUEST_NOT_OPEN',
    message: 'This request is not open any more: it was done, or it lapsed. Ask again if it is still wanted.',
  } as const);

export const notForOneself = (what: string) =>
  rejected({ code: 'NOT_FOR_ONESELF', message: `Nobody ${what} themselves: ask another member.` } as const);

/** Stated wherever a free text of reasons is taken. */
export const MAX_REASON = 2000;

export const reasonMissing = () =>
  rejected({ code: 'REASON_MISSING', message: `Say why, in up to ${MAX_REASON} characters.` } as const);
