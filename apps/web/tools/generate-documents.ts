import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  Source,
  stripIgnoredCharacters,
  type TypeNode,
  validate,
} from 'graphql';

/**
 * Makes `src/graphql/generated` out of the server's schema and the client's documents: each operation as a
 * static string with the types of its variables and its answer. So a change of the schema that a screen does
 * not follow is a type error. `trusted-documents.json` is the list of all of them by the SHA-256 of their text: the
 * client sends the hash alone, and a server may refuse whatever is not on the list.
 *
 * `node apps/web/tools/generate-documents.ts [schema.graphql]`
 */

export interface DocumentFile {
  readonly name: string;
  readonly text: string;
}

/** Every mistake in the documents that the schema shows, as sentences; empty when all are sound. */
export function mistakesIn(schemaText: string, files: readonly DocumentFile[]): string[] {
  const schema = buildSchema(schemaText);
  const all = joined(files);
  return validate(schema, all).map((error) => {
    const line = error.nodes?.[0]?.loc?.startToken.line;
    const file = error.nodes?.[0]?.loc?.source.name;
    return `${file}:${line} ${error.message}`;
  });
}

/** The generated files by their names. */
export function generate(schemaText: string, files: readonly DocumentFile[]): Map<string, string> {
  const schema = buildSchema(schemaText);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of joined(files).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const used = new Set<string>();
  const writer = new TypeWriter(schema, fragments, used);
  const output = new Map<string, string>();
  for (const file of files) {
    const blocks: string[] = [];
    for (const definition of parse(file.text).definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) blocks.push(writer.operation(definition));
      if (definition.kind === Kind.FRAGMENT_DEFINITION) blocks.push(writer.fragment(definition));
    }
    const body = blocks.join('\n\n');
    const names = [...used].filter((name) => new RegExp(`\\b${name}\\b`).test(body)).sort();
    const imports = [
      body.includes('document<') ? `import { document } from '../document.ts';` : '',
      names.length > 0 ? `import type { ${names.join(', ')} } from './schema.ts';` : '',
    ].filter((line) => line !== '');
    output.set(`${basename(file.name, '.graphql')}.ts`, `${[...imports, '', body].join('\n').trimStart()}\n`);
  }
  output.set('schema.ts', writer.namedTypes());
  output.set('trusted-documents.json', `${JSON.stringify(writer.trusted, null, 2)}\n`);
  return output;
}

function joined(files: readonly DocumentFile[]): DocumentNode {
  // The name of the source is what a mistake is reported under.
  const definitions = files.flatMap((file) => parse(new Source(file.text, file.name)).definitions);
  return { kind: Kind.DOCUMENT, definitions };
}

