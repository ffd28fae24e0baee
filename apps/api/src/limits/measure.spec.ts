import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { readConfig } from '../config.js';
import { measure } from './measure.js';

const root = new URL('../../../../', import.meta.url);
const schema = buildSchema(`
  type Query { a: Thing, list: [Thing!]!, things(first: Int! = 20): ThingConnection! }
  type Thing { id: ID!, a: Thing, list: [Thing], things(first: Int! = 20): ThingConnection! }
  type ThingConnection { nodes: [Thing!]!, total: Int! }
`);
const of = (text: string, variables?: Record<string, unknown>) => measure(schema, parse(text), variables);

describe('what a document asks for', () => {
  it('is measured in depth through fragments of both kinds', () => {
    expect(of('{ a { a { id } } }').depth).toBe(3);
    expect(of('{ a { ...F } } fragment F on Thing { ... on Thing { a { id } } }').depth).toBe(3);
  });

  it('counts aliases, directives and root fields as they are written', () => {
    const found = of('{ x: a { id } ...R } fragment R on Query { y: a { i: id @skip(if: false) } a { id } }');
    expect(found).toMatchObject({ aliases: 3, directives: 1, rootFields: 3 });
  });

  it('costs each field once, and what stands in a list as often as the list is long', () => {
    expect(of('{ a { id __typename } }').cost).toBe(2);
    expect(of('{ list { id } }').cost).toBe(11);
    expect(of('{ things(first: 50) { total nodes { id } } }').cost).toBe(1 + 50 * 3);
    expect(of('{ things { nodes { id } } }').cost).toBe(1 + 20 * 2);
    expect(of('{ things(first: 50) { nodes { things(first: 50) { nodes { id } } } } }').cost).toBe(5_101);
  });

  it('takes a page’s length from the variables, from their defaults, or for the longest', () => {
    const text = 'query ($n: Int! = 5) { things(first: $n) { nodes { id } } }';
    expect(of(text, { n: 7 }).cost).toBe(15);
    expect(of(text, {}).cost).toBe(11);
    expect(of(text).cost).toBe(201);
    expect(of(text, { n: 'many' }).cost).toBe(201);
  });

  it('takes a page’s length for what it can be: nothing is cheaper beside one that is below none', () => {
    const pages = (length: string) => `{ things(first: ${length}) { nodes { id } } list { id } }`;
    expect(of(pages('-1000000')).cost).toBe(12);
    expect(of(pages('1000000')).cost).toBe(212);
    const named = (rest: string) => `query (${rest}) ${pages('$n')}`;
    expect(of(named('$n: Int!'), { n: -1_000_000 }).cost).toBe(12);
    expect(of(named('$n: Int! = -1000000'), {}).cost).toBe(12);
  });

  it('adds fragments up that multiply, in the time that their text takes', () => {
    const levels = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Thing { x: a { ...F${i + 1} } y: a { ...F${i + 1} } }`,
    );
    const text = `{ a { ...F0 } } ${levels.join(' ')} fragment F60 on Thing { id }`;
    expect(of(text).cost).toBeGreaterThan(2 ** 60);
  });

  it('comes to an end where a fragment spreads itself', () => {
    expect(of('{ a { ...F } } fragment F on Thing { a { ...F } }').depth).toBe(2);
  });

  it('is well within the defaults for every document of the web client, and for introspection', () => {
    const { limits } = readConfig({});
    const served = buildSchema(readFileSync(new URL('apps/api/schema.graphql', root), 'utf8'));
    const list = new URL('apps/web/src/graphql/generated/trusted-documents.json', root);
    const documents = Object.values(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>);
    expect(documents.length).toBeGreaterThan(50);
    for (const text of [...documents, getIntrospectionQuery()]) {
      const found = measure(served, parse(text, { maxTokens: limits.tokens }));
      expect(text.length).toBeLessThan(limits.characters / 2);
      expect(found.depth).toBeLessThanOrEqual(limits.depth);
      expect(found.aliases * 2).toBeLessThanOrEqual(limits.aliases);
      expect(found.directives * 2).toBeLessThanOrEqual(limits.directives);
      expect(found.rootFields * 2).toBeLessThanOrEqual(limits.rootFields);
      expect(found.cost * 2).toBeLessThanOrEqual(limits.cost);
    }
  });
});
