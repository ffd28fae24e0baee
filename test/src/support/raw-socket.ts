import WebSocket from 'ws';
import { eventually } from './service.js';

/** A socket that speaks the subscription protocol by hand, for what a client library hides. */
export class RawSocket {
  readonly messages: string[] = [];
  /** The code with which it was closed. */
  readonly over: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.over = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => this.messages.push(String(data)));
  }

  /** Opens one and has it acknowledged. */
  static async open(address: string, cookie: string): Promise<RawSocket> {
    const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { cookie },
    });
    const raw = new RawSocket(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send('{"type":"connection_init"}');
    await raw.received(1);
    return raw;
  }

  subscribe(query: string, extensions?: Readonly<Record<string, unknown>>): void {
    this.socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, extensions } }));
  }

  /** Waits until so many messages have come, and gives the last. */
  async received(count: number): Promise<string> {
    await eventually(
      async () => this.messages.length,
      (n) => n >= count,
    );
    return this.messages.at(-1)!;
  }
}
