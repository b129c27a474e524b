// Signing in, as people do it: wrong password, right password, the first page, signing out; each role gets in.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../kernel/permissions.ts';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
beforeAll(async () => {
  app = await openBrowserApp();
});
afterAll(() => app.close());

test('a wrong password is told in words and nothing typed is lost', async () => {
  const page = await app.open('/sign-in');
  await page.getByLabel('用户名').fill('county');
  await page.getByRole('textbox', { name: '密码' }).fill('not-the-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByLabel('用户名').inputValue()).toBe('county');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.context().close();
});

test('a visitor who is not signed in is sent to sign in, and comes back to where he was going', async () => {
  const page = await app.open('/');
  await page.waitForURL('**/sign-in*');
  await page.getByRole('button', { name: /县农业农村局/ }).click();
  await page.waitForURL(`${app.url}/`);
  await page.locator('main').first().waitFor();
  expect((await page.request.get(`${app.url}/api/v1/me`)).status()).toBe(200);
  await page.context().close();
});

test.each(ROLES)('%s signs in and is called by name', async (role) => {
  const page = await app.signIn(role);
  const me = await page.request.get(`${app.url}/api/v1/me`);
  expect((await me.json()).role).toBe(role);
  await page.locator('main').first().waitFor();
  expect(await page.locator('main').first().textContent()).not.toBe('');
  await page.context().close();
});
