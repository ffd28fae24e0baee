/**
 * Why a request was refused before its use case could answer: these become GraphQL errors with
 * `extensions.code`. What a caller can expect of a use case is a `Rejection` in the mutation's result union.
 */
export type RequestErrorCode =
  /** Nobody is signed in, or the session has ended. */
  | 'NOT_SIGNED_IN'
  /** The caller may not; also said when the thing does not exist, so that a stranger learns nothing. */
  | 'NOT_ALLOWED'
  /** An argument is malformed or out of its bounds. `extensions.fields` names each. */
  | 'BAD_INPUT'
  /** Too many requests of this kind; `extensions.retryAfterSeconds` says when to come back. */
  | 'TOO_MUCH'
  /** The service can't reach its database right now; nothing was done, or a repeat is harmless. */
  | 'TRY_AGAIN'
  /** Too many requests in this minute, of this person or this address; `extensions.retryAfterSeconds` says when to come back. */
  | 'TOO_MANY_REQUESTS'
  /** The request's body is larger than this caller may send. `extensions.limit` is in bytes, as in all that follow in their unit. */
  | 'BODY_TOO_LARGE'
  /** Several operations in one request. */
  | 'BATCHING_REFUSED'
  /** The document has too many characters or tokens. */
  | 'DOCUMENT_TOO_LONG'
  /** Fields are nested too deeply. */
  | 'QUERY_TOO_DEEP'
  /** The pages that are asked for multiply to too much. */
  | 'QUERY_TOO_COSTLY'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'TOO_MANY_ROOT_FIELDS'
  /** Not what is answered here: a subscription over HTTP, a query over the socket. */
  | 'BAD_REQUEST'
  /** What no document may ask, and the GraphQL server does not find by itself. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The hash names no trusted document of this server: send the whole document. */
  | 'DOCUMENT_UNKNOWN'
  /** This server runs the documents of its own client alone. */
  | 'DOCUMENT_NOT_TRUSTED';

export class RequestError extends Error {
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export const notSignedIn = () => new RequestError('NOT_SIGNED_IN', 'Sign in first.');

/** The same words whether it does not exist or is not theirs. */
export const notAllowed = (message = 'There is nothing here that you may see or do.') =>
  new RequestError('NOT_ALLOWED', message);

export const badInput = (field: string, message: string) =>
  new RequestError('BAD_INPUT', message, { fields: [{ field, message }] });
