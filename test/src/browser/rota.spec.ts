import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { eventually } from '../support/service.js';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { Phone } from './support.js';

/** A task that passes around among two, at once and not a day after it was moved. */
const NUMBERS = [
  { path: 'motions.set_task.noticeHours', value: 0 },
  { path: 'motions.set_task.pollMinutes', value: 1 },
];

describe('the rota on a phone', () => {
  let browser: Browser;
  let hall: Hall;
  let ana: Phone;
  let jo: Phone;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    await hall.carry('CONFIRM_ROLL', null);
    await hall.carry('CHOOSE_FACILITATOR', { memberId: hall.anaId });
    await hall.carry('ADOPT_BYLAWS', { preset: 'union_local', numbers: NUMBERS });
    await hall.endMeeting();
    const start = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const task = {
      name: 'Minutes',
      guide: 'Who spoke, what was decided, who does it.',
      start: `${start}T190000`,
      rule: 'FREQ=DAILY',
      minutes: 90,
      longestRun: 52,
    };
    await hall.carry('SET_TASK', { task });
    ana = await Phone.open(browser, hall.api.address, { cookie: hall.ana.client.cookie });
    jo = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie });
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  const page = () => `/a/${hall.assemblyId}/rota`;

  it('says when shifts are drawn, and then whose turn it is, and why', async () => {
    await ana.goto(page());
    await ana.isOn('Rota');
    await ana.sees(/Shifts are drawn/);
    await ana.sees('You have no shift to come.');
    await ana.expectNoSidewaysScroll('the rota before a draw');
    // A value of one's own in the seed: bound before anybody knows the root, revealed after it.
    await ana.goto(`${page()}/own`);
    await ana.tap('Bind myself to a value');
    await ana.sees(/You are bound to a value/);
    await hall.jumpAhead(1_810);
    await ana.goto(`${page()}/own`);
    await ana.tap('Reveal my value');
    await ana.sees(/1 is revealed/);
    await hall.jumpAhead(3_700);
    const query = 'query ($id: ID!) { assembly(id: $id) { rota { mine { id } } } }';
    for (const { client } of [hall.ana, hall.jo])
      await eventually(
        () => client.ask<{ assembly: { rota: { mine: unknown[] } } }>(query, { id: hall.assemblyId }),
        ({ assembly }) => assembly.rota.mine.length > 20,
      );
    await ana.goto(page());
    await ana.sees('Confirm: I will come');
    await ana.page.getByText('Why me?').first().click();
    await ana.sees(/nobody had carried less|Nobody else could|would have carried more/);
    await ana.page.getByText('What it takes').first().click();
    await ana.sees('Who spoke, what was decided, who does it.');
    await ana.expectNoSidewaysScroll('my shifts');
    await ana.button('Confirm: I will come').first().click();
    await ana.sees('You said that you come.');
  });

  it('swaps a shift when both agree, and gives one up to who steps in', async () => {
    await jo.goto(page());
    await jo.isOn('Rota');
    const first = jo.page.locator('section', { hasText: 'Your turn' }).locator('li').first();
    await first.getByText('Swap', { exact: true }).click();
    await first.getByLabel('Which shift you would have instead').selectOption({ index: 1 });
    await first.getByRole('button', { name: 'Ask to swap' }).click();
    await jo.sees('Swaps that wait');
    await jo.sees('Take the request back');
    await ana.goto(page());
    await ana.sees('Swaps that wait');
    await ana.tap('Agree to swap');
    await ana.doesNotSee('Swaps that wait');

    await jo.goto(page());
    const mine = jo.page.locator('section', { hasText: 'Your turn' }).locator('li');
    await mine.first().getByText('I can’t', { exact: true }).click();
    await mine.first().getByRole('button', { name: 'Give this shift up' }).click();
    const stepped = 'query ($id: ID!) { assembly(id: $id) { rota { mine { why } } } }';
    await eventually(
      () =>
        hall.ana.client.ask<{ assembly: { rota: { mine: { why: string }[] } } }>(stepped, {
          id: hall.assemblyId,
        }),
      ({ assembly }) => assembly.rota.mine.some(({ why }) => why.startsWith('Somebody gave it up.')),
    );
  });

  it('takes when one can’t, and shows who has carried what', async () => {
    await jo.goto(page());
    await jo.sees('Effort carried, shifts that are over');
    await jo.tap('Say that I can’t then');
    await jo.sees(/Take back/);
    await jo.expectNoSidewaysScroll('when I can’t');
    await jo.tap('Go on leave');
    await jo.sees('You are on leave');
    expect([...ana.problems, ...jo.problems]).toEqual([]);
  });

  it('goes into one’s own calendar by a link that one can revoke', async () => {
    await ana.goto(page());
    await ana.page.getByText('My calendar, reminders, and the seed of the next draw').click();
    await ana.isOn('Calendar and reminders');
    await ana.sees('This server sends no mail.');
    await ana.page.getByLabel('For which calendar (a note to yourself)').fill('Phone');
    await ana.tap('Make a link');
    await ana.sees('Put this address into your calendar. It is shown only now.');
    await ana.expectNoSidewaysScroll('a link for a calendar');
    const address = (await ana.page.locator('code.secret').textContent())!;
    expect(await (await fetch(address)).text()).toContain('SUMMARY:Minutes');
    await ana.tap('Revoke Phone');
    await ana.sees('You have no such link.');
    expect((await fetch(address)).status).toBe(404);
  });

  it('is drafted as a motion by anybody', async () => {
    await ana.goto(`/a/${hall.assemblyId}/motions/new`);
    await ana.page.getByLabel('Set a task of the rota').check();
    await ana.page.getByLabel('Name of the task').fill('Door');
    await ana.expectNoSidewaysScroll('drafting a task');
  });
});