class TypeWriter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #used: Set<string>;
  /** Each operation's text by its hash. */
  readonly trusted: Record<string, string> = {};

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    used: Set<string>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#used = used;
  }

  operation(node: OperationDefinitionNode): string {
    const name = node.name!.value;
    const root = this.#schema.getRootType(node.operation)!;
    const variables = (node.variableDefinitions ?? []).map((definition) => {
      const optional = definition.type.kind !== Kind.NON_NULL_TYPE || definition.defaultValue !== undefined;
      return `${definition.variable.name.value}${optional ? '?' : ''}: ${this.#inputType(definition.type)}`;
    });
    const fragments = [...this.#spreadsIn(node.selectionSet)].map((spread) =>
      print(this.#fragments.get(spread)!),
    );
    const text = stripIgnoredCharacters([print(node), ...fragments].join('\n'));
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    this.trusted[hash] = text;
    const result = this.#selection(node.selectionSet, root);
    return [
      `export type ${name}Answer = ${result};`,
      `export type ${name}Variables = { ${variables.join('; ')} };`,
      `export const ${name} = document<${name}Answer, ${name}Variables>(\n  '${name}',\n  '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}',\n  '${hash}',\n);`,
    ].join('\n');
  }

  fragment(node: FragmentDefinitionNode): string {
    const type = this.#schema.getType(node.typeCondition.name.value)!;
    return `export type ${node.name.value} = ${this.#selection(node.selectionSet, type)};`;
  }

  /** Enums and inputs that some document uses, with the inputs those need. */
  namedTypes(): string {
    const done = new Set<string>();
    const blocks: string[] = [];
    const add = (name: string) => {
      if (done.has(name)) return;
      done.add(name);
      const type = this.#schema.getType(name)!;
      if (isEnumType(type)) {
        blocks.push(
          `export type ${name} = ${type
            .getValues()
            .map((value) => `'${value.name}'`)
            .join(' | ')};`,
        );
      } else if (isInputObjectType(type)) {
        const fields = Object.values(type.getFields()).map((field) => {
          const inner = getNamedType(field.type);
          if (!isScalarType(inner)) add(inner.name);
          const optional = !isNonNullType(field.type) || field.defaultValue !== undefined;
          return `  ${field.name}${optional ? '?' : ''}: ${this.#inputText(String(field.type))};`;
        });
        blocks.push(`export interface ${name} {\n${fields.join('\n')}\n}`);
      }
    };
    for (const name of [...this.#used].sort()) add(name);
    return `${blocks.sort().join('\n\n')}\n`;
  }

  #spreadsIn(selectionSet: SelectionSetNode, found = new Set<string>()): Set<string> {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (found.has(selection.name.value)) continue;
        found.add(selection.name.value);
        this.#spreadsIn(this.#fragments.get(selection.name.value)!.selectionSet, found);
      } else if (selection.selectionSet) this.#spreadsIn(selection.selectionSet, found);
    }
    return found;
  }

  #selection(selectionSet: SelectionSetNode, type: GraphQLNamedType): string {
    const objects = isAbstractType(type)
      ? this.#schema.getPossibleTypes(type)
      : isObjectType(type)
        ? [type]
        : [];
    const shapes = objects.map((object) => {
      const fields = new Map<string, { type: GraphQLOutputType | null; sets: SelectionSetNode[] }>();
      const collect = (set: SelectionSetNode) => {
        for (const selection of set.selections) {
          if (selection.kind === Kind.FIELD) {
            const key = selection.alias?.value ?? selection.name.value;
            const field = object.getFields()[selection.name.value];
            const entry = fields.get(key) ?? { type: field?.type ?? null, sets: [] };
            if (selection.selectionSet) entry.sets.push(selection.selectionSet);
            fields.set(key, entry);
            continue;
          }
          const part =
            selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value)! : selection;
          const condition = part.typeCondition?.name.value;
          const target = condition === undefined ? object : this.#schema.getType(condition)!;
          const applies =
            target === object || (isAbstractType(target) && this.#schema.isSubType(target, object));
          if (applies) collect(part.selectionSet);
        }
      };
      collect(selectionSet);
      const lines = [...fields].map(([key, { type: fieldType, sets }]) => {
        if (fieldType === null) return `${key}: '${object.name}'`;
        const merged: SelectionSetNode = {
          kind: Kind.SELECTION_SET,
          selections: sets.flatMap((set) => set.selections),
        };
        return `${key}: ${this.#outputText(fieldType, merged)}`;
      });
      return `{ ${lines.join('; ')} }`;
    });
    return [...new Set(shapes)].join(' | ');
  }

  #outputText(type: GraphQLOutputType, set: SelectionSetNode): string {
    if (isNonNullType(type)) return this.#nullable(type.ofType, set);
    return `${this.#nullable(type, set)} | null`;
  }

  #nullable(type: GraphQLOutputType, set: SelectionSetNode): string {
    if (isListType(type)) return `readonly (${this.#outputText(type.ofType, set)})[]`;
    const named = getNamedType(type);
    if (isCompositeType(named)) {
      const text = this.#selection(set, named);
      return text.includes(' | ') ? `(${text})` : text;
    }
    return this.#leaf(named.name);
  }

  #inputType(node: TypeNode): string {
    return this.#inputText(print(node));
  }

  #inputText(text: string): string {
    if (text.endsWith('!')) return this.#inputRequired(text.slice(0, -1));
    return `${this.#inputRequired(text)} | null`;
  }

  #inputRequired(text: string): string {
    return text.startsWith('[') ? `readonly (${this.#inputText(text.slice(1, -1))})[]` : this.#leaf(text);
  }

  #leaf(name: string): string {
    switch (name) {
      case 'Int':
      case 'Float':
        return 'number';
      case 'Boolean':
        return 'boolean';
      case 'ID':
      case 'String':
      case 'Instant':
        return 'string';
      default: {
        if (isScalarType(this.#schema.getType(name))) return 'unknown';
        this.#used.add(name);
        return name;
      }
    }
  }
}

/** The documents of the client, as they are on disk. */
export function readDocuments(folder: string): DocumentFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const web = fileURLToPath(new URL('..', import.meta.url));
  const schemaText = readFileSync(process.argv[2] ?? join(web, '../api/schema.graphql'), 'utf8');
  const files = readDocuments(join(web, 'src/graphql'));
  const mistakes = mistakesIn(schemaText, files);
  if (mistakes.length > 0) {
    process.stderr.write(`${mistakes.join('\n')}\n`);
    process.exit(1);
  }
  for (const [name, text] of generate(schemaText, files)) {
    writeFileSync(join(web, 'src/graphql/generated', name), text);
  }
}
