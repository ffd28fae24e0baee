/** What the API says about the server it runs on. Provide as `SERVER_FACTS`. */
export interface ServerFacts {
  /** Whether the service brought its own PostgreSQL. */
  readonly embedded: boolean;
  /** Whether it can send mail. */
  readonly mail: boolean;
  /** Of Plenary. */
  readonly version: string;
}
export const SERVER_FACTS = Symbol('SERVER_FACTS');
