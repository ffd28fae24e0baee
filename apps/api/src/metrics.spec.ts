import { afterEach, describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

/** The samples of one metric, by their labels. */
async function samples(metrics: Metrics, name: string): Promise<string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('the figures of casting', () => {
  let metrics: Metrics;
  afterEach(() => metrics.registry.clear());

  it('are told five ballots at a time, however they came', async () => {
    metrics = new Metrics();
    for (const [batch, total] of [
      [1, 0],
      [1, 0],
      [2, 0],
      [3, 7],
      [1, 7],
      [4, 12],
      [200, 212],
    ] as const) {
      metrics.batch(batch);
      expect(await samples(metrics, 'plenary_ballots_accepted_total')).toEqual([
        `plenary_ballots_accepted_total ${total}`,
      ]);
      const [count] = await samples(metrics, 'plenary_ballot_batch_size_sum');
      expect(count).toBe(`plenary_ballot_batch_size_sum ${total}`);
    }
  });

  it.each(['CastBallot', 'WithdrawConfidence', 'RestoreConfidence'])(
    'include how many requests of %s there were, which would tell the same',
    async (operation) => {
      metrics = new Metrics();
      const name = `plenary_graphql_request_seconds_count{operation="${operation}"}`;
      for (let i = 1; i <= 4; i++) metrics.request(operation, 0.01);
      metrics.request('Home', 0.01);
      expect(await samples(metrics, name)).toEqual([]);
      metrics.request(operation, 0.01);
      expect(await samples(metrics, name)).toEqual([`${name} 5`]);
    },
  );

  it('know nothing of what members ask for in confidence', async () => {
    metrics = new Metrics();
    for (let i = 1; i <= 10; i++) metrics.request('MakeHardshipRequest', 0.01);
    metrics.request('Home', 0.01);
    expect(await metrics.registry.metrics()).not.toContain('MakeHardship');
    expect(await samples(metrics, 'plenary_graphql_request_seconds_count')).toEqual([
      'plenary_graphql_request_seconds_count{operation="Home"} 1',
    ]);
  });

  it('count errors by codes that are ours, and whatever else together', async () => {
    metrics = new Metrics();
    for (const code of ['NOT_ALLOWED', 'Anna said so', 17, undefined, 'X'.repeat(60)]) metrics.error(code);
    expect(await samples(metrics, 'plenary_graphql_errors_total')).toEqual([
      'plenary_graphql_errors_total{code="NOT_ALLOWED"} 1',
      'plenary_graphql_errors_total{code="OTHER"} 4',
    ]);
  });
});
