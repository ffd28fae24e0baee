import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  answer,
  type Caller,
  Context,
  CurrentCaller,
  type RequestContext,
} from '@plenary/platform/graphql';
import type { IdentityPorts } from '../application/ports.js';
import { requestRecovery, vouchForRecovery } from '../application/recover-by-vouchers.js';
import { renewRecoveryCodes, signInWithRecoveryCode } from '../application/sign-in-with-recovery-code.js';
import { undoRecovery } from '../application/undo-recovery.js';
import { IDENTITY_PORTS } from './identity-ports.js';
import { SignInWithRecoveryCodeInput, VouchForRecoveryInput } from './inputs.js';
import { RecoveryCodesObject, RecoveryRequestObject } from './objects.js';
import { presentMe, presentSignedIn, visitorOf } from './present.js';
import { SignInWithRecoveryCodeResult, UndoRecoveryResult, VouchForRecoveryResult } from './results.js';

@Resolver()
export class RecoveryResolver {
  constructor(@Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts) {}

  @Mutation(() => SignInWithRecoveryCodeResult, {
    description:
      'Signs in with a recovery code, once. The person’s other sessions are alerted, their assemblies record it, and for 24 hours they cannot vote in what was already open.',
  })
  @Allow('public')
  async signInWithRecoveryCode(
    @Context() context: RequestContext,
    @Args('input', { description: 'The code.' }) input: SignInWithRecoveryCodeInput,
  ) {
    const result = await signInWithRecoveryCode(this.ports, visitorOf(context), input.code);
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => RecoveryCodesObject, {
    description:
      'Makes ten new recovery codes and voids those before. NOT_ALLOWED for 24 hours after the session itself came by a recovery.',
  })
  @Allow('person')
  async renewRecoveryCodes(@CurrentCaller() caller: Caller): Promise<RecoveryCodesObject> {
    return { codes: await renewRecoveryCodes(this.ports, caller) };
  }

  @Mutation(() => RecoveryRequestObject, {
    description:
      'For somebody who lost every way to sign in and has just made a new one: asks two members to vouch. NOT_ALLOWED for a sign-in that is a member somewhere already.',
  })
  @Allow('person')
  requestRecovery(@CurrentCaller() caller: Caller) {
    return requestRecovery(this.ports, caller);
  }

  @Mutation(() => VouchForRecoveryResult, {
    description:
      'Gives a member’s word that whoever shows the code is the person of this membership. At the second word for the same membership the person is back.',
  })
  @Allow('person')
  async vouchForRecovery(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'For whom, and by which code.' }) input: VouchForRecoveryInput,
  ) {
    return answer(await vouchForRecovery(this.ports, caller, input), (vouched) => vouched);
  }

  @Mutation(() => UndoRecoveryResult, {
    description:
      'Throws out what came in by recovery in the last 24 hours: its sessions end, its sign-ins no longer belong to the person.',
  })
  @Allow('person')
  async undoRecovery(@CurrentCaller() caller: Caller) {
    return answer(await undoRecovery(this.ports, caller), () => presentMe(this.ports.db, caller));
  }
}
