// One household on a real database: its page, its past, what is revealed and to whom, consents, courses, corrections.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import type { Role } from '../../../../kernel/permissions.ts';
import type { Scope } from '../../../platform/database.ts';
import { changed, county, openRegistry, type TestRegistry } from '../testing/registry.ts';
import { idNumber, inventHousehold } from '../testing/roster.ts';
import type { RevealedField } from './reveal.ts';

const officer: Scope = { ...county, actor: { id: 'o1', name: '许宁', role: 'county_officer' } };
const as = (role: Role): Scope => ({ ...county, actor: { id: role, name: role, role } });
const family = inventHousehold(2);
const no = String(family.household.no);
const newcomer = {
  ...inventHousehold(5).members[1]!,
  no,
  name: '新来',
  relation: '其他',
  idNumber: idNumber('1999-09-09', 8),
};

let registry: TestRegistry;
let id: string;
let persons: Map<string, string>;

beforeAll(async () => {
  registry = await openRegistry();
  const bills = await registry.csv(
    '医保局.csv',
    `身份证号,姓名,结算日期,就医类型,疾病名称,医疗总费用,医保报销金额,个人自付金额\n${family.members[1]!.idNumber},${family.members[1]!.name},2025-05-01,住院,胃恶性肿瘤,30000,10000,20000\n`,
  );
  const cards = await registry.csv(
    '残联.csv',
    `身份证号,姓名,残疾等级,残疾类别\n${family.members[0]!.idNumber},${family.members[0]!.name},二级,听力\n`,
  );
  await registry.imported([await registry.workbook([inventHousehold(1), changed(2, { phone: '1' })])], [bills, cards]);
  id = await registry.idOf(no);
  const { rows } = await registry.db.owner.query('select id, name from households.person where household_id = $1', [
    id,
  ]);
  persons = new Map(rows.map((row) => [row.name, row.id]));
});
afterAll(() => registry.close());

