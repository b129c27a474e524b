// The import as the page drives it: upload, watch the job, preview, commit, take the rejected rows home, mend them,
// bring them again. Through the wired application, with the workers at work.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshApplication, type TestApplication } from '../../../test/application.ts';
import { createApi } from '../../api.ts';
import { type Scope, systemScope } from '../../platform/database.ts';
import { changed } from './testing/registry.ts';
import { type Cells, idNumber, inventHousehold, writeWorkbook } from './testing/roster.ts';

const COUNTY = '350524';
const officer: Scope = {
  ...systemScope(COUNTY),
  actor: { id: 'o1', name: '许宁', role: 'county_officer' },
  secondFactor: true,
};
const WAIT = { timeout: 60_000, interval: 100 };

let house: TestApplication;
let api: FastifyInstance;
let scope: Scope;
let village: { villageCode: string; village: string };

beforeAll(async () => {
  house = await freshApplication();
  await house.app.places.loadCounty(COUNTY, { demo: false });
  const [code, name] = [...(await house.app.places.knownVillages(COUNTY))][0]!;
  village = { villageCode: code, village: name };
  await house.app.jobs.start();
  await house.app.jobs.work();
  api = await createApi(house.app, { authenticate: async () => scope, requestsPerMinute: 1_000_000 });
});
afterAll(async () => {
  await api?.close();
  await house?.app.jobs.stop();
  await house?.close();
});

let keys = 0;
async function ask(method: 'GET' | 'POST', url: string, who: Scope = officer) {
  scope = who;
  const headers = { 'idempotency-key': `import-${String(keys++).padStart(6, '0')}`, 'accept-language': 'zh' };
  const answer = await api.inject({ method, url: `/api/v1${url}`, headers });
  return { status: answer.statusCode, body: answer.json() };
}

