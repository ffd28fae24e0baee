import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { StartupError } from '@plenary/platform';
import { readConfig } from './config.js';
import { configurationPage, unknownVariables, VARIABLES } from './variables.js';

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
      push: {
        services: [
          { name: 'updates.push.services.mozilla.com', below: false },
          { name: 'fcm.googleapis.com', below: false },
          { name: 'push.apple.com', below: true },
          { name: 'notify.windows.com', below: true },
        ],
        key: null,
        subject: null,
      },
      proxies: 0,
      signUpsPerHour: 1_000,
      logLevel: 'info',
      limits: {
        characters: 20_000,
        tokens: 2_000,
        depth: 16,
        aliases: 30,
        directives: 20,
        rootFields: 20,
        cost: 20_000,
        bodyOfMember: 20_971_520,
        bodyOfStranger: 65_536,
        requestsOfPerson: 1_200,
        requestsOfAddress: 6_000,
      },
      trustedDocumentsOnly: false,
      metrics: null,
      drainSeconds: 0,
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '0x10'],
    ['PORT', '4e3'],
    ['PORT', ' '],
    ['PLENARY_TRUST_PROXY', ' 1'],
    ['DATABASE_URL', 'localhost/plenary'],
    ['DATABASE_URL', 'postgres://plenary:100%@localhost/plenary'],
    ['PLENARY_SMTP_URL', 'smtp://'],
    ['PLENARY_SMTP_URL', 'smtp://user:%zz@mail.example.org'],
    ['PLENARY_MAIL_FROM', 'nobody'],
    ['PLENARY_MAIL_FROM', 'A\r\nBcc: b@example.org <a@example.org>'],
    ['DATABASE_URL', 'mysql://localhost/plenary'],
    ['PLENARY_ORIGIN', 'vote.example.org'],
    ['PLENARY_ORIGIN', 'https://vote.example.org/path'],
    ['PLENARY_ORIGIN', 'http://vote.example.org'],
    ['PLENARY_SMTP_URL', 'mail.example.org'],
    ['PLENARY_PUSH_SERVICES', 'https://push.example.org'],
    ['PLENARY_PUSH_SERVICES', 'http://push.example.org'],
    ['PLENARY_PUSH_SERVICES', 'push.example.org,'],
    ['PLENARY_PUSH_KEY', 'secret'],
    ['PLENARY_PUSH_KEY', 'A'.repeat(43)],
    ['PLENARY_PUSH_SUBJECT', 'people@example.org'],
    ['PLENARY_PUSH_SUBJECT', 'http://example.org'],
    ['PLENARY_TRUST_PROXY', 'yes'],
    ['PLENARY_SIGN_UPS_PER_HOUR', '0'],
    ['PLENARY_TRUST_PROXY', '11'],
    ['PLENARY_LOG_LEVEL', 'loud'],
    ['PLENARY_QUERY_CHARACTERS', '3999'],
    ['PLENARY_QUERY_TOKENS', '0'],
    ['PLENARY_QUERY_DEPTH', '7'],
    ['PLENARY_QUERY_ALIASES', '4'],
    ['PLENARY_QUERY_DIRECTIVES', '-1'],
    ['PLENARY_QUERY_ROOT_FIELDS', '1'],
    ['PLENARY_QUERY_COST', '11999'],
    ['PLENARY_BODY_KB', '99'],
    ['PLENARY_BODY_KB_STRANGER', '15'],
    ['PLENARY_REQUESTS_PER_MINUTE', '59'],
    ['PLENARY_REQUESTS_PER_MINUTE_STRANGERS', '59'],
    ['PLENARY_TRUSTED_DOCUMENTS_ONLY', 'yes'],
    ['PLENARY_METRICS_PORT', '65536'],
    ['PLENARY_DRAIN_SECONDS', '301'],
  ])('refuses %s=%s with one sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartupError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is .*[^.]\\.$`));
  });

  it('takes an empty value as none, and a sender in either form', () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
    for (const from of ['vote@example.org', 'Vote <vote@example.org>', 'Übersee, 2. Stock <v@example.org>'])
      expect(readConfig({ PLENARY_MAIL_FROM: from }).mailFrom).toBe(from);
  });

  it('knows of names that nothing reads', () => {
    const env = { PLENARY_QUERRY_DEPTH: '9', PLENARY_QUERY_DEPTH: '9', PLENARY_TEST_RUN: 'x', PATH: '/' };
    expect(unknownVariables(env)).toEqual(['PLENARY_QUERRY_DEPTH']);
  });

  it('is what docs/configuration.md says', async () => {
    const page = new URL('docs/configuration.md', root);
    if (process.env.UPDATE_SNAPSHOTS === '1') await writeFile(page, configurationPage());
    expect(await readFile(page, 'utf8')).toBe(configurationPage());
  });

  it('is read from declared variables alone', async () => {
    const source = await readFile(new URL('apps/api/src/config.ts', root), 'utf8');
    const read = [...source.matchAll(/\bread\('([A-Z_]+)'\)/g)].map(([, name]) => name);
    expect(read.sort()).toEqual(Object.keys(VARIABLES).sort());
  });
});
