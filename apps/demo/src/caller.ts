import { DemoError, type Service } from './service.js';

/** A document of one mutation `name(input: $input)` that takes the fields of its success type. */
export function mutation(name: string, type: string, selection: string): string {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { result: ${name}(input: $input) { __typename ... on ${type} { ${selection} } ... on Rejection { code message } } }`;
}

/** Somebody who uses the service: what a browser keeps, which is the cookie. */
export class Caller {
  cookie: string | null = null;

  constructor(readonly service: Service) {}

  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.service.send<T>(JSON.stringify({ query, variables }), this.cookie);
    this.cookie = answer.cookie ?? this.cookie;
    return answer.data;
  }

  /** Runs a document of `mutation`. @throws DemoError with the service's own words when it was rejected. */
  async act<T>(document: string, input: Record<string, unknown>): Promise<T> {
    const { result } = await this.ask<{ result: T & { code?: string; message?: string } }>(document, {
      input,
    });
    if (result.code !== undefined)
      throw new DemoError(`The service refused: ${result.message} (${result.code})`);
    return result;
  }
}
