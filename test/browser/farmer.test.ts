// The farmer's phone against the real application: what he sees before and after a decision, disagreeing on a weak
// network, taking a consent back, reading large and in English.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../kernel/permissions.ts';
import type { DemoSignIn } from '../../server/demo.ts';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
let page: Page;
let own: string;
beforeAll(async () => {
  app = await openBrowserApp();
  page = await app.signIn('farmer');
  own = (await (await page.request.get(`${app.url}/api/v1/me`)).json()).householdId;
});
afterAll(() => app?.close());

/** What an official does elsewhere: by the API, as the demonstration's person of that role. */
async function official(role: Role, path: string, data: object): Promise<void> {
  const meta = (await (await fetch(`${app.url}/api/v1/meta`)).json()) as { demoSignIns: DemoSignIn[] };
  const { username, password } = meta.demoSignIns.find((one) => one.role === role)!;
  const headers = { origin: app.url, 'content-type': 'application/json' };
  const signedIn = await fetch(`${app.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await fetch(`${app.url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...headers, cookie, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(data),
  });
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 200 });
}

test('before a decision: greeted by name, told what is next and that a suggestion is none, whom to ask', async () => {
  const household = await (await page.request.get(`${app.url}/api/v1/households/${own}`)).json();
  await page.getByRole('heading', { name: `${household.headName}，您好` }).waitFor();
  const [watch, finance] = [
    page.getByRole('list', { name: '办到哪一步了' }).nth(0),
    page.getByRole('list', { name: '办到哪一步了' }).nth(1),
  ];
  await finance.waitFor();
  expect(await watch.locator('[aria-current="step"]').textContent()).toMatch(/村里核实\s*下一步/);
  expect(await finance.locator('[aria-current="step"]').textContent()).toMatch(/工作人员来定\s*下一步/);
  await page.getByText('建议不算数，要由镇里或县里的工作人员来定。').waitFor();
  await page.getByText(/网格员.*在.*(村|社区)/).waitFor();
  expect(await page.getByRole('link', { name: /拨打 12345/ }).getAttribute('href')).toBe('tel:12345');
});

test('selling: how far the family is, and what cannot be done here yet', async () => {
  await page.getByRole('link', { name: '卖货' }).click();
  await page.getByRole('heading', { name: '卖货' }).waitFor();
  const way = page.getByRole('list', { name: '办到哪一步了' });
  await way.waitFor();
  expect(await way.getByRole('listitem').count()).toBe(3);
  expect(await way.locator('[aria-current="step"]').count()).toBe(1);
  await page.getByText('现在还不能在手机上办').waitFor();
  await page.getByRole('link', { name: '首页' }).click();
});

test('why: the income and the line in a sentence, and Figure 1 with his way lit', async () => {
  await page.getByRole('link', { name: /^为什么/ }).click();
  await page.getByText(/您家平均每人净收入 [\d,]+ 元。监测线是每人 8,800 元。/).waitFor();
  await page.getByRole('group', { name: /图 1/ }).waitFor();
  await page.getByRole('button', { name: '文字' }).click();
  expect(await page.getByRole('list', { name: '这一户的路' }).getByRole('listitem').count()).toBeGreaterThan(2);
  await page.getByRole('link', { name: '我要申诉' }).click();
  await page.getByText(/还没有决定，所以还不能申诉/).waitFor();
});

test('after a decision he appeals; a lost network and a closed page lose nothing typed', async () => {
  await official('county_officer', `/admission/households/${own}/decisions`, {
    outcome: 'train_first',
    supersedes: null,
    training: { course: '手机电商基础班', provider: '县职业中专', beginsOn: '2026-12-08' },
  });
  await page.goto(`${app.url}/m/appeal`);
  const grounds = '我爱人在村里学过直播，能自己卖茶';
  await page.getByLabel('您觉得哪里不对？').fill(grounds);
  await page.reload();
  const box = page.getByLabel('您觉得哪里不对？');
  await box.waitFor();
  expect(await box.inputValue()).toBe(grounds);
  await page.route('**/appeals', (route) => route.abort());
  await page.getByRole('button', { name: '提交申诉' }).click();
  await page
    .getByRole('alert')
    .getByText(/连不上服务器/)
    .waitFor();
  expect(await box.inputValue()).toBe(grounds);
  await page.unroute('**/appeals');
  await page.getByRole('button', { name: '提交申诉' }).click();
  await page.getByText('申诉已经交上去了。').waitFor();
  expect(await page.locator('[aria-current="step"]').textContent()).toMatch(/上一级再看一次\s*正在办/);
  await page.getByRole('link', { name: '首页' }).click();
  await page.getByText('您提了申诉').waitFor();
});

test('a consent is told in a sentence and taken back after being asked once', async () => {
  await official('village_officer', `/households/${own}/consents`, {
    personId: null,
    what: 'income',
    recipient: '县农村信用合作联社',
    purpose: '申请小额信用贷款',
    givenOn: '2026-01-01',
    until: '2099-12-31',
  });
  await page.goto(`${app.url}/m/consents`);
  await page.getByText('把「收入情况」给 县农村信用合作联社 看，为了申请小额信用贷款。').waitFor();
  await page.getByRole('button', { name: '收回', exact: true }).click();
  await page.getByText(/已经办好的事不受影响/).waitFor();
  await page.getByRole('button', { name: '确定收回' }).click();
  await page.getByRole('heading', { name: /已收回/ }).waitFor();
  expect(await page.getByRole('button', { name: '收回', exact: true }).count()).toBe(0);
});

test('in English and large type at 320 px nothing is cut off, and every control is 48 px', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${app.url}/m/mine`);
  await page.getByRole('switch', { name: '大字显示' }).check();
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('heading', { name: 'Mine' }).waitFor();
  for (const [address, shown] of [
    ['/m/', 'Latest news'],
    ['/m/why', 'Think it is wrong?'],
    ['/m/family', 'Is something wrong?'],
    ['/m/todo', 'Get done'],
    ['/m/appeal', 'Earlier appeals'],
  ] as const) {
    await page.goto(app.url + address);
    await page.getByRole('heading', { name: shown }).waitFor();
    const { beyond, small } = await page.evaluate(() => ({
      beyond: document.documentElement.scrollWidth - window.innerWidth,
      small: [...document.querySelectorAll('main a, main button, nav a')]
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 48)
        .map((one) => one.textContent),
    }));
    expect({ address, beyond, small }).toEqual({ address, beyond: 0, small: [] });
  }
});