async function page(scope: Scope = officer) {
  const found = await registry.households.find(scope, id);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

/** The newest entries of the audit trail, the last first. */
async function trail(count: number) {
  const { rows } = await registry.db.owner.query(
    'select actor_id, action, subject, entry from platform.audit order by seq desc limit $1',
    [count],
  );
  return rows.map(({ entry, ...row }) => ({ ...row, ...JSON.parse(entry) }));
}

describe("the household's page", () => {
  it('holds members, income, facts and tasks, each with its source, and no sensitive field whole', async () => {
    const detail = await page();
    expect(detail).toMatchObject({
      no,
      headName: family.household.headName,
      phone: null,
      version: 1,
      validFrom: '2025-12-31',
    });
    expect(detail.members.map(({ relation }) => relation)).toEqual(['户主', '配偶', '之子', '之子']);
    expect(detail.incomes).toMatchObject([{ year: 2025, propertyFen: 80_000, transferFen: 300_050 }]);
    expect(detail.events.map(({ kind, on, amountFen, number }) => [kind, on, amountFen, number])).toEqual([
      ['disability', '2025-12-31', null, 2],
      ['settlement', '2025-05-01', 2_000_000, null],
    ]);
    expect(detail.tasks.map(({ code, message }) => [code, message])).toEqual([
      ['bad_phone', '联系电话不是有效的手机号或带区号的座机号'],
    ]);
    const named = new Map(detail.sources.map((source) => [source.id, source.name]));
    expect(named.get(detail.from.source)).toBe('花名册.xlsx');
    expect(named.get(detail.events[1]!.from.source)).toBe('医保局.csv');
    // The grade is the federation's, whatever the roster says; the field names its own source.
    expect(detail.members[0]).toMatchObject({ disabilityGrade: 2, health: ['残疾'] });
    expect(named.get(detail.members[0]!.fieldSources.disability_grade!.source)).toBe('残联.csv');
    const text = JSON.stringify(detail);
    for (const secret of [family.members[0]!.idNumber, family.household.account, '胃恶性肿瘤', '听力'])
      expect(text.includes(String(secret))).toBe(false);
  });
});

it.each([
  ['village_officer', ['残疾'], 2],
  ['auditor', ['***'], null],
  ['village_accountant', ['***'], null],
] as const)('%s sees of health: %s', async (role, health, disabilityGrade) => {
  const scope: Scope = { ...county, actor: { id: role, name: role, role } };
  const found = await registry.households.find(scope, id);
  if (!found.ok) throw new Error(found.refusal.code);
  expect(found.value.members[0]).toMatchObject({ health, disabilityGrade });
  const then = await registry.households.onDay(scope, id, isoDate('2026-01-15'));
  if (!then.ok) throw new Error(then.refusal.code);
  const hidden = role !== 'village_officer';
  expect(then.value.members.every((member) => member.health.includes('***') === hidden)).toBe(true);
});

describe('reveal', () => {
  const purpose = '核对报销名单';
  const subjects = async (): Promise<[RevealedField, string, string][]> => {
    const detail = await page();
    return [
      ['idNumber', persons.get(String(family.members[0]!.name))!, String(family.members[0]!.idNumber)],
      ['account', id, String(family.household.account)],
      ['disease', detail.events.find(({ kind }) => kind === 'settlement')!.id, '胃恶性肿瘤'],
      ['disability', persons.get(String(family.members[0]!.name))!, '听力'],
    ];
  };

  it('gives one field in plain and writes down who saw which, and why, but not what', async () => {
    for (const [field, subject, value] of await subjects()) {
      expect(await registry.households.revealField(officer, { field, id: subject, purpose })).toEqual({
        ok: true,
        value: { value },
      });
      const [entry] = await trail(1);
      expect(entry).toMatchObject({ actor_id: 'o1', action: 'household.reveal', note: purpose, after: { field } });
      expect(JSON.stringify(entry)).not.toContain(value);
    }
  });

  it.each<[string, Scope, Partial<{ purpose: string; id: string }>, string]>([
    ['an auditor', as('auditor'), {}, 'not_allowed'],
    ['a farmer', as('farmer'), {}, 'not_allowed'],
    ['a batch', county, {}, 'not_allowed'],
    ['who is not allowed, before anything else', as('auditor'), { purpose: '' }, 'not_allowed'],
    ['who says no purpose', officer, { purpose: '  看看  ' }, 'purpose_missing'],
    ['who asks for nobody', officer, { id: '00000000-0000-7000-8000-000000000000' }, 'not_found'],
    ['an officer of another township', { ...as('township_officer'), region: '350524199' }, {}, 'not_found'],
    ['another county', { ...officer, county: '350525', region: '350525' }, {}, 'not_found'],
  ])('is refused to %s, and leaves no trace', async (_, scope, more, code) => {
    const before = await trail(1);
    const asked = await registry.households.revealField(scope, { field: 'account', id, purpose, ...more });
    expect(asked).toMatchObject({ ok: false, refusal: { code } });
    expect(await trail(1)).toEqual(before);
  });

  it('says that a phone is not recorded instead of inventing one', async () => {
    const asked = await registry.households.revealField(officer, { field: 'phone', id, purpose });
    expect(asked).toMatchObject({ refusal: { code: 'not_found' } });
  });
});

describe('consents', () => {
  const given = {
    personId: null,
    what: 'income' as const,
    recipient: '安溪县农村信用合作联社',
    purpose: '申请小额信用贷款',
    givenOn: isoDate('2026-03-01'),
    until: isoDate('2027-02-28'),
  };

  it('are kept with recipient, purpose and dates, and withdrawn once', async () => {
    const consent = await registry.households.giveConsent(officer, { ...given, householdId: id });
    if (!consent.ok) throw new Error(consent.refusal.code);
    expect((await page()).consents).toMatchObject([{ ...given, withdrawnAt: null, recordedByName: '许宁' }]);
    expect((await registry.households.withdrawConsent(officer, consent.value.id)).ok).toBe(true);
    expect((await page()).consents[0]!.withdrawnAt).toBe('2026-03-02T02:00:00.000Z');
    expect(await registry.households.withdrawConsent(officer, consent.value.id)).toMatchObject({
      refusal: { code: 'already_withdrawn' },
    });
    expect((await trail(2)).map(({ action, after }) => [action, after.withdrawn ?? false])).toEqual([
      ['household.consent', true],
      ['household.consent', false],
    ]);
  });

  it('are refused for dates that run backwards, a member of another household, and out of scope', async () => {
    const give = (scope: Scope, change: object) =>
      registry.households.giveConsent(scope, { ...given, householdId: id, ...change });
    expect(await give(officer, { until: isoDate('2026-02-28') })).toMatchObject({
      refusal: { code: 'dates_reversed' },
    });
    const stranger = await registry.households.find(officer, await registry.idOf('35052400000002'));
    const personId = stranger.ok ? stranger.value.members[0]!.id : '';
    expect(await give(officer, { personId })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await give({ ...officer, county: '350525', region: '350525' }, {})).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

it('a course is recorded once for a member, the newest date standing', async () => {
  const course = {
    householdId: id,
    personId: persons.get(String(family.members[1]!.name))!,
    course: '电商基础',
    kind: 'commerce' as const,
  };
  const first = await registry.households.recordCourse(officer, { ...course, finishedOn: isoDate('2026-01-10') });
  const again = await registry.households.recordCourse(officer, { ...course, finishedOn: isoDate('2026-02-10') });
  expect(again).toEqual(first);
  expect((await page()).courses).toMatchObject([{ course: '电商基础', kind: 'commerce', finishedOn: '2026-02-10' }]);
  const other = await registry.idOf('35052400000002');
  expect(
    await registry.households.recordCourse(officer, {
      ...course,
      householdId: other,
      finishedOn: isoDate('2026-02-10'),
    }),
  ).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

describe('corrections', () => {
  const visit = { note: '入户看到', seenOn: isoDate('2026-02-20') };

  it('become a version with a source of its own and close the task that they answer', async () => {
    const { version } = await page();
    const done = await registry.households.correct(officer, {
      ...visit,
      householdId: id,
      version,
      phone: '199 0000 1234',
      housing: 'C',
    });
    expect(done).toEqual({ ok: true, value: { version: version + 1 } });
    const detail = await page();
    expect(detail).toMatchObject({ housing: 'C', phone: '199****1234', validFrom: '2026-02-20', version: version + 1 });
    const source = detail.sources.find((one) => one.id === detail.fieldSources.housing_grade!.source);
    expect(source).toMatchObject({ kind: 'visit', name: '入户走访', asOf: '2026-02-20' });
    expect(await registry.count('quality_task', `code = 'bad_phone' and closed_by = '许宁'`)).toBe(1);
    expect((await trail(1))[0]).toMatchObject({ action: 'household.correct', note: '入户看到' });
    // A roster that says the same as ever changes nothing: the visit stands.
    await registry.imported([await registry.workbook([inventHousehold(1), changed(2, { phone: '1' })])]);
    expect((await page()).housing).toBe('C');
    expect(await registry.count('quality_task', 'closed_at is null')).toBe(0);
  });

  it('are refused over a version that the writer has not seen, and change nothing', async () => {
    const { version } = await page();
    const stale = await registry.households.correct(officer, {
      ...visit,
      householdId: id,
      version: version - 1,
      housing: 'D',
    });
    expect(stale).toMatchObject({ refusal: { code: 'changed_meanwhile' } });
    expect(await page()).toMatchObject({ version, housing: 'C' });
    // One of two at once goes through.
    const both = await Promise.all(
      (['B', 'D'] as const).map((housing) =>
        registry.households.correct(officer, { ...visit, householdId: id, version, housing }),
      ),
    );
    expect(both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()).toEqual(['changed_meanwhile', 'ok']);
    expect((await page()).version).toBe(version + 1);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'nothing_given'],
    ['no phone number', { phone: '12345' }, 'bad_phone'],
    ['no card number', { account: '6200000000000000011' }, 'bad_bank_account'],
    ['no household', { householdId: '00000000-0000-7000-8000-000000000000', bank: '农行' }, 'not_found'],
  ])('of %s are refused', async (_, change, code) => {
    const refused = await registry.households.correct(officer, { ...visit, householdId: id, ...change });
    expect(refused).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('history', () => {
  it('tells every change with day and source, and the household as it was on any day', async () => {
    registry.clock.set('2027-01-10T02:00:00Z');
    // A year on: the elder child has moved out, somebody has come, wages rose.
    const members = [...family.members.slice(0, 3), newcomer];
    const roster = { household: { ...family.household, wage: 30_000, year: 2026, category: '脱贫户' }, members };
    await registry.imported([await registry.workbook([roster])], [], { asOf: isoDate('2026-12-31') });

    const then = async (day: string) => {
      const found = await registry.households.onDay(officer, id, isoDate(day));
      return found.ok ? found.value : null;
    };
    expect(await then('2025-12-30')).toBeNull();
    const names = (some: readonly { name?: unknown }[]) => some.map(({ name }) => String(name)).sort();
    const [first, visited, now] = [await then('2025-12-31'), await then('2026-06-01'), await then('2026-12-31')];
    expect(first).toMatchObject({ housing: 'A', category: '一般农户', incomes: [{ year: 2025 }] });
    expect(names(first!.members)).toEqual(names(family.members));
    expect(['B', 'D']).toContain(visited!.housing);
    expect(names(visited!.members)).toEqual(names(family.members));
    expect(now).toMatchObject({ housing: 'A', category: '脱贫户' });
    expect(now!.incomes.map(({ year }) => year).sort()).toEqual([2025, 2026]);
    expect(names(now!.members)).toEqual(names(members));

    const history = await registry.households.history(officer, id);
    if (!history.ok) throw new Error(history.refusal.code);
    const { changes, sources } = history.value;
    expect(changes.map(({ recordedAt }) => recordedAt)).toEqual(
      changes
        .map(({ recordedAt }) => recordedAt)
        .toSorted()
        .toReversed(),
    );
    const left = changes.filter(({ what }) => what === 'left');
    expect(left).toMatchObject([{ kind: 'person', subject: family.members[3]!.name, validFrom: '2026-12-31' }]);
    const ofCategory = changes.flatMap(({ fields, source }) =>
      fields.filter(({ field }) => field === 'category').map((field) => ({ ...field, source })),
    );
    expect(ofCategory).toMatchObject([{ before: '一般农户', after: '脱贫户' }]);
    expect(sources.find((source) => source.id === ofCategory[0]!.source)).toMatchObject({
      kind: 'roster',
      asOf: '2026-12-31',
    });
    // That a phone changed is told, and neither number.
    const ofPhone = changes.flatMap(({ fields }) => fields.filter(({ field }) => field === 'phone'));
    expect(ofPhone.length).toBeGreaterThan(0);
    expect(ofPhone.every(({ before, after }) => before === null && after === null)).toBe(true);
    expect(changes.every(({ source }) => sources.some((one) => one.id === source))).toBe(true);
  });
});
