/** What one request, and one minute of requests, may hold. The environment sets them: see config.ts. */
export interface Limits {
  /** Characters of a document. */
  readonly characters: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** See `Measure.cost`. */
  readonly cost: number;
  /** Bytes of a request's body: of somebody who is signed in, and of anybody. */
  readonly bodyOfMember: number;
  readonly bodyOfStranger: number;
  /** Requests in a minute, of one person who is signed in, and of all from one address who are not. */
  readonly requestsOfPerson: number;
  readonly requestsOfAddress: number;
}
