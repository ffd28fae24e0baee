import { type Rejection, type Result, rejected } from '@plenary/kernel';

const MESSAGES = {
  SHIFT_OVER: 'This shift has ended, or has passed to somebody else. The roster shows who has it.',
  SHIFT_BEGUN: 'This shift has begun: until it is over, ask somebody to help you.',
  SHIFT_NOT_BEGUN: 'This shift has not begun yet.',
  SHIFT_NOT_OFFERED: 'This shift is not offered to all any more.',
  SHIFT_YOURS_ALREADY: 'This shift is yours already.',
  SHIFT_ANSWERED: 'This shift is done, or was noted as missed.',
  CANNOT_HOLD:
    'They do not go together: what the task asks for, its longest run or its pause, or another shift at that time stands between.',
  SWAP_NOT_OPEN: 'This swap has been answered, or one of the two shifts has passed on.',
  TIMES_INVALID: 'A time ends after it begins and not in the past; one by a rule is shorter than a week.',
  TOO_MANY_TIMES: 'You have said 50 times already: take one back first.',
  TOO_MANY_FEEDS: 'You have 10 links for calendars already: revoke one first.',
  NO_MAIL: 'This server sends no mail: take a link for your calendar instead.',
  QUIET_NO_MAIL: 'A quiet assembly sends no mail: it would tell whoever reads it.',
  ADDRESS_NOT_CONFIRMED: 'You have no address to send it to: add one to your sign-in and confirm it first.',
  NO_PUSH: 'This server sends no notifications: take a link for your calendar instead.',
  PUSH_SERVICE_UNKNOWN:
    'This server does not know the service that this browser gets its notifications from: take a link for your calendar instead.',
  TOO_MANY_DEVICES:
    'You are reminded on 10 devices already, in all your assemblies together: take one away first.',
  COMMIT_CLOSED: 'It is too late to commit to a value for this draw: those who did reveal theirs now.',
  COMMITTED_ALREADY: 'You are bound to another value in this draw.',
  DRAW_FULL: 'A thousand members have committed to values for this draw: that is as many as it takes.',
  DRAW_UNDER_WAY:
    'Shifts are being drawn, and the values of the seed are being revealed: say it once they are drawn.',
  TASK_ENDED: 'This task was ended.',
  GUIDE_NOT_YOURS: 'Who holds a task, or held it, improves its guide.',
  GUIDE_CHANGED: 'Somebody has changed the guide since you read it: read it again, and add yours.',
  NOT_TRAINING: 'Nothing is taught in this shift: name nobody who has learned it.',
  NOT_COMMITTED: 'You have not committed to a value for this draw.',
  VALUE_DIFFERS: 'This is not the value that you are bound to.',
  REVEAL_NOT_OPEN: 'Values are revealed between the end of committing and the draw.',
  ON_LEAVE: 'You are on leave already.',
  NOT_ON_LEAVE: 'You are not on leave.',
  SKILL_NOT_YOURS:
    'Somebody who can do it confirms it: and no task asks for it, or you cannot do it yourself.',
  MEMBER_UNKNOWN: 'Name another member of this assembly.',
  HARDSHIP_UNHEARD:
    'No task gives anybody the right to see such a request, so nobody could read it. A motion can give it to a task.',
  HARDSHIP_OPEN: 'You have a request that is open: write in that one.',
  HARDSHIP_TOO_MANY:
    'You have asked 20 times within 30 days: write in the request that is open, or speak with whoever’s turn it is.',
  HARDSHIP_FULL: 'As much is written in this request as it takes: withdraw it and ask anew, or meet.',
  HARDSHIP_WITHDRAWN: 'You withdrew this request, and what was written in it is erased. Ask anew.',
  HARDSHIP_GONE: 'This request was answered or withdrawn: it is open no more.',
  HARDSHIP_TAKEN_UP: 'Another member who has the shift now has taken it up. Speak with them first.',
} as const;

export type RotaCode = keyof typeof MESSAGES;

export interface RotaRejection extends Rejection {
  readonly code: RotaCode;
}

export function rotaRejection(code: RotaCode): RotaRejection {
  return { code, message: MESSAGES[code] };
}

export function refuse(code: RotaCode): Result<never, RotaRejection> {
  return rejected(rotaRejection(code));
}
