import type { IncomingMessage } from 'node:http';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { WebSocket, type WebSocketServer } from 'ws';

export interface GraphQLSocketOptions<E extends Record<PropertyKey, unknown>>
  extends ServerOptions<Record<string, unknown>, Extra & E> {
  /** A socket that does not answer a ping before the next is due is dead, in milliseconds. */
  readonly keepAlive: number;
  /** Told of what a client sent against the protocol, and of what went wrong while it was answered. */
  onFault(error: unknown): void;
}

/** Bytes of answers to its messages that a client may leave unread before nothing more is read from it. */
const MAX_OWED = 256 * 1024;
/** What an answer takes beside its text, at least: one of a byte is a buffer all the same. */
const ANSWER = 200;

/**
 * Speaks graphql-ws over the sockets of a server. In place of the package's own `useServer`, which it calls a starter
 * to be copied, and which writes whatever a stranger sends amiss to stderr with its stack.
 *
 * What a client sends is answered as it comes: pings with as many bytes, subscriptions with refusals. From one that does
 * not read its answers nothing more is read until it does, so they do not pile up here (300 MB of pings took 1 GB of
 * memory); it answers no ping of ours either, and is cut off by the keep-alive. The sockets' server must leave the answer
 * to a ping to us (`autoPong: false`). What subscriptions give waits by itself: see frames.ts.
 */
export function speakGraphQL<E extends Record<PropertyKey, unknown>>(
  sockets: WebSocketServer,
  { keepAlive, onFault, ...options }: GraphQLSocketOptions<E>,
): void {
  const server = makeServer<Record<string, unknown>, Extra & E>(options);
  sockets.on('error', onFault);
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    // ws closes a socket on which it finds an error by itself, with the code that is due.
    socket.on('error', onFault);
    let owed = 0;
    const answer = (bytes: number, send: (done: (error?: Error | null) => void) => void) =>
      new Promise<void>((resolve, reject) => {
        const cost = bytes + ANSWER;
        owed += cost;
        if (owed > MAX_OWED) socket.pause();
        send((error) => {
          owed -= cost;
          if (owed <= MAX_OWED && socket.isPaused) socket.resume();
          if (error) reject(error);
          else resolve();
        });
      });
    socket.on('ping', (data) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      // Who is gone needs no answer.
      answer(data.length, (done) => socket.pong(data, false, done)).catch(() => undefined);
    });
    let answered = true;
    socket.on('pong', () => {
      answered = true;
    });
    const beat = setInterval(() => {
      if (!answered) return socket.terminate();
      answered = false;
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, keepAlive);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          socket.readyState === WebSocket.OPEN
            ? answer(Buffer.byteLength(text), (done) => socket.send(text, done))
            : Promise.resolve(),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            take(String(data)).catch((error: unknown) => {
              onFault(error);
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      { socket, request } as Extra & E,
    );
    socket.once('close', (code, reason) => {
      clearInterval(beat);
      closed(code, String(reason)).catch(onFault);
    });
  });
}
