import { networkOf } from '@plenary/identity';
import type { PersonId } from '@plenary/kernel';
import { RequestError } from '@plenary/platform';
import type { Credential } from '@plenary/platform/graphql';
import type { Limits } from './limits.js';

const WINDOW_MS = 60_000;

/** A request that was let in. */
export interface Ticket {
  /**
   * The credential turned out to be good: the request counts as this person's, and no longer as its address's. Without
   * a person it counts by the credential.
   */
  proven(personId?: PersonId): void;
}

const COUNTED: Ticket = { proven: () => undefined };

/**
 * How often somebody asks, within one process and one minute by the wall: a member by their person, everybody else by
 * their address. A credential is taken for good only after somebody found it to be, so that inventing new ones is no
 * way around; and it is asked of the database only where its address has used up its minute. So a hall behind one
 * router votes at once, whatever else comes from there. All counters begin anew each minute: what is held is bounded
 * by the requests of one. In memory on purpose: three map look-ups where a limiter that all processes share would cost
 * each ballot a statement.
 */
export class Rates {
  readonly #limits: Pick<Limits, 'requestsOfPerson' | 'requestsOfAddress'>;
  readonly #personOf: (tokenHash: Buffer) => Promise<PersonId | null>;
  readonly #now: () => number;
  #ends = 0;
  #people = new Map<string, number>();
  #addresses = new Map<string, number>();
  /** By whom a credential that was found good is counted. */
  #known = new Map<string, string>();

  constructor(
    limits: Pick<Limits, 'requestsOfPerson' | 'requestsOfAddress'>,
    personOf: (tokenHash: Buffer) => Promise<PersonId | null>,
    now: () => number = () => performance.now(),
  ) {
    this.#limits = limits;
    this.#personOf = personOf;
    this.#now = now;
  }

  /** Lets a request in. @throws TOO_MANY_REQUESTS with retryAfterSeconds, at once or by the promise. */
  admit(credential: Credential | null, address: string): Ticket | Promise<Ticket> {
    this.#turn();
    const token = credential?.tokenHash.toString('latin1') ?? null;
    const known = token === null ? undefined : this.#known.get(token);
    if (known !== undefined) {
      this.#take(this.#people, known, this.#limits.requestsOfPerson);
      return COUNTED;
    }
    const network = networkOf(address);
    if ((this.#addresses.get(network) ?? 0) >= this.#limits.requestsOfAddress && token !== null)
      return this.#lookUp(credential!.tokenHash, token);
    this.#take(this.#addresses, network, this.#limits.requestsOfAddress);
    return token === null ? COUNTED : this.#ticket(token, network);
  }

  #ticket(token: string, network: string): Ticket {
    const addresses = this.#addresses;
    let settled = false;
    return {
      proven: (personId) => {
        // A minute that is over is not corrected.
        if (settled || addresses !== this.#addresses) return;
        settled = true;
        addresses.set(network, addresses.get(network)! - 1);
        const person = this.#remember(token, personId);
        this.#people.set(person, (this.#people.get(person) ?? 0) + 1);
      },
    };
  }

  async #lookUp(tokenHash: Buffer, token: string): Promise<Ticket> {
    const personId = await this.#personOf(tokenHash);
    this.#turn();
    if (personId === null) throw this.#tooMany();
    this.#take(this.#people, this.#remember(token, personId), this.#limits.requestsOfPerson);
    return COUNTED;
  }

  #remember(token: string, personId: PersonId | undefined): string {
    const person = personId ?? this.#known.get(token) ?? token;
    this.#known.set(token, person);
    return person;
  }

  #take(counts: Map<string, number>, key: string, limit: number): void {
    const count = counts.get(key) ?? 0;
    if (count >= limit) throw this.#tooMany();
    counts.set(key, count + 1);
  }

  #turn(): void {
    const now = this.#now();
    if (now < this.#ends) return;
    this.#ends = now + WINDOW_MS;
    this.#people = new Map();
    this.#addresses = new Map();
    this.#known = new Map();
  }

  #tooMany(): RequestError {
    const seconds = Math.max(1, Math.ceil((this.#ends - this.#now()) / 1_000));
    const when = seconds === 1 ? 'in a second' : `in ${seconds} seconds`;
    return new RequestError('TOO_MANY_REQUESTS', `There were too many requests. Try again ${when}.`, {
      retryAfterSeconds: seconds,
    });
  }
}
