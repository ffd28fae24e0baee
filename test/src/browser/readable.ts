/// <reference lib="dom" />
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Phone } from './support.js';

/** What axe looks for: WCAG 2.2 at level AA, and what it calls good practice. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds in light and in dark, and whether anything has to be pushed sideways, also with text twice as large. */
export async function expectReadable(phone: Phone, where: string): Promise<void> {
  const { page } = phone;
  await phone.expectNoSidewaysScroll(where);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '212.5%';
  });
  await phone.expectNoSidewaysScroll(`${where}, text at 200 %`);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  const light = await looking(page).withTags(STANDARD).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  // Of what axe looks at, only the colours differ.
  const dark = await looking(page).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme="light"]').waitFor();
  const found = [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 150)).join(' | ')}`,
  );
  expect({ where, found }).toEqual({ where, found: [] });
}

/** In the page itself: there are no frames here, for which axe would open a page more each time. */
const looking = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();
