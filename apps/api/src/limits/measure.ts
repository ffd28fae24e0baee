import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** How much a document asks for. */
export interface Measure {
  /** Fields below one another. */
  readonly depth: number;
  /** Fields at the top of the operation that has most. */
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** An estimate of the values that are resolved: each field one, what stands in a list as often as the list is long. */
  readonly cost: number;
}

export type Variables = Readonly<Record<string, unknown>>;

/** A page holds no more, whatever is asked for. */
const LONGEST_PAGE = 100;
/** Lists without pages (answers of a poll, holders of a right) are short: about so many. */
const SHORT_LIST = 10;
/** Describing the whole schema, however it is asked for. */
const INTROSPECTION = 1_000;

/**
 * Measures a document in one pass; fragments are measured once, however often they are spread, so that the work grows
 * with the length of the text alone. Pure. Without `variables` a page whose length is a variable counts as the longest:
 * then the measure holds for every request with this document.
 */
export function measure(schema: GraphQLSchema, document: DocumentNode, variables?: Variables): Measure {
  const scale = new Scale(schema, document, variables);
  const all = { depth: 0, rootFields: 0, cost: 0, ...writtenIn(document) };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost, width } = scale.operation(definition);
    all.depth = Math.max(all.depth, depth);
    all.cost = Math.max(all.cost, cost);
    all.rootFields = Math.max(all.rootFields, width);
  }
  return all;
}

function writtenIn(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field(node) {
      if (node.alias) aliases++;
    },
    Directive() {
      directives++;
    },
  });
  return { aliases, directives };
}

interface Size {
  readonly depth: number;
  readonly cost: number;
  /** Fields side by side, with those of the fragments. */
  readonly width: number;
}
const NOTHING: Size = { depth: 0, cost: 0, width: 0 };

class Scale {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #known = new Map<string, Size>();
  /** Default values of the operation's variables. */
  #defaults = new Map<string, number>();

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly variables: Variables | undefined,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  operation(node: OperationDefinitionNode): Size {
    this.#known.clear();
    this.#defaults = new Map(
      (node.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
      ),
    );
    return this.#set(node.selectionSet, this.schema.getRootType(node.operation) ?? undefined);
  }

  #set(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Size {
    let depth = 0;
    let cost = 0;
    let width = 0;
    for (const selection of set.selections) {
      const size =
        selection.kind === Kind.FIELD
          ? this.#field(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? this.#fragment(selection.name.value)
            : this.#set(
                selection.selectionSet,
                this.#typeNamed(selection.typeCondition?.name.value) ?? parent,
              );
      depth = Math.max(depth, size.depth);
      cost += size.cost;
      width += size.width;
    }
    return { depth, cost, width };
  }

  #fragment(name: string): Size {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return NOTHING;
    // One that spreads itself is refused by validation; here it must only come to an end.
    this.#known.set(name, NOTHING);
    const size = this.#set(fragment.selectionSet, this.#typeNamed(fragment.typeCondition.name.value));
    this.#known.set(name, size);
    return size;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): Size {
    const name = node.name.value;
    if (name === '__typename') return { depth: 1, cost: 0, width: 1 };
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const below = node.selectionSet
      ? this.#set(node.selectionSet, field && getNamedType(field.type))
      : NOTHING;
    const cost = name.startsWith('__') ? INTROSPECTION : 1 + this.#times(node, field, parent) * below.cost;
    return { depth: 1 + below.depth, cost, width: 1 };
  }

  /** How often what is below this field is resolved. */
  #times(
    node: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
    parent: GraphQLNamedType | undefined,
  ): number {
    const page = field?.args.find((argument) => argument.name === 'first');
    if (page) return this.#pageLength(node) ?? Number(page.defaultValue ?? LONGEST_PAGE);
    // The rows of a page were counted at the field that has `first`.
    if (parent?.name.endsWith('Connection')) return 1;
    return field && isListType(getNullableType(field.type)) ? SHORT_LIST : 1;
  }

  /** What `first` says, from none to the longest page; null where it is left out. */
  #pageLength(node: FieldNode): number | null {
    const said = this.#first(node);
    // A length that is none is refused later, for its own field alone: it makes nothing beside it cheaper.
    return said === null ? null : Math.min(Math.max(said, 0), LONGEST_PAGE);
  }

  #first(node: FieldNode): number | null {
    const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
    if (value === undefined) return null;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return LONGEST_PAGE;
    if (this.variables === undefined) return LONGEST_PAGE;
    const given = this.variables[value.name.value] ?? this.#defaults.get(value.name.value) ?? null;
    return given === null || typeof given === 'number' ? given : LONGEST_PAGE;
  }

  #typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}
