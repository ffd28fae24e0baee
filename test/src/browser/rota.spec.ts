import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PushBox, readPushed } from '@plenary/testing';
import type { Browser } from 'playwright-core';
import { eventually } from '../support/service.js';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { pushed, tapped, withNotifications } from './notifications.js';
import { expectReadable } from './readable.js';
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
  let box: PushBox;

  beforeAll(async () => {
    browser = await launchBrowser();
    box = await PushBox.open();
    hall = await Hall.open({ PLENARY_PUSH_SERVICES: box.origin });
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
    await box?.close();
  });

  const page = () => `/a/${hall.assemblyId}/rota`;

  const asked = <T>(client: Hall['ana']['client'], fields: string) =>
    client.ask<{ assembly: { rota: T } }>(`query ($id: ID!) { assembly(id: $id) { rota { ${fields} } } }`, {
      id: hall.assemblyId,
    });

  it('says when shifts are drawn, and takes a value into the seed that nobody can choose', async () => {
    await ana.goto(page());
    await ana.isOn('Rota');
    await ana.sees(/Shifts are drawn/);
    await ana.sees('You have no shift to come.');
    await ana.sees('No shift in these days.');
    await ana.page.getByText('Make sure that nobody chose the seed').click();
    await ana.tap('Add a value of mine');
    await ana.sees(/You added a value/);
    await expectReadable(ana, 'the rota before a draw');
    await hall.jumpAhead(1_900);
    await ana.goto(page());
    // By itself, when the page is open in the time for it.
    const { assembly } = await eventually(
      () =>
        asked<{ nextDraw: { revealed: number; toReveal: null } }>(
          hall.ana.client,
          'nextDraw { revealed toReveal }',
        ),
      (answer) => answer.assembly.rota.nextDraw.revealed === 1,
    );
    expect(assembly.rota.nextDraw.toReveal).toBeNull();
  });

  it('says whose turn it is, and why; at home, too', async () => {
    await hall.jumpAhead(1_800);
    for (const { client } of [hall.ana, hall.jo])
      await eventually(
        () => asked<{ mine: unknown[] }>(client, 'mine { id }'),
        ({ assembly }) => assembly.rota.mine.length > 20,
      );
    await ana.goto(page());
    await ana.sees('Confirm: I will come');
    await ana.page.getByText('Why me?').first().click();
    await ana.sees(/nobody had carried less|Nobody else could|was moved from another member/);
    await ana.page.getByText('What it takes').first().click();
    await ana.sees('Who spoke, what was decided, who does it.');
    await expectReadable(ana, 'my shifts');
    await ana.button('Confirm: I will come').first().click();
    await ana.sees('You said that you come.');
    await ana.goto(`/a/${hall.assemblyId}`);
    await ana.sees(/Your turn: Minutes/);
  });

  it('shows the roster by week and month, on a wall and on paper', async () => {
    await ana.goto(page());
    await ana.tap('Month');
    await ana.sees('Print this month');
    await ana.tap('The month after');
    const turn = ana.page.locator('.turn').first();
    await turn.locator('summary').click();
    await turn.getByText('19:00–20:30').waitFor();
    await ana.page.emulateMedia({ media: 'print' });
    await ana.button('Print this month').waitFor({ state: 'hidden' });
    await turn
      .locator('.print-only')
      .getByText(/^(Ana|Jo)$/)
      .waitFor();
    await ana.page.emulateMedia({ media: null });
    await ana.follow('Show it on a wall');
    await ana.isOn('Depot North');
    await ana.tap('Show the month');
    await ana.sees('Minutes');
    await ana.doesNotSee('you');
    await expectReadable(ana, 'the wall');
    await ana.follow('Back to the rota');
    await ana.isOn('Rota');
  });

  it('swaps a shift when both agree, and gives one up to who steps in', async () => {
    await jo.goto(page());
    await jo.isOn('Rota');
    const first = jo.page.locator('.my-shift').first();
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
    const mine = jo.page.locator('.my-shift');
    await mine.first().getByText('I can’t', { exact: true }).click();
    await mine.first().getByLabel('Why, if you want to say').fill('My train is cancelled.');
    await mine.first().getByRole('button', { name: 'Give this shift up' }).press('Enter');
    // What was pressed is gone; the keyboard goes on from what is said of it.
    await jo.page.locator(':focus', { hasText: 'You have given up Minutes.' }).waitFor();
    const stepped = 'query ($id: ID!) { assembly(id: $id) { rota { mine { why reason } } } }';
    await eventually(
      () =>
        hall.ana.client.ask<{ assembly: { rota: { mine: { why: string; reason: string | null }[] } } }>(
          stepped,
          {
            id: hall.assemblyId,
          },
        ),
      ({ assembly }) =>
        assembly.rota.mine.some(
          ({ why, reason }) => why.startsWith('Somebody gave it up.') && reason === 'My train is cancelled.',
        ),
    );
  });

  it('reminds on this device, and a tap opens the rota', async () => {
    // A browser without a window shows nothing, and says so.
    await jo.goto(page());
    await jo.sees('This browser was told to show no notifications of this page.');
    const phone = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie });
    const subscription = box.subscribe();
    await withNotifications(phone, subscription);
    await phone.goto(page());
    await phone.sees('This device does not remind you.');
    await expectReadable(phone, 'reminders');
    await phone.page.getByLabel('Remind me on this device').selectOption('A week before');
    await phone.tap('Keep it so');
    await phone.sees('This device reminds you a week before each shift.');
    const [message] = await eventually(
      async () => [...box.messages],
      ({ length }) => length > 0,
    );
    const text = readPushed(message!.body, subscription);
    expect(await pushed(phone, text)).toEqual([
      {
        title: 'Your shift: Minutes',
        body: expect.stringMatching(/19:00 to 20:30, in Depot North$/),
        tag: message!.headers.topic,
        data: page(),
        icon: '/icon.svg',
      },
    ]);
    await phone.goto(`/a/${hall.assemblyId}`);
    expect(await tapped(phone, page())).toEqual([hall.api.address + page()]);
    // What is none of ours is not opened.
    expect(await tapped(phone, 'https://example.org/')).toEqual([]);
    expect((await pushed(phone, 'no JSON')).map(({ body }) => body)).toEqual([
      'Something waits for you in Plenary.',
    ]);
    await phone.goto(page());
    await phone.page.getByLabel('Remind me on this device').selectOption('Not on this device');
    await phone.tap('Keep it so');
    await phone.sees('This device does not remind you.');
    expect(await phone.page.evaluate(() => document.documentElement.dataset.unsubscribed)).toBe('1');
    expect(phone.problems).toEqual([]);
    await phone.close();
  });

  it('takes when one can’t, and shows who has carried what', async () => {
    await jo.goto(page());
    await jo.sees('Effort carried, shifts that are over');
    await jo.page.getByLabel('How often').selectOption({ index: 1 });
    await jo.page.getByLabel('Only at some hours').check();
    await jo.tap('Say that I can’t then');
    await jo.sees(/Kept: each \w+day, 09:00–17:00\./);
    await expectReadable(jo, 'when I can’t');
    await jo.button('Take back').press('Enter');
    // What was pressed is gone; the keyboard goes on from what is said of it.
    await jo.page.locator(':focus', { hasText: 'Taken back: each' }).waitFor();
    await jo.page.getByLabel('Only at some hours').uncheck();
    await jo.page.getByLabel('How often').selectOption('Once');
    await jo.tap('Say that I can’t then');
    await jo.sees('Kept: tomorrow, the whole day.');
    // The second tap does not undo the first.
    await jo.button('Go on leave').dblclick();
    await jo.sees('You are on leave');
    await jo.tap('Come back from leave');
    await jo.sees('On leave nothing is drawn for you');
  });

  it('takes a handover note when one is done, and notes one that was missed without a name', async () => {
    const untilNextOf = async ({ client }: Hall['ana']) => {
      const { assembly } = await asked<{ mine: { startsAt: string; endsAt: string }[] }>(
        client,
        'mine { startsAt endsAt }',
      );
      const { server } = await client.ask<{ server: { now: string } }>('{ server { now } }');
      const starts = Date.parse(assembly.rota.mine[0]!.startsAt) - Date.parse(server.now);
      await hall.jumpAhead(Math.max(0, Math.ceil(starts / 1_000)) + 60);
    };
    await untilNextOf(hall.ana);
    await ana.goto(page());
    await ana.page.getByLabel('For who comes next').first().fill('The key sticks: turn it twice.');
    await ana.button('It is done').first().click();
    await ana.sees('It is done.');
    await untilNextOf(hall.jo);
    await jo.goto(page());
    await jo.page.getByText('From who held it before').first().click();
    await jo.sees('The key sticks: turn it twice.');
    await jo.page.locator('.my-shift').first().getByText('I could not come').click();
    await jo.tap('Note that it was missed');
    await jo.sees('It was missed; the work comes round again.');
    await expectReadable(jo, 'a shift that was missed');
  });

  it('gives a calendar link that can be revoked, and lets who did a task improve its guide', async () => {
    await ana.goto(page());
    await ana.page.getByText('Make a link').click();
    await ana.write('What it is for', 'The kitchen');
    await ana.tap('Make the link');
    await ana.sees('Shown only now:');
    const link = (await ana.page.locator('code.secret').textContent())!;
    const calendar = await fetch(link);
    expect([calendar.status, (await calendar.text()).startsWith('BEGIN:VCALENDAR')]).toEqual([200, true]);
    await ana.tap('Revoke the link ‘The kitchen’');
    await ana.page.locator('li', { hasText: 'The kitchen' }).waitFor({ state: 'detached' });
    expect((await fetch(link)).status).toBe(404);
    const tasks = ana.page.locator('section', { has: ana.page.getByRole('heading', { name: 'Tasks' }) });
    await tasks.getByText('What it takes').first().click();
    await tasks
      .getByLabel('A better guide')
      .fill('Who spoke, what was decided, who does it. The key sticks.');
    await tasks.getByRole('button', { name: 'Keep the guide so' }).click();
    await tasks.getByText('How it came to be').waitFor();
    await tasks.getByText('How it came to be').click();
    await tasks.getByText(/2\. Ana/).waitFor();
    await expectReadable(ana, 'my calendar, and a guide');
  });

  it('is drafted in plain fields with the next times below, and shows where others should be trained', async () => {
    await ana.goto(`/a/${hall.assemblyId}/motions/new`);
    await ana.page.getByLabel('Set a task of the rota').check();
    await ana.page.getByLabel('Name of the task').fill('Door');
    await ana.page.getByLabel('The first time').fill('2026-03-02T19:00');
    await ana.page.getByLabel('Tuesday').check();
    await ana.page.getByLabel('Friday').check();
    await ana.sees('every week on Tuesday and Friday, 19:00');
    await ana.page.locator('.preview li').nth(4).waitFor();
    // One of the next, by its button, and another by its date; by the keyboard alone.
    const leave = ana.page.getByRole('button', { name: /^Leave out / }).first();
    const day = (await leave.textContent())!.replace(/^Leave out (.*), 19:00$/, '$1');
    await leave.focus();
    await ana.page.keyboard.press('Enter');
    const leftOut = ana.page.getByRole('group', { name: 'Not on these days' });
    await leftOut.getByRole('button', { name: `Take back ${day}` }).waitFor();
    await leave
      .and(ana.page.getByRole('button', { name: `Leave out ${day}, 19:00` }))
      .waitFor({ state: 'hidden' });
    await leftOut.getByLabel('Another day').fill('2031-04-08');
    await leftOut.getByRole('button', { name: 'Leave this day out' }).press('Enter');
    await leftOut.getByRole('button', { name: 'Take back Tuesday 8 April 2031' }).waitFor();
    await expectReadable(ana, 'drafting a task');
    await leftOut.getByRole('button', { name: `Take back ${day}` }).press('Enter');
    await ana.page.getByRole('button', { name: `Leave out ${day}, 19:00` }).waitFor();
    await ana.page.getByLabel('The question').fill('Shall we share the door?');
    // A reload in the middle of it loses nothing; what was sent is not there again.
    await ana.page.reload();
    await ana.sees('What you wrote here before, and did not send, is here again.');
    await ana.tap('Keep as a draft');
    await ana.isOn('Shall we share the door?');
    expect(await ana.page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    await ana.sees(/every week on Tuesday and Friday, 19:00, not on 8 April 2031/);
    const task = {
      name: 'First aid',
      start: '20260302T120000',
      rule: 'FREQ=WEEKLY',
      except: ['20310407T120000'],
      minutes: 60,
      requires: ['first aid'],
      trainedIds: [hall.anaId],
    };
    await hall.carry('SET_TASK', { task });
    await ana.goto(page());
    await ana.sees('Train others.');
    await ana.sees('Not on Monday 7 April 2031.');
    await ana.follow('Put training on the rota');
    await ana.isOn('Draft a motion');
    await ana.tap('Keep as a draft');
    await ana.isOn('Shall training for ‘First aid’ pass around?');
    await ana.sees(/Sets the task ‘Training: First aid’, every week, 12:00/);
    await ana.sees('In its shifts others learn another task.');
    await ana.goto(page());
    await ana.page.getByText('Somebody has learnt it').click();
    await ana.page.getByLabel('Jo', { exact: true }).check();
    await ana.tap('Confirm that they can do it');
    await ana.doesNotSee('Train others.');
  });

  it('hears a request for help in confidence: whoever has the turn, and as long as they have it', async () => {
    const help = `/a/${hall.assemblyId}/help`;
    await ana.goto(help);
    await ana.sees('Nobody hears it yet');
    const start = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const ear = { name: 'An open ear', start: `${start}T030000`, rule: 'FREQ=WEEKLY', minutes: 5 };
    await hall.carry('SET_TASK', { task: { ...ear, powers: ['SEE_HARDSHIP'] } });
    await hall.giveJo('An open ear', 3_600);
    await ana.goto(help);
    await ana.sees(/Now Jo, whose turn it is/);
    await ana.write('What you need help with', `The bailiff comes on Monday. ${'Rent'.repeat(60)}`);
    await ana.tap('Ask for help');
    await ana.sees('It waits for whoever’s turn it is.');
    await expectReadable(ana, 'what I asked for');

    await jo.goto(`${help}/others`);
    await jo.isOn('Requests for help');
    await jo.sees(/The bailiff comes on Monday/);
    await jo.tap('I see to it');
    await jo.sees('You see to it.');
    await ana.sees('Jo sees to it.');
    await jo.page.getByText('Answer Ana', { exact: true }).click();
    await jo.write('Your answer', 'How much is it?');
    await jo.tap('Send this answer to Ana');
    await jo.sees('Choose what your answer says.');
    await jo.page.getByLabel('I ask something').check();
    await expectReadable(jo, 'answering who asked for help');
    await jo.tap('Send this answer to Ana');
    await jo.sees('Your answer to Ana is sent.');
    await ana.sees('Jo asks you something: write back below.');
    await ana.page.getByText('Write more', { exact: true }).click();
    await ana.write('What you write', 'Three hundred.');
    await ana.tap('Send it');
    // Nobody reloads, neither at the news nor at the end of the turn.
    await jo.sees('Three hundred.');
    await hall.jumpAhead(3_600);
    await jo.sees(/It is not your turn now/);
    await jo.doesNotSee('Three hundred.');
    await ana.page.getByText('Withdraw it', { exact: true }).click();
    await ana.tap('Withdraw and erase this request');
    await ana.page.getByLabel('What you need help with').waitFor();
    await ana.doesNotSee('Three hundred.');
    expect([...ana.problems, ...jo.problems]).toEqual([]);
  });
});
