// The list on a real database: pages, search and filters by themselves and within a scope; and out and in again as a file.

import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import type { Scope } from '../../../platform/database.ts';
import type { HouseholdPage } from '../index.ts';
import { changed, county, openRegistry, type TestRegistry } from '../testing/registry.ts';
import { type Cells, type InventedHousehold, inventHousehold, VILLAGES } from '../testing/roster.ts';

const HOUSEHOLDS = 122;
const TOWNSHIP = '350524101';
const VILLAGE = [...VILLAGES.keys()][5]!;
const roster: InventedHousehold[] = Array.from({ length: HOUSEHOLDS }, (_, index) =>
  changed(index, index === 7 ? { conduct: '赌博' } : {}),
);
const officer: Scope = { ...county, actor: { id: 'o1', name: '许宁', role: 'county_officer' } };

let registry: TestRegistry;
beforeAll(async () => {
  registry = await openRegistry();
  await registry.imported([await registry.workbook(roster)]);
});
afterAll(() => registry.close());

const numbers = (some: readonly InventedHousehold[]) => some.map(({ household }) => String(household.no));
const where = (holds: (household: Cells, members: readonly Cells[]) => boolean) =>
  numbers(roster.filter(({ household, members }) => holds(household, members)));

/** Every number that the filter finds, page by page. */
async function listed(filter: Partial<HouseholdPage>, scope: Scope = county, limit = 25): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await registry.households.list(scope, { limit, ...filter, ...(after && { after }) });
    found.push(...page.households.map(({ no }) => no));
    if (page.next === null) return found;
    after = page.next;
  }
}

describe('list', () => {
  it('gives every household once, whatever the size of a page, and says how many there are', async () => {
    const first = await registry.households.list(county, { limit: 50 });
    expect([first.households.length, first.total, first.totalIsExact]).toEqual([50, HOUSEHOLDS, true]);
    expect(first.next).toBe(first.households.at(-1)!.no);
    for (const limit of [1, 61, 122, 200]) expect(await listed({}, county, limit)).toEqual(numbers(roster));
  });

  it('shows the newest income per head, and of the phone only what it must', async () => {
    const { household, members } = inventHousehold(2);
    const [row] = (await registry.households.list(county, { q: String(household.no), limit: 5 })).households;
    const net = [household.wage, household.business, household.property, household.transfer].map(Number);
    const fen = Math.round((net.reduce((sum, part) => sum + part, 0) - Number(household.expense)) * 100);
    expect(row).toMatchObject({
      headName: household.headName,
      members: members.length,
      incomeYear: 2025,
      netPerHeadFen: Math.round(fen / members.length),
    });
    expect(row!.phone).not.toBe(household.phone);
    expect(row!.phone).toMatch(/^199\*+\d{4}$/);
  });

  const sample = inventHousehold(11);
  const head = String(sample.household.headName);
  it.each<[string, string, string[]]>([
    ['a whole number', String(sample.household.no), [String(sample.household.no)]],
    ['the beginning of a number', '3505240000001', where(({ no }) => String(no).startsWith('3505240000001'))],
    [
      'a surname, among heads',
      head.slice(0, 1),
      where(({ headName }) => String(headName).startsWith(head.slice(0, 1))),
    ],
    [
      'the beginning of a name, among members',
      head.slice(0, 2),
      where((_, members) => members.some(({ name }) => String(name).startsWith(head.slice(0, 2)))),
    ],
    ['a whole ID number', String(sample.members[1]!.idNumber), [String(sample.household.no)]],
    [
      'an ID number as people type it',
      ` ${String(sample.members[0]!.idNumber).toLowerCase()} `,
      [String(sample.household.no)],
    ],
    ['nobody', '欧阳', []],
    ['a pattern, taken literally', '%', []],
  ])('finds by %s', async (_, q, expected) => {
    expect(await listed({ q })).toEqual(expected);
    const { total, totalIsExact } = await registry.households.list(county, { q, limit: 1 });
    expect([total, totalIsExact]).toEqual([expected.length, true]);
  });

  it.each<[string, Partial<HouseholdPage>, string[]]>([
    ['township', { region: TOWNSHIP }, where(({ villageCode }) => String(villageCode).startsWith(TOWNSHIP))],
    ['village', { region: VILLAGE }, where(({ villageCode }) => villageCode === VILLAGE)],
    ['category', { category: '脱贫户' }, where(({ category }) => category === '脱贫户')],
    ['the ordinary category', { category: '一般农户' }, where(({ category }) => category === '一般农户')],
    ['relief', { relief: '低保' }, where(({ relief }) => relief === '低保')],
    ['no relief', { relief: '无' }, where(({ relief }) => relief === '')],
    ['unsafe housing', { unsafeHousing: true }, where(({ housing }) => housing === 'C级')],
    ['unsafe water', { unsafeWater: true }, where(({ water }) => water === '否')],
    ['conduct', { conduct: '赌博' }, where(({ conduct }) => conduct === '赌博')],
    [
      'two at once, and a name',
      { category: '脱贫户', region: TOWNSHIP, q: '李' },
      where(
        ({ category, villageCode, headName }) =>
          category === '脱贫户' && String(villageCode).startsWith(TOWNSHIP) && String(headName).startsWith('李'),
      ),
    ],
  ])('filters by %s', async (_, filter, expected) => {
    expect(await listed(filter)).toEqual(expected);
    expect((await registry.households.list(county, { ...filter, limit: 1 })).total).toBe(expected.length);
  });

  it('filters by the risk that monitoring told, and by what the household declared', async () => {
    const [risky, unwilling] = [await registry.idOf('35052400000003'), await registry.idOf('35052400000004')];
    await registry.db.database.transaction(county, (tx) =>
      registry.households.recordRisk(
        tx,
        county.county,
        isoDate('2026-03-01'),
        sql`select ${risky}::uuid as household_id, '高' as risk`,
      ),
    );
    await registry.households.declareOnline(officer, {
      householdId: unwilling,
      unwilling: true,
      declaredOn: isoDate('2026-03-01'),
      note: '家中无人会用手机',
    });
    expect(await listed({ risk: '高' })).toEqual(['35052400000003']);
    expect(await listed({ risk: '中' })).toEqual([]);
    expect(await listed({ onlineUnwilling: true })).toEqual(['35052400000004']);
  });
});

