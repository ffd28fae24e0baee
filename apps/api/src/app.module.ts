import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { Database, Feed, UnitOfWork } from '@plenary/platform';
import type { RequestContext } from '@plenary/platform/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { AccessGuard } from './access.guard.js';
import { AccessDeclared } from './access-declared.js';
import { GRAPHQL_ROUTE } from './arrival.js';
import { validationPipe } from './validation.js';

export interface Infrastructure {
  readonly db: Database;
  readonly feed: Feed;
  readonly work: UnitOfWork;
  /** What the resolvers are given of a request over HTTP. */
  contextOf(request: FastifyRequest, reply: FastifyReply): { readonly request: RequestContext };
  formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}

/** Ports and configuration of the contexts, by their injection tokens. */
export type Provided = { readonly provide: string | symbol | Type; readonly useValue: unknown };

@Global()
@Module({})
class InfrastructureModule {
  static with({ db, feed, work }: Infrastructure, composition: readonly Provided[]): DynamicModule {
    const providers = [
      { provide: Database, useValue: db },
      { provide: Feed, useValue: feed },
      { provide: UnitOfWork, useValue: work },
      ...composition,
    ];
    return { module: InfrastructureModule, providers, exports: providers.map((p) => p.provide) };
  }
}

@Module({})
export class AppModule {
  static with(
    infrastructure: Infrastructure,
    composition: readonly Provided[],
    contexts: readonly (Type | DynamicModule)[],
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        InfrastructureModule.with(infrastructure, composition),
        GraphQLModule.forRoot<ApolloDriverConfig>({
          driver: ApolloDriver,
          path: GRAPHQL_ROUTE,
          autoSchemaFile: true,
          sortSchema: true,
          introspection: true,
          graphiql: false,
          // A GET would let another site ask with the member's cookie; Apollo refuses mutations by GET by itself.
          csrfPrevention: true,
          includeStacktraceInErrorResponses: false,
          // The list of trusted documents stands before this server: nobody else adds to it.
          persistedQueries: false,
          // It would wrap the resolver of every field to work out for how long an answer may be kept; none may.
          plugins: [ApolloServerPluginCacheControlDisabled()],
          context: infrastructure.contextOf,
          formatError: infrastructure.formatError,
        }),
        ...contexts,
      ],
      providers: [
        AccessDeclared,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
    };
  }
}
