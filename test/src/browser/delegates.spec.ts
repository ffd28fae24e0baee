import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Assembly, closed, establishedAssembly, opened } from '../support/assemblies.js';
import { delegatesOf, delegation } from '../support/delegates.js';
import type { Member } from '../support/people.js';
import { Service } from '../support/service.js';
import { launchBrowser } from './chromium.js';
import { expectReadable } from './readable.js';
import { Phone } from './support.js';

const OFFICE = 'Bargaining with the company';
/** Three of them are more than half. */
const SIZE = 5;

describe('delegates on a phone, from the office to the recall', () => {
  let browser: Browser;
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];
  let officeId: string;
  const phones: Phone[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot North', SIZE);
    ({ members } = assembly);
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
  const page = (path: string) => `/a/${assembly.id}/${path}`;

  /** Moves the draft that is on the phone, and has it seconded and opened. */
  async function put(phone: Phone, title: string) {
    await phone.tap(/^Keep (as a draft|the changes)$/);
    await phone.isOn(title);
    await phone.tap('Move this motion');
    await phone.sees('It has 0 of 1 seconder');
    const motionId = phone.page.url().split('/').at(-1)!;
    return {
      motionId,
      open: async () => {
        await members[1]!.second(motionId);
        return opened(members[0]!, motionId);
      },
    };
  }

  async function rank(pollId: string, order: readonly number[]): Promise<void> {
    const { poll } = await members[0]!.client.ask<{
      poll: { candidates: { id: string; memberId: string }[] };
    }>('query ($id: ID!) { poll(id: $id) { candidates { id memberId } } }', { id: pollId });
    const ranking = order.map((at) => [
      poll.candidates.find(({ memberId }) => memberId === members[at]!.id)!.id,
    ]);
    for (const member of members.slice(0, 3)) {
      const input = { pollId, clientKey: member.keyFor(pollId), choice: { ranking } };
      await member.client.expectOk('castBallot', 'BallotReceipt', input, 'code');
    }
  }

  it('an office is created by a motion, whose draft comes back whole', async () => {
    const one = await phoneOf(0);
    await one.goto(page('delegates'));
    await one.sees('Nobody represents this assembly yet.');
    await one.follow('Draft a motion to create an office');
    await one.isOn('Draft a motion');
    await one.write('The question', 'An office to bargain');
    await one.write('Name of the office', OFFICE);
    await one.write('What delegates are sent for', 'Wages and hours with the company.');
    await one.page.getByText('Who may stand, how long things take').click();
    await one.write('Within how many hours a seat is accepted', '48');
    await expectReadable(one, 'drafting an office');
    await one.tap('Keep as a draft');
    await one.isOn('An office to bargain');
    await one.follow('Change the draft');
    await one.isOn('Change the draft');
    expect(await one.page.getByLabel('Name of the office').inputValue()).toBe(OFFICE);
    expect(await one.page.getByLabel('Within how many hours').inputValue()).toBe('48');
    const motion = await put(one, 'An office to bargain');
    await one.sees(/Creates the office/);
    const poll = await motion.open();
    for (const member of members.slice(0, 3)) await member.vote(poll.pollId, 'YES');
    await closed(service, members[0]!, poll);
    await one.goto(page('delegates'));
    await one.sees('Seat 1 is empty.');
  });

  it('delegates are elected, and say whether they take the seat', async () => {
    const one = await phoneOf(0);
    await one.follow('The office in full');
    await one.isOn(OFFICE);
    officeId = one.page.url().split('/').at(-1)!;
    await one.follow('Elect delegates');
    await one.sees(/Its rules say how it is counted/);
    const motion = await put(one, `Delegates to ${OFFICE}`);
    await one.sees('Who stands');
    for (const at of [1, 2])
      await members[at]!.client.expectOk(
        'standForElection',
        'Motion',
        { motionId: motion.motionId, statement: '' },
        'id',
      );
    const poll = await motion.open();
    await rank(poll.pollId, [1, 2]);
    await closed(service, members[0]!, poll);
    await one.sees('Elected: Member 2.');

    const two = await phoneOf(1);
    await two.goto(`/a/${assembly.id}`);
    await two.follow(/You were elected/);
    await two.isOn('My desk');
    await two.sees(/in 47 hours/);
    await two.expectNoSidewaysScroll('a seat to accept');
    await two.tap('Accept the seat');
    await two.sees('Your term ends');
  });

  it('a mandate is given, and what contradicts itself is said at the instruction', async () => {
    const one = await phoneOf(0);
    await one.goto(page(`delegates/${officeId}`));
    await one.follow('Give a mandate');
    const about = (number: number) =>
      one.page.getByLabel(`What instruction ${number} is about`, { exact: true });
    await about(1).fill('The two-tier pay');
    await one.page.getByLabel('What they do: instruction 1').selectOption('MUST_OPPOSE');
    await one.tap('Add an instruction');
    await about(2).fill('the two-tier  PAY');
    await one.sees('Two instructions about the same matter ask for different positions.');
    await about(2).fill('Wages');
    await one.doesNotSee('Two instructions about the same matter');
    await one.page.getByLabel('What they do: instruction 2').selectOption('MAY_DECIDE_WITHIN');
    await one.write('Of what', 'Rise');
    await one.write('In which unit', '%');
    await one.write('No less than', '5');
    await one.write('No more than', '4');
    await one.sees('Nothing is within the limit “Rise”');
    await one.write('No more than', '9');
    await one.doesNotSee('Nothing is within the limit “Rise”');
    const endsAt = new Date((await service.now()).getTime() + 100 * 86_400_000).toISOString().slice(0, 16);
    await one.write('Until when it holds', endsAt);
    await expectReadable(one, 'writing a mandate');
    await one.tap('Keep as a draft');
    await one.isOn(`A mandate for ${OFFICE}`);
    await one.follow('Change the draft');
    expect(await about(2).inputValue()).toBe('Wages');
    expect(await one.page.getByLabel('No more than').inputValue()).toBe('9');
    const poll = await (await put(one, `A mandate for ${OFFICE}`)).open();
    await one.sees('Rise: from 5 to 9\u00a0%');
    for (const member of members.slice(0, 3)) await member.vote(poll.pollId, 'YES');
    await closed(service, members[0]!, poll);
    await one.goto(page(`delegates/${officeId}`));
    await one.sees('Rise: from 5 to 9\u00a0%');
    await expectReadable(one, 'an office');
  });

  it('a delegate writes down what they did: within, outside and refused are said before and after', async () => {
    const two = await phoneOf(1);
    await two.goto(page('desk'));
    await two.follow('Write down what I did');
    await two.page.getByText('May decide within limits. Rise: from 5 to 9').click();
    await two.page.getByText('I agreed to figures or terms').click();
    await two.sees(/outside the mandate: it will be marked/);
    await two.write('Rise, in %', '4,5');
    await two.sees(/This will be refused/);
    await two.write('What happened, for the members', 'They offered 6 % from March.');
    await two.tap('Write it down');
    await two.sees(/is at least 5 % in the mandate; this is 4.5/);
    await two.write('Rise, in %', '6');
    await two.sees('This is within the mandate.');
    await two.tap('Write it down');
    await two.isOn('It is written down');
    await two.sees('Within the mandate.');
    await two.tap('Write down something more');
    await two.page.getByText('Something else', { exact: true }).click();
    await two.page.getByLabel('What it was about', { exact: true }).fill('A new canteen');
    await two.page.getByText('I supported it').click();
    await two.sees(/outside the mandate: it will be marked/);
    await expectReadable(two, 'writing an act down');
    await two.write('What happened, for the members', 'They will build one.');
    await two.tap('Write it down');
    await two.sees('Outside the mandate.');

    await two.goto(page('desk'));
    await two.follow('Write the report');
    await two.page.getByLabel('What you did for us, and what came of it').fill('We met twice.');
    await two.tap('Give this report');
    await two.isOn('Member 2');
    await two.page.getByText('Read it').click();
    await two.sees('We met twice.');
    await two.page.getByText('What shall the assembly say of it?').click();
    await two.follow('Move to accept it');
    await two.sees('Accept a report: What a delegate reported is accepted.');
    await two.page.getByLabel(`Member 2, ${OFFICE}`).waitFor();
    expect(await two.page.getByLabel(`Member 2, ${OFFICE}`).isChecked()).toBe(true);
  });

  it('more than half withdraw their confidence: the seat is empty on every phone, and the next is called', async () => {
    const two = await phoneOf(1);
    const [term] = await delegatesOf(members[0]!, officeId);
    await two.goto(page(`terms/${term!.id}/act`));
    await two.sees('What you did');
    const one = await phoneOf(0);
    await one.goto(page(`delegates/${officeId}`));
    await one.follow('Member 2');
    await one.isOn('Member 2');
    await one.sees('Outside the mandate.');
    await one.sees('Nobody has withdrawn their confidence.');
    await expectReadable(one, 'a delegate');
    await one.button('Withdraw my confidence').dblclick();
    await one.sees('You have withdrawn your confidence.');
    await one.sees('1 of 5 members has withdrawn');
    await one.page.getByText('Restore it').click();
    await one.button('Restore my confidence in Member 2').press('Enter');
    // What was pressed is gone; the keyboard goes on from what is said of it.
    await one.page.locator(':focus', { hasText: 'You have restored your confidence' }).waitFor();
    await one.sees('Nobody has withdrawn their confidence.');
    await one.tap('Withdraw my confidence');
    await one.sees('1 of 5 members has withdrawn');
    const sign = (at: number) =>
      members[at]!.client.expectOk('withdrawConfidence', 'Term', { termId: term!.id }, 'id');
    await sign(3);
    await one.sees('2 of 5 members have withdrawn');

    const five = await phoneOf(4);
    await five.goto(page(`terms/${term!.id}`));
    await five.sees('With yours the seat is empty at once.');
    await five.tap('Withdraw my confidence');
    await five.sees('Member 2 holds this seat no more.');
    await one.sees('Member 2 holds this seat no more.');
    await two.sees('You hold this seat no more.');
    await two.sees(/You were recalled: more than half of the members/);
    await two.sees('You hold your seat in Bargaining with the company no more.');
    await expectReadable(two, 'being told of a recall');
    await two.tap('I have read this');
    await two.doesNotSee('You hold your seat in');
    await five.goto(page(`delegates/${officeId}`));
    await five.sees('Member 3');
    await five.sees(/to accept the seat/);
    expect(phones.flatMap(({ problems }) => problems)).toEqual([]);

    const three = await phoneOf(2);
    await three.goto(`/a/${assembly.id}`);
    await three.follow(/You are called to the seat/);
    await three.tap('Accept the seat');
    await three.sees('Your term ends');
    await five.follow('Member 3');
    await five.sees('Nobody has withdrawn their confidence.');
    await five.context.setOffline(true);
    await five.sees('A signature is not kept on this phone to be sent later');
    await five.context.setOffline(false);
    await five.button('Withdraw my confidence').waitFor();

    // The answer is lost on its way, and nothing tells when the network is back: the page does not say that it did not
    // count, and finds out by itself.
    let lost = false;
    await five.page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"WithdrawConfidence"')) {
        await route.fetch();
        lost = true;
      }
      await (lost ? route.abort() : route.continue());
    });
    await five.tap('Withdraw my confidence');
    await five.sees('what you sent may be counted, or not');
    lost = false;
    await five.sees('You have withdrawn your confidence.');
    await five.page.unroute('**/graphql');
  });

  it('secret signatures: a band and no number, then what was published, with one’s own among it', async () => {
    const rules = { signatures: 'SECRET', recallPoll: { numerator: 1, denominator: 2, atLeast: 100 } };
    const { termIds } = await delegation(service, members, [members[1]!], 'Strike fund', rules);
    const [termId] = termIds as [string];
    const one = await phoneOf(0);
    await one.goto(page(`terms/${termId}`));
    await one.sees('Less than half of the signatures that are needed, or none.');
    await one.sees('the last signature may be guessed from its moment');
    await one.sees('No meeting of this assembly has begun in this term yet.');
    await one.tap('Withdraw my confidence');
    await one.sees('That you signed is yours alone to see.');
    await expectReadable(one, 'a delegate under secret signatures');
    const five = await phoneOf(4);
    await five.goto(page(`terms/${termId}`));
    await five.button('Withdraw my confidence').waitFor();
    await five.sees('Less than half of the signatures that are needed, or none.');
    for (const at of [2, 3])
      await members[at]!.client.expectOk('withdrawConfidence', 'Term', { termId }, 'id');
    for (const phone of [one, five]) {
      await phone.sees('Member 2 holds this seat no more.');
      await phone.sees('3 of 5 members');
    }
    expect(await five.page.getByText('My signature was counted').count()).toBe(0);
    await one.page.getByText('My signature was counted').click();
    await one.tap('Check it on this device');
    await one.sees('yours is one of the 3');
    await expectReadable(one, 'what secret signatures published');
  });

  it('the assembly above asks: instructed below, voted for the seat, and marked when it is lost', async () => {
    const above = await establishedAssembly(service, 'Federation', 2);
    await service.sql(`UPDATE assembly SET parent_id = '${above.id}' WHERE id = '${assembly.id}'`);
    // As both would have decided it, days before.
    await service.sql(`INSERT INTO affiliation
        (id, assembly_id, parent_id, motion_id, asked_at, expires_at, begun_at)
      SELECT gen_random_uuid(), '${assembly.id}', '${above.id}',
        (SELECT id FROM motion WHERE assembly_id = '${assembly.id}' ORDER BY id LIMIT 1), now, now + interval '90 days', now
      FROM (SELECT plenary_now() AS now OFFSET 0) clock`);
    const sent = 'Sent above';
    const { officeId: councilId, termIds } = await delegation(service, members, [members[3]!], sent, {
      speaksAbove: true,
    });
    const higher = await Phone.open(browser, service.apis[0]!.address, {
      cookie: above.members[0]!.client.cookie!,
    });
    await higher.goto(`/a/${above.id}/motions/new`);
    await higher.page.getByText('About delegates: offices, elections, mandates, recall').click();
    await higher.page.getByText('Ask the delegates', { exact: true }).click();
    await higher.write('The question', 'One strike fund');
    await higher.page.getByLabel('Text', { exact: true }).fill('Each local pays a tenth.');
    await higher.tap('Keep as a draft');
    await higher.isOn('One strike fund');
    await higher.tap('Move this motion');
    await higher.sees(/It has 0 of/);
    const motionId = higher.page.url().split('/').at(-1)!;
    await above.members[1]!.second(motionId);
    const asked = await opened(above.members[0]!, motionId);
    const one = await phoneOf(0);
    await one.goto(page('delegates'));
    await one.sees('Our delegates are asked');
    await one.follow('Draft an instruction about it');
    const about = 'What instruction 1 is about';
    await one.page.getByLabel(`${about}: words, or a motion`).selectOption('motion');
    await one.page
      .getByLabel(`${about}: which motion`)
      .selectOption({ label: 'One strike fund (Federation)' });
    const endsAt = new Date((await service.now()).getTime() + 100 * 86_400_000).toISOString().slice(0, 16);
    await one.write('Until when it holds', endsAt);
    const mandate = await (await put(one, `A mandate for ${sent}`)).open();
    await one.sees('One strike fund (Federation)');
    for (const member of members.slice(0, 3)) await member.vote(mandate.pollId, 'YES');
    await closed(service, members[0]!, mandate);

    const four = await phoneOf(3);
    await four.goto(`/a/${assembly.id}`);
    await four.follow('Vote for your seat: One strike fund');
    await four.sees('The mandate says: must support. Its answer is filled in; another is refused.');
    await four.page.locator('label.answer', { hasText: 'Against' }).click();
    await four.sees('This will be refused: the mandate names this very question');
    await expectReadable(four, 'a vote for a seat');
    await four.page.locator('label.answer', { hasText: 'For' }).click();
    await four.doesNotSee('This will be refused');
    await four.tap('Vote for, for my seat');
    await four.sees('The vote of your seat is in.');
    await four.sees('Receipt');

    await one.goto(page('delegates'));
    await one.sees('The mandate says: must support.');
    const [term] = await delegatesOf(members[0]!, councilId);
    expect(term?.id).toBe(termIds[0]);
    for (const at of [0, 2, 4])
      await members[at]!.client.expectOk('withdrawConfidence', 'Term', { termId: term!.id }, 'id');
    await four.sees(`You hold your seat in ${sent} no more.`);
    await four.doesNotSee('The vote of your seat is in.');
    await one.sees('Cast by Member 4, who has lost the seat.');
    await expectReadable(one, 'what our delegates are asked');

    await higher.goto(`/a/${above.id}/polls/${asked.pollId}`);
    await higher.sees('How each has voted is shown after the close.');
    await higher.sees('Depot North, Sent above, seat 1');
    await closed(service, above.members[0]!, asked);
    await higher.sees('Cast by Member 4, who has lost the seat. It was not replaced.');
    await expectReadable(higher, 'a delegates’ poll');
    await one.page.getByText('What our delegates were asked before').click();
    await one.sees('It was not replaced.');
    await one.goto(page(`terms/${term!.id}`));
    await one.sees('Votes in the assembly above');
    await one.sees(/under version 1 of the mandate/);
    expect([one, four, higher].flatMap(({ problems }) => problems)).toEqual([]);
  });
});
