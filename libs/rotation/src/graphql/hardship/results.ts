import { RightNotHeldObject } from '@plenary/assembly';
import { rejectionType, resultUnion } from '@plenary/platform/graphql';
import { HardshipRequestObject } from './objects.js';

const HardshipUnheard = rejectionType(
  'HARDSHIP_UNHEARD',
  'No task gives the right to see such a request: nobody could read it.',
);
const HardshipOpen = rejectionType('HARDSHIP_OPEN', 'The caller has one that is open: one member has one.');
const HardshipTooMany = rejectionType(
  'HARDSHIP_TOO_MANY',
  'The caller has 20 that are kept, those that were withdrawn too.',
);
const HardshipFull = rejectionType('HARDSHIP_FULL', 'As much is written in it as it takes.');
const HardshipWithdrawn = rejectionType('HARDSHIP_WITHDRAWN', 'The caller withdrew it.');
const HardshipGone = rejectionType(
  'HARDSHIP_GONE',
  'The assembly has no such request that is open: it was answered or withdrawn, or there was none.',
);
const HardshipTakenUp = rejectionType(
  'HARDSHIP_TAKEN_UP',
  'Another holder of a shift that is on sees to it.',
);

const result = (name: string, rejections: Parameters<typeof resultUnion>[2], description: string) =>
  resultUnion(name, HardshipRequestObject, [RightNotHeldObject, ...rejections], description);

export const MakeHardshipRequestResult = result(
  'MakeHardshipRequestResult',
  [HardshipUnheard, HardshipOpen, HardshipTooMany],
  'The request as it is now, or why not',
);
export const WriteInHardshipRequestResult = result(
  'WriteInHardshipRequestResult',
  [HardshipUnheard, HardshipOpen, HardshipFull, HardshipWithdrawn],
  'The request with what was written, or why not',
);
export const WithdrawHardshipRequestResult = result(
  'WithdrawHardshipRequestResult',
  [],
  'The request, with nothing in it any more',
);
export const TakeUpHardshipRequestResult = result(
  'TakeUpHardshipRequestResult',
  [HardshipGone, HardshipTakenUp],
  'The request as the caller sees to it, or why not',
);
export const AnswerHardshipRequestResult = result(
  'AnswerHardshipRequestResult',
  [HardshipGone, HardshipTakenUp, HardshipFull],
  'The request as it was answered, or why not',
);
