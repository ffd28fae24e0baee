import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall } from './hall.js';
import { Phone } from './support.js';

const HOUR = 3_600;
/** Both members are needed in a meeting; in one that is called again, one of them. */
const NUMBERS = [{ path: 'meetings.quorumPercent', value: 100 }];

describe('a meeting that nobody leads, or to which too few come', () => {
  let browser: Browser;
  let hall: Hall;
  let jo: Phone;
  let ana: Phone;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
    await hall.carry('CONFIRM_ROLL', null);
    await hall.carry('CHOOSE_FACILITATOR', { memberId: hall.anaId });
    await hall.carry('ADOPT_BYLAWS', { preset: 'union_local', numbers: NUMBERS });
    await hall.endMeeting();
    jo = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie });
    ana = await Phone.open(browser, hall.api.address, { cookie: hall.ana.client.cookie });
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  const meetingPage = () => `/a/${hall.assemblyId}/meeting`;

  it('is called with notice, is led by whom those present choose, and fails its quorum', async () => {
    await ana.goto(meetingPage());
    await ana.isOn('Meetings');
    await ana.tap('Convene the meeting');
    await ana.sees('Next meeting');
    await hall.jumpAhead(26 * HOUR);

    await jo.goto(meetingPage());
    await jo.isOn('The meeting is on');
    await jo.sees('The quorum is not there yet: 2 needed, 0 present.');
    await jo.tap('Check in: I am here');
    await jo.sees('You are checked in.');
    await jo.follow('Choose somebody to facilitate now');
    await jo.isOn('Choose somebody to facilitate now');
    await jo.expectNoSidewaysScroll('choosing on the spot');
    await jo.page.getByLabel('Jo').check();
    await jo.tap('Propose this member');
    await jo.isOn('Shall Jo facilitate this meeting?');
    const motionId = new URL(jo.page.url()).pathname.split('/').at(-1)!;

    const { poll } = await hall.ana.client.expectOk<{ poll: { id: string } }>(
      'secondMotion',
      'Motion',
      { motionId },
      'poll { id }',
    );
    await hall.untilPoll(poll.id, 'OPEN');
    await jo.goto(`/a/${hall.assemblyId}/polls/${poll.id}`);
    await jo.isOn('Shall Jo facilitate this meeting?');
    await jo.choose('For');
    await jo.tap('Vote for');
    await jo.sees('Your vote is in.');
    await hall.jumpAhead(180);
    expect((await hall.untilPoll(poll.id, 'CLOSED')).result).toEqual({ turnout: 1 });

    // Jo leads now, and the half hour has passed.
    await jo.goto(meetingPage());
    await jo.sees('The quorum is not there yet: 2 needed, 1 present.');
    await jo.page.getByText('Too few have come').click();
    await jo.tap('End the meeting for want of quorum');
    await jo.sees('It failed its quorum');
    await jo.sees('Whoever facilitates calls it again.');
    await jo.expectNoSidewaysScroll('a failed meeting');
  });

  it('is called again once, and half the quorum is enough', async () => {
    await ana.goto(meetingPage());
    await ana.sees('It failed its quorum');
    await ana.tap('Call the meeting again');
    await ana.sees('Called again: half the quorum is enough.');
    await ana.doesNotSee('It failed its quorum');
    await hall.jumpAhead(26 * HOUR);
    await ana.goto(meetingPage());
    await ana.tap('Check in: I am here');
    await ana.sees('The quorum is there: 1 needed, 1 present. It is half of what the bylaws ask');
    // Jo's phone is at home: Ana, who facilitates, is at the door.
    await ana.page.getByText('Check a member in').click();
    await ana.page.getByRole('radio', { name: 'Jo' }).check();
    await ana.tap('Check this member in');
    await ana.sees('2 members present');
    await ana.expectNoSidewaysScroll('at the door');
    await jo.goto(meetingPage());
    await jo.sees('You are checked in.');
    await jo.doesNotSee('Check a member in');
    expect([...jo.problems, ...ana.problems]).toEqual([]);
  });

  it('shows what stands above and below the assembly', async () => {
    await ana.goto(`/a/${hall.assemblyId}/tree`);
    await ana.isOn('Above and below');
    await ana.sees('None. A motion can ask another assembly to take this one in.');
    await ana.sees(hall.assemblyId);
    await ana.expectNoSidewaysScroll('above and below');
  });
});
