import { expect, it } from '@jest/globals';
import { Campaign } from './campaign.js';

const VOTERS = 10;

// The seed makes the choices, so that both kinds of kill are among these few.
it('api processes and PostgreSQL killed under load: what was acknowledged counts once, and nobody is shown anything else', async () => {
  const findings = await Campaign.run({ kills: 4, seed: 7, voters: VOTERS, say: () => undefined });
  expect(findings.wrong).toEqual([]);
  expect(findings.of('kills of api processes')).toBeGreaterThan(0);
  expect(findings.of('kills of PostgreSQL')).toBeGreaterThan(0);
  expect(findings.of('ballots acknowledged')).toBeGreaterThan(VOTERS);
  expect(findings.of('ballots sent again')).toBeGreaterThan(0);
}, 600_000);
