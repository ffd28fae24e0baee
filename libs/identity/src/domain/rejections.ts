import { type Rejection, type Result, rejected } from '@plenary/kernel';

export const CEREMONY_FAILED: Rejection = {
  code: 'CEREMONY_FAILED',
  message: 'This phone’s answer could not be checked, or it took longer than 5 minutes. Begin again.',
};

/** The one answer to every failed sign-in, so that it tells nobody what exists. */
export const SIGN_IN_FAILED: Rejection = {
  code: 'SIGN_IN_FAILED',
  message: 'That did not match a sign-in. Check it and try again, or use another way to sign in.',
};

export const LINK_ELSEWHERE: Rejection = {
  code: 'SIGN_IN_FAILED',
  message: 'This link confirms an e-mail address. Open it where you are signed in.',
};

export const LAST_SIGN_IN: Rejection = {
  code: 'LAST_SIGN_IN',
  message: 'This is your only way to sign in. Add another one first, then remove it.',
};

export const RECOVERY_STILL_OPEN: Rejection = {
  code: 'RECOVERY_STILL_OPEN',
  message:
    'You came back by a recovery less than 24 hours ago. Until then what was there before it cannot be removed.',
};

export const RECOVERY_REFUSED: Rejection = {
  code: 'RECOVERY_REFUSED',
  message:
    'You cannot vouch with this code for this member: the code has expired or was used, or one of you may not take part now. Ask for a new code.',
};

export const NOTHING_TO_UNDO: Rejection = {
  code: 'NOTHING_TO_UNDO',
  message: 'There is no recovery of the last 24 hours that this sign-in can undo.',
};

export interface PassphraseTooWeak extends Rejection {
  readonly code: 'PASSPHRASE_TOO_WEAK';
  /** What to change. */
  readonly suggestion: string;
}

export function passphraseTooWeak(suggestion: string): Result<never, PassphraseTooWeak> {
  return rejected({
    code: 'PASSPHRASE_TOO_WEAK',
    message: `This passphrase is too easy to guess. ${suggestion}`,
    suggestion,
  });
}
