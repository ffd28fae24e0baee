import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { Database, Feed, UnitOfWork } from '@plenary/platform';
import { ACCESS, type RequestContext } from '@plenary/platform/graphql';
import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType, printSchema } from 'graphql';
import { AccessResolver } from './graphql/access.resolver.js';
import { MeResolver } from './graphql/me.resolver.js';
import { PasskeyResolver } from './graphql/passkey.resolver.js';
import { PassphraseResolver } from './graphql/passphrase.resolver.js';
import { RecoveryResolver } from './graphql/recovery.resolver.js';
import { IdentityModule } from './identity.module.js';
import { IDENTITY_CONFIG, ON_PERSON_RECOVERED, PLACEHOLDER_SOURCE, RECOVERY_WITNESS } from './ports.js';
import { World } from './spec-world.js';

const RESOLVERS = [AccessResolver, MeResolver, PasskeyResolver, PassphraseResolver, RecoveryResolver];

describe('the schema of this context', () => {
  let schema: GraphQLSchema;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    close = () => app.close();
    schema = await app.get(GraphQLSchemaFactory).create(RESOLVERS);
  });
  afterAll(() => close());

  it('has every operation of the context', () => {
    const names = (type: ReturnType<GraphQLSchema['getMutationType']>) =>
      Object.keys(type?.getFields() ?? {}).sort();
    expect(names(schema.getQueryType())).toEqual(['me']);
    expect(names(schema.getSubscriptionType())).toEqual(['myAccessChanged']);
    expect(names(schema.getMutationType())).toEqual(
      [
        ...[
          'beginPasskeySignUp',
          'finishPasskeySignUp',
          'signUpWithPassphrase',
          'beginPasskeySignIn',
          'finishPasskeySignIn',
        ],
        ...[
          'signInWithPassphrase',
          'requestSignInLink',
          'signInWithLink',
          'signInWithRecoveryCode',
          'beginPasskeyAddition',
        ],
        ...[
          'finishPasskeyAddition',
          'removePasskey',
          'setPassphrase',
          'renewRecoveryCodes',
          'signOut',
          'revokeSession',
        ],
        ...['createAccessToken', 'revokeAccessToken', 'requestRecovery', 'vouchForRecovery', 'undoRecovery'],
      ].sort(),
    );
  });

  it('describes every type, field and argument', () => {
    const bare: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (
        type.name.startsWith('__') ||
        !(isObjectType(type) || isInputObjectType(type) || isInterfaceType(type))
      )
        continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) bare.push(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : []) {
          if (!argument.description) bare.push(`${type.name}.${field.name}(${argument.name})`);
        }
      }
      if (!type.description && !['Query', 'Mutation', 'Subscription'].includes(type.name))
        bare.push(type.name);
    }
    expect(bare).toEqual([]);
    expect(printSchema(schema)).toContain('union RemovePasskeyResult = Me | LastSignIn | RecoveryStillOpen');
  });

  it('declares who may use each operation', () => {
    const operations = [
      schema.getQueryType(),
      schema.getMutationType(),
      schema.getSubscriptionType(),
    ].flatMap((type) => Object.keys(type!.getFields()));
    for (const name of operations) {
      const resolver = RESOLVERS.find((candidate) => name in candidate.prototype)!;
      const method = (resolver.prototype as unknown as Record<string, object>)[name]!;
      expect(Reflect.getMetadata(ACCESS, method)).toMatchObject({
        access: expect.stringMatching(/^(public|person)$/),
      });
    }
  });
});

describe('the module', () => {
  it('starts with what the service provides', async () => {
    const world = await World.create();
    try {
      const providers = [
        { provide: Database, useValue: world.db },
        { provide: UnitOfWork, useValue: world.ports.work },
        { provide: Feed, useValue: new Feed(world.db) },
        { provide: IDENTITY_CONFIG, useValue: world.ports.config },
        { provide: PLACEHOLDER_SOURCE, useValue: world.ports.placeholders },
        { provide: RECOVERY_WITNESS, useValue: world.ports.witness },
        { provide: ON_PERSON_RECOVERED, useValue: world.ports.onRecovered },
      ];
      @Global()
      @Module({})
      class Service {}
      const root: DynamicModule = {
        module: Service,
        imports: [IdentityModule],
        providers,
        exports: providers.map((provider) => provider.provide),
      };
      const app = await NestFactory.createApplicationContext(root, { logger: false });
      const me = await world.signUp();
      const cookies: string[] = [];
      const context: RequestContext = {
        credential: null,
        caller: async () => me.caller,
        address: '::1',
        userAgent: '',
        setCookie: (name, value) => void cookies.push(`${name}=${value}`),
      };
      expect(await app.get(MeResolver).me(context)).toMatchObject({ id: me.personId, recoveryCodesLeft: 10 });
      expect(await app.get(MeResolver).me({ ...context, caller: async () => null })).toBeNull();
      const code = { code: me.recoveryCodes![0]! };
      expect(await app.get(RecoveryResolver).signInWithRecoveryCode(context, code)).toMatchObject({
        me: { id: me.personId, recoveryCodesLeft: 9 },
      });
      expect(cookies).toEqual([expect.stringMatching(/^plenary_session=[A-Za-z0-9_-]{43}$/)]);
      expect(await app.get(RecoveryResolver).signInWithRecoveryCode(context, code)).toMatchObject({
        code: 'SIGN_IN_FAILED',
      });
      await app.close();
    } finally {
      await world.close();
    }
  });
});
