import type { IncomingMessage } from 'node:http';

/**
 * The address a request came from: as the nearest of the trusted proxies saw it. Each proxy adds to the end of
 * X-Forwarded-For whom it heard, so only as many entries from the end are believed as there are proxies of ours; what
 * stands before them, anybody can have written.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string {
  const peer = request.socket.remoteAddress ?? '';
  if (proxies === 0) return peer;
  const header = request.headers['x-forwarded-for'];
  const told = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chain = [...told, peer];
  return chain[Math.max(0, chain.length - 1 - proxies)]!;
}

/** Whether a request came by https: as the nearest of the trusted proxies says. */
export function clientProtocol({ headers, socket }: IncomingMessage, proxies: number): 'http' | 'https' {
  const told = headers['x-forwarded-proto'];
  if (proxies > 0 && told) return String(told).split(',').at(-1)!.trim() === 'https' ? 'https' : 'http';
  return 'encrypted' in socket ? 'https' : 'http';
}
