// The settings as people use them: a parameter set from a day on, a rule table edited, checked and published, an
// account made and switched off with its trace in the audit trail, and the second step of signing in.

import { createHmac } from 'node:crypto';
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

const at = (page: Page, path: string) => page.goto(app.url + path);

/** The category table with the third rule's margin changed, as the service tries it. */
async function tried(page: Page, margin: string) {
  const address = `${app.url}/api/v1/rules/tables/category`;
  const { content } = await (await page.request.get(`${address}/versions/1`)).json();
  const { rules } = content.nodes.find(({ type }: { type: string }) => type === 'decisionTableNode').content;
  rules[2].incomeMargin = margin;
  const answer = await page.request.post(`${address}/trial`, { data: { content }, headers: { origin: app.url } });
  return (await answer.json()) as { joined: number; left: number; changed: number; samples: { householdId: string }[] };
}

/** The six digits of a base-32 key at a moment (RFC 6238: SHA-1, 30 s). */
function totp(key: string, moment: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30_000)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the codes of the test are those of RFC 6238', () => {
  expect(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000)).toBe('287082');
});

test('the monitoring line is taken over from a published one, changed, and recorded from today', async () => {
  await at(county, '/settings/parameters');
  await county.getByRole('button', { name: '监测收入线' }).click();
  await county.getByRole('button', { name: '设新值' }).click();
  await county.getByRole('button', { name: /填入：德化县/ }).click();
  await county.getByText('815 元/月 × 12 个月 × 2 = 19,560 元/人/年').first().waitFor();
  await county.getByRole('spinbutton', { name: '倍数' }).fill('1.5');
  await county.getByText('815 元/月 × 12 个月 × 1.5 = 14,670 元/人/年').first().waitFor();
  await county.getByLabel('依据的文件或出处').fill('安农〔2026〕12号');
  await county.getByRole('button', { name: '记录新值' }).click();
  await county.getByText('「监测收入线」的新值已记录').waitFor();
  const drawer = county.getByRole('dialog');
  await drawer.getByText('本县').first().waitFor();
  expect(await drawer.getByRole('listitem').count()).toBe(2);
  expect(await drawer.getByRole('listitem').first().textContent()).toContain('安农〔2026〕12号');
});

test('a reader sees the parameters and is told why he cannot set them', async () => {
  const village = await app.signIn('village_officer');
  await at(village, '/settings/parameters?name=noticeDays');
  await village.getByRole('button', { name: '设新值' }).focus();
  await village.getByRole('tooltip').getByText('您的岗位可以查看').waitFor();
  await village.context().close();
});

test('a table is edited in its own editor: a faulty cell is named, mended, tried on the county, published; the versions are compared', async () => {
  await at(county, '/settings/rules/category/edit');
  const cell = county.locator('tr[data-virtual-index="2"] > td').nth(2);
  await cell.click();
  await county.keyboard.press('Control+a');
  await county.keyboard.type('>= losses');
  await county.getByText('没有「losses」这个名称').waitFor();
  await county.getByText('第 3 条「人均纯收入 − 监测线」').waitFor();
  await county.getByRole('button', { name: '到这一格' }).click();
  await cell.locator('.cm-content[contenteditable="true"]').waitFor();
  await county.keyboard.press('Control+a');
  await county.keyboard.type('>= 3000');
  await county.getByText('每一格都能用').waitFor();
  await county.getByRole('button', { name: '试算', exact: true }).click();
  const byRule = county.getByRole('region', { name: '按规则（只列有变化的）' });
  await byRule.getByRole('rowheader', { name: /第 3 条/ }).waitFor();
  // The figures are those of the service, and a household that would change leads to its page.
  const trial = await tried(county, '>= 3000');
  expect(trial.joined + trial.left + trial.changed).toBeGreaterThan(0);
  const samples = county.getByRole('region', { name: '会变的户（抽样）' }).getByRole('row');
  expect(await samples.count()).toBe(1 + trial.samples.length);
  expect(await samples.nth(1).getByRole('link').getAttribute('href')).toContain(trial.samples[0]!.householdId);
  await county.getByLabel('这次改了什么').fill('线上 3,000 元以内不算突发困难');
  await county.getByRole('button', { name: '存草稿' }).click();
  await county.getByText('改动都已存').waitFor();
  await county.getByRole('button', { name: '发布', exact: true }).click();
  await county.getByRole('dialog').getByText('≥ 3,000').waitFor();
  await county.getByRole('dialog').getByRole('region', { name: '会变的户（抽样）' }).waitFor();
  await county.getByRole('button', { name: '发布这一版' }).click();
  await county.waitForURL('**/settings/rules/category?version=2');
  await at(county, '/settings/rules/category?version=2&compare=1');
  await county.getByText('改了 1 条').waitFor();
  expect(await county.locator('del').first().textContent()).toContain('≥ 0');
  expect(await county.locator('ins').first().textContent()).toContain('≥ 3,000');
});

