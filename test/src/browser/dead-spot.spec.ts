import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { Hall, questionOf } from './hall.js';
import { Phone } from './support.js';

const OPEN_FOR = 300;

describe('a vote from a dead spot', () => {
  let browser: Browser;
  let hall: Hall;
  let poll: string;
  let jo: Phone;

  beforeAll(async () => {
    browser = await launchBrowser();
    hall = await Hall.open();
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.close();
  });

  beforeEach(async () => {
    jo = await Phone.open(browser, hall.api.address, { cookie: hall.jo.client.cookie });
  });
  afterEach(() => jo.close());

  /** Jo stands before the open vote, with the live connection up. */
  async function beforeTheVote(kind: string, effect: Record<string, unknown> | null): Promise<void> {
    poll = await hall.openPoll(kind, effect, OPEN_FOR);
    await jo.goto(`/a/${hall.assemblyId}/polls/${poll}`);
    await jo.isOn(questionOf(kind));
    await jo.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await jo.choose('For');
  }

  it('says that it is not counted, waits, is sent once when the network is back, and is then gone', async () => {
    await beforeTheVote('CONFIRM_ROLL', null);
    const casts = jo.countCasts();
    await jo.context.setOffline(true);
    await jo.tap('Vote for');
    await jo.sees('Not counted yet.');
    await jo.sees('Will be sent when you are back online.');
    await jo.doesNotSee('Your vote is in.');
    expect(await jo.keptVotes()).toContain(poll);

    // It outlives the page, which opens without a network too.
    await jo.page.reload();
    await jo.sees('Not counted yet.');
    await jo.sees(questionOf('CONFIRM_ROLL'));
    expect(casts.count).toBe(0);

    await jo.context.setOffline(false);
    await jo.sees('Your vote is in.');
    expect(casts.count).toBe(1);
    await jo.page.waitForFunction(() => localStorage.getItem('plenary.votes') === null);

    await hall.jumpAhead(OPEN_FOR);
    expect((await hall.untilPoll(poll, 'CLOSED')).result).toEqual({ turnout: 1 });
    await jo.sees('Carried');
  });

  it('counts one ballot when the button is tapped twice at once', async () => {
    await beforeTheVote('CHOOSE_FACILITATOR', { memberId: hall.anaId });
    const casts = jo.countCasts();
    await jo.button('Vote for').evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await jo.sees('Your vote is in.');
    expect(casts.count).toBe(1);
    await hall.jumpAhead(OPEN_FOR);
    expect((await hall.untilPoll(poll, 'CLOSED')).result).toEqual({ turnout: 1 });
  });

  it('says that it came too late, and that it is not in the result', async () => {
    await beforeTheVote('ADOPT_BYLAWS', { preset: 'union_local', numbers: [] });
    await jo.context.setOffline(true);
    await jo.tap('Vote for');
    await jo.sees('Not counted yet.');
    await hall.jumpAhead(OPEN_FOR);
    expect((await hall.untilPoll(poll, 'CLOSED')).result).toEqual({ turnout: 0 });

    await jo.context.setOffline(false);
    await jo.sees(/The poll closed at \d\d:\d\d\. Your ballot came too late and is not in the result\./);
    expect(await jo.keptVotes()).not.toContain('YES');
    await jo.tap('I have read this');
    await jo.doesNotSee('Your ballot came too late');
    expect(await jo.keptVotes()).toBeNull();
  });
});
