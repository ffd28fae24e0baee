import { Field, ObjectType } from '@nestjs/graphql';
import { RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import { MeObject, PasskeyObject, RecoveryVouchedObject, SignedInObject } from './objects.js';

const CeremonyFailed = rejectionType(
  'CEREMONY_FAILED',
  'The passkey’s answer did not hold, the ceremony was finished before, or 5 minutes had passed. Begin a new one.',
);
const SignInFailed = rejectionType(
  'SIGN_IN_FAILED',
  'No sign-in matched. The same answer whatever the reason, so that it tells nobody what exists.',
);
const LastSignIn = rejectionType(
  'LAST_SIGN_IN',
  'Without this passkey the person could not sign in any more. Add another way first.',
);
const RecoveryStillOpen = rejectionType(
  'RECOVERY_STILL_OPEN',
  'The session came by a recovery less than 24 hours ago; until then it cannot remove what was there before it.',
);
const RecoveryRefused = rejectionType(
  'RECOVERY_REFUSED',
  'The code has expired, was used or never was; or the caller may not vouch for this membership now. It is not told which.',
);
const NothingToUndo = rejectionType(
  'NOTHING_TO_UNDO',
  'In the last 24 hours there was no recovery, or this session itself came by it.',
);

@ObjectType('PassphraseTooWeak', {
  implements: () => RejectionObject,
  description: 'The passphrase would be guessed.',
})
class PassphraseTooWeak extends RejectionObject {
  @Field(() => String, { description: 'What to change, in plain words.' })
  suggestion!: string;
}

export const FinishPasskeySignUpResult = resultUnion(
  'FinishPasskeySignUpResult',
  SignedInObject,
  [CeremonyFailed],
  'A new person signed up with a passkey, or why not',
);
export const SignUpWithPassphraseResult = resultUnion(
  'SignUpWithPassphraseResult',
  SignedInObject,
  [PassphraseTooWeak],
  'A new person signed up with a passphrase, or why not',
);
export const FinishPasskeySignInResult = resultUnion(
  'FinishPasskeySignInResult',
  SignedInObject,
  [SignInFailed],
  'Somebody signed in with a passkey, or did not',
);
export const SignInWithPassphraseResult = resultUnion(
  'SignInWithPassphraseResult',
  SignedInObject,
  [SignInFailed],
  'Somebody signed in with a passphrase, or did not',
);
export const SignInWithLinkResult = resultUnion(
  'SignInWithLinkResult',
  SignedInObject,
  [SignInFailed],
  'Somebody signed in with a mailed link, or did not',
);
export const SignInWithRecoveryCodeResult = resultUnion(
  'SignInWithRecoveryCodeResult',
  SignedInObject,
  [SignInFailed],
  'Somebody signed in with a recovery code, or did not',
);
export const FinishPasskeyAdditionResult = resultUnion(
  'FinishPasskeyAdditionResult',
  PasskeyObject,
  [CeremonyFailed],
  'A passkey was added, or why not',
);
export const RemovePasskeyResult = resultUnion(
  'RemovePasskeyResult',
  MeObject,
  [LastSignIn, RecoveryStillOpen],
  'A passkey was removed, or why not',
);
export const SetPassphraseResult = resultUnion(
  'SetPassphraseResult',
  MeObject,
  [PassphraseTooWeak],
  'The passphrase was set, or why not',
);
export const VouchForRecoveryResult = resultUnion(
  'VouchForRecoveryResult',
  RecoveryVouchedObject,
  [RecoveryRefused],
  'A member’s word was taken, or not',
);
export const UndoRecoveryResult = resultUnion(
  'UndoRecoveryResult',
  MeObject,
  [NothingToUndo],
  'What came in by recovery is out, or there was nothing',
);
