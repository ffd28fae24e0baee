/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  type Assembly,
  carry,
  closed,
  establishedAssembly,
  opened,
  type Put,
} from '../support/assemblies.js';
import type { Member } from '../support/people.js';
import { Service } from '../support/service.js';
import { launchBrowser } from './chromium.js';
import { expectReadable } from './readable.js';
import { Phone } from './support.js';

const NOTICE_MS = 169 * 3_600_000;
const QUESTION = 'Two delegates to the region';
/** More stops than the page of a vote has before the one that is looked for. */
const MOST_STOPS = 60;

describe('an election on a phone, from nomination to result', () => {
  let browser: Browser;
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];
  let motion: string;
  let put: Put;
  const phones: Phone[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot West', 7);
    ({ members } = assembly);
    // So that the papers of a secret election can be counted again by anybody in it.
    await carry(service, members, {
      kind: 'AMEND_BYLAWS',
      title: 'Publish papers',
      effect: { numbers: [{ path: 'motions.election.publishBallots', value: 1 }] },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function phoneOf(at: number): Promise<Phone> {
    phones[at] ??= await Phone.open(browser, service.apis[0]!.address, {
      cookie: members[at]!.client.cookie!,
    });
    return phones[at];
  }

  const ranking = (phone: Phone) => phone.page.locator('.ranking-name').allInnerTexts();
  const pick = (phone: Phone, name: string) => phone.button(`${name}: rank as number`).click();
  const atTheVote = async (at: number) => {
    const phone = await phoneOf(at);
    await phone.goto(`/a/${assembly.id}/polls/${put.pollId}`);
    await phone.isOn(QUESTION);
    await phone.sees('Who can be ranked');
    return phone;
  };

  /** Goes on with Tab, or back where it is above, until what has the focus is called so. */
  async function tabTo(phone: Phone, name: RegExp): Promise<void> {
    const { above } = await phone.page.evaluate((source) => {
      const called = (each: Element) => each.getAttribute('aria-label') ?? each.textContent ?? '';
      const wanted = [...document.querySelectorAll('button')].find((each) =>
        new RegExp(source).test(called(each).trim()),
      );
      const order = wanted?.compareDocumentPosition(document.activeElement!) ?? 0;
      return { above: (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 };
    }, name.source);
    const stops: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const called = await phone.page.evaluate(() => {
        const focused = document.activeElement;
        return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').trim();
      });
      if (name.test(called)) return;
      stops.push(called.slice(0, 40));
      await phone.page.keyboard.press(above ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not come to ${name}; it came to ${stops.join(' | ')}`);
  }

  it('is drafted with its method in plain words', async () => {
    const one = await phoneOf(0);
    await one.goto(`/a/${assembly.id}/motions/new`);
    await one.page.getByText('Elect members').click();
    await one.write('The question', QUESTION);
    // The bylaws fix it: nothing else is offered.
    await one.sees('By the bylaws such a vote is secret');
    await one.doesNotSee('Members do (roll call)');
    await one.write('How many are elected', '2');
    await one.tap('Keep as a draft');
    await one.sees('Choose how it is counted.');
    // What fills one seat alone is not offered for two.
    await one.doesNotSee('Instant run-off');
    await one.page.getByText('Each group of voters gets seats by its size.').click();
    await expectReadable(one, 'an election in the draft');
    await one.tap('Keep as a draft');
    await one.isOn(QUESTION);
    await one.tap('Move this motion');
    await one.sees('Who stands');
    motion = one.page.url().split('/').at(-1)!;
    await members[1]!.second(motion);
  });

  it('members are named and answer, stand, and stand down', async () => {
    const one = await phoneOf(0);
    await one.page.getByText('Name another member').click();
    await one.page.getByText('Member 3', { exact: true }).click();
    await one.tap('Name this member');
    await one.sees('Named, and yet to answer: Member 3.');

    const three = await phoneOf(2);
    await three.goto(`/a/${assembly.id}`);
    await three.follow(`You were named: ${QUESTION}`);
    await three.sees('Member 1 has named you. Will you stand?');
    await expectReadable(three, 'a nomination to answer');
    await three.page.getByLabel('What you say to the voters').fill('For the night shift.');
    await three.tap('Stand as a candidate');
    await three.sees('You are a candidate.');

    const four = await phoneOf(3);
    await four.goto(`/a/${assembly.id}/motions/${motion}`);
    await four.page.locator('summary', { hasText: 'Stand as a candidate' }).click();
    await four.tap('Stand as a candidate');
    await four.sees('You are a candidate.');
    await four.page.getByText('Stand down').first().click();
    await four.button('Stand down').click();
    await four.sees('You stood down. You can still stand.');
    await four.page.locator('summary', { hasText: 'Stand as a candidate' }).click();
    await four.tap('Stand as a candidate');
    await four.sees('You are a candidate.');
    await expectReadable(four, 'a candidate');

    for (const at of [4, 5])
      await members[at]!.client.expectOk(
        'standForElection',
        'Motion',
        { motionId: motion, statement: '' },
        'id',
      );
    await service.passTime(NOTICE_MS);
    put = await opened(members[0]!, motion);
  });

  it('is ranked by tap, changed with the buttons, checked as it will be counted, and handed in', async () => {
    const one = await atTheVote(0);
    await one.sees('After the close every paper is published as it was filled in');
    await one.sees('Your first choice counts first; the others only if your first no longer needs your vote');
    await expectReadable(one, 'an empty paper');
    await one.tap('Check my answer');
    await one.sees('Your paper names nobody yet.');
    await pick(one, 'Member 4');
    await pick(one, 'Member 3');
    await pick(one, 'Member 5');
    expect(await ranking(one)).toEqual(['Member 4', 'Member 3', 'Member 5']);
    await one.tap('Move Member 3 up');
    await one.tap('Take Member 5 off');
    expect(await ranking(one)).toEqual(['Member 3', 'Member 4']);
    await expectReadable(one, 'a paper with a ranking');
    await one.tap('Check my answer');
    await one.sees('It will be counted like this:');
    expect(await one.page.locator('.paper-lines > li').allInnerTexts()).toEqual([
      '1\nMember 3',
      '2\nMember 4',
    ]);
    await one.sees(/^Not ranked: (Member 5 and Member 6|Member 6 and Member 5)\./);
    await one.sees('This is final: a secret vote cannot be changed or taken back.');
    await expectReadable(one, 'a ranking checked');
    await one.tap('Hand in this ranking');
    await one.sees('Your vote is in.');
    await one.sees(/Receipt .{4}-/);
    await expectReadable(one, 'a ranking counted');
  });

  it('is ranked with a keyboard alone, and each step is said', async () => {
    const two = await atTheVote(1);
    const { keyboard } = two.page;
    // By name: the order is drawn for each voter, and how many rounds there are depends on this paper.
    const before = ['Member 5', 'Member 6', 'Member 3'];
    for (const [at, each] of before.entries()) {
      await tabTo(two, new RegExp(`^${each}: rank as number ${at + 1}$`));
      await keyboard.press('Enter');
    }
    expect(await ranking(two)).toEqual(before);
    await two.page.getByText(`${before[2]} is number 3 of 3.`).waitFor({ state: 'attached' });
    await tabTo(two, /^1, Member 5: move$/);
    await keyboard.press('ArrowDown');
    expect(await ranking(two)).toEqual([before[1], before[0], before[2]]);
    await two.page.getByText(`${before[0]} is number 2 of 3.`).waitFor({ state: 'attached' });
    await keyboard.press('End');
    expect(await ranking(two)).toEqual([before[1], before[2], before[0]]);
    await keyboard.press('Delete');
    expect(await ranking(two)).toEqual([before[1], before[2]]);
    await tabTo(two, /^Check my answer$/);
    await keyboard.press('Enter');
    await two.sees('It will be counted like this:');
    await tabTo(two, /^Hand in this ranking$/);
    await keyboard.press('Enter');
    await two.sees('Your vote is in.');
  });

  it('is pulled into another order, and the page scrolls beside the handle', async () => {
    const three = await atTheVote(2);
    for (const name of ['Member 6', 'Member 5', 'Member 3']) await pick(three, name);
    // In the middle of the window: beside an edge of it the page goes on for as long as the finger rests there.
    await three.page.locator('.ranking').evaluate((list) => list.scrollIntoView({ block: 'center' }));
    const boxOf = async (name: string) =>
      (await three.page.getByRole('button', { name: `${name}: move` }).boundingBox())!;
    const from = await boxOf('Member 3');
    const to = await boxOf('Member 6');
    const { mouse } = three.page;
    await mouse.move(from.x + 20, from.y + 20);
    await mouse.down();
    await three.page.locator('.ranking-held').waitFor();
    await mouse.move(from.x + 20, from.y - 20, { steps: 4 });
    await mouse.move(to.x + 20, to.y + 8, { steps: 6 });
    await mouse.up();
    await three.page.locator('.ranking-held').waitFor({ state: 'detached' });
    expect(await ranking(three)).toEqual(['Member 3', 'Member 6', 'Member 5']);
    const touch = await three.page.evaluate(() => {
      const action = (selector: string) => getComputedStyle(document.querySelector(selector)!).touchAction;
      return { handle: action('.ranking-handle'), name: action('.ranking-name') };
    });
    expect(touch).toEqual({ handle: 'none', name: 'auto' });
    await three.tap('Check my answer');
    await three.tap('Hand in this ranking');
    await three.sees('Your vote is in.');
  });

  it('is carried by the outbox through a dead spot', async () => {
    const four = await atTheVote(3);
    await pick(four, 'Member 4');
    await four.tap('Check my answer');
    await four.context.setOffline(true);
    await four.tap('Hand in this ranking');
    await four.sees('Not counted yet.');
    expect(await four.keptVotes()).toContain('"ranking"');
    await four.context.setOffline(false);
    await four.sees('Your vote is in.');
    await four.page.waitForFunction(() => localStorage.getItem('plenary.votes') === null);
  });

  it('takes a spoilt paper on purpose, after asking', async () => {
    const seven = await atTheVote(6);
    await seven.page.getByText('Or hand in a paper without a choice').click();
    await seven.tap('Spoil the paper…');
    await seven.sees('It counts as cast, and for nobody.');
    await expectReadable(seven, 'a spoilt paper checked');
    await seven.tap('Spoil the paper');
    await seven.sees('Your vote is in.');
  });

  it('shows who was elected, the rounds, and that it comes out the same on this device', async () => {
    await closed(service, members[0]!, put);
    const one = await phoneOf(0);
    await one.goto(`/a/${assembly.id}/polls/${put.pollId}`);
    await one.page.locator('.verdict', { hasText: 'Elected' }).waitFor();
    await one.page.locator('.elected > li', { hasText: 'Member 3' }).waitFor();
    await one.sees('Round by round');
    await one.page.locator('summary', { hasText: 'as a table' }).click();
    await one.page.locator('.votes-table').waitFor();
    await expectReadable(one, 'the result of an election');
    await one.tap('Count it again on this device');
    await one.sees('It agrees.');
    await one.sees(
      'The record’s entry on the close has the same fingerprints of the count and of the papers',
    );
    await one.sees('This device counted 5 papers');
    await expectReadable(one, 'a count repeated');
    const download = one.page.waitForEvent('download');
    await one.follow('Download the papers');
    expect((await download).suggestedFilename()).toMatch(/\.blt$/);
  });

  it('shows the transcript as text, and who was elected at home and in the list', async () => {
    const one = await phoneOf(0);
    await one.goto(`/a/${assembly.id}/polls/${put.pollId}/count`);
    await one.sees('5 papers cast: 4 for somebody, 0 blank, 1 spoilt.');
    await expectReadable(one, 'the transcript of an election');
    await one.goto(`/a/${assembly.id}`);
    await one.sees(/^Elected: Member 3/);
    await one.goto(`/a/${assembly.id}/motions`);
    await one.page.locator('strong', { hasText: 'Elected' }).first().waitFor();
  });

  it('chooses among options in a roll call: equal ranks, a vote that is changed, each against each', async () => {
    const options = ['Red', 'Blue', 'Green'].map((name) => ({ name, statement: `All ${name}.` }));
    motion = await members[0]!.draft({
      kind: 'CHOOSE_OPTION',
      title: QUESTION,
      tier: 'ROLL_CALL',
      effect: { method: 'SCHULZE', seats: 1, order: 'FIXED', options },
    });
    await members[0]!.move(motion);
    await members[1]!.second(motion);
    const five = await phoneOf(4);
    await five.goto(`/a/${assembly.id}/motions/${motion}`);
    await five.sees('The options');
    await expectReadable(five, 'the options of a motion');
    await service.passTime(NOTICE_MS);
    put = await opened(members[0]!, motion);

    await atTheVote(4);
    for (const name of ['Green', 'Red', 'Blue']) await pick(five, name);
    await five.tap('Red: same rank as Green');
    await five.button('Give Red a rank of their own').waitFor();
    await expectReadable(five, 'a paper with equal ranks');
    await five.tap('Check my answer');
    const lines = () => five.page.locator('.paper-lines > li').allInnerTexts();
    expect(await lines()).toEqual(['1\nGreen', '1\nRed', '2\nBlue']);
    await five.sees('You can change it until the close.');
    await five.tap('Hand in this ranking');
    await five.sees('Your vote is in.');
    await five.page.locator('.paper-lines', { hasText: 'Blue' }).waitFor();
    await five.tap('Change my vote');
    expect(await ranking(five)).toEqual(['Red\nsame rank', 'Green\nsame rank', 'Blue']);
    await five.tap('Take Green off');
    await five.tap('Check my answer');
    await five.tap('Hand in this ranking');
    await five.page.locator('.paper-lines', { hasNotText: 'Green' }).waitFor();
    expect(await lines()).toEqual(['1\nRed', '2\nBlue']);

    await closed(service, members[0]!, put);
    await five.goto(`/a/${assembly.id}/polls/${put.pollId}`);
    await five.page.locator('.elected > li', { hasText: 'Red' }).waitFor();
    await five.sees('Red is preferred to each of the others by a majority.');
    await expectReadable(five, 'each against each');
    await five.tap('Count it again on this device');
    await five.sees('It agrees.');
    await five.sees(
      'The record’s entry on the close has the same fingerprints of the count and of the papers',
    );
    await five.follow('Who voted how');
    await five.sees('1 Red, 2 Blue');
    await expectReadable(five, 'the ballots of an election');
  });

  it('nothing on the way was called an error', () => {
    expect(phones.flatMap((phone) => phone.problems).filter((each) => !OFFLINE.test(each))).toEqual([]);
  });
});

/** What the browser itself says of the dead spot. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED/;
