import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { Phone } from './support.js';

describe('the explorer of the API', () => {
  let browser: Browser;
  let hall: Hall;
  let poll: string;
  let developer: Phone;
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    poll = await hall.openPoll('CONFIRM_ROLL', null);
    developer = await Phone.open(browser, hall.api.address, { cookie: hall.ana.client.cookie });
    await developer.page.setViewportSize({ width: 1280, height: 900 });
    developer.page.on('request', (request) => asked.push(request.url()));
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  /** What the explorer shows as the last answer. */
  const answer = () => developer.page.locator('.result-window');

  /** Replaces what stands in the editor by an operation of this name, and runs it. */
  async function run(name: string, document: string): Promise<void> {
    const { page } = developer;
    await page.locator('.graphiql-query-editor .monaco-editor').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    // Pasted: typed, the editor would close each bracket by itself.
    await page.evaluate((text) => navigator.clipboard.writeText(text), document);
    await page.keyboard.press('ControlOrMeta+V');
    // The editor's word reaches the explorer a moment later; then it is in the tab's name.
    await page.locator('.graphiql-tab', { hasText: name }).waitFor();
    await page.locator('.graphiql-execute-button').click();
  }

  it('runs a query as whoever is signed in', async () => {
    await developer.goto('/explorer');
    await developer.page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await run('WhoAmI', 'query WhoAmI { me { memberships { displayName } } }');
    await answer().getByText('"Ana"').waitFor();
  });

  it('runs a subscription, and follows it', async () => {
    await run('Follow', `subscription Follow { pollUpdated(pollId: "${poll}") { state } }`);
    await answer().getByText('"OPEN"').waitFor();
    await hall.jumpAhead(600);
    await answer().getByText('"CLOSED"').waitFor();
  });

  it('loads nothing from elsewhere and breaks no policy', () => {
    const elsewhere = asked.filter((url) => !url.startsWith(hall.api.address) && !/^(blob|data):/.test(url));
    expect(elsewhere).toEqual([]);
    expect(developer.problems).toEqual([]);
  });
});
