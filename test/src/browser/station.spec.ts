import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { Phone } from './support.js';

/** Two tellers with a phone each, and a device between them that nobody signs in on: each test goes on where the last ended. */
describe('a station', () => {
  let hall: Hall;
  let browser: Browser;
  let ana: Phone;
  let jo: Phone;
  let device: Phone;
  let poll = '';

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    poll = await hall.openPoll('CONFIRM_ROLL', null, 3_600);
    ana = await Phone.open(browser, hall.api.address, { cookie: hall.ana.client.cookie! });
    jo = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie! });
    device = await Phone.open(browser, hall.api.address);
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  it('is opened by one member and joined by another, each on their own phone', async () => {
    await ana.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await ana.follow('Somebody here has no phone: open a station');
    await ana.tap('Open a station');
    await ana.page.getByRole('img', { name: /second teller/ }).waitFor();
    const code = (await ana.page.locator('.receipt').textContent()) ?? '';
    await ana.expectNoSidewaysScroll('the code for the second teller');

    await jo.goto(`/a/${hall.assemblyId}/polls/${poll}/station/join#${code}`);
    await jo.tap('Tell at this station');
    await jo.isOn('Who stands before you?');
    await ana.isOn('Who stands before you?');
    await jo.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await jo.sees('A station is open: Ana and Jo check off members without a phone, who vote there.');
    await jo.follow('To your station');
  });

  it('gives its device, which is signed in as nobody, a page of its own', async () => {
    await ana.page.getByText('The device that members vote on').click();
    const path = await ana.page.getByRole('link', { name: 'use this phone' }).getAttribute('href');
    await device.goto(path!);
    await device.isOn('Next, please');
    await device.expectNoSidewaysScroll('the locked device');
  });

  it('unlocks for a member only when the other teller confirms the name', async () => {
    await ana.write('Find by name', 'Jo');
    await ana.tap('Check off Jo');
    await ana.isOn('The other teller confirms');
    await device.isOn('Jo');
    await device.sees('The second teller confirms.');
    await jo.isOn('Is this Jo?');
    await jo.expectNoSidewaysScroll('the confirmation');
    await jo.tap('Yes, this is Jo');
    await ana.isOn('Jo votes now');
    await device.sees('Jo votes');
  });

  it('takes the vote after it was checked, shows the receipt, and locks', async () => {
    await device.choose('For');
    await device.expectNoSidewaysScroll('the answer to check');
    await device.tap('Vote for');
    await device.isOn('Your vote is in.');
    await device.sees(/Receipt .{4}-/);
    await device.expectNoSidewaysScroll('the receipt');
    await ana.isOn('Who stands before you?');
    await device.tap('I have it: lock for the next');
    await device.isOn('Next, please');
    await device.doesNotSee(/Receipt/);
  });

  it('tells the member on their own phone, there and on the vote’s page', async () => {
    await jo.sees('You voted at a station.');
    await jo.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await jo.sees('This vote was cast at a station, before Ana and Jo.');
    await jo.tap('It was me');
  });

  it('says in the result how many voted at stations, and the device takes no more votes', async () => {
    await ana.page.getByText('Close this station').click();
    await ana.tap('Close the station');
    await device.isOn('This station is closed');
    await hall.jumpAhead(3_700);
    await hall.untilPoll(poll, 'CLOSED');
    await jo.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await jo.sees('1 of these votes was cast at a station, of members without a phone.');
    await jo.follow('Who voted how');
    await jo.sees('at a station');
  });

  it('nothing on the way was called an error by any of the browsers', () => {
    expect([ana.problems, jo.problems, device.problems]).toEqual([[], [], []]);
  });
});
