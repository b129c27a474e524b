// From a clue to money in a browser: a household of the list is decided on, its plan drawn, kept and agreed to; a
// supposed fact moves the light of Figure 1; who may not decide is told why.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
let county: Page;
beforeAll(async () => {
  app = await openBrowserApp();
  county = await app.signIn('county_officer');
});
afterAll(() => app?.close());

/** The first household of the list whose present suggestion is that; its address. */
async function firstSuggested(page: Page, suggested: string): Promise<string> {
  await page.goto(`${app.url}/admission?suggested=${suggested}`);
  await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click();
  await page.getByRole('heading', { name: '系统建议' }).waitFor();
  return new URL(page.url()).pathname;
}

test('a household is admitted, its plan drawn, kept and agreed to; each reason leads to its row', async () => {
  const household = await firstSuggested(county, 'admitted');
  await county
    .getByRole('button', { name: /为什么/ })
    .first()
    .click();
  await county.getByRole('dialog').getByText('准入判定表').first().waitFor();
  await county.keyboard.press('Escape');

  await county.getByRole('button', { name: '办理准入' }).click();
  const deciding = county.getByRole('dialog', { name: /办理准入/ });
  // Nothing can be confirmed before what the outcome asks for is there.
  expect(await deciding.getByRole('button', { name: '下一步：核对' }).getAttribute('aria-disabled')).toBe('true');
  await deciding.getByLabel('准备从事的经营活动').click();
  await county.getByTitle('开设网店').waitFor();
  await county.keyboard.press('Enter');
  // What is sold is chosen from the county's register; without it nothing goes on.
  expect(await deciding.getByRole('button', { name: '下一步：核对' }).getAttribute('aria-disabled')).toBe('true');
  await deciding.getByLabel('要卖的产品').fill('铁观音');
  await county.getByTitle('安溪铁观音（安溪县）').waitFor();
  await county.keyboard.press('Enter');
  await county.keyboard.press('Escape');
  await deciding.getByRole('button', { name: '下一步：核对' }).click();
  await deciding.getByText('安溪铁观音', { exact: true }).waitFor();
  await deciding.getByText('决定一经作出不能改写').waitFor();
  await deciding.getByRole('button', { name: '确认决定' }).click();
  await county.getByText('已决定：准入').waitFor();
  await county.getByRole('region', { name: '这一户的经过' }).getByText('准入决定：准入').waitFor();

  await county.getByRole('button', { name: '做融资方案' }).click();
  await county.getByLabel('用途').click();
  await county.getByTitle('固定资产').first().waitFor();
  await county.keyboard.press('Enter');
  await county.getByLabel('金额（元）').fill('60000');
  const { businessDate } = await (await county.request.get(`${app.url}/api/v1/me`)).json();
  await county.getByLabel('什么时候用').fill(businessDate);
  await county.getByLabel('依据').fill('报价单 20261120');
  // What is typed stays over a reload.
  await county.reload();
  expect(await county.getByLabel('依据').inputValue()).toBe('报价单 20261120');
  await county.getByRole('button', { name: '算出方案' }).click();
  await county.getByRole('heading', { name: '能承受多少' }).waitFor();
  await county.getByText('压力情景').first().waitFor();
  expect(await county.getByRole('heading', { name: '五种模式' }).count()).toBe(1);
  await county.getByRole('button', { name: '留存为草案' }).click();
  await county.getByRole('dialog').getByRole('button', { name: '留存为草案' }).click();
  await county.getByText('方案已留存').waitFor();
  await county.getByRole('button', { name: '登记农户同意' }).click();
  const agreeing = county.getByRole('dialog', { name: '登记农户同意' });
  await agreeing.getByLabel('家中哪一位同意').click();
  await county.locator('.ant-select-item-option').first().click();
  await agreeing.getByRole('button', { name: '登记同意' }).click();
  await county.getByRole('heading', { name: '农户已同意' }).waitFor();

  await county.goto(`${app.url}${household}?tab=admission`);
  await county.getByRole('link', { name: '打开方案' }).waitFor();
  expect(await county.getByText('与当时的建议一致').count()).toBe(1);
});

