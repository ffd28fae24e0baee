import { Inject } from '@nestjs/common';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Context, type RequestContext } from '@plenary/platform/graphql';
import type { IdentityPorts } from '../application/ports.js';
import { canUndoRecovery } from '../application/undo-recovery.js';
import { liveAccessOf } from '../persistence/access.js';
import { passkeysOf } from '../persistence/passkeys.js';
import { IDENTITY_PORTS } from './identity-ports.js';
import { AccessTokenObject, MeObject, PasskeyObject, SessionObject } from './objects.js';
import { presentMe } from './present.js';

@Resolver(() => MeObject)
export class MeResolver {
  constructor(@Inject(IDENTITY_PORTS) private readonly ports: IdentityPorts) {}

  @Query(() => MeObject, { nullable: true, description: 'The person who is signed in; null when nobody is.' })
  @Allow('public')
  async me(@Context() context: RequestContext): Promise<MeObject | null> {
    const caller = await context.caller();
    if (caller === null || (caller.kind === 'token' && !caller.scopes.includes('read'))) return null;
    return presentMe(this.ports.db, caller);
  }

  @ResolveField('canUndoRecovery', () => Boolean, {
    description:
      'Whether `undoRecovery` would find something, asked by this session: a recovery of the last 24 hours that did not come from here.',
  })
  canUndoRecovery(@Parent() me: MeObject): Promise<boolean> {
    return canUndoRecovery(this.ports.db, { personId: me.id, accessId: me.accessId });
  }

  @ResolveField('passkeys', () => [PasskeyObject], { description: 'At most 50, the oldest first.' })
  passkeys(@Parent() me: MeObject): Promise<PasskeyObject[]> {
    return passkeysOf(this.ports.db, me.id);
  }

  @ResolveField('sessions', () => [SessionObject], {
    description: 'Where the person is signed in now, the last used first.',
  })
  async sessions(@Parent() me: MeObject): Promise<SessionObject[]> {
    const rows = await liveAccessOf(this.ports.db, me.id, 'session');
    return rows.map((row) => ({ ...row, current: row.id === me.accessId }));
  }

  @ResolveField('accessTokens', () => [AccessTokenObject], {
    description: 'The tokens that are good now, at most 50, the last used first.',
  })
  async accessTokens(@Parent() me: MeObject): Promise<AccessTokenObject[]> {
    return (await liveAccessOf(this.ports.db, me.id, 'token')) as unknown as AccessTokenObject[];
  }
}
