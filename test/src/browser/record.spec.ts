import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Locator } from 'playwright-core';
import { eventually } from '../support/service.js';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { expectReadable } from './readable.js';
import { Phone } from './support.js';

/** A member whose phone checks what the server says, and an operator who writes into the database. */
describe('‘Check it’ on the record’s page', () => {
  let hall: Hall;
  let browser: Browser;
  let phone: Phone;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    phone = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie });
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  const sql = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> => {
    const client = new pg.Client({ connectionString: hall.database.url });
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** Entry number `seq` in the list, with its details open. */
  const open = async (seq: number): Promise<Locator> => {
    const entry = phone.page.locator('ol.record > li', { hasText: `No. ${seq},` });
    await entry.locator('summary').click();
    return entry;
  };
  /** Shows the record anew: what the page had read before is gone. */
  const showRecord = async () => {
    await phone.goto(`/a/${hall.assemblyId}/record`);
    await phone.isOn('Record');
    await phone.sees(/^No\. 1,/);
  };
  /** Changes what an entry says, in the database, and the hash beside it where `hashed`. */
  const alter = (seq: number, hashed: boolean) =>
    sql(
      `ALTER TABLE entry DISABLE TRIGGER USER;
       UPDATE entry SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"imported":false', '"imported":true'), 'UTF8')
         WHERE assembly_id = '${hall.assemblyId}' AND seq = ${seq};
       ${hashed ? `UPDATE entry SET leaf_hash = sha256('\\x00'::bytea || bytes) WHERE assembly_id = '${hall.assemblyId}' AND seq = ${seq};` : ''}
       ALTER TABLE entry ENABLE TRIGGER USER`,
    );
  const joined = async () => {
    const [row] = await sql<{ seq: string }>(
      `SELECT seq FROM entry WHERE assembly_id = $1 AND kind = 'member.joined'`,
      [hall.assemblyId],
    );
    return Number(row!.seq);
  };

  it('says that an entry is in the signed record, and that nothing before it has changed', async () => {
    await eventually(
      () => sql(`SELECT 1 FROM stream WHERE id = $1 AND checkpointed = entries`, [hall.assemblyId]),
      (signed) => signed.length === 1,
    );
    await showRecord();
    const entry = await open(await joined());
    await entry.getByRole('button', { name: 'Check it' }).click();
    await phone.sees(/Checked here: this entry is in the signed record of \d+ entries\./);
    await entry.getByRole('button', { name: 'Check it' }).click();
    await phone.sees(/Nothing before it was changed since this device last checked\./);
  });

  it('gives the whole record as a file, with the key that it is to be checked by, and names that key', async () => {
    await showRecord();
    await phone.page.getByText('Take it with you, and check all of it').click();
    await phone.sees('Compare it with other members');
    const command = (await phone.page.locator('code.secret').first().textContent())!;
    const key = (await phone.page.locator('code.secret').last().textContent())!;
    expect(command).toBe(`plenary verify plenary-${hall.assemblyId}.jsonl --key '${key}'`);
    await expectReadable(phone, 'the record, to take along');
    const download = async (begin: () => Promise<unknown>) => {
      const [file] = await Promise.all([phone.page.waitForEvent('download'), begin()]);
      return readFileSync(await file.path(), 'utf8');
    };
    const whole = await download(() => phone.follow('Download the record'));
    expect(whole).toContain(key);
    // By its address, too: what keeps the pages for a dead spot does not take it for one of them.
    await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.page.reload();
    await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const seen: boolean[] = [];
    phone.context.on('response', (response) => {
      if (response.url().includes('/export/')) seen.push(response.fromServiceWorker());
    });
    const again = await download(() =>
      phone.page.evaluate((id) => location.assign(`/export/${id}`), hall.assemblyId),
    );
    expect([again.includes(key), seen]).toEqual([true, [false]]);
  });

  it.each([false, true])(
    'names the entry that was altered in the database, its hash too: %s',
    async (hashed) => {
      const seq = await joined();
      await alter(seq, hashed);
      await showRecord();
      const altered = await open(seq);
      await altered.getByRole('button', { name: 'Check it' }).click();
      await phone.sees(`Entry ${seq}, as it is shown here, is not in the record that was signed.`);
      await phone.doesNotSee(/Checked here/);
      // An entry that nobody altered fits as before.
      const other = await open(1);
      await other.getByRole('button', { name: 'Check it' }).click();
      await other.getByText(/Checked here: this entry is in the signed record/).waitFor();
    },
  );
});
