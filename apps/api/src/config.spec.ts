import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { StartupError } from '@plenary/platform';
import { readConfig } from './config.js';

const root = new URL('../../../', import.meta.url);

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '0.0.0.0',
      databaseUrl: null,
      dataDir: null,
      origin: null,
      smtpUrl: null,
      mailFrom: 'Plenary <plenary@localhost>',
      trustProxy: false,
      signUpsPerHour: 1_000,
      logLevel: 'info',
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'localhost/plenary'],
    ['DATABASE_URL', 'mysql://localhost/plenary'],
    ['PLENARY_ORIGIN', 'vote.example.org'],
    ['PLENARY_ORIGIN', 'https://vote.example.org/path'],
    ['PLENARY_ORIGIN', 'http://vote.example.org'],
    ['PLENARY_SMTP_URL', 'mail.example.org'],
    ['PLENARY_TRUST_PROXY', 'yes'],
    ['PLENARY_SIGN_UPS_PER_HOUR', '0'],
    ['PLENARY_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartupError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is .*[^.]\\.$`));
  });

  it('is listed variable by variable on the operations page', async () => {
    const source = await readFile(new URL('apps/api/src/config.ts', root), 'utf8');
    const read = new Set([...source.matchAll(/\benv\.([A-Z_]+)/g)].map((match) => match[1]));
    const page = await readFile(new URL('docs/operations.md', root), 'utf8');
    const listed = new Set([...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]));
    expect([...listed].sort()).toEqual([...read].sort());
  });
});