async function upload(files: Readonly<Record<string, { name: string; bytes: Buffer }>>, who: Scope = officer) {
  scope = who;
  const form = new FormData();
  for (const [part, { name, bytes }] of Object.entries(files))
    form.append(part, new Blob([Uint8Array.from(bytes)]), name);
  const sent = new Response(form);
  const answer = await api.inject({
    method: 'POST',
    url: '/api/v1/household-imports',
    headers: { 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** The job's own page, once it has come to its end. */
async function ended(jobId: string) {
  await expect.poll(async () => (await ask('GET', `/jobs/${jobId}`)).body.state, WAIT).toMatch(/done|failed/);
  return (await ask('GET', `/jobs/${jobId}`)).body;
}

const at = (name: string) => path.join(house.app.config.dataDir, name);

async function roster(changes: Readonly<Record<number, Cells>>, who: Readonly<Record<number, Cells[]>> = {}) {
  const file = at(`${keys++}.xlsx`);
  await writeWorkbook(
    file,
    Array.from({ length: 6 }, (_, index) => changed(index, { ...village, ...changes[index] }, who[index])),
  );
  return { name: '花名册 2025.xlsx', bytes: await readFile(file) };
}

const bill = (person: Cells) =>
  `身份证号,姓名,结算日期,就医类型,疾病名称,医疗总费用,医保报销金额,个人自付金额\n${person.idNumber},${person.name},2025-05-01,住院,肺炎,3000,1000,2000\n${idNumber('1999-09-09', 9)},外人,2025-05-01,住院,肺炎,3000,1000,2000\n`;

describe('an import over HTTP', () => {
  it('goes from upload to registry, and its rejected rows come back, are mended and go in', async () => {
    const begun = await upload({
      roster: await roster({ 3: { wage: '约40205' } }, { 1: [{ birth: '1901-01-01' }] }),
      extracts: { name: '医保局.csv', bytes: Buffer.from(bill(inventHousehold(2).members[0]!)) },
    });
    expect(begun.status).toBe(200);
    const { id, jobId } = begun.body;
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { batchId: id, state: 'staged' } });

    const preview = (await ask('GET', `/household-imports/${id}`)).body;
    expect(preview).toMatchObject({
      state: 'staged',
      asOf: '2025-12-31',
      roster: { household: { sheet: '户信息', rows: 6 } },
      extracts: [{ file: '医保局.csv', kind: 'settlement', rows: 2 }],
      counts: {
        households: { read: 6, accepted: 5, rejected: 1 },
        householdEffect: { added: 5, changed: 0, unchanged: 0 },
        extracts: { '医保局.csv': { read: 2, matched: 1, unmatched: 1 } },
        problems: { errors: 1, warnings: 2 },
      },
      groups: [
        { code: 'income_not_number', severity: 'error', count: 1 },
        { code: 'birth_mismatch', severity: 'warning', count: 1 },
        { code: 'not_registered', severity: 'warning', count: 1 },
      ],
    });
    expect((await ask('GET', '/households')).body.total).toBe(0);
    // The upload is gone once it is read.
    expect(await readdir(at('uploads'))).toEqual([]);

    const problems = (await ask('GET', `/household-imports/${id}/problems?severity=error`)).body;
    expect(problems.problems).toMatchObject([
      {
        sheet: '户信息',
        row: 6,
        household: '35052400000004',
        column: '工资性收入',
        code: 'income_not_number',
        message: '「工资性收入」约40205 不是数字',
      },
    ]);

    const committing = await ask('POST', `/household-imports/${id}/commit`);
    expect(await ended(committing.body.jobId)).toMatchObject({ state: 'done', result: { state: 'committed' } });
    expect((await ask('GET', '/households')).body).toMatchObject({ total: 5, totalIsExact: true });
    expect((await ask('GET', '/household-quality')).body.tasks).toMatchObject([
      { code: 'birth_mismatch', householdNo: '35052400000002' },
    ]);
    expect((await ask('GET', '/household-imports/unmatched')).body).toMatchObject({
      total: 1,
      rows: [{ name: '外人' }],
    });

    scope = officer;
    const returned = await api.inject({ method: 'GET', url: `/api/v1/household-imports/${id}/rejected` });
    expect(returned.headers['content-disposition']).toContain(encodeURIComponent('退回修改.xlsx'));
    const file = at('returned.xlsx');
    await writeFile(file, returned.rawPayload);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.getWorksheet('户信息')!;
    const wage = (sheet.getRow(2).values as string[]).indexOf('工资性收入');
    expect(String(sheet.getRow(3).getCell(wage).value)).toBe('约40205');
    sheet.getRow(3).getCell(wage).value = '40205';
    await book.xlsx.writeFile(file);

    const second = (await upload({ roster: { name: '退回修改.xlsx', bytes: await readFile(file) } })).body;
    await ended(second.jobId);
    await ended((await ask('POST', `/household-imports/${second.id}/commit`)).body.jobId);
    expect((await ask('GET', '/households')).body.total).toBe(6);
    expect((await ask('GET', '/household-imports')).body.imports.map((one: { state: string }) => one.state)).toEqual([
      'committed',
      'committed',
    ]);
    // What was committed is committed: neither again nor away.
    expect((await ask('POST', `/household-imports/${id}/commit`)).body.code).toBe('not_staged');
    expect((await ask('POST', `/household-imports/${id}/discard`)).body.code).toBe('not_open');
  });

  it('says in words why a file cannot be read, and keeps nothing of it', async () => {
    const { id, jobId } = (
      await upload({ roster: { name: '花名册.xls', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') } })
    ).body;
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { refused: 'old_workbook' } });
    expect((await ask('GET', `/household-imports/${id}`)).body).toMatchObject({
      state: 'refused',
      refusal: { message: '「花名册.xls」是旧版 .xls 或加了密码的工作簿，请另存为不带密码的 .xlsx 再导入。' },
    });
    expect((await ask('POST', `/household-imports/${id}/commit`)).body.code).toBe('not_staged');
    expect(await readdir(at('uploads'))).toEqual([]);
  });

  it('asks for a file, and for someone who may', async () => {
    expect((await upload({})).body.code).toBe('no_files');
    const township: Scope = { ...officer, region: '350524100', actor: { ...officer.actor, role: 'township_officer' } };
    expect((await upload({ roster: await roster({}) }, township)).body.code).toBe('not_allowed');
    const wrong: Scope = { ...officer, region: '350524100' };
    expect((await upload({ roster: await roster({}) }, wrong)).body.code).toBe('whole_county_only');
    expect(await readdir(at('uploads'))).toEqual([]);
  });

  it('a job delivered again after a kill finds its work done and does none of it twice', async () => {
    const { id, jobId } = (await upload({ roster: await roster({}) })).body;
    await ended(jobId);
    await house.db.owner.query(`update platform.job_run set state = 'running' where id = $1`, [jobId]);
    await house.db.owner.query(
      `insert into pgboss.job (name, data) values ('work', jsonb_build_object('runId', $1::text, 'county', $2::text))`,
      [jobId, COUNTY],
    );
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: { batchId: id, state: 'staged' } });
    expect((await ask('GET', `/household-imports/${id}`)).body.counts.households).toEqual({
      read: 6,
      accepted: 6,
      rejected: 0,
    });
    expect((await ask('POST', `/household-imports/${id}/discard`)).status).toBe(200);
    expect((await ask('GET', `/household-imports/${id}`)).body.state).toBe('discarded');
  });
});
