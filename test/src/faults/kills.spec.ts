import { expect, it } from '@jest/globals';
import { Campaign } from './campaign.js';

it('api processes and PostgreSQL killed under load: what was acknowledged counts once, and nobody is shown anything else', async () => {
  const findings = await Campaign.run({ kills: 4, seed: 7, voters: 12, say: () => undefined });
  expect(findings.wrong).toEqual([]);
  expect(findings.of('kills of api processes')).toBeGreaterThan(0);
  expect(findings.of('kills of PostgreSQL')).toBeGreaterThan(0);
  expect(findings.of('ballots acknowledged')).toBeGreaterThan(100);
  expect(findings.of('ballots sent again')).toBeGreaterThan(0);
}, 240_000);
