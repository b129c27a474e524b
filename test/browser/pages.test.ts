// Every page at every width that people have, and on paper: nothing reaches beyond its edge, nothing fails unseen.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
beforeAll(async () => {
  app = await openBrowserApp();
});
afterAll(() => app?.close());

/** A phone, a tablet, the desks of spec 9, and the usual desk seen at twice its size. */
const SIZES = [
  [390, 844],
  [768, 1024],
  [1280, 800],
  [1440, 900],
  [1920, 1080],
  [720, 450],
] as const;

const HOUSEHOLD_TABS = ['', '?tab=members', '?tab=income', '?tab=clues', '?tab=admission'];
const OFFICIALS = [
  '/',
  '/households',
  ...HOUSEHOLD_TABS.map((tab) => `/households/:household${tab}`),
  '/household-imports',
  '/household-imports/new',
  '/household-quality',
  '/clues',
  '/screenings',
  '/screenings/:screening',
  '/models',
  '/admission',
  '/admission/enterprises',
  '/admission/produce',
  '/admission/products',
  '/admission/plans/:household',
  '/settings/parameters',
  '/settings/rules',
  '/settings/rules/signals',
  '/settings/rules/signals?view=table',
  '/settings/rules/signals/edit',
  '/settings/accounts',
  '/settings/audit',
  '/account',
];
const FARMER = ['/m/', '/m/todo', '/m/sell', '/m/why', '/m/family', '/m/plan', '/m/mine'];

/** What the page's scripts complained of. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  return heard;
}

/** How far the page reaches beyond the window's right edge, px. */
const beyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

async function tooWide(page: Page, sizes: readonly (readonly [number, number])[]): Promise<number[]> {
  const wide: number[] = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    // Two frames: what is measured (charts, tables) has been laid out again by then.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if ((await beyond(page)) > 0) wide.push(width);
  }
  return wide;
}

async function loaded(page: Page, address: string): Promise<void> {
  await page.goto(app.url + address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

describe.each(['zh', 'en'])('in %s', (language) => {
  test('officials’ pages fit', { timeout: 180_000 }, async () => {
    const page = await app.signIn('county_officer');
    if (language === 'en') await page.getByRole('button', { name: 'Switch to English' }).click();
    const heard = complaints(page);
    const { clues } = await (await page.request.get(`${app.url}/api/v1/clues?limit=1`)).json();
    const { screenings } = await (await page.request.get(`${app.url}/api/v1/screenings`)).json();
    const found: Record<string, number[]> = {};
    for (const address of OFFICIALS) {
      await loaded(page, address.replace(':household', clues[0].householdId).replace(':screening', screenings[0].id));
      const wide = await tooWide(page, SIZES);
      if (wide.length > 0) found[address] = wide;
    }
    expect(found).toEqual({});
    expect(heard).toEqual([]);
    await page.context().close();
  });

  test('the farmer’s pages fit, at twice their size too', async () => {
    const page = await app.signIn('farmer');
    if (language === 'en') {
      await page.goto(`${app.url}/m/mine`);
      await page.getByText('English').click();
    }
    const heard = complaints(page);
    const found: Record<string, number[]> = {};
    for (const address of FARMER) {
      await loaded(page, address);
      const wide = await tooWide(page, [[195, 422], ...SIZES]);
      if (wide.length > 0) found[address] = wide;
    }
    expect(found).toEqual({});
    expect(heard).toEqual([]);
    await page.context().close();
  });
});

test('on paper a page bears the code that leads back to it, its charts fit, and nothing to press', async () => {
  const page = await app.signIn('county_officer');
  await loaded(page, '/screenings');
  await page.getByRole('link', { name: '看结果' }).first().click();
  const charts = page.locator('figure canvas');
  await charts.first().waitFor();
  const code = page
    .locator('svg')
    .and(page.getByRole('img', { name: 'QR' }))
    .or(page.locator('.ant-qrcode svg'));
  expect(await code.isVisible()).toBe(false);
  // A4 less its margins, in CSS px.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 657, height: 980 });
  expect(await code.isVisible()).toBe(true);
  expect(await page.locator('button.ant-btn:visible').count()).toBe(0);
  const edges = await charts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  expect(edges.length).toBeGreaterThan(3);
  expect(Math.max(...edges)).toBeLessThanOrEqual(657);
  await page.context().close();
});
