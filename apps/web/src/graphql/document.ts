/** One GraphQL operation as a static string, with the types of its variables and its answer. */
export interface Document<Answer, Variables> {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text in hexadecimal: what the server knows it by. */
  readonly hash: string;
  /** Never set: they carry the types alone. */
  readonly answer?: Answer;
  readonly variables?: Variables;
}

export function document<Answer, Variables>(
  name: string,
  text: string,
  hash: string,
): Document<Answer, Variables> {
  return { name, text, hash };
}

/**
 * A request for the document by its hash; a server of another version, which does not know that, is sent the text. (A
 * socket's protocol wants the text's field there, empty.)
 */
export function asking(document: Document<unknown, unknown>, by: 'hash' | 'text') {
  return by === 'text'
    ? { operationName: document.name, query: document.text }
    : {
        operationName: document.name,
        query: '',
        extensions: { persistedQuery: { version: 1, sha256Hash: document.hash } },
      };
}

/** The server's word for a hash that it does not know. */
export const UNKNOWN_DOCUMENT = 'DOCUMENT_UNKNOWN';
