import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { isUnavailable, RequestError } from '@plenary/platform';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

// Text or a number that PostgreSQL cannot hold (a NUL character, half a surrogate pair, a number out of range).
const CANNOT_BE_STORED = new Set(['22021', '22P05', '22003', '22P02', '22001', '22008']);

// Said by GraphQL itself about the document that was sent; safe to tell whoever sent it.
const ABOUT_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** What a resolver threw. A subscription that ends while it runs has no path, and Apollo looks into those with one alone. */
function causeOf(thrown: unknown): unknown {
  if (thrown instanceof GraphQLError && thrown.originalError) return thrown.originalError;
  return unwrapResolverError(thrown);
}

/**
 * Variables that are not of their types: over HTTP Apollo says so, but not where there are so many that GraphQL stops
 * looking, and over a socket nobody does. Nothing was executed yet, so such an error has no path.
 */
function isAboutVariables(thrown: unknown, cause: unknown, code: unknown): boolean {
  if (!(thrown instanceof GraphQLError) || thrown.path !== undefined) return false;
  return thrown.originalError ? cause instanceof GraphQLError : code === 'INTERNAL_SERVER_ERROR';
}

/**
 * What leaves the service: refusals with their stable code, mistakes in the document as GraphQL words them, and
 * for everything else an id that stands in the log beside the real error.
 */
export function formatError(
  logger: Logger,
  formatted: GraphQLFormattedError,
  thrown: unknown,
): GraphQLFormattedError {
  const cause = causeOf(thrown);
  const place = { path: formatted.path, locations: formatted.locations };
  if (cause instanceof RequestError) {
    return { ...place, message: cause.message, extensions: { code: cause.code, ...cause.details } };
  }
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && ABOUT_THE_DOCUMENT.has(code)) {
    return {
      ...place,
      message: formatted.message,
      extensions: { code: code === 'BAD_USER_INPUT' ? 'BAD_INPUT' : code },
    };
  }
  if (isAboutVariables(thrown, cause, code)) {
    return { ...place, message: formatted.message, extensions: { code: 'BAD_INPUT' } };
  }
  if (thrown instanceof GraphQLError && !thrown.originalError && code === undefined) {
    return { ...place, message: formatted.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  }
  if (isUnavailable(cause)) {
    logger.warn({ err: cause }, 'database unavailable');
    return {
      ...place,
      message: 'The service cannot reach its database right now. Try again in a moment.',
      extensions: { code: 'TRY_AGAIN' },
    };
  }
  if (CANNOT_BE_STORED.has((cause as { code?: string })?.code ?? '')) {
    logger.warn({ err: cause }, 'input that no bound caught');
    return {
      ...place,
      message: 'The input holds a character or a number that cannot be stored: leave it out.',
      extensions: { code: 'BAD_INPUT' },
    };
  }
  const id = randomUUID();
  logger.error({ err: cause, errorId: id }, 'unexpected error');
  return {
    ...place,
    message: `Something went wrong on our side. If you report it, give this number: ${id}`,
    extensions: { code: 'INTERNAL', errorId: id },
  };
}
