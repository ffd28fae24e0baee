import { RequestError, type RequestErrorCode } from '@plenary/platform';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { hasConditionalRoot } from './conditional-root.js';
import type { Limits } from './limits.js';
import { type Measure, measure, type Variables } from './measure.js';
import type { TrustedDocuments } from './trusted.js';

/** The parts of a request that say what is asked, as they came: nothing about them is known yet. */
export interface Asked {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

export interface Admitted {
  /** The document's text; null where there is none, which the GraphQL server words. */
  readonly text: string | null;
  /** The operation's name where it is one of the web client's, else 'other': safe to count by. */
  readonly name: string;
  /** The document, parsed and valid; null where something is wrong with it, which the GraphQL server words. */
  readonly document: DocumentNode | null;
}

/** What is known of a document that was seen before. */
interface Seen {
  readonly name: string;
  readonly refusal: RequestError | null;
  /** Null where it can't be read. */
  readonly document: DocumentNode | null;
  readonly valid: boolean;
  /** It depends on the variables whether the document asks too much. */
  readonly depends: boolean;
}

/**
 * Characters of the documents that are remembered in all, and of the longest that is: clients send few, and whoever
 * sends many pays for the parsing. A parsed document takes some 220 bytes for each of its characters; all of the web
 * client's together have 60,000.
 */
const REMEMBERED = 250_000;
const LONGEST_REMEMBERED = 8_000;

/**
 * What stands before the GraphQL server, over HTTP and on the socket alike: finds the document that a hash stands for,
 * refuses those that are not trusted where the server is set so, and those that ask too much. Each document is measured
 * once; a document that is too much for no variables costs one look-up from then on. What is parsed here and valid is
 * executed as it is by answerKnown.
 */
export class Documents {
  readonly #seen = new Map<string, Seen>();
  #characters = 0;

  constructor(
    /** Known once the service is put together. */
    readonly schema: () => GraphQLSchema,
    readonly limits: Limits,
    readonly trusted: TrustedDocuments,
    /** Refuse what is not the web client's. */
    readonly onlyTrusted: boolean,
  ) {}

  /** @throws RequestError with the code and what to do */
  admit(asked: Asked): Admitted {
    const text = this.#textOf(asked);
    if (text === null) return { text, name: 'other', document: null };
    const seen = this.#seen.get(text) ?? this.#see(text);
    if (seen.refusal) throw seen.refusal;
    if (seen.document && seen.depends) {
      const variables =
        typeof asked.variables === 'object' && asked.variables !== null ? asked.variables : {};
      const refusal = this.#judge(measure(this.schema(), seen.document, variables as Variables));
      if (refusal) throw refusal;
    }
    return { text, name: seen.name, document: seen.valid ? seen.document : null };
  }

  #textOf({ query, extensions }: Asked): string | null {
    if (typeof query === 'string' && query !== '') return query;
    const hash = hashIn(extensions);
    if (hash === null) return null;
    const text = this.trusted.textOf(hash);
    if (text !== null) return text;
    throw new RequestError(
      'DOCUMENT_UNKNOWN',
      'This page is from another version of Plenary than the server: send the whole document, or reload the page.',
    );
  }

  #see(text: string): Seen {
    const seen = this.#look(text);
    if (text.length <= LONGEST_REMEMBERED) {
      this.#seen.set(text, seen);
      this.#characters += text.length;
      for (const oldest of this.#seen.keys()) {
        if (this.#characters <= REMEMBERED) break;
        this.#seen.delete(oldest);
        this.#characters -= oldest.length;
      }
    }
    return seen;
  }

  #look(text: string): Seen {
    const { limits } = this;
    const name = this.trusted.nameOf(text);
    const unread = { name: 'other', document: null, valid: false, depends: false };
    const refused = (refusal: RequestError) => ({ ...unread, refusal });
    if (this.onlyTrusted && name === null) {
      return refused(
        new RequestError(
          'DOCUMENT_NOT_TRUSTED',
          'This server takes requests from its own pages alone, as they are now: reload the page.',
        ),
      );
    }
    if (text.length > limits.characters) {
      return refused(
        tooMuch('DOCUMENT_TOO_LONG', limits.characters, 'characters', 'Send values as variables.'),
      );
    }
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: limits.tokens });
    } catch (error) {
      if (/tokens/.test((error as GraphQLError).message))
        return refused(tooMuch('DOCUMENT_TOO_LONG', limits.tokens, 'tokens', 'Ask for less at a time.'));
      // A mistake in the text, which the GraphQL server words and points at.
      return { ...unread, refusal: null };
    }
    if (hasConditionalRoot(document)) {
      return refused(
        new RequestError(
          'GRAPHQL_VALIDATION_FAILED',
          'The field of a subscription has no condition: leave out its @skip or @include.',
        ),
      );
    }
    const refusal = this.#judge(measure(this.schema(), document));
    // What it costs may be less with the variables that come; all else is in the text.
    const depends = refusal?.code === 'QUERY_TOO_COSTLY';
    if (refusal && !depends) return refused(refusal);
    const valid = validate(this.schema(), document, specifiedRules, { maxErrors: 1 }).length === 0;
    return { name: name ?? 'other', refusal: null, document, valid, depends };
  }

  #judge(found: Measure): RequestError | null {
    const { limits } = this;
    if (found.depth > limits.depth)
      return tooMuch('QUERY_TOO_DEEP', limits.depth, 'levels of fields', 'Ask for the deeper ones apart.');
    if (found.rootFields > limits.rootFields)
      return tooMuch(
        'TOO_MANY_ROOT_FIELDS',
        limits.rootFields,
        'fields at the top',
        'Send several requests.',
      );
    if (found.aliases > limits.aliases)
      return tooMuch('TOO_MANY_ALIASES', limits.aliases, 'aliases', 'Send several requests.');
    if (found.directives > limits.directives)
      return tooMuch('TOO_MANY_DIRECTIVES', limits.directives, 'directives', 'Leave out what is not needed.');
    if (found.cost > limits.cost)
      return tooMuch('QUERY_TOO_COSTLY', limits.cost, 'values', 'Ask for shorter pages with `first`.', {
        cost: found.cost,
      });
    return null;
  }
}

function tooMuch(
  code: RequestErrorCode,
  limit: number,
  unit: string,
  whatToDo: string,
  details: Readonly<Record<string, number>> = {},
): RequestError {
  return new RequestError(code, `A request may hold at most ${limit} ${unit}. ${whatToDo}`, {
    limit,
    ...details,
  });
}

/** The SHA-256 in `extensions.persistedQuery`, the way of automatic persisted queries that most clients know. */
function hashIn(extensions: unknown): string | null {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: unknown };
  const { version, sha256Hash } = (persistedQuery ?? {}) as { version?: unknown; sha256Hash?: unknown };
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : null;
}
