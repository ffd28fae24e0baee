import { RightNotHeldObject } from '@plenary/assembly';
import { rejectionType, resultUnion } from '@plenary/platform/graphql';
import { CannotTimeObject, RotaObject, ShiftObject, SwapObject } from './objects.js';

const ShiftOver = rejectionType('SHIFT_OVER', 'It has ended, or passed to somebody else.');
const ShiftBegun = rejectionType('SHIFT_BEGUN', 'It has begun: it is given up before that.');
const ShiftNotBegun = rejectionType('SHIFT_NOT_BEGUN', 'It has not begun yet.');
const ShiftNotOffered = rejectionType('SHIFT_NOT_OFFERED', 'It is not offered to all.');
const ShiftYoursAlready = rejectionType('SHIFT_YOURS_ALREADY', 'The caller has it already.');
const ShiftAnswered = rejectionType('SHIFT_ANSWERED', 'It is done, or was noted as missed.');
const CannotHold = rejectionType(
  'CANNOT_HOLD',
  'What the task asks for, its longest run or pause, or another shift at that time stands between.',
);
const SwapNotOpen = rejectionType('SWAP_NOT_OPEN', 'It was answered, or one of the shifts has passed on.');
const TimesInvalid = rejectionType(
  'TIMES_INVALID',
  'It ends before it begins or in the past, lasts a year or longer, or by a rule as long as a week.',
);
const RuleRefused = rejectionType(
  'RULE_REFUSED',
  'The rule cannot be read, or asks for what is not offered.',
);
const TooManyTimes = rejectionType('TOO_MANY_TIMES', 'One member says 50 times at most.');
const OnLeave = rejectionType('ON_LEAVE', 'The caller is on leave already.');
const NotOnLeave = rejectionType('NOT_ON_LEAVE', 'The caller is not on leave.');
const NotTraining = rejectionType('NOT_TRAINING', 'Nothing is taught in this shift.');
const DrawUnderWay = rejectionType(
  'DRAW_UNDER_WAY',
  'A draw is being made whose seed shows: it counts from the next one on.',
);
const SkillNotYours = rejectionType('SKILL_NOT_YOURS', 'No task asks for it, or the caller has not got it.');
const MemberUnknown = rejectionType('MEMBER_UNKNOWN', 'It is not another member of this assembly.');

const shiftResult = (name: string, rejections: Parameters<typeof resultUnion>[2], description: string) =>
  resultUnion(name, ShiftObject, [RightNotHeldObject, ShiftOver, ...rejections], description);

export const ConfirmShiftResult = shiftResult('ConfirmShiftResult', [], 'The shift as confirmed, or why not');
export const DeclineShiftResult = shiftResult(
  'DeclineShiftResult',
  [ShiftBegun],
  'The shift that was given up',
);
export const OfferShiftResult = shiftResult('OfferShiftResult', [ShiftBegun], 'The shift as offered to all');
export const TakeShiftResult = shiftResult(
  'TakeShiftResult',
  [ShiftBegun, ShiftNotOffered, ShiftYoursAlready, CannotHold],
  'The shift as the caller has it, or why not',
);
export const FinishShiftResult = shiftResult(
  'FinishShiftResult',
  [ShiftNotBegun, ShiftAnswered, NotTraining, MemberUnknown, DrawUnderWay],
  'The shift that is done, or why not',
);
export const NoteMissedShiftResult = shiftResult(
  'NoteMissedShiftResult',
  [ShiftNotBegun, ShiftAnswered],
  'The shift that was missed, or why it cannot be noted',
);
export const AskSwapResult = resultUnion(
  'AskSwapResult',
  SwapObject,
  [RightNotHeldObject, ShiftOver, ShiftBegun, ShiftYoursAlready, CannotHold],
  'The request, or why not',
);
export const AnswerSwapResult = resultUnion(
  'AnswerSwapResult',
  SwapObject,
  [RightNotHeldObject, SwapNotOpen, ShiftOver, ShiftBegun, ShiftYoursAlready, CannotHold],
  'The request as answered, or why not',
);
export const SayCannotResult = resultUnion(
  'SayCannotResult',
  CannotTimeObject,
  [RightNotHeldObject, DrawUnderWay, TimesInvalid, RuleRefused, TooManyTimes],
  'The time as it is kept, or why not',
);
export const WithdrawCannotResult = resultUnion(
  'WithdrawCannotResult',
  CannotTimeObject,
  [RightNotHeldObject, DrawUnderWay],
  'The time that was taken back, or why not',
);
export const SetShareResult = resultUnion(
  'SetShareResult',
  RotaObject,
  [RightNotHeldObject, DrawUnderWay],
  'The rota, or why not',
);
export const BeginLeaveResult = resultUnion(
  'BeginLeaveResult',
  RotaObject,
  [RightNotHeldObject, DrawUnderWay, OnLeave],
  'The rota, or why not',
);
export const EndLeaveResult = resultUnion(
  'EndLeaveResult',
  RotaObject,
  [RightNotHeldObject, DrawUnderWay, NotOnLeave],
  'The rota, or why not',
);
export const GiveSkillResult = resultUnion(
  'GiveSkillResult',
  RotaObject,
  [RightNotHeldObject, DrawUnderWay, SkillNotYours, MemberUnknown],
  'The rota, or why not',
);