test('an account is made for a village, switched off, and both stand in the audit trail, whose chain holds', async () => {
  await at(county, '/settings/accounts');
  await county.getByRole('button', { name: '新增账号' }).click();
  const drawer = county.getByRole('dialog');
  await drawer.getByLabel('姓名').fill('测试员 阿茶');
  await drawer.getByLabel('用户名').fill('cha.tester');
  for (const [field, what] of [
    ['岗位', '村会计'],
    ['管哪里', '雅兴村'],
  ] as const) {
    await drawer.getByLabel(field).fill(what);
    await county.getByTitle(what).waitFor();
    await county.keyboard.press('Enter');
  }
  await drawer.getByRole('button', { name: '新增', exact: true }).click();
  await county.getByText('已为 测试员 阿茶 新增账号').waitFor();
  await county.getByRole('button', { name: '测试员 阿茶' }).click();
  await county.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await county.locator('.ant-modal-confirm').getByRole('button', { name: '停用' }).click();
  await county.getByText('测试员 阿茶 的账号已停用').waitFor();
  await county.getByRole('link', { name: '看这个账号的审计记录' }).click();
  const trail = county.getByRole('region', { name: '审计记录' });
  await trail.getByText('停用账号').waitFor();
  await trail.getByText('新增账号').waitFor();
  await trail.getByText('在用：是 → 否').waitFor();
  await county.getByRole('button', { name: '验证审计链' }).click();
  await county.getByText('首尾相连').waitFor();
});

test('the second step: set up with an authenticator, asked for at sign-in, a recovery code once, ended', async () => {
  const teacher = await app.signIn('college_teacher');
  const meta = await (await teacher.request.get(`${app.url}/api/v1/meta`)).json();
  const person = meta.demoSignIns.find((one: { role: string }) => one.role === 'college_teacher');
  await at(teacher, '/account');
  await teacher.getByLabel('先输入您的密码').fill(person.password);
  await teacher.getByRole('button', { name: '开启', exact: true }).click();
  const key = ((await teacher.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
  const recovery = (await teacher.locator('ul[class*="codes"] li').first().textContent()) ?? '';
  await teacher.getByLabel('验证码').fill(totp(key, Date.now()));
  await teacher.getByRole('button', { name: '确认开启' }).click();
  await teacher.getByText('第二步验证已开启').waitFor();

  const again = await app.open('/sign-in');
  await again.getByLabel('用户名').fill(person.username);
  await again.getByRole('textbox', { name: '密码' }).fill(person.password);
  await again.getByRole('button', { name: '登录', exact: true }).click();
  await again.getByRole('button', { name: '手机不在身边？用备用码' }).click();
  await again.getByLabel('备用码').fill('not-a-code');
  await again.getByRole('button', { name: '验证', exact: true }).click();
  await again.getByText('验证码不对或已过期').waitFor();
  await again.getByLabel('备用码').fill(recovery);
  await again.getByRole('button', { name: '验证', exact: true }).click();
  await again.waitForURL(`${app.url}/`);

  await at(again, '/account');
  await again.getByRole('button', { name: '关闭第二步验证' }).click();
  await again.getByLabel('先输入您的密码').fill(person.password);
  await again.getByRole('button', { name: '关闭第二步验证' }).click();
  await again.getByText('未开启').waitFor();
  await again.context().close();
  await teacher.context().close();
});

test('one’s own password: the wrong present one is told, the right one changes it and other devices are signed out', async () => {
  const here = await app.signIn('college_student');
  const there = await app.signIn('college_student');
  const meta = await (await here.request.get(`${app.url}/api/v1/meta`)).json();
  const person = meta.demoSignIns.find((one: { role: string }) => one.role === 'college_student');
  await at(here, '/account');
  await here.getByText('当前设备').waitFor();
  expect(await here.getByRole('button', { name: /退出登录$/ }).count()).toBeGreaterThan(0);
  const change = async (current: string) => {
    await here.getByLabel('现在的密码').fill(current);
    await here.getByLabel('新密码', { exact: true }).fill('a-new-password-2026');
    await here.getByLabel('再输一遍新密码').fill('a-new-password-2026');
    await here.getByRole('button', { name: '改密码' }).click();
  };
  await change('not-my-password');
  await here.getByText('现在的密码不对').waitFor();
  await change(person.password);
  await here.getByText('密码已改').waitFor();
  expect((await there.request.get(`${app.url}/api/v1/me`)).status()).toBe(401);
  expect((await here.request.get(`${app.url}/api/v1/me`)).status()).toBe(200);
  await here.context().close();
  await there.context().close();
});
