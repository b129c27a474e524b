// The register in a browser: found, filtered and paged by address; a household's figures to their rows; two people
// correcting at once; consents, reveals, export; a village officer outside his village; a data-quality task closed.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from '../../server/contexts/households/domain/columns.ts';
import { type Cells, inventHousehold } from '../../server/contexts/households/testing/roster.ts';
import { type BrowserApp, openBrowserApp } from './app.ts';

let app: BrowserApp;
beforeAll(async () => {
  app = await openBrowserApp();
});
afterAll(() => app.close());

interface Found {
  readonly id: string;
  readonly no: string;
  readonly region: string;
  readonly headName: string;
}

const api = async (page: Page, path: string): Promise<unknown> =>
  (await page.request.get(`${app.url}/api/v1${path}`)).json();

async function send(page: Page, method: 'POST' | 'PATCH', path: string, body: unknown): Promise<unknown> {
  const headers = { origin: app.url, 'idempotency-key': crypto.randomUUID() };
  const data = body instanceof FormData ? { multipart: body } : { data: body };
  const answer = await page.request.fetch(`${app.url}/api/v1${path}`, { method, headers, ...data });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return await answer.json();
}

/** A household of the page's person with an open clue: the gravest one. */
async function watched(page: Page): Promise<Found> {
  const { clues } = (await api(page, '/clues?limit=1')) as {
    clues: { householdId: string; no: string; region: string; headName: string }[];
  };
  const [clue] = clues;
  return { id: clue!.householdId, no: clue!.no, region: clue!.region, headName: clue!.headName };
}