test('a supposed fact moves the light, and nothing on file', async () => {
  const household = await firstSuggested(county, 'train_first');
  const figure = county.getByRole('figure', { name: /金融帮扶路径/ });
  await figure.getByRole('heading', { name: '先培训' }).waitFor();
  await figure.getByRole('spinbutton', { name: '已完成的数字或电商培训' }).fill('1');
  await county.getByRole('heading', { name: '按这些假设' }).waitFor();
  await county.getByText('现在 先培训').waitFor();
  await figure
    .getByRole('list', { name: '这一户的路' })
    .getByText('准入', { exact: true })
    .waitFor({ state: 'attached' });
  await figure.getByRole('button', { name: '恢复档案事实' }).click();
  await county.getByRole('heading', { name: '按这些假设' }).waitFor({ state: 'detached' });
  const answer = await county.request.get(
    `${app.url}/api/v1/admission/households/${household.split('/').at(-1)}/suggestion`,
  );
  expect((await answer.json()).outcome).toBe('train_first');
});

test('a village officer sees the suggestion and is told who decides; relief bars a plan', async () => {
  const village = await app.signIn('village_officer');
  await village.goto(`${app.url}/admission`);
  await village.locator('tbody tr.ant-table-row').first().getByRole('link').first().click();
  await village.getByRole('button', { name: '办理准入' }).focus();
  await village.getByRole('tooltip').getByText('由乡镇或县里的经办人决定').waitFor();
  await village.context().close();

  await firstSuggested(county, 'social_relief');
  await county.getByRole('button', { name: '做融资方案' }).focus();
  await county.getByRole('tooltip').getByText('由民政部门落实保障，不安排贷款').waitFor();
});

test('a co-operative is admitted and told which channel its industry project takes', async () => {
  await county.goto(`${app.url}/admission/enterprises`);
  await county.getByRole('button', { name: '办理企业准入' }).click();
  const admitting = county.getByRole('dialog', { name: '办理企业准入' });
  await admitting.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await admitting.getByText('校验位正确').waitFor();
  await admitting.getByLabel('名称').fill('乌殊茶叶专业合作社');
  await admitting.getByText('合作社', { exact: true }).click();
  await admitting.getByLabel('经营活动').click();
  await county.getByTitle('农村物流快递').click();
  expect(await admitting.getByLabel('要卖的产品').count()).toBe(0);
  await admitting.getByLabel('经营活动').click();
  await county.getByTitle('农产品加工').click();
  await admitting.getByLabel('要卖的产品').fill('湖头');
  await county.getByTitle('湖头米粉（湖头镇）').waitFor();
  await county.keyboard.press('Enter');
  await admitting.getByLabel('吸纳务工（户）').fill('4');
  await admitting.getByLabel('收购农产品（户）').fill('31');
  await admitting.getByRole('button', { name: '确认准入' }).click();
  await county.getByText('已准入：乌殊茶叶专业合作社').waitFor();

  await county.locator('tbody').getByText('乌殊茶叶专业合作社').click();
  const drawer = county.getByRole('dialog', { name: '乌殊茶叶专业合作社' });
  await drawer.getByText('湖头米粉', { exact: true }).waitFor();
  expect(await drawer.getByRole('button', { name: '看走哪条渠道' }).getAttribute('aria-disabled')).toBe('true');
  await drawer.getByLabel('用途').click();
  await county.getByTitle('固定资产').first().waitFor();
  await county.keyboard.press('Enter');
  await drawer.getByLabel('金额（元）').fill('300000');
  const { businessDate } = await (await county.request.get(`${app.url}/api/v1/me`)).json();
  await drawer.getByLabel('什么时候用').fill(businessDate);
  await drawer.getByLabel('依据').fill('项目批复 8 号');
  await drawer.getByRole('button', { name: '看走哪条渠道' }).click();
  await drawer.getByRole('heading', { name: '资金走哪条渠道' }).waitFor();
  await drawer.getByText('产业引导基金', { exact: true }).waitFor();
  await drawer.getByRole('button', { name: /为什么/ }).click();
  await county.getByRole('dialog').getByText('项目批复 8 号').waitFor();
});

