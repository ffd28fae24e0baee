import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver, Subscription } from '@nestjs/graphql';
import { Feed } from '@plenary/platform';
import { Allow, type Caller, Context, CurrentCaller, type RequestContext } from '@plenary/platform/graphql';
import { createAccessToken, revokeAccess, signOut } from '../application/own-access.js';
import type { IdentityPorts } from '../application/ports.js';
import { SESSION_COOKIE } from '../credential.js';
import { IDENTITY_PORTS } from './identity-ports.js';
import { CreateAccessTokenInput, RevokeAccessTokenInput, RevokeSessionInput } from './inputs.js';
import { type AccessNews, myAccess } from './my-access.js';
import { MeObject, MyAccessObject, NewAccessTokenObject, SignedOutObject } from './objects.js';
import { presentMe } from './present.js';

@Resolver()
export class AccessResolver {
  constructor(
    @Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts,
    private readonly feed: Feed,
  ) {}

  @Mutation(() => SignedOutObject, { description: 'Ends the session that asks.' })
  @Allow('person')
  async signOut(
    @CurrentCaller() caller: Caller,
    @Context() context: RequestContext,
  ): Promise<SignedOutObject> {
    await signOut(this.ports, caller);
    context.setCookie?.(SESSION_COOKIE, '', 0);
    return { done: true };
  }

  @Mutation(() => MeObject, {
    description:
      'Ends one of the caller’s own sessions, its subscriptions included. NOT_ALLOWED for an older one, for 24 hours after two members vouched for the caller.',
  })
  @Allow('person')
  async revokeSession(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: RevokeSessionInput,
  ): Promise<MeObject> {
    await revokeAccess(this.ports, caller, 'session', input.sessionId);
    return presentMe(this.ports.db, caller);
  }

  @Mutation(() => NewAccessTokenObject, {
    description: 'Makes a personal access token. TOO_MUCH when the person has 50.',
  })
  @Allow('person')
  async createAccessToken(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'What it may do, and for how long.' }) input: CreateAccessTokenInput,
  ) {
    return createAccessToken(this.ports, caller, input);
  }

  @Mutation(() => MeObject, {
    description:
      'Ends one of the caller’s own access tokens. NOT_ALLOWED for an older one, for 24 hours after two members vouched for the caller.',
  })
  @Allow('person')
  async revokeAccessToken(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'Which one.' }) input: RevokeAccessTokenInput,
  ): Promise<MeObject> {
    await revokeAccess(this.ports, caller, 'token', input.accessTokenId);
    return presentMe(this.ports.db, caller);
  }

  @Subscription(() => MyAccessObject, {
    description:
      'News about the caller’s own sign-ins, the first at once. It ends when the session that asked ends.',
    resolve: (news: AccessNews) => news,
  })
  @Allow('person')
  myAccessChanged(@CurrentCaller() caller: Caller): Promise<AsyncIterableIterator<AccessNews>> {
    return myAccess(this.ports.db, this.feed, caller);
  }
}
