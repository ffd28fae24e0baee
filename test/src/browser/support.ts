/// <reference lib="dom" />
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** A phone held upright. */
export const PHONE = { width: 360, height: 740 };

/** Somebody's phone: a browser of its own, with one page open and a list of what went wrong in it. */
export class Phone {
  /** What the console called an error, broken content policies among it, and what was thrown. */
  readonly problems: string[] = [];

  private constructor(
    readonly address: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    // For what never comes: a crowded machine takes its time.
    page.setDefaultTimeout(100_000);
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()));
    page.on('pageerror', (error) => this.problems.push(error.message));
  }

  static async open(browser: Browser, address: string, options: { cookie?: string } = {}): Promise<Phone> {
    const context = await browser.newContext({
      viewport: PHONE,
      hasTouch: true,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      colorScheme: 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (options.cookie) {
      const [name, value] = options.cookie.split('=') as [string, string];
      await context.addCookies([{ name, value, url: address }]);
    }
    return new Phone(address, context, await context.newPage());
  }

  /** Gives the phone a lock that passkeys can use, and that always opens. */
  async withPasskeys(): Promise<this> {
    const cdp = await this.context.newCDPSession(this.page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return this;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.address + path);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name }).first();
  }

  async tap(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.link(name).click();
  }

  async write(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  async doesNotSee(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' });
  }

  /** The page's one heading. */
  async isOn(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Chooses an answer on the vote's page and goes on to check it. */
  async choose(answer: 'For' | 'Against' | 'Abstain'): Promise<void> {
    // The whole line is the target, as it is for a thumb.
    await this.page.locator('label.answer', { hasText: answer }).click();
    await this.tap('Check my answer');
    await this.page.getByRole('heading', { name: 'Check your answer' }).waitFor();
  }

  /** Nothing is cut off at the right, and nothing has to be pushed sideways. */
  async expectNoSidewaysScroll(where: string): Promise<void> {
    const over = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return null;
      const widest = [...document.querySelectorAll('body *')]
        .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
        .map((each) => each.outerHTML.slice(0, 120));
      return { scrollWidth, clientWidth, widest: widest.slice(0, 3) };
    });
    expect({ where, over }).toEqual({ where, over: null });
  }

  /** What waits on this phone to be sent; null when nothing does. */
  keptVotes(): Promise<string | null> {
    return this.page.evaluate(() => localStorage.getItem('plenary.votes'));
  }

  /** Counts the requests that carry a vote, from now on. */
  countCasts(): { count: number } {
    const casts = { count: 0 };
    this.page.on('request', (request) => {
      if (request.postData()?.includes('"CastBallot"')) casts.count += 1;
    });
    return casts;
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
