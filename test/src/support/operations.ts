import type { TestClient } from '@plenary/testing';
import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  type IntrospectionQuery,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';

export type Values = Readonly<Record<string, unknown>>;

/** One thing that the schema lets a client ask, as a document whose arguments are its variables. */
export interface Operation {
  /** `castBallot`; a field below the root by its path: `assembly.members`. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly document: string;
  readonly args: readonly GraphQLArgument[];
}

/** One leaf of an operation's variables. */
export interface Leaf {
  readonly path: readonly string[];
  /** The name of its scalar or enum. */
  readonly type: string;
  readonly list: boolean;
}

/** How deep an answer is asked for. */
const DEPTH = { query: 3, mutation: 1, subscription: 2 } as const;

export async function schemaOf(client: TestClient): Promise<GraphQLSchema> {
  return buildClientSchema(await client.ask<IntrospectionQuery>(getIntrospectionQuery()));
}

/** Every query, mutation and subscription. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, root]) =>
    Object.values(root!.getFields()).map((field) => ({
      name: field.name,
      kind,
      document: documentFor(kind, field, (call) => call, ''),
      args: field.args,
    })),
  );
}

/**
 * The fields with arguments of these types, reached through the query that wraps them: `wrap` gives the document around
 * a field. Its id is the variable `$id`.
 */
export function fieldsBelow(
  schema: GraphQLSchema,
  paths: Readonly<Record<string, { readonly name: string; wrap(call: string): string }>>,
): Operation[] {
  return Object.entries(paths).flatMap(([typeName, { name, wrap }]) => {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`there is no type ${typeName}`);
    return Object.values(type.getFields())
      .filter(({ args }) => args.length > 0)
      .map((field) => ({
        name: `${name}.${field.name}`,
        kind: 'query' as const,
        document: documentFor('query', field, wrap, '$of: ID!'),
        args: field.args,
      }));
  });
}

function documentFor(
  kind: Operation['kind'],
  field: GraphQLField<unknown, unknown>,
  wrap: (call: string) => string,
  variable: string,
): string {
  const declared = [variable, ...field.args.map(declaration)].filter(Boolean);
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = `result: ${field.name}${passed && `(${passed})`} ${selection(field.type, DEPTH[kind])}`;
  return `${kind} ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${wrap(call)} }`;
}

/** An argument that has a default may be left out: its variable must not ask for more. */
function declaration(arg: GraphQLArgument): string {
  return `$${arg.name}: ${isRequiredArgument(arg) ? arg.type : getNullableType(arg.type)}`;
}

/** All fields that need no argument; each under a name of its own, so that types of a union do not get in each other's way. */
function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (isUnionType(named))
    return `{ __typename ${named
      .getTypes()
      .map((each) => `... on ${each.name} ${selection(each, depth)}`)
      .join(' ')} }`;
  const fields = Object.values(named.getFields())
    .filter((field) => !field.args.some(isRequiredArgument))
    .filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)))
    .map((field) => `${named.name}_${field.name}: ${field.name} ${selection(field.type, depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}

/** The least that an operation can be asked with: `value` gives each leaf that must be there. */
export function leastValues({ args }: Operation, value: (leaf: Leaf) => unknown): Values {
  return Object.fromEntries(
    args.filter(isRequiredArgument).map((arg) => [arg.name, leastOf(arg.type, [arg.name], value)]),
  );
}

function leastOf(type: GraphQLInputType, path: readonly string[], value: (leaf: Leaf) => unknown): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [leastOf(nullable.ofType, path, value)];
  if (!isInputObjectType(nullable)) return value(leafOf(type, path));
  return Object.fromEntries(
    Object.values(nullable.getFields())
      .filter(isRequiredInputField)
      .map((field) => [field.name, leastOf(field.type, [...path, field.name], value)]),
  );
}

/** Every leaf of an operation's variables, also of those that may be left out. */
export function leavesOf({ args }: Operation): Leaf[] {
  const below = (field: GraphQLArgument | GraphQLInputField, path: readonly string[]): Leaf[] => {
    const here = [...path, field.name];
    const named = getNamedType(field.type);
    return isInputObjectType(named)
      ? Object.values(named.getFields()).flatMap((each) => below(each, here))
      : [leafOf(field.type, here)];
  };
  return args.flatMap((arg) => below(arg, []));
}

function leafOf(type: GraphQLInputType, path: readonly string[]): Leaf {
  const named: GraphQLNamedType = getNamedType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  return { path, type: isEnumType(named) ? 'enum' : named.name, list: isListType(inner) };
}

/** The first of an enum's values, by the name of the input field that has it. */
export function firstOf(schema: GraphQLSchema, { args }: Operation, path: readonly string[]): string {
  let fields: readonly (GraphQLArgument | GraphQLInputField)[] = args;
  for (const name of path) {
    const type = getNamedType(fields.find((field) => field.name === name)!.type);
    if (isEnumType(type)) return type.getValues()[0]!.name;
    if (isInputObjectType(type)) fields = Object.values(type.getFields());
  }
  throw new Error(`${path.join('.')} is no enum of ${schema.description ?? 'the schema'}`);
}

/** The same values with one of them set; objects on the way are made. */
export function withValue(values: Values, [first, ...rest]: readonly string[], value: unknown): Values {
  const inner =
    rest.length === 0 ? value : withValue((values[first!] as Values | undefined) ?? {}, rest, value);
  return { ...values, [first!]: inner };
}