describe('within a scope', () => {
  const township: Scope = { ...officer, region: TOWNSHIP, actor: { ...officer.actor, role: 'township_officer' } };
  const own = where(({ villageCode }) => String(villageCode).startsWith(TOWNSHIP));
  const elsewhere = inventHousehold(0);

  it('a township sees its own, by whatever it asks', async () => {
    expect(await listed({}, township)).toEqual(own);
    expect(await listed({ region: county.county }, township)).toEqual(own);
    expect(await listed({ region: '350524100' }, township)).toEqual([]);
    expect(await listed({ q: String(elsewhere.members[0]!.idNumber) }, township)).toEqual([]);
    expect(await listed({ q: '3505240000' }, township)).toEqual(own);
    expect((await registry.households.list(township, { limit: 1 })).total).toBe(own.length);
    expect((await registry.households.list(township, { limit: 1, region: '350524100' })).total).toBe(0);
  });

  it('another county, a lender and a farmer see nothing of it but the farmer his own', async () => {
    const stranger: Scope = { ...officer, county: '350525', region: '350525' };
    const lender: Scope = { ...officer, region: '', actor: { ...officer.actor, role: 'lender_officer' } };
    const id = await registry.idOf(own[0]!);
    const farmer: Scope = { ...lender, household: id, actor: { ...officer.actor, role: 'farmer' } };
    expect(await listed({}, stranger)).toEqual([]);
    expect(await listed({}, lender)).toEqual([]);
    expect(await listed({}, farmer)).toEqual([own[0]]);
    for (const scope of [stranger, lender]) {
      expect(await registry.households.find(scope, id)).toMatchObject({ refusal: { code: 'not_found' } });
      expect(await registry.households.history(scope, id)).toMatchObject({ refusal: { code: 'not_found' } });
      expect(await registry.households.onDay(scope, id, isoDate('2026-01-01'))).toMatchObject({ ok: false });
      expect(await registry.households.idOf(scope, own[0]!)).toMatchObject({ refusal: { code: 'not_found' } });
    }
  });
});

describe('export', () => {
  const plain = { filter: {}, plain: true, purpose: '年度核对花名册' };

  it('comes in again as it went out: nothing added, changed or rejected', async () => {
    const path = registry.file('xlsx');
    expect(await registry.households.exportRoster(officer, { ...plain, path })).toEqual({
      ok: true,
      value: { households: HOUSEHOLDS, persons: roster.flatMap(({ members }) => members).length },
    });
    const before = await registry.everything();
    const again = await registry.imported([{ name: '花名册.xlsx', path }]);
    expect(again.problems).toEqual([]);
    expect(again.households).toEqual({ read: HOUSEHOLDS, accepted: HOUSEHOLDS, rejected: 0 });
    expect(await registry.everything()).toBe(before);
  });

  it('is filtered as the list is, and masked for whoever gives no purpose or may not reveal', async () => {
    const path = registry.file('xlsx');
    const masked = { filter: { region: VILLAGE }, plain: false, purpose: '', path };
    await registry.households.exportRoster(officer, masked);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const cells = (name: string) => {
      const rows: string[][] = [];
      book.getWorksheet(name)!.eachRow((row) => rows.push((row.values as string[]).slice(1)));
      return rows;
    };
    const ofHouseholds = cells('户信息');
    expect(ofHouseholds.slice(2).map(([no]) => no)).toEqual(where(({ villageCode }) => villageCode === VILLAGE));
    const text = JSON.stringify([ofHouseholds, cells('家庭成员')]);
    expect(text).toContain('350***********');
    // Nobody's health either: not one member is called healthy or ill.
    expect(text).not.toMatch(/健康[^状]|慢性病|大病|残疾[^等类]/);
    for (const { household, members } of roster)
      for (const secret of [household.phone, household.account, ...members.map(({ idNumber }) => idNumber)])
        expect(text.includes(String(secret))).toBe(false);
    const auditor: Scope = { ...officer, actor: { id: 'a1', name: '审计', role: 'auditor' } };
    expect(await registry.households.exportRoster(auditor, { ...plain, path })).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await registry.households.exportRoster(officer, { ...plain, purpose: ' 看看 ', path })).toMatchObject({
      refusal: { code: 'purpose_missing' },
    });
  });

  it('is written down with its purpose', async () => {
    await registry.households.exportRoster(officer, { ...plain, path: registry.file('xlsx') });
    const { rows } = await registry.db.owner.query(
      `select actor_id, entry from platform.audit where action = 'household.export' order by seq desc limit 1`,
    );
    expect(rows[0].actor_id).toBe('o1');
    expect(JSON.parse(rows[0].entry)).toMatchObject({
      note: plain.purpose,
      after: { plain: true, households: HOUSEHOLDS },
    });
  });
});
