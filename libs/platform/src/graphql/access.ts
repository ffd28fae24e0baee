import { SetMetadata } from '@nestjs/common';

/**
 * Who may use a query, mutation or subscription at all. A resolver without a declaration is refused at start.
 * - `public`: anybody, signed in or not;
 * - `person`: whoever is signed in;
 * - anything else names the action of the table of rights that the use case asks for.
 */
export type Access = 'public' | 'person' | (string & {});

export const ACCESS = 'plenary:access';

export interface AccessDeclaration {
  readonly access: Access;
  readonly scope?: 'read' | 'vote' | 'write' | 'none';
}

/**
 * Declares who may use a resolver. `scope` is what a personal access token must carry (`write` for mutations and
 * `read` otherwise, unless said); `none` leaves the credential to the use case, which is for the hot path only.
 */
export const Allow = (access: Access, options: { scope?: AccessDeclaration['scope'] } = {}) =>
  SetMetadata(ACCESS, { access, scope: options.scope } satisfies AccessDeclaration);
