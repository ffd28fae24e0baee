import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServerAuditOptions, serverAudits } from 'graphql-http';
import { Service } from './support/service.js';

/** Where the service listens is known once it runs: each audit asks for it then. */
let service: Service | undefined;
const options: ServerAuditOptions = { url: () => `${service!.apis[0]!.address}/graphql`, fetchFn: fetch };

describe('GraphQL over HTTP, as the service speaks it', () => {
  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(async () => {
    await service?.stop();
  });

  const audits = serverAudits(options);

  it('is audited by some sixty rules', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });

  it.each(audits.map(({ name, fn }) => [name, fn] as const))('%s', async (_, audit) => {
    const result = await audit();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
