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

/**
 * Speaks graphql-ws over the sockets of a server. In place of the package's own `useServer`, which it calls a starter
 * to be copied, and which writes whatever a stranger sends amiss to stderr with its stack.
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
          new Promise((resolve, reject) => {
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
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
