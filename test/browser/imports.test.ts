// Importing in the browser: wrong files told in words, columns matched by keyboard, a preview that is what the commit
// does, the returned rows mended and imported, and who may only look.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type InventedHousehold,
  inventHousehold,
  writeWorkbook,
} from '../../server/contexts/households/testing/roster.ts';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
let folder: string;
/** Households that the demonstration county does not have. */
let invented: InventedHousehold[];

beforeAll(async () => {
  app = await openBrowserApp();
  folder = await mkdtemp(path.join(os.tmpdir(), 'xingnong-imports-'));
  const page = await app.signIn('county_officer');
  const { divisions } = await (await page.request.get(`${app.url}/api/v1/places`)).json();
  const villages = new Map<string, string>(
    divisions.flatMap((one: { code: string; name: string }) => (one.code.length === 12 ? [[one.code, one.name]] : [])),
  );
  invented = Array.from({ length: 6 }, (_, index) => inventHousehold(60_000 + index, villages));
  await page.context().close();
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (name: string) => path.join(folder, name);

async function choose(page: Page, ...files: string[]): Promise<void> {
  await page.goto(`${app.url}/household-imports/new`);
  await page.getByLabel('选择文件').setInputFiles(files);
}

/** The figures of a row of the roster's table: households, persons. */
async function figures(page: Page, row: string): Promise<string[]> {
  const cells = page.getByRole('row', { name: new RegExp(`^${row}`) }).getByRole('cell');
  await cells.first().waitFor();
  return await cells.allTextContents();
}

/** Mends the sheet of households: the broken cell, in the row that says why it was returned. */
async function mend(from: string, to: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  const sheet = book.getWorksheet('户信息')!;
  const header = sheet.getRow(2).values as string[];
  const reason = String(sheet.getRow(3).getCell(header.indexOf('退回原因')).value);
  sheet.getRow(3).getCell(header.indexOf('生产经营性支出')).value = '1200';
  await book.xlsx.writeFile(to);
  return reason;
}

test('files that cannot be imported are refused in words, before and after they are sent', async () => {
  const page = await app.signIn('county_officer');
  await writeFile(file('改名的.xlsx'), '户编号,户主姓名\n');
  await writeFile(file('空的.csv'), '');
  await writeFile(file('损坏的.xlsx'), 'PK\u0003\u0004 and then nothing of a workbook');
  await choose(page, file('改名的.xlsx'), file('空的.csv'));
  await page.getByText('没有选入「改名的.xlsx」：虽然叫 .xlsx，内容却不是工作簿').waitFor();
  await page.getByText('没有选入「空的.csv」：是空的').waitFor();
  await choose(page, file('损坏的.xlsx'));
  await page.getByText('像是：花名册工作簿').waitFor();
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.getByRole('heading', { name: '导入：损坏的.xlsx' }).waitFor();
  const told = page.getByRole('alert').filter({ hasText: '这些文件没有读进来' });
  expect(await told.textContent()).toContain('文件不是有效的 Excel 工作簿（.xlsx），或已损坏。');
  await page.context().close();
});

test('columns by keyboard, preview, commit, and the returned household mended and imported', async () => {
  const page = await app.signIn('county_officer');
  const roster = invented.map((one, index) =>
    index === 2 ? { ...one, household: { ...one.household, expense: -5 } } : one,
  );
  await writeWorkbook(file('原.xlsx'), roster);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file('原.xlsx'));
  const head = book.getWorksheet('户信息')!.getRow(2);
  head.getCell((head.values as string[]).indexOf('村代码')).value = '所在地编号';
  await book.xlsx.writeFile(file('花名册.xlsx'));

  await choose(page, file('花名册.xlsx'));
  await page.getByText('像是：花名册工作簿').waitFor();
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.getByText('还缺必需的列：村代码。').first().waitFor();
  // The address alone brings one back to where the import stands.
  await page.reload();
  await page.getByLabel('「村代码」对应文件里的').focus();
  await page.keyboard.type('所在地');
  await page.getByRole('option', { name: /所在地编号/ }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '按新的对应核对' }).click();

  await page.getByRole('heading', { name: '导入后会怎样' }).waitFor();
  const persons = roster.flatMap((one) => one.members).length;
  const returned = roster[2]!.members.length;
  expect(await figures(page, '可导入')).toEqual(['5', String(persons - returned)]);
  expect(await figures(page, '新增')).toEqual(['5', String(persons - returned)]);
  expect(await figures(page, '退回')).toEqual(['1', String(returned)]);
  await page.getByRole('button', { name: /金额为负/ }).click();
  await page.getByRole('cell', { name: '「生产经营性支出」-5 不能是负数' }).waitFor();
  expect(new URL(page.url()).searchParams.get('code')).toBe('negative_amount');

  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('heading', { name: '已导入' }).waitFor();
  // A household that is new in the registry has its facts without waiting for a screening.
  const listed = await page.request.get(`${app.url}/api/v1/households?q=${roster[0]!.household.no}`);
  const [{ id }] = (await listed.json()).households;
  await expect
    .poll(async () => (await page.request.get(`${app.url}/api/v1/households/${id}/facts`)).status(), {
      timeout: 20_000,
    })
    .toBe(200);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载退回的行' }).click(),
  ]);
  await saved.saveAs(file('退回修改.xlsx'));
  expect(await mend(file('退回修改.xlsx'), file('改好.xlsx'))).toContain('不能是负数');

  await choose(page, file('改好.xlsx'));
  await page.getByText('像是：花名册工作簿').waitFor();
  await page.getByRole('button', { name: '上传并核对' }).click();
  await page.getByRole('button', { name: '去预览' }).click();
  expect(await figures(page, '新增')).toEqual(['1', String(returned)]);
  expect(await figures(page, '退回')).toEqual(['0', '0']);
  await page.getByRole('button', { name: '放弃这次导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click();
  await page.getByText('登记册没有改动。').waitFor();
  await page.context().close();
});

test('an auditor looks at every import and can begin none', async () => {
  const page = await app.signIn('auditor');
  await page.goto(`${app.url}/household-imports`);
  const begin = page.getByRole('button', { name: '导入文件' });
  await begin.waitFor();
  expect(await begin.getAttribute('aria-disabled')).toBe('true');
  await page
    .getByRole('link', { name: /^\d{4}-/ })
    .last()
    .click();
  await page.getByRole('heading', { name: '登记册怎样了' }).waitFor();
  expect(await figures(page, '读到')).toEqual(['2,000', '7,230']);
  expect(await page.getByRole('button', { name: '放弃这次导入' }).count()).toBe(0);
  await page.goto(`${app.url}/household-imports/new`);
  await page.getByText('您的岗位不办理这一项').first().waitFor();
  await page.context().close();
});
