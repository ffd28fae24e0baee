import type { IncomingMessage } from 'node:http';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { Database, Feed, UnitOfWork } from '@plenary/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AccessGuard } from './access.guard.js';
import { AccessDeclared } from './access-declared.js';
import { formatError } from './format-error.js';
import type { Ticket } from './limits/rates.js';
import { type NoteUse, requestContext } from './request-context.js';
import { validationPipe } from './validation.js';

export interface Infrastructure {
  readonly db: Database;
  readonly feed: Feed;
  readonly work: UnitOfWork;
  readonly logger: Logger;
  readonly noteUse: NoteUse;
  /** The address a request came from, and what to tell when its credential is good. */
  connectionOf(request: IncomingMessage): { readonly address: string; readonly proven: Ticket['proven'] };
  /** Told the code of each error that is answered. */
  onError(code: unknown): void;
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
          path: '/graphql',
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
          context: (request: FastifyRequest, reply: FastifyReply) => ({
            request: requestContext(infrastructure.db, infrastructure.noteUse, {
              headers: (request.raw as IncomingMessage).headers,
              ...infrastructure.connectionOf(request.raw as IncomingMessage),
              waits: () => !reply.raw.destroyed,
              setCookie: (name, value, maxAgeSeconds) =>
                void reply.setCookie(name, value, {
                  httpOnly: true,
                  sameSite: 'lax',
                  path: '/',
                  secure: request.protocol === 'https',
                  maxAge: maxAgeSeconds,
                }),
            }),
          }),
          formatError: (formatted, error) => {
            const told = formatError(infrastructure.logger, formatted, error);
            infrastructure.onError(told.extensions?.code);
            return told;
          },
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
