import { DemoError, type Service } from './service.js';

/** A document of one mutation `name(input: $input)` that takes the fields of its success type. */
export function mutation(name: string, type: string, selection: string): string {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { result: ${name}(input: $input) { __typename ... on ${type} { ${selection} } ... on Rejection { code message } } }`;
}

/** The same for a mutation that asks for one id and nothing else. */
export function mutationOf(name: string, field: string, type: string, selection: string): string {
  return `mutation ($id: ID!) { result: ${name}(input: { ${field}: $id }) { __typename ... on ${type} { ${selection} } ... on Rejection { code message } } }`;
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
  act<T>(document: string, input: Record<string, unknown>): Promise<T> {
    return this.#mutate(document, { input });
  }

  /** Runs a document of `mutationOf`. @throws as `act` does */
  actOn<T>(document: string, id: string): Promise<T> {
    return this.#mutate(document, { id });
  }

  async #mutate<T>(document: string, variables: Record<string, unknown>): Promise<T> {
    const { result } = await this.ask<{ result: T & { code?: string; message?: string } }>(
      document,
      variables,
    );
    if (result.message !== undefined) {
      throw new DemoError(`The service refused: ${result.message} (${result.code})`);
    }
    return result;
  }
}
