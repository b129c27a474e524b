// Monitoring as officials meet it: what is mine to do today, a screening from start to result, a clue and why, the
// model's card.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
beforeAll(async () => {
  app = await openBrowserApp();
});
afterAll(() => app.close());

const figureIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

test('the county screens again, reads the result, and follows a cause to its clues', async () => {
  const page = await app.signIn('county_officer');
  await page.goto(`${app.url}/screenings`);
  await page.getByRole('button', { name: '再筛查一次' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发起筛查' }).click();
  const ended = page.getByText(/已完成：[\d,]+ 户有线索，其中新线索 0 条/);
  await ended.waitFor();
  await page.locator('main').getByRole('link', { name: '看结果' }).first().click();
  await page.getByRole('heading', { name: /^筛查结果/ }).waitFor();
  // Nothing has changed in the data, so every clue is kept and none is new.
  await page.getByText(/其中新线索 0 条/).waitFor();
  await page.getByRole('heading', { name: /^与 .+ 的筛查比/ }).waitFor();
  await page.getByText(/风险信号　第 1 版/).waitFor();

  const card = page.getByRole('figure').filter({ has: page.getByRole('heading', { name: /^按风险类型/ }) });
  await card.getByRole('button', { name: '表格' }).click();
  const row = card.getByRole('row').filter({ hasText: '因病' });
  const households = figureIn(await row.getByRole('cell').nth(1).textContent());
  await row.getByRole('link', { name: '因病' }).click();
  await page.waitForURL(/\/clues\?cause=/);
  const total = page.getByText(/^共 [\d,]+ 条$/);
  await total.waitFor();
  expect(figureIn(await total.textContent())).toBe(households);
  const causes = await page.locator('main tbody tr.ant-table-row td:nth-child(4)').allInnerTexts();
  expect(new Set(causes)).toEqual(new Set(['因病']));
  await page.context().close();
});

test('a township officer sees what waits, and a clue says why down to the row of the file', async () => {
  const page = await app.signIn('township_officer');
  const todo = page.getByRole('link', { name: /高风险户，先入户核实/ });
  const waiting = figureIn(await todo.textContent());
  expect(waiting).toBeGreaterThan(0);
  await todo.click();
  await page.waitForURL(/\/clues\?level=/);
  const heads = page.locator('main tbody tr.ant-table-row td:first-child a');
  await heads.first().waitFor();
  const addresses = await heads.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  // A household may have several clues: what waits is counted in households.
  expect(new Set(addresses).size).toBe(waiting);

  await heads.first().click();
  await page.waitForURL(/tab=clues/);
  const clue = page.getByRole('heading', { name: /^线索：/ });
  await clue.first().waitFor();
  await page
    .getByRole('button', { name: /^为什么：线索/ })
    .first()
    .click();
  const why = page.getByRole('dialog');
  await why.getByText('命中', { exact: true }).first().waitFor();
  await why.getByText('决定的一格').first().waitFor({ state: 'attached' });
  await why
    .getByText(/花名册\.xlsx · 第 \d+ 行/)
    .first()
    .waitFor();
  expect(await why.textContent()).not.toMatch(/parameters\.|incomeMargin|monitoringLine/);
  await page.context().close();
});

test('a model card tells its skill, whom it misses and why it cannot be published twice', async () => {
  const page = await app.signIn('county_officer');
  await page.goto(`${app.url}/models`);
  await page.getByRole('link', { name: /返贫预测模型/ }).click();
  await page.getByText('0.706').waitFor();
  await page.getByRole('heading', { name: '会漏掉谁' }).waitFor();
  await page.getByText(/评分只用来提示排查，不会拒绝任何人/).waitFor();
  const publish = page.getByRole('button', { name: '启用这个模型' });
  expect(await publish.getAttribute('aria-disabled')).toBe('true');
  expect(await publish.getAttribute('aria-describedby')).not.toBeNull();
  await page.context().close();
});

test('a post without installed work is told so, with no figure of households', async () => {
  const page = await app.signIn('lender_officer');
  await page.getByText('您的岗位要用的功能还没有安装').waitFor();
  await page.getByRole('link', { name: /我的账号/ }).waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/\d+ 户/);
  await page.context().close();
});
