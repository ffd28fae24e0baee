import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@plenary/platform';
import {
  type ApiProcess,
  createTestDatabase,
  startApiProcess,
  TestClient,
  type TestDatabase,
} from '@plenary/testing';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { schemaSql } from './support/schema-sql.js';
import { expectSnapshot } from './support/snapshot.js';

describe('the committed snapshots of public surfaces', () => {
  let database: TestDatabase;
  let api: ApiProcess;
  let introspected: IntrospectionQuery;

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startApiProcess(database.url);
    introspected = await new TestClient(api.address).ask<IntrospectionQuery>(getIntrospectionQuery());
  });

  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  it('apps/api/schema.graphql is the schema that the service serves', async () => {
    const schema = lexicographicSortSchema(buildClientSchema(introspected));
    await expectSnapshot('apps/api/schema.graphql', `${printSchema(schema)}\n`);
  });

  it('migrations/schema.sql is the schema that the migrations make', async () => {
    const db = await Database.connect({ url: database.url, poolSize: 1 });
    try {
      await expectSnapshot('migrations/schema.sql', await schemaSql(db));
    } finally {
      await db.close();
    }
  });

  it('every type, field, argument and enum value of the schema is described', () => {
    const bare: string[] = [];
    for (const type of introspected.__schema.types) {
      if (type.name.startsWith('__')) continue;
      if (!type.description) bare.push(type.name);
      if (type.kind === 'OBJECT' || type.kind === 'INTERFACE') {
        for (const field of type.fields) {
          if (!field.description) bare.push(`${type.name}.${field.name}`);
          for (const arg of field.args) {
            // The one `input` of a mutation is described by its type.
            if (!arg.description && arg.name !== 'input')
              bare.push(`${type.name}.${field.name}(${arg.name})`);
          }
        }
      }
      if (type.kind === 'INPUT_OBJECT')
        for (const field of type.inputFields) if (!field.description) bare.push(`${type.name}.${field.name}`);
      if (type.kind === 'ENUM')
        for (const value of type.enumValues) if (!value.description) bare.push(`${type.name}.${value.name}`);
    }
    expect(
      bare.filter((name) => !/^(Query|Mutation|Subscription|Boolean|String|Int|Float|ID)$/.test(name)),
    ).toEqual([]);
  });
});
