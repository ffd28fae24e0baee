import { Socket } from 'node:net';

/**
 * The sockets of one process to its database. A peer that has gone silent (a cable, a firewall, a machine that lost its
 * power) ends no connection: the system goes on for a quarter of an hour before it calls one dead, and whoever waits on
 * it would wait as long. Who finds the silence says so here, and everything that waits fails at once.
 */
export class Sockets {
  readonly #open = new Set<Socket>();
  #silent = false;

  /** Nobody answers at the other end. */
  get silent(): boolean {
    return this.#silent;
  }

  /** A socket for a connection to be made; what pg asks for as `stream`. Ends at once while the peer is silent. */
  readonly make = (): Socket => {
    const socket = new Socket();
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    if (this.#silent) setImmediate(() => socket.destroy(noAnswer()));
    return socket;
  };

  /** Ends every connection; new ones fail at once until `answered`. */
  silence(): void {
    this.#silent = true;
    for (const socket of this.#open) socket.destroy(noAnswer());
  }

  answered(): void {
    this.#silent = false;
  }
}

/** With the system's code for the same: a connection on which nothing came back in time. */
const noAnswer = () => Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' });
