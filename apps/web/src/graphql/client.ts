import { notReached, reached } from '../offline/network.ts';
import { asking, type Document, UNKNOWN_DOCUMENT } from './document.ts';

/** A request that got no answer (`code` null) or one that says no. */
export class RequestFailed extends Error {
  readonly code: string | null;
  readonly fields: readonly { readonly field: string; readonly message: string }[];

  constructor(code: string | null, message: string, fields: RequestFailed['fields'] = []) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

const NO_ANSWER = 'No answer came. Look at your network and try again.';
const TIMEOUT_MS = 20_000;

interface Body<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly fields?: RequestFailed['fields'] };
  }[];
}

/** Sends one operation with the session's cookie. Throws RequestFailed, nothing else. */
export async function request<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const send = (by: 'hash' | 'text') => post<Answer>(JSON.stringify({ ...asking(document, by), variables }));
  let body = await send('hash');
  // This page is older or newer than the server: what it asks may be good all the same.
  if (body.errors?.[0]?.extensions?.code === UNKNOWN_DOCUMENT) body = await send('text');
  const error = body.errors?.[0];
  if (error) {
    const fields = error.extensions?.fields ?? [];
    const message = fields.length > 0 ? fields.map((each) => each.message).join(' ') : error.message;
    throw new RequestFailed(error.extensions?.code ?? 'INTERNAL', message, fields);
  }
  if (!body.data) throw new RequestFailed('INTERNAL', 'The service answered with nothing. Try again.');
  return body.data;
}

async function post<Answer>(text: string): Promise<Body<Answer>> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': '1' },
      body: text,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    notReached();
    throw new RequestFailed(null, NO_ANSWER);
  }
  try {
    const body = (await response.json()) as Body<Answer>;
    reached();
    return body;
  } catch {
    // A proxy's error page, or an answer cut off on its way: the service itself did not answer.
    notReached();
    throw new RequestFailed(null, NO_ANSWER);
  }
}

/** Whether a mutation's answer is one of its rejections. */
export function isRejection<T extends { readonly __typename: string }>(
  answer: T,
): answer is Extract<T, { readonly code: string; readonly message: string }> {
  return 'message' in answer && 'code' in answer;
}
