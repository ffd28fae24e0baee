import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, startApiProcess } from '@plenary/testing';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall, questionOf } from './hall.js';
import { Phone } from './support.js';

const UNKNOWN_HASH = '0'.repeat(64);

describe('a phone asks by the hashes of its documents', () => {
  let browser: Browser;
  let hall: Hall;
  let strict: ApiProcess;
  let poll: string;
  let phone: Phone | null = null;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    strict = await startApiProcess(hall.database.url, { PLENARY_TRUSTED_DOCUMENTS_ONLY: '1' });
    poll = await hall.openPoll('CONFIRM_ROLL', null);
  });
  afterEach(() => phone?.close());
  afterAll(async () => {
    await browser?.close();
    await strict?.stop();
    await hall?.close();
  });

  /** Opens the vote on a phone, with all that it sends over HTTP and its socket. */
  async function open(address: string, prepare: (phone: Phone) => Promise<void> = async () => undefined) {
    phone = await Phone.open(browser, address, { cookie: hall.jo.client.cookie });
    const sent: string[] = [];
    const received: string[] = [];
    phone.page.on('request', (request) => sent.push(request.postData() ?? ''));
    phone.page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => sent.push(String(payload)));
      socket.on('framereceived', ({ payload }) => received.push(String(payload)));
    });
    await prepare(phone);
    await phone.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await phone.isOn(questionOf('CONFIRM_ROLL'));
    return { phone, sent, received };
  }

  it('and never by their text, of a server that takes nothing else, and votes there', async () => {
    const { phone: jo, sent, received } = await open(strict.address);
    await jo.choose('For');
    await jo.tap('Vote for');
    await jo.sees('Your vote is in.');
    const operations = sent.filter((text) => text.includes('operationName'));
    expect(operations.some((text) => text.includes('"CastBallot"'))).toBe(true);
    expect(operations.some((text) => text.includes('"PollUpdated"'))).toBe(true);
    for (const text of operations) {
      expect(text).toContain('sha256Hash');
      expect(text).toContain('"query":""');
    }
    expect(received.join()).not.toContain('DOCUMENT_');
    expect(received.some((text) => text.includes('"next"'))).toBe(true);
    expect(jo.problems).toEqual([]);
  });

  it('and by their text where the server is of another version', async () => {
    const { phone: jo, sent } = await open(hall.api.address, async ({ page }) => {
      await page.route('**/graphql', (route) => {
        const body = route.request().postData();
        return route.continue({
          postData: body?.replace(/"sha256Hash":"\w+"/, `"sha256Hash":"${UNKNOWN_HASH}"`),
        });
      });
    });
    await jo.sees(/For/);
    expect(sent.some((text) => text.includes('"query":"query'))).toBe(true);
    expect(jo.problems).toEqual([]);
  });

  it('and is told to reload where the server knows neither', async () => {
    phone = await Phone.open(browser, strict.address, { cookie: hall.jo.client.cookie });
    await phone.page.route('**/graphql', (route) => {
      const body = route.request().postData();
      const older = body
        ?.replace(/"sha256Hash":"\w+"/, `"sha256Hash":"${UNKNOWN_HASH}"`)
        .replace('"query":"query ', '"query":"query  ');
      return route.continue({ postData: older });
    });
    await phone.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await phone.sees(/reload the page/);
  });
});
