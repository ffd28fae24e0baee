import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';

/** What a document says that does nothing but cast the ballot in its one variable. */
export interface CastPlan {
  /** The operation's name, if it has one. */
  readonly operation: string | undefined;
  readonly variables: readonly VariableDefinitionNode[];
  /** The variable that holds the ballot. */
  readonly input: string;
  /** By what name the answer is told. */
  readonly key: string;
  /** A receipt, as the document asks for it. */
  write(receipt: object): object;
}

interface Told {
  readonly key: string;
  of(receipt: Record<string, unknown>): unknown;
}

/** Fields that the receipt holds by themselves: their values are told as their types write them. */
const PLAIN: readonly string[] = ['pollId', 'code', 'replaced', 'castAt'];

/** Null where a valid document asks for anything more than a plain receipt: graphql-js executes that. */
export function castPlanOf(schema: GraphQLSchema, { definitions }: DocumentNode): CastPlan | null {
  const [operation, ...others] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0 || !isBare(operation)) return null;
  const { variableDefinitions: variables = [], selectionSet } = operation;
  const [field, ...fields] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== 'castBallot' || fields.length > 0 || !isBare(field))
    return null;
  const given = field.arguments?.[0]?.value;
  const isGiven = variables.length === 1 && variables[0]!.type.kind === Kind.NON_NULL_TYPE;
  if (given?.kind !== Kind.VARIABLE || !isGiven) return null;
  const told = toldOf(schema, field.selectionSet!.selections);
  if (told === null || new Set(told.map(({ key }) => key)).size < told.length) return null;
  return {
    operation: operation.name?.value,
    variables,
    input: given.name.value,
    key: keyOf(field),
    write: (receipt) =>
      Object.fromEntries(told.map(({ key, of }) => [key, of(receipt as Record<string, unknown>)])),
  };
}

/** What of a selection concerns a receipt, in its order; null where some of it is not plain. */
function toldOf(schema: GraphQLSchema, selections: readonly SelectionNode[]): Told[] | null {
  const told: Told[] = [];
  for (const each of selections) {
    if (each.kind === Kind.FRAGMENT_SPREAD || !isBare(each)) return null;
    const found = each.kind === Kind.FIELD ? toldOfField(schema, each) : toldOfFragment(schema, each);
    if (found === null) return null;
    told.push(...found);
  }
  return told;
}

function toldOfField(schema: GraphQLSchema, field: FieldNode): Told[] | null {
  const key = keyOf(field);
  const name = field.name.value;
  const receipt = receiptIn(schema);
  if (name === '__typename') return [{ key, of: () => receipt.name }];
  const type = getNullableType(receipt.getFields()[name]?.type);
  if (!PLAIN.includes(name) || !isLeafType(type)) return null;
  return [{ key, of: ({ [name]: value }) => (value === null ? null : type.serialize(value)) }];
}

/** What is said of other types alone is not told of a receipt. */
function toldOfFragment(
  schema: GraphQLSchema,
  { typeCondition, selectionSet }: InlineFragmentNode,
): Told[] | null {
  const type = typeCondition && schema.getType(typeCondition.name.value);
  const receipt = receiptIn(schema);
  const concerns = isAbstractType(type) ? schema.isSubType(type, receipt) : (type ?? receipt) === receipt;
  return concerns ? toldOf(schema, selectionSet.selections) : [];
}

const receiptIn = (schema: GraphQLSchema) => schema.getType('BallotReceipt') as GraphQLObjectType;
const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;
const isBare = ({ directives = [] }: OperationDefinitionNode | SelectionNode) => directives.length === 0;
