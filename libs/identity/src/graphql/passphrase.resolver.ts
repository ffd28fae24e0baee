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
import { setPassphrase } from '../application/set-passphrase.js';
import { requestSignInLink, signInWithLink } from '../application/sign-in-with-link.js';
import { signInWithPassphrase } from '../application/sign-in-with-passphrase.js';
import { signUpWithPassphrase } from '../application/sign-up-with-passphrase.js';
import { LINK_MINUTES } from '../domain/mails.js';
import { IDENTITY_PORTS } from './identity-ports.js';
import {
  RequestSignInLinkInput,
  SetPassphraseInput,
  SignInWithLinkInput,
  SignInWithPassphraseInput,
  SignUpWithPassphraseInput,
} from './inputs.js';
import { LinkRequestedObject } from './objects.js';
import { presentMe, presentSignedIn, visitorOf } from './present.js';
import {
  SetPassphraseResult,
  SignInWithLinkResult,
  SignInWithPassphraseResult,
  SignUpWithPassphraseResult,
} from './results.js';

@Resolver()
export class PassphraseResolver {
  constructor(@Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts) {}

  @Mutation(() => SignUpWithPassphraseResult, {
    description:
      'Makes a new person with a passphrase and a sign-in name, and signs them in. For phones without passkeys.',
  })
  @Allow('public')
  async signUpWithPassphrase(
    @Context() context: RequestContext,
    @Args('input', { description: 'The passphrase.' }) input: SignUpWithPassphraseInput,
  ) {
    const { passphrase, email = null, invitation = null } = input;
    const result = await signUpWithPassphrase(this.ports, visitorOf(context), {
      passphrase,
      email,
      invitation,
    });
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => SignInWithPassphraseResult, { description: 'Signs in with a passphrase.' })
  @Allow('public')
  async signInWithPassphrase(
    @Context() context: RequestContext,
    @Args('input', { description: 'Name and passphrase.' }) input: SignInWithPassphraseInput,
  ) {
    const result = await signInWithPassphrase(this.ports, visitorOf(context), input);
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => LinkRequestedObject, {
    description:
      'Mails a link to sign in, if the address is somebody’s. Refused with NOT_ALLOWED on a server without mail.',
  })
  @Allow('public')
  async requestSignInLink(
    @Context() context: RequestContext,
    @Args('input', { description: 'Where to.' }) input: RequestSignInLinkInput,
  ): Promise<LinkRequestedObject> {
    await requestSignInLink(this.ports, visitorOf(context), input.email);
    return { minutes: LINK_MINUTES };
  }

  @Mutation(() => SignInWithLinkResult, {
    description:
      'Signs in with a mailed link, once. A link that confirms an address works only where its person is signed in.',
  })
  @Allow('public')
  async signInWithLink(
    @Context() context: RequestContext,
    @Args('input', { description: 'The link’s token.' }) input: SignInWithLinkInput,
  ) {
    const result = await signInWithLink(this.ports, visitorOf(context), await context.caller(), input.token);
    return answer(result, (signedIn) => presentSignedIn(this.ports.db, context, signedIn));
  }

  @Mutation(() => SetPassphraseResult, {
    description: 'Gives the signed-in person a passphrase, or a new one. The sign-in name stays.',
  })
  @Allow('person')
  async setPassphrase(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The passphrase.' }) input: SetPassphraseInput,
  ) {
    const result = await setPassphrase(this.ports, caller, input.passphrase);
    return answer(result, () => presentMe(this.ports.db, caller));
  }
}
