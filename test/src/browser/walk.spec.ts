import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, createTestDatabase, startApiProcess, type TestDatabase } from '@plenary/testing';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { setClockAhead } from './hall.js';
import { Phone } from './support.js';

/** Two members, two phones, and nothing but what is on their screens: each test goes on where the last one ended. */
describe('from the first page to a counted vote', () => {
  let database: TestDatabase;
  let api: ApiProcess;
  let browser: Browser;
  let ana: Phone;
  let jo: Phone;
  let invitation = '';
  let ahead = 0;

  beforeAll(async () => {
    browser = await launchBrowser();
    database = await createTestDatabase();
    api = await startApiProcess(database.url);
    ana = await (await Phone.open(browser, api.address)).withPasskeys();
    jo = await (await Phone.open(browser, api.address)).withPasskeys();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.stop();
    await database?.drop();
  });

  it('a founder signs up with a passkey and founds an assembly', async () => {
    await ana.goto('/');
    await ana.sees('There is no assembly on this server yet.');
    await ana.follow('Found an assembly');
    await ana.tap('Continue with a passkey');
    await ana.sees('Your recovery codes');
    await ana.tap('I have kept them');
    await ana.write('Name of the assembly', 'Depot North');
    await ana.write('Your name here', 'Ana');
    await ana.tap('Found the assembly');
    await ana.isOn('Getting started');
  });

  it('a second member joins by invitation with a passkey of their own', async () => {
    await ana.follow('Invite members');
    await ana.tap('Make an invitation');
    await ana.page.getByRole('img', { name: /QR code/ }).waitFor();
    invitation = (await ana.page.locator('code.secret').textContent()) ?? '';
    expect(invitation).toMatch(new RegExp(`^${api.address}/join#.`));

    await jo.page.goto(invitation);
    await jo.isOn('Depot North');
    await jo.tap('Continue with a passkey');
    await jo.tap('I have kept them');
    await jo.write('Your name here', 'Jo');
    await jo.tap('Join Depot North');
    await jo.isOn('Getting started');
  });

  it('an invitation that was used opens nothing a second time', async () => {
    const stranger = await Phone.open(browser, api.address);
    await stranger.page.goto(invitation);
    await stranger.isOn('This invitation cannot be used');
    await stranger.close();
  });

  it('the convener calls the first meeting, and both check in', async () => {
    await ana.follow('Home');
    await ana.follow('Hold the first meeting');
    await ana.page.getByText('It begins now').click();
    await ana.write('Where', 'The canteen');
    await ana.tap('Convene the meeting');
    await ana.isOn('The meeting is on');
    await ana.tap('Check in: I am here');
    await ana.sees('1 member present');

    await jo.follow('The meeting is on: check in');
    await jo.tap('Check in: I am here');
    await jo.sees('2 members present');
    // Nobody reloads: the founder's screen follows.
    await ana.sees('2 members present');
  });

  it('confirms the roll: moved on one phone, seconded on the other, voted on both', async () => {
    await decide('Confirm who the members are', async () => {});
  });

  it('chooses a facilitator', async () => {
    await decide('Choose a facilitator', async () => {
      await ana.page.getByRole('radio', { name: 'Jo' }).check();
    });
  });

  it('adopts bylaws, and is no longer being founded', async () => {
    await decide('Adopt bylaws', async () => {
      await ana.page.getByText('Consensus collective').click();
    });
    await jo.follow('Home');
    await jo.isOn('Nothing needs you now');
    await jo.sees('Shall we adopt these bylaws?');
  });

  it('signs out, and in again with the passkey', async () => {
    await jo.follow('More');
    await jo.follow('My account');
    await jo.tap('Sign out here');
    await jo.sees('The assembly decides.');
    await jo.follow('Sign in');
    await jo.tap('Sign in with a passkey');
    await jo.isOn('Nothing needs you now');
  });

  it('nothing on the way was called an error by either browser', () => {
    expect({ ana: ana.problems, jo: jo.problems }).toEqual({ ana: [], jo: [] });
  });

  /** One founding decision, from the draft to the result that both see come by itself. */
  async function decide(title: string, fill: () => Promise<void>): Promise<void> {
    await ana.follow('Home');
    await ana.follow(title);
    await fill();
    const question = await ana.page.getByLabel('The question').inputValue();
    await ana.tap('Keep as a draft');
    await ana.tap('Move this motion');
    await ana.sees('It has 0 of 1 seconder');

    await jo.follow('Home');
    await jo.follow(question);
    await jo.tap('Second this motion');
    // The poll opens by itself.
    await jo.follow(`Vote: ${question}`);
    await jo.choose('For');
    await jo.tap('Vote for');
    await jo.sees('Your vote is in.');
    await jo.sees(/Receipt .{4}-/);

    await ana.follow(`Vote: ${question}`);
    await ana.choose('For');
    await ana.tap('Vote for');
    await ana.sees('Your vote is in.');
    await jo.sees('2 of 2 members have voted');

    ahead += 130;
    await setClockAhead(database, ahead);
    for (const phone of [ana, jo]) {
      await phone.page.locator('.verdict', { hasText: 'Carried' }).waitFor();
      await phone.sees(/2 for, 0 against/);
    }
  }
});
