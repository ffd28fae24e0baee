import { Module } from '@nestjs/common';
import { APPLY_IMPORT_TOGETHER } from './application/apply-import-together.js';
import {
  MEMBERSHIP_ENDED,
  MEMBERSHIP_FORGOTTEN,
  MEMBERSHIP_MOVED,
  type MembershipEnded,
  type MembershipForgotten,
  type MembershipMoved,
  TOGETHER_EFFECTS,
  type TogetherEffect,
} from './application/ports.js';
import { BYLAW_SECTIONS, type BylawSection } from './domain/bylaws.js';
import { AssemblyResolver } from './graphql/assembly.resolver.js';
import { ASSEMBLY_PORTS, type AssemblyPorts } from './graphql/assembly-ports.js';
import { ImportResolver } from './graphql/import.resolver.js';
import { AssemblyLoaders } from './graphql/loaders.js';
import {
  MemberResolver,
  MembershipResolver,
  MyMembershipsResolver,
  ShiftResolver,
} from './graphql/member.resolver.js';
import { MembershipMutations } from './graphql/membership.resolver.js';
import { TogetherResolver } from './graphql/together.resolver.js';

/**
 * Assemblies, their members, and who may do what. Needs, provided globally: Database, UnitOfWork, and the arrays
 * BYLAW_SECTIONS (this context's MEMBERSHIP_SECTION among them), TOGETHER_EFFECTS, MEMBERSHIP_ENDED,
 * MEMBERSHIP_MOVED and MEMBERSHIP_FORGOTTEN of the other contexts.
 */
@Module({
  providers: [
    {
      provide: ASSEMBLY_PORTS,
      inject: [BYLAW_SECTIONS, TOGETHER_EFFECTS, MEMBERSHIP_ENDED, MEMBERSHIP_MOVED, MEMBERSHIP_FORGOTTEN],
      useFactory: (
        sections: readonly BylawSection[],
        effects: readonly TogetherEffect[],
        ended: readonly MembershipEnded[],
        moved: readonly MembershipMoved[],
        forgotten: readonly MembershipForgotten[],
      ): AssemblyPorts => ({
        sections,
        effects: [APPLY_IMPORT_TOGETHER, ...effects],
        ended,
        moved,
        forgotten,
      }),
    },
    AssemblyLoaders,
    AssemblyResolver,
    MemberResolver,
    MembershipResolver,
    MyMembershipsResolver,
    ShiftResolver,
    MembershipMutations,
    ImportResolver,
    TogetherResolver,
  ],
  exports: [AssemblyLoaders, ASSEMBLY_PORTS],
})
export class AssemblyModule {}
