import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { instant, serve } from './helper.js';

const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  handleProtocols: () => 'graphql-transport-ws',
});
const listening = new Promise<void>((resolve) => server.once('listening', resolve));

serve({
  address: async () => {
    await listening;
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  /** Sends the text over every socket; gives the instant at which it began. */
  send: (text: string) => {
    const frame = Buffer.from(text);
    const began = instant();
    for (const socket of server.clients) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame, { binary: false });
    }
    return began;
  },
});
