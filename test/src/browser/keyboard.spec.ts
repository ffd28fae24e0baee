import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall, questionOf } from './hall.js';
import { Phone } from './support.js';

/** More stops than any page here has before the one that is looked for. */
const MOST_STOPS = 40;

describe('with a keyboard alone', () => {
  let browser: Browser;
  let hall: Hall;
  let jo: Phone;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    await hall.openPoll('CONFIRM_ROLL', null);
    jo = await Phone.open(browser, hall.api.address);
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  const press = (key: string) => jo.page.keyboard.press(key);

  /** Goes on with Tab until what has the focus is called so. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const stops: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await press('Tab');
      const called = await jo.page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement | null;
        return (focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '').trim();
      });
      if (typeof name === 'string' ? called.startsWith(name) : name.test(called)) return;
      stops.push(called);
    }
    throw new Error(`Tab does not come to ${name}; it came to ${stops.join(' | ')}`);
  }

  it('a link leads whoever is not signed in to sign in, then to its page; a session ended elsewhere ends there', async () => {
    const other = await Phone.open(browser, hall.api.address);
    await other.goto(`/a/${hall.assemblyId}/record`);
    await other.isOn('Sign in');
    await other.sees('You are not signed in on this device now. Sign in, and your page opens.');
    await other.page.getByText('Use a passphrase').click();
    await other.write('Sign-in name', hall.jo.signInName);
    await other.page.getByLabel('Passphrase', { exact: true }).fill(hall.jo.passphrase);
    await other.page.keyboard.press('Enter');
    await other.isOn('Record');
    const { ok } = await fetch(`${hall.api.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'apollo-require-preflight': '1',
        cookie: (await other.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify({ query: 'mutation { signOut { __typename } }' }),
    });
    expect(ok).toBe(true);
    await other.isOn('Sign in');
    expect(await other.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Depot North');
    await other.close();
  });

  it('a member signs in', async () => {
    await jo.goto('/');
    await jo.sees('The assembly decides.');
    await tabTo('Sign in');
    await press('Enter');
    await jo.isOn('Sign in');
    await tabTo('Use a passphrase');
    await press('Space');
    await tabTo('Sign-in name');
    await jo.page.keyboard.type(hall.jo.signInName);
    await tabTo('Passphrase');
    await jo.page.keyboard.type(hall.jo.passphrase);
    await press('Enter');
    await jo.isOn('1 vote needs you');
  });

  it('reaches the vote, chooses with the arrows, checks, casts, and has a receipt', async () => {
    await tabTo(`Vote: ${questionOf('CONFIRM_ROLL')}`);
    await press('Enter');
    await jo.isOn(questionOf('CONFIRM_ROLL'));
    await tabTo('For');
    await press('Space');
    await press('ArrowDown');
    await jo.page.getByRole('radio', { name: 'Against', checked: true }).waitFor();
    await press('ArrowUp');
    await tabTo('Check my answer');
    await press('Enter');
    await jo.sees('You vote for.');
    await tabTo('Vote for');
    await press('Enter');
    await jo.sees('Your vote is in.');
    await jo.sees(/Receipt .{4}-/);
  });

  it('says where one is: the heading of each page takes the focus, and the receipt when it is there', async () => {
    const focused = (text: string | RegExp) => jo.page.locator(':focus', { hasText: text }).waitFor();
    await focused('Your vote is in.');
    await tabTo('Record');
    await press('Enter');
    await jo.isOn('Record');
    await focused(/^Record$/);
  });

  it('nothing on the way was called an error', () => {
    expect(jo.problems).toEqual([]);
  });
});
