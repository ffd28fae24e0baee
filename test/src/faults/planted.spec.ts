import { expect, it } from '@jest/globals';
import { Campaign } from './campaign.js';

// What finds nothing must be able to. `npm run faults` runs it.
(process.env.PLENARY_FAULTS === 'long' ? it : it.skip)(
  'a ballot that is made away with behind the service’s back is found to be missing',
  async () => {
    const findings = await Campaign.run({
      kills: 1,
      seed: 1,
      voters: 5,
      say: () => undefined,
      plant: true,
    });
    expect(findings.wrong.join('\n')).toMatch(/wrong results: the list of the poll/);
    expect(findings.wrong.join('\n')).toMatch(/record not verified: WRONG/);
    expect(findings.of('did not come right')).toBe(0);
  },
  600_000,
);
