import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { notAllowed, notSignedIn } from '@plenary/platform';
import { ACCESS, type AccessDeclaration, type RequestContext } from '@plenary/platform/graphql';
import type { GraphQLResolveInfo } from 'graphql';

/**
 * Holds every request against the resolver's declaration: is anybody signed in, and may this token do such a
 * thing at all? Rights within an assembly are the use case's to judge. Denies what declares nothing.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.get<AccessDeclaration | undefined>(ACCESS, host.getHandler());
    if (declared === undefined) throw notAllowed();
    if (isFree(declared)) return true;
    const context = GqlExecutionContext.create(host);
    const caller = await context.getContext<{ request: RequestContext }>().request.caller();
    if (caller === null) throw notSignedIn();
    const operation = context.getInfo<GraphQLResolveInfo>().operation.operation;
    const needed = declared.scope ?? (operation === 'mutation' ? 'write' : 'read');
    if (caller.kind === 'token' && !caller.scopes.includes(needed)) {
      throw notAllowed(`This access token may not do that: it needs the scope ${needed.toUpperCase()}.`);
    }
    return true;
  }
}

/** Whether nobody's credential is asked for before the use case, which may ask for it itself. */
export function isFree({ access, scope }: AccessDeclaration): boolean {
  return access === 'public' || scope === 'none';
}