test('produce is listed by the county and withdrawn with a reason; a village officer looks on', async () => {
  await county.goto(`${app.url}/admission/produce`);
  await county.getByRole('button', { name: '登记产品' }).click();
  const listing = county.getByRole('dialog', { name: '登记产品' });
  await listing.getByLabel('产品名称').fill('祥华茶籽油');
  await listing.getByText('加工产品', { exact: true }).click();
  await listing.getByLabel('产地').fill('祥华');
  await county.getByTitle('祥华乡', { exact: true }).click();
  expect(await listing.getByRole('button', { name: '登记', exact: true }).getAttribute('aria-disabled')).toBe('true');
  await listing.getByLabel('依据').fill('县特色农产品目录 2026 年第 3 号');
  await listing.getByRole('button', { name: '登记', exact: true }).click();
  await county.getByText('已登记：祥华茶籽油').waitFor();

  // The same again is refused in words, and what was typed stays.
  await county.getByRole('button', { name: '登记产品' }).click();
  await listing.getByLabel('产品名称').fill('祥华茶籽油');
  await listing.getByLabel('产地').fill('祥华');
  await county.getByTitle('祥华乡', { exact: true }).click();
  await listing.getByLabel('依据').fill('再登一次');
  await listing.getByRole('button', { name: '登记', exact: true }).click();
  const refusal = listing.getByRole('alert').filter({ hasText: '「祥华茶籽油」已在名录内' });
  await refusal.waitFor();
  // In sight, whatever the length of the form.
  const place = (await refusal.boundingBox())!;
  expect(place.y + place.height).toBeLessThanOrEqual(county.viewportSize()!.height);
  expect(await listing.getByLabel('依据').inputValue()).toBe('再登一次');
  await county.keyboard.press('Escape');

  await county.locator('tbody').getByText('祥华茶籽油').click();
  await county.getByRole('dialog', { name: '祥华茶籽油' }).getByRole('button', { name: '移出名录' }).click();
  const withdrawing = county.getByRole('dialog', { name: '移出名录：祥华茶籽油' });
  await withdrawing.getByLabel('为什么移出').fill('企业已停产');
  await withdrawing.getByRole('button', { name: '移出名录' }).click();
  await county.getByText('已移出：祥华茶籽油').waitFor();
  await county
    .getByRole('row', { name: /祥华茶籽油/ })
    .getByText('已移出')
    .waitFor();

  const village = await app.signIn('village_officer');
  await village.goto(`${app.url}/admission/produce`);
  await village.locator('tbody').getByText('湖头米粉').waitFor();
  await village.getByRole('button', { name: '登记产品' }).focus();
  await village.getByRole('tooltip').getByText('由县农业农村局办理').waitFor();
  await village.context().close();
});

test('produce withdrawn while a decision is being made is not named by it: the officer is told and chooses again', async () => {
  await firstSuggested(county, 'admitted');
  await county.getByRole('button', { name: '办理准入' }).click();
  const deciding = county.getByRole('dialog', { name: /办理准入/ });
  await deciding.getByLabel('准备从事的经营活动').click();
  await county.getByTitle('开设网店').click();
  await deciding.getByLabel('要卖的产品').fill('官桥');
  await county.getByTitle('官桥豆腐干（官桥镇）').click();
  await county.keyboard.press('Escape');
  await deciding.getByRole('button', { name: '下一步：核对' }).click();
  const { produce } = await (await county.request.get(`${app.url}/api/v1/admission/produce`)).json();
  const { id } = produce.find(({ name }: { name: string }) => name === '官桥豆腐干');
  const withdrawn = await county.request.post(`${app.url}/api/v1/admission/produce/${id}/withdraw`, {
    data: { reason: '企业已停产' },
    headers: { 'idempotency-key': 'withdraw-while-deciding', origin: app.url },
  });
  expect(withdrawn.status()).toBe(200);
  await deciding.getByRole('button', { name: '确认决定' }).click();
  await deciding.getByText('所选产品不在县农产品名录内').waitFor();
  await deciding.getByRole('button', { name: '确认决定', disabled: true }).waitFor();
  await deciding.getByRole('button', { name: '返回修改' }).click();
  await deciding.getByLabel('要卖的产品').fill('铁观音');
  await county.getByTitle('安溪铁观音（安溪县）').click();
  await county.keyboard.press('Escape');
  await deciding.getByRole('button', { name: '下一步：核对' }).click();
  await deciding.getByRole('button', { name: '确认决定' }).click();
  await county.getByText('已决定：准入').waitFor();
});
