// The import step by step: reading, mapping, preview, commit; and what a kill in the middle leaves.

import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changed, county, openRegistry, type TestRegistry } from '../testing/registry.ts';
import { type Cells, inventHousehold, inventRoster } from '../testing/roster.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.close());
beforeEach(() => registry.clear());

describe('step by step', () => {
  it('finds problems by household, person and code, a page at a time, and says how many there are', async () => {
    await registry.imported([
      await registry.workbook(Array.from({ length: 5 }, (_, index) => changed(index, { expense: -1 }))),
    ]);
    const { rows } = await registry.db.owner.query('select id from households.import_batch');
    const ask = async (query: { q?: string; code?: string; limit?: number; offset?: number }) => {
      const { problems, total } = await registry.households.imports.problems(county, rows[0].id, query);
      return [problems.map((one) => one.household), total];
    };
    const numbers = Array.from({ length: 5 }, (_, index) => inventHousehold(index).household.no!);
    expect(await ask({ limit: 2, offset: 2 })).toEqual([numbers.slice(2, 4), 5]);
    expect(await ask({ q: ` ${numbers[3]} ` })).toEqual([[numbers[3]], 1]);
    expect(await ask({ q: '%' })).toEqual([[], 0]);
    expect(await ask({ code: 'no_head' })).toEqual([[], 0]);
  });

  it('has nothing to commit after a mapping by which the rows are of another county', async () => {
    const begun = await registry.households.imports.begin(county);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    const roster = [changed(0, { township: '350525100201' }), changed(1, { township: '350525100202' })];
    const read = await registry.households.imports.read(county, id, {
      roster: [await registry.workbook(roster)],
      extracts: [],
    });
    if (!read.ok || read.value.tables.roster === null) throw new Error('not read');
    const { household, person } = read.value.tables.roster;
    expect((await registry.households.imports.preview(county, id, null)).ok).toBe(true);
    const elsewhere = { ...household.mapping, villageCode: household.mapping.township! };
    const refused = await registry.households.imports.preview(county, id, {
      household: elsewhere,
      person: person.mapping,
    });
    expect(refused.ok ? '' : refused.refusal.code).toBe('wrong_county');
    const committed = await registry.households.imports.commit(county, id);
    expect(committed.ok ? '' : committed.refusal.code).toBe('not_staged');
  });

  it('leaves nothing half in when the commit fails in the middle, and can be committed again', async () => {
    const begun = await registry.households.imports.begin(county);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    await registry.households.imports.read(county, id, {
      roster: [await registry.workbook(inventRoster(20))],
      extracts: [],
    });
    await registry.households.imports.preview(county, id, null);
    // Ends the session from outside once households are written, as a kill would.
    await registry.db.owner.query(`create function households.break_it() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger break_it before insert on households.person for each row execute function households.break_it()`);
    await expect(registry.households.imports.commit(county, id)).rejects.toThrow();
    await registry.db.owner.query('drop trigger break_it on households.person; drop function households.break_it()');
    expect([
      await registry.count('household'),
      await registry.count('person'),
      await registry.count('income'),
      await registry.count('source'),
    ]).toEqual([0, 0, 0, 0]);
    const committed = await registry.households.imports.commit(county, id);
    expect(committed.ok && committed.value.state).toBe('committed');
    expect(await registry.count('household')).toBe(20);
    expect((await registry.households.imports.commit(county, id)).ok).toBe(false);
  });

  it.each(['roster', 'extracts'] as const)(
    'does not call an import done whose staged rows of the %s are gone',
    async (lost) => {
      const begun = await registry.households.imports.begin(county);
      if (!begun.ok) throw new Error('not begun');
      const { id } = begun.value;
      const roster = inventRoster(3);
      const extract = registry.csv(
        '民政局.csv',
        `户主身份证号,户主姓名,救助类别,月补助金额\n${roster[0]!.members[0]!.idNumber},${roster[0]!.members[0]!.name},低保,480\n`,
      );
      await registry.households.imports.read(county, id, {
        roster: [await registry.workbook(roster)],
        extracts: [await extract],
      });
      const previewed = await registry.households.imports.preview(county, id, null);
      expect(previewed.ok && Object.keys(previewed.value.counts!.extracts)).toHaveLength(1);
      // As the database leaves its unlogged tables after a crash.
      await registry.db.owner.query(`truncate households.${lost === 'roster' ? 'staged_row' : 'staged_extract'}`);
      const committed = await registry.households.imports.commit(county, id);
      expect(committed.ok ? '' : committed.refusal.code).toBe('rows_lost');
      const found = await registry.households.imports.find(county, id);
      expect(found.ok && [found.value.state, found.value.refusal?.code]).toEqual(['refused', 'rows_lost']);
      expect([await registry.count('household'), await registry.count('staged_household')]).toEqual([0, 0]);
    },
  );

  it('reads and shows by the mapping that the user gives', async () => {
    const file = registry.file('xlsx');
    const book = new ExcelJS.Workbook();
    const one = inventHousehold(0);
    const rename = (cells: Cells, names: Record<string, string>) =>
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [names[name] ?? name, value]));
    const ofHousehold = rename(one.household, { no: '自编号', villageCode: '村代码', headName: '户主姓名' });
    book.addWorksheet('户信息').addRows([Object.keys(ofHousehold), Object.values(ofHousehold)]);
    book
      .addWorksheet('家庭成员')
      .addRows([Object.keys(one.members[0]!), ...one.members.map((row) => Object.values(row))]);
    await book.xlsx.writeFile(file);
    const begun = await registry.households.imports.begin(county);
    if (!begun.ok) throw new Error('not begun');
    const { id } = begun.value;
    expect(
      (await registry.households.imports.read(county, id, { roster: [{ name: 'x.xlsx', path: file }], extracts: [] }))
        .ok,
    ).toBe(false);
    const refused = await registry.households.imports.find(county, id);
    expect(refused.ok && [refused.value.state, refused.value.tables.files.map((one) => one.name)]).toEqual([
      'refused',
      ['x.xlsx'],
    ]);
    // The member sheet names none of its columns: it is no header. With its keys named the rest is the user's to say.
    book.getWorksheet('家庭成员')!.getRow(1).values = Object.keys(one.members[0]!).map(
      (name) => ({ no: '户编号', name: '姓名', idNumber: '证件号码' })[name] ?? name,
    );
    await book.xlsx.writeFile(file);
    const again = await registry.households.imports.begin(county);
    if (!again.ok) throw new Error('not begun');
    const read = await registry.households.imports.read(county, again.value.id, {
      roster: [{ name: 'x.xlsx', path: file }],
      extracts: [],
    });
    if (!read.ok) throw new Error(read.refusal.code);
    const incomplete = await registry.households.imports.preview(county, again.value.id, null);
    expect(incomplete.ok ? '' : incomplete.refusal).toEqual({
      code: 'mapping_incomplete',
      detail: { columns: '户编号' },
    });
    const indexes = (headers: readonly string[], names: Record<string, string>) =>
      Object.fromEntries(headers.map((header, index) => [names[header] ?? header, index]));
    const { household, person } = read.value.tables.roster!;
    const mapping = {
      household: indexes(household.headers, { 自编号: 'no', 村代码: 'villageCode', 户主姓名: 'headName' }),
      person: indexes(person.headers, { 户编号: 'no', 姓名: 'name', 证件号码: 'idNumber' }),
    };
    const previewed = await registry.households.imports.preview(county, again.value.id, mapping);
    expect(previewed.ok && previewed.value.counts).toMatchObject({
      households: { accepted: 1 },
      householdEffect: { added: 1 },
      problems: { errors: 0 },
    });
  });
});
