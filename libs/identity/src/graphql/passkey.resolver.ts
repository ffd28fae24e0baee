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
import {
  beginPasskeyAddition,
  beginPasskeySignIn,
  beginPasskeySignUp,
} from '../application/begin-passkey.js';
import { finishPasskeyAddition, removePasskey } from '../application/own-passkeys.js';
import type { IdentityPorts } from '../application/ports.js';
import { finishPasskeySignIn } from '../application/sign-in-with-passkey.js';
import { finishPasskeySignUp } from '../application/sign-up-with-passkey.js';
import { IDENTITY_PORTS } from './identity-ports.js';
import {
  BeginPasskeySignUpInput,
  FinishPasskeyAdditionInput,
  FinishPasskeySignInInput,
  FinishPasskeySignUpInput,
  RemovePasskeyInput,
} from './inputs.js';
import { PasskeyCeremonyObject } from './objects.js';
import { presentMe, presentSignedIn, visitorOf } from './present.js';
import {
  FinishPasskeyAdditionResult,
  FinishPasskeySignInResult,
  FinishPasskeySignUpResult,
  RemovePasskeyResult,
} from './results.js';

@Resolver()
export class PasskeyResolver {
  constructor(@Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts) {}

  @Mutation(() => PasskeyCeremonyObject, { description: 'Begins signing up with a new passkey.' })
  @Allow('public')
  beginPasskeySignUp(
    @Context() context: RequestContext,
    @Args('input', { description: 'Whose invitation, if any.' }) input: BeginPasskeySignUpInput,
  ) {
    return beginPasskeySignUp(this.ports, visitorOf(context), input.invitation ?? null);
  }

  @Mutation(() => FinishPasskeySignUpResult, {
    description: 'Makes a new person with the passkey and signs them in.',
  })
  @Allow('public')
  async finishPasskeySignUp(
    @Context() context: RequestContext,
    @Args('input', { description: 'The phone’s answer.' }) input: FinishPasskeySignUpInput,
  ) {
    const result = await finishPasskeySignUp(this.ports, visitorOf(context), input);
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => PasskeyCeremonyObject, {
    description: 'Begins signing in with a passkey; the phone offers those it has.',
  })
  @Allow('public')
  beginPasskeySignIn(@Context() context: RequestContext) {
    return beginPasskeySignIn(this.ports, visitorOf(context));
  }

  @Mutation(() => FinishPasskeySignInResult, { description: 'Signs in with a passkey.' })
  @Allow('public')
  async finishPasskeySignIn(
    @Context() context: RequestContext,
    @Args('input', { description: 'The phone’s answer.' }) input: FinishPasskeySignInInput,
  ) {
    const result = await finishPasskeySignIn(this.ports, visitorOf(context), input);
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => PasskeyCeremonyObject, {
    description: 'Begins adding one more passkey to the signed-in person.',
  })
  @Allow('person')
  beginPasskeyAddition(@CurrentCaller() caller: Caller) {
    return beginPasskeyAddition(this.ports, caller);
  }

  @Mutation(() => FinishPasskeyAdditionResult, { description: 'Adds the passkey to the signed-in person.' })
  @Allow('person')
  async finishPasskeyAddition(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The phone’s answer.' }) input: FinishPasskeyAdditionInput,
  ) {
    return answer(await finishPasskeyAddition(this.ports, caller, input), (passkey) => passkey);
  }

  @Mutation(() => RemovePasskeyResult, {
    description: 'Removes one of the caller’s own passkeys. The last way to sign in stays.',
  })
  @Allow('person')
  async removePasskey(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: RemovePasskeyInput,
  ) {
    const result = await removePasskey(this.ports, caller, input.passkeyId);
    return answer(result, () => presentMe(this.ports.db, caller));
  }
}
