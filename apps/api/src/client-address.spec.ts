import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { clientAddress } from './client-address.js';

const from = (forwarded: string | undefined, proxies: number) =>
  clientAddress(
    {
      headers: { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: '10.0.0.1' },
    } as unknown as IncomingMessage,
    proxies,
  );

describe('the address of a request', () => {
  it.each([
    ['1.1.1.1', 0, '10.0.0.1'],
    [undefined, 1, '10.0.0.1'],
    ['1.1.1.1', 1, '1.1.1.1'],
    // The first was written by the client.
    ['9.9.9.9, 1.1.1.1', 1, '1.1.1.1'],
    ['9.9.9.9, 1.1.1.1,10.0.0.2', 2, '1.1.1.1'],
    ['1.1.1.1', 3, '1.1.1.1'],
  ])('forwarded for %s through %d proxies of ours is %s', (forwarded, proxies, address) => {
    expect(from(forwarded, proxies)).toBe(address);
  });
});
