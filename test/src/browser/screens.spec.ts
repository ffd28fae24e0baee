import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClient } from '@plenary/testing';
import type { Browser } from 'playwright-core';
import { startOnOwnDatabase } from '../own-server.js';
import { launchBrowser } from './chromium.js';
import { expectReadable } from './readable.js';
import { Phone } from './support.js';

const BUDGET_KB = 150;

interface Sample {
  readonly id: string;
  readonly myMembership: { readonly id: string };
  readonly polls: { readonly nodes: readonly { id: string; state: string; tier: string; method: string }[] };
  readonly motions: { readonly nodes: readonly { id: string; state: string; kind: string }[] };
  readonly members: { readonly nodes: readonly { id: string; state: string }[] };
}

/** Every screen of the sample assembly, on the smallest phone: for each reader, in each light, at each size. */
describe('the screens of the sample assembly', () => {
  let own: Awaited<ReturnType<typeof startOnOwnDatabase>>;
  let browser: Browser;
  let stranger: Phone;
  let robin: Phone;
  let screens: readonly string[];
  let secretPoll: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    own = await startOnOwnDatabase();
    const client = new TestClient(own.api.address);
    stranger = await Phone.open(browser, own.api.address);
    await stranger.goto('/');
    await stranger.sees('Open the sample assembly');
    await expectReadable(stranger, 'the first page of an empty server');
    await client.ask('mutation { openSample { __typename } }');
    const sample = await sampleOf(client);
    robin = await Phone.open(browser, own.api.address, { cookie: client.cookie });
    screens = screensOf(sample);
    secretPoll = `/a/${sample.id}/polls/${sample.polls.nodes.find(isOpenAndSecret)!.id}`;
  });
  afterAll(async () => {
    await browser?.close();
    await own?.stop();
  });

  it('are readable and usable by everybody before signing in', async () => {
    for (const path of ['/', '/found', '/join', '/sign-in', '/sign-up', '/recover', '/vouch', '/nowhere']) {
      await open(stranger, path);
      await expectReadable(stranger, path);
    }
  });

  it('are readable and usable by everybody as a member, in light and in dark', async () => {
    for (const path of screens) {
      await open(robin, path);
      await expectReadable(robin, path);
    }
  });

  it('are so in the middle of a vote: choosing, checking, counted, changing', async () => {
    await open(robin, secretPoll);
    await robin.page.locator('label.answer', { hasText: 'Against' }).click();
    await expectReadable(robin, 'an answer chosen');
    await robin.tap('Check my answer');
    await robin.sees('This is final');
    await expectReadable(robin, 'an answer checked');
    await robin.tap('Vote against');
    await robin.sees('Your vote is in.');
    await expectReadable(robin, 'a vote counted');
  });

  it('broke no content policy and threw nothing', () => {
    expect({ stranger: stranger.problems, robin: robin.problems }).toEqual({ stranger: [], robin: [] });
  });

  it(`load less than ${BUDGET_KB} kB of script, gzipped, for home and a vote`, async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await context.addCookies(await robin.context.cookies());
    const page = await context.newPage();
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
    });
    await page.goto(own.api.address + screens[0]);
    await page
      .getByRole('link', { name: /^Vote:/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Check my answer' }).waitFor();
    const sizes = await Promise.all(scripts.values());
    await context.close();
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET_KB * 1024);
  });
});

/** The page with its content there: nothing loads any more. */
async function open(phone: Phone, path: string): Promise<void> {
  await phone.goto(path);
  await phone.page.getByRole('heading', { level: 1 }).waitFor();
  await phone.doesNotSee('Loading…');
}

async function sampleOf(client: TestClient): Promise<Sample> {
  const { me } = await client.ask<{ me: { memberships: { assembly: Sample }[] } }>(
    `{ me { memberships { assembly { id myMembership { id }
       polls(first: 30) { nodes { id state tier method } } motions(first: 50) { nodes { id state kind } }
       members(first: 100) { nodes { id state } } } } } }`,
  );
  return me.memberships[0]!.assembly;
}

/** Their pages have parts of their own: who stands, what can be chosen. */
const ELECTIONS: ReadonlySet<string> = new Set(['ELECTION', 'CHOOSE_OPTION']);

const isOpenAndSecret = (poll: { state: string; tier: string }): boolean =>
  poll.state === 'OPEN' && poll.tier === 'SECRET';

/** One of each: every page of an assembly, and of motions, polls and members one in each state. */
function screensOf({ id, myMembership, polls, motions, members }: Sample): readonly string[] {
  const pages =
    'motions motions/new members invite import requests bylaws meeting rota help help/others record more'.split(
      ' ',
    );
  const onePoll = oneOfEach(polls.nodes, ({ state, tier, method }) => `${state} ${tier} ${method}`);
  return [
    '',
    ...pages.map((page) => `/${page}`),
    ...oneOfEach(motions.nodes, ({ state, kind }) => `${state} ${ELECTIONS.has(kind)}`).map(
      (motion) => `/motions/${motion.id}`,
    ),
    ...onePoll.map((poll) => `/polls/${poll.id}`),
    ...onePoll.filter((poll) => poll.state !== 'OPEN').map((poll) => `/polls/${poll.id}/roll`),
    ...onePoll
      .filter((poll) => poll.state === 'CLOSED')
      .flatMap((poll) => [`/polls/${poll.id}/count`, `/polls/${poll.id}/ballots`]),
    ...[myMembership, ...oneOfEach(members.nodes, (member) => member.state)].map(
      (member) => `/members/${member.id}`,
    ),
  ]
    .map((page) => `/a/${id}${page}`)
    .concat('/me', '/vouch');
}

function oneOfEach<T>(all: readonly T[], kind: (each: T) => string): readonly T[] {
  return [...new Map(all.map((each) => [kind(each), each])).values()];
}