test('households are found, filtered and paged by address; a figure leads to its source row', async () => {
  const page = await app.signIn('county_officer');
  const found = await watched(page);
  await page.goto(`${app.url}/households?size=20&risk=${encodeURIComponent('高')}`);
  const rows = page.locator('tbody tr.ant-table-row');
  await rows.nth(19).waitFor();
  const number = (await rows.first().getByRole('cell').nth(1).textContent()) ?? '';
  expect(number).toMatch(/^\d{14}$/);
  await page.getByRole('button', { name: '下一页' }).click();
  await page.waitForURL(/after=\d+/);
  await rows.filter({ hasText: number }).waitFor({ state: 'detached' });
  await rows.nth(19).waitFor();
  await page.goBack();
  await rows.filter({ hasText: number }).waitFor();
  // A change of filter begins from the first page again.
  await page.goForward();
  await page.waitForURL(/after=\d+/);
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.waitForURL((url) => !url.searchParams.has('after') && !url.searchParams.has('risk'));

  await page.getByRole('button', { name: '导出花名册' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '导出（证件、电话遮住）' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^花名册-\d{4}-\d{2}-\d{2}\.xlsx$/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('listitem').filter({ hasText: '人均纯收入' }).first().waitFor();
  expect(await page.locator('table').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.locator('main').focus();
  await page.keyboard.press('/');
  await page.keyboard.type(found.no);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/households?q=${found.no}`);
  await page.getByRole('link', { name: found.headName }).click();
  await page.getByRole('heading', { name: `${found.headName}户`, level: 1 }).waitFor();
  await page
    .getByRole('button', { name: /^人均纯收入：/ })
    .first()
    .click();
  const trace = page.getByRole('tooltip');
  await trace.getByText('家庭纯收入 ÷ 家庭人口数').waitFor();
  await trace
    .getByText(/花名册\.xlsx · 第 \d+ 行/)
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: /^出现线索：/ })
    .first()
    .click();
  await page.waitForURL(/tab=clues/);
  await page.context().close();
});

test('a correction over another one is told before it overwrites; consents, reveals and other villages', async () => {
  const page = await app.signIn('village_officer');
  const { id, region } = await watched(page);
  await page.goto(`${app.url}/households/${id}`);
  await page.getByRole('button', { name: '更正档案' }).click();
  const dialog = page.getByRole('dialog', { name: /更正档案/ });
  await dialog.getByRole('textbox', { name: '住址' }).fill('雅兴村 12 号');
  await dialog.getByRole('textbox', { name: '怎么发现的' }).fill('入户走访时看到门牌');
  // Meanwhile somebody else saves.
  await send(page, 'PATCH', `/households/${id}`, { note: '另一次走访', seenOn: '2026-01-10', conduct: '懒散' });
  await dialog.getByRole('button', { name: '保存更正' }).click();
  await dialog.getByText('您打开之后，别人已经改过这一户').waitFor();
  await dialog.getByText('现在：懒散').waitFor();
  expect(await dialog.getByRole('textbox', { name: '住址' }).inputValue()).toBe('雅兴村 12 号');
  await dialog.getByRole('button', { name: '看过了，仍按我填的保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  // Both corrections stand in the timeline, with who made them; the household can be seen as it was before.
  const timeline = page.getByRole('region', { name: '这一户的经过' });
  await timeline.getByText('雅兴村 12 号').waitFor();
  expect(await timeline.getByText(/来自 入户走访 · .*林晓/).count()).toBe(2);
  await page.getByRole('button', { name: '看某一天的状况' }).click();
  const then = page.getByRole('dialog', { name: /的状况/ });
  await then.getByLabel('选择日期').fill('2026-01-05');
  await then.getByText('现在：懒散').waitFor();
  await page.keyboard.press('Escape');
  await then.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '登记授权' }).click();
  const give = page.getByRole('dialog', { name: '登记授权' });
  await give.getByLabel('授权内容').click();
  await page.getByTitle('信用信息').click();
  await give.getByRole('textbox', { name: '给谁' }).fill('安溪县农村信用合作联社');
  await give.getByRole('textbox', { name: '做什么用' }).fill('小额信用贷款的资信调查');
  await give.getByLabel('截止日期').fill('2020-01-01');
  await give.getByRole('button', { name: '登记授权' }).click();
  await give.getByText('截止日期不能早于授权日期').waitFor();
  await give.getByLabel('截止日期').fill('2099-12-31');
  await give.getByRole('button', { name: '登记授权' }).click();
  await give.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByRole('button', { name: '撤回授权' }).click();
  await page.getByText('已撤回').waitFor();

  await page.getByRole('tab', { name: '成员' }).click();
  await page
    .getByRole('button', { name: /查看 .* 的身份证号/ })
    .first()
    .click();
  await page.getByRole('button', { name: '查看并记录' }).click();
  const number = page.getByText(/^\d{17}[\dX]$/);
  await number.waitFor();
  await page.getByRole('button', { name: /遮住 .* 的身份证号/ }).click();
  await number.waitFor({ state: 'detached' });

  // An auditor sees every household and is told why he cannot correct; this officer sees only his village's.
  const auditor = await app.signIn('auditor');
  const { households } = (await api(auditor, '/households?limit=20')) as { households: Found[] };
  const other = households.find((household) => household.region !== region)!;
  await auditor.goto(`${app.url}/households/${other.id}`);
  await auditor.getByRole('button', { name: '更正档案' }).waitFor();
  await auditor.getByText('不能点：更正由村干部、乡镇或县里办理').waitFor({ state: 'attached' });
  await auditor.context().close();
  await page.goto(`${app.url}/households/${other.id}`);
  await page.getByText('没有这一户，或不在您的辖区').waitFor();
  await page.getByRole('link', { name: '返回名册' }).click();
  await page.waitForURL('**/households');
  await page.context().close();
});

test('a doubtful record of an import becomes a task, and is closed with a note', async () => {
  const page = await app.signIn('county_officer');
  const { households } = (await api(page, '/households?limit=1')) as { households: (Found & { village: string })[] };
  const { region, village } = households[0]!;
  const invented = inventHousehold(700_001, new Map([[region, village]]));
  await importRoster(page, { ...invented.household, phone: '123' }, invented.members);

  await page.goto(`${app.url}/household-quality?place=${region}`);
  const row = page.getByRole('row').filter({ hasText: String(invented.household.headName) });
  await row.getByText('联系电话不是有效的手机号或带区号的座机号').waitFor();
  await row.getByRole('button', { name: '销号' }).click();
  const dialog = page.getByRole('dialog', { name: '核对后销号' });
  await dialog.getByRole('button', { name: '销号' }).click();
  await dialog.getByText('请填写').waitFor();
  await dialog.getByRole('textbox', { name: '核对情况' }).fill('户主没有电话，已登记村干部代转');
  await dialog.getByRole('button', { name: '销号' }).click();
  await row.waitFor({ state: 'detached' });
  await page.goto(`${app.url}/household-quality?place=${region}&state=closed`);
  await page.getByText('户主没有电话，已登记村干部代转').waitFor();
  await page.context().close();
});

async function importRoster(page: Page, household: Cells, members: readonly Cells[]): Promise<void> {
  const csv = (columns: readonly { name: string; zh: string }[], rows: readonly Cells[]) =>
    [columns.map((column) => column.zh), ...rows.map((row) => columns.map((column) => row[column.name] ?? ''))]
      .map((line) => line.join(','))
      .join('\n');
  const files = new FormData();
  files.append('roster', new File([csv(HOUSEHOLD_COLUMNS, [household])], '户信息.csv'));
  files.append('roster', new File([csv(PERSON_COLUMNS, members)], '家庭成员.csv'));
  const begun = (await send(page, 'POST', '/household-imports', files)) as { id: string; jobId: string };
  await ended(page, begun.jobId);
  const { jobId } = (await send(page, 'POST', `/household-imports/${begun.id}/commit`, {})) as { jobId: string };
  await ended(page, jobId);
}

/** Asked until the job has ended: the page's own clock is the server's answers. */
async function ended(page: Page, jobId: string): Promise<void> {
  await expect
    .poll(async () => ((await api(page, `/jobs/${jobId}`)) as { state: string }).state, { timeout: 60_000 })
    .toBe('done');
}
