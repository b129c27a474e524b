// admission on real PostgreSQL: the whole story of a household, append-only history, races, and who sees what.

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Role } from '../../../kernel/permissions.ts';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { factRow } from '../../../test/facts.ts';
import { verify } from '../../platform/audit.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Scope } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import type { DecideCommand } from './domain/decision.ts';
import { createAdmission } from './index.ts';

const COUNTY = '350524';
const VILLAGE = '350524100201';
const clock = fixedClock('2026-03-04T02:00:00Z');
let today = isoDate('2026-03-04');
let test1: TestDatabase;
let household: string;
let row: FactRow;

// The table of the test: relief without labour, correction by conduct, training without a course.
const admission = (changes: Partial<AdmissionDependencies> = {}) =>
  createAdmission({
    database: test1.database,
    clock,
    businessDate: async () => today,
    household: async (scope, id) =>
      id === household &&
      (VILLAGE.startsWith(scope.region || 'none') || scope.household === id) &&
      scope.county === COUNTY
        ? { region: VILLAGE }
        : null,
    facts: async () => ({ row, asOf: '2026-03-01' }),
    evaluate: async (_scope, _table, subject) => {
      const outcome =
        subject.labourUnits === 0
          ? 'social_relief'
          : subject.conduct !== '无'
            ? 'correction'
            : subject.courses === 0
              ? 'train_first'
              : 'admitted';
      return {
        outputs: [{ outcome, reason: `结论：${outcome}`, reasonEn: outcome, clause: '论文 §3.3.5' }],
        version: { table: 'admission', version: 1, hash: 'abc', validFrom: '2026-01-01' },
        trace: {
          table: 'admission',
          hitPolicy: 'first',
          fired: [0],
          rows: [
            {
              index: 0,
              id: 'r1',
              description: '',
              fired: true,
              cells: [{ column: '劳动力数', text: '> 0', value: 2, facts: {}, holds: true, absent: false }],
              outputs: { outcome },
            },
          ],
        },
      };
    },
    compiled: async () => {
      throw new Error('not asked');
    },
    isOwnHousehold: async (scope) => scope.actor.id === 'kin',
    supervisors: async () => [supervisor],
    leastCorrectionMonths: async () => 12,
    leastLinkedHouseholds: async () => 5,
    ...changes,
  });

const as = (role: Role, region = COUNTY, id: string = role, county = COUNTY): Scope => ({
  county,
  region,
  household: null,
  actor: { id, name: `${role}甲`, role },
  mayWrite: true,
  secondFactor: true,
});
const farmer = (): Scope => ({ ...as('farmer', ''), household });
const TEA = '01900000-0000-7000-8000-0000000000a1';
const command = (changes: Partial<DecideCommand> = {}): DecideCommand => ({
  householdId: household,
  outcome: 'admitted',
  reason: '',
  clause: '',
  supersedes: null,
  activity: 'online_shop',
  produce: [TEA],
  finding: null,
  supervisor: null,
  correctionMonths: null,
  training: null,
  ...changes,
});
const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const finding = { kind: '赌博' as const, foundOn: '2026-03-01', evidence: '派出所处罚决定书', attestedBy: '李主任' };
const supervisor = { id: 'village_officer', name: '王网格员' };

beforeAll(async () => {
  test1 = await freshDatabase();
  await test1.owner.query(`insert into places.division (code, county, level, parent, name, source) values
      ('350524', '350524', 'county', null, '安溪县', '2023'), ('350524102', '350524', 'township', '350524', '湖头镇', '2023'),
      ('350525', '350525', 'county', null, '永春县', '2023');
    insert into admission.produce (county, id, name, nature, origin, source, listed_on, listed_by, listed_by_name, listed_at)
      values ('350524', '${TEA}', '安溪铁观音', 'processed', '350524', '地理标志', '2026-01-01', 'u', '许宁', now())`);
});
afterAll(async () => {
  await test1.close();
});
beforeEach(() => {
  household = newId(clock.now().getTime());
  row = factRow({ courses: 1 });
  today = isoDate('2026-03-04');
  clock.set('2026-03-04T02:00:00Z');
});

test('a decision keeps suggestion, facts, version, trace, reasons, clause and author', async () => {
  const service = admission();
  const made = value(await service.decideAdmission(as('township_officer', '350524100'), command()));
  expect(made).toMatchObject({
    seq: 1,
    outcome: 'admitted',
    suggested: 'admitted',
    reason: '结论：admitted',
    clause: '论文 §3.3.5',
    activity: 'online_shop',
    produce: [{ id: TEA, name: '安溪铁观音', nature: 'processed' }],
    ruleVersion: { version: 1, hash: 'abc' },
    factsAsOf: '2026-03-01',
    decidedByRole: 'township_officer',
    decidedAt: '2026-03-04T02:00:00.000Z',
  });
  expect(made.facts).toEqual(row);
  expect(made.trace.rows[0]).toMatchObject({ fired: true });
  const history = value(await service.admissionHistory(farmer(), household));
  expect(history.decisions).toEqual([made]);
  expect(history.standing).toMatchObject({ decisionId: made.id, outcome: 'admitted', correctionUntil: null });
});

test('what stands before the decision: unknown household, missing facts, own household', async () => {
  const service = admission();
  expect(await service.decideAdmission(as('county_officer'), command({ householdId: newId(1) }))).toMatchObject({
    refusal: { code: 'household_unknown' },
  });
  expect(await service.decideAdmission(as('county_officer', COUNTY, 'kin'), command())).toMatchObject({
    refusal: { code: 'own_household' },
  });
  const blind = createAdmission({ ...deps(), facts: async () => null });
  expect(await blind.suggestAdmission(as('county_officer'), household)).toMatchObject({
    refusal: { code: 'facts_missing' },
  });
  const silent = createAdmission({
    ...deps(),
    evaluate: async () => ({
      outputs: [],
      version: { table: 'admission', version: 1, hash: '', validFrom: '' },
      trace: { table: 'admission', hitPolicy: 'first', fired: [], rows: [] },
    }),
  });
  expect(await silent.suggestAdmission(as('county_officer'), household)).toMatchObject({
    refusal: { code: 'no_suggestion' },
  });
});

function deps(): Parameters<typeof createAdmission>[0] {
  return {
    database: test1.database,
    clock,
    businessDate: async () => today,
    household: async () => ({ region: VILLAGE }),
    facts: async () => ({ row, asOf: '2026-03-01' }),
    evaluate: async () => {
      throw new Error('not asked');
    },
    compiled: async () => {
      throw new Error('not asked');
    },
    isOwnHousehold: async () => false,
    supervisors: async () => [],
    leastCorrectionMonths: async () => 12,
    leastLinkedHouseholds: async () => 5,
  };
}

test('two people deciding at once: one decision, the other is told', async () => {
  const service = admission();
  const both = await Promise.all(
    ['a', 'b'].map((id) => service.decideAdmission(as('county_officer', COUNTY, id), command())),
  );
  expect(both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()).toEqual(['decision_changed', 'ok']);
});

test('a decision made while another is weighed: the later one is told, whenever it looks', async () => {
  const first = admission();
  const meanwhile = admission({
    isOwnHousehold: async () => {
      value(await first.decideAdmission(as('county_officer', COUNTY, 'a'), command()));
      return false;
    },
  });
  const later = await meanwhile.decideAdmission(as('county_officer', COUNTY, 'b'), command());
  expect(later).toMatchObject({ ok: false, refusal: { code: 'decision_changed' } });
  expect(value(await first.admissionHistory(as('county_officer'), household)).decisions).toHaveLength(1);
});

test('decisions are appended, never rewritten, at the database too', async () => {
  const service = admission();
  const first = value(await service.decideAdmission(as('county_officer'), command()));
  row = factRow({ labourUnits: 0, ableAdults: 0 });
  value(
    await service.decideAdmission(as('county_officer'), command({ outcome: 'social_relief', supersedes: first.id })),
  );
  const tried = await test1.database.transaction(as('county_officer'), async (tx) => {
    const updated = await sql`update admission.decision set outcome = 'admitted'`.execute(tx);
    const deleted = await sql`delete from admission.decision`.execute(tx);
    return [updated.numAffectedRows, deleted.numAffectedRows];
  });
  expect(tried).toEqual([0n, 0n]);
  const history = value(await service.admissionHistory(as('county_officer'), household));
  expect(history.decisions.map((one) => one.outcome)).toEqual(['social_relief', 'admitted']);
});

test('education is not before the decision by the date of the county, whatever the clock says', async () => {
  // The county's books are two days behind.
  const service = admission({ businessDate: async () => isoDate('2026-03-02') });
  const officer = as('township_officer', '350524100');
  row = factRow({ courses: 1, conduct: '赌博' });
  value(await service.decideAdmission(officer, command({ outcome: 'correction', finding, supervisor })));
  value(await service.recordEducation(officer, household, { on: '2026-03-02', by: '村两委' }));
});

test('correction: finding, education, check-ins, a new finding, a review, then admission', async () => {
  const service = admission();
  const officer = as('township_officer', '350524100');
  row = factRow({ courses: 1, conduct: '赌博' });
  const decided = value(
    await service.decideAdmission(officer, command({ outcome: 'correction', finding, supervisor })),
  );
  expect(value(await service.admissionHistory(officer, household)).corrections).toMatchObject([
    { state: 'education', until: null },
  ]);
  // Nothing that was done before the decision counts.
  expect(await service.recordEducation(officer, household, { on: '2026-03-02', by: '村两委' })).toMatchObject({
    refusal: { code: 'education_date_invalid' },
  });
  value(await service.recordEducation(officer, household, { on: '2026-03-04', by: '村两委' }));
  expect(await service.standing(officer, household)).toMatchObject({
    outcome: 'correction',
    correctionUntil: '2027-03-04',
  });

  // The registry's note is gone, but the finding stands until the review.
  row = factRow({ courses: 1 });
  expect(value(await service.suggestAdmission(officer, household)).outcome).toBe('correction');
  expect(
    await service.decideAdmission(officer, command({ supersedes: decided.id, reason: '已经改了', clause: '无' })),
  ).toMatchObject({
    refusal: { code: 'correction_running', detail: { until: '2027-03-04' } },
  });

  today = isoDate('2026-05-10');
  clock.set('2026-05-10T02:00:00Z');
  const visit = { on: '2026-05-10', state: 'good' as const, note: '在茶园做工' };
  expect(value(await service.checkInCorrection(as('village_officer', VILLAGE), household, visit)).month).toBe(3);
  expect(await service.checkInCorrection(as('village_officer', VILLAGE), household, visit)).toMatchObject({
    refusal: { code: 'month_checked' },
  });
  const again = value(
    await service.recordFinding(officer, household, {
      ...finding,
      foundOn: '2026-05-09',
      evidence: '再次查获，处罚决定书',
    }),
  );
  expect(again).toMatchObject({ state: 'running', startsOn: '2026-05-10', until: '2027-05-10' });
  expect(
    await service.reviewCorrection(officer, household, { passed: true, reason: '表现良好', extendMonths: null }),
  ).toMatchObject({
    refusal: { code: 'correction_not_over' },
  });

  today = isoDate('2027-05-10');
  clock.set('2027-05-10T02:00:00Z');
  expect(value(await service.recheckAdmission(officer, household)).why).toEqual(['correction_due']);
  value(
    await service.reviewCorrection(officer, household, { passed: true, reason: '走访表现良好', extendMonths: null }),
  );
  row = factRow({ courses: 1, conduct: '赌博' });
  const suggestion = value(await service.suggestAdmission(officer, household));
  expect(suggestion.outcome).toBe('admitted');
  expect(suggestion.reasons.at(-1)?.zh).toContain('2027-05-10');
  value(await service.decideAdmission(officer, command({ supersedes: decided.id })));
  const history = value(await service.admissionHistory(officer, household));
  expect(history.corrections.map((one) => [one.state, one.missedMonths.length])).toEqual([
    ['passed', 12],
    ['restarted', 0],
  ]);
});

test('an appeal that is returned takes the decision and its correction away', async () => {
  const service = admission();
  row = factRow({ conduct: '赌博' });
  value(
    await service.decideAdmission(
      as('township_officer', '350524100'),
      command({ outcome: 'correction', finding, supervisor }),
    ),
  );
  const filed = value(
    await service.appealAdmission(farmer(), { householdId: household, grounds: '处罚的是同名的人', onBehalfOf: null }),
  );
  expect(filed).toMatchObject({ state: 'open', onBehalfOf: null });
  expect(
    await service.appealAdmission(farmer(), { householdId: household, grounds: '再次申诉', onBehalfOf: null }),
  ).toMatchObject({ refusal: { code: 'appeal_open' } });
  expect(
    await service.answerAdmissionAppeal(as('township_officer', '350524100', 'town2'), filed.id, {
      outcome: 'returned',
      reason: '确系同名',
      authority: null,
    }),
  ).toMatchObject({ refusal: { code: 'level_too_low' } });
  const answered = value(
    await service.answerAdmissionAppeal(as('county_officer'), filed.id, {
      outcome: 'returned',
      reason: '确系同名',
      authority: null,
    }),
  );
  expect(answered).toMatchObject({ state: 'returned', answeredBy: 'county_officer甲' });
  expect(await service.standing(as('county_officer'), household)).toBeNull();
  const history = value(await service.admissionHistory(as('county_officer'), household));
  expect(history.corrections[0]?.state).toBe('lifted');
  expect(
    await service.answerAdmissionAppeal(as('county_officer'), filed.id, {
      outcome: 'upheld',
      reason: '重复答复',
      authority: null,
    }),
  ).toMatchObject({
    refusal: { code: 'appeal_answered' },
  });
});

test('other county, other township, other household, banks: nothing at the database, whatever the service', async () => {
  const service = admission();
  value(await service.decideAdmission(as('county_officer'), command()));
  const count = async (scope: Scope) =>
    await test1.database.transaction(scope, async (tx) => {
      const { rows } = await sql<{
        n: bigint;
      }>`select count(*) as n from admission.decision where household_id = ${household}`.execute(tx);
      return Number(rows[0]?.n);
    });
  expect(await count(as('village_officer', VILLAGE))).toBeGreaterThan(0);
  expect(await count({ ...farmer() })).toBe(1);
  expect(await count(as('county_officer', '350525', 'x', '350525'))).toBe(0);
  expect(await count(as('township_officer', '350524101'))).toBe(0);
  expect(await count({ ...as('farmer', ''), household: newId(1) })).toBe(0);
  expect(await count(as('lender_officer', ''))).toBe(0);
});

test('whoever may only read cannot write, at the database', async () => {
  const service = admission();
  await expect(
    service.decideAdmission({ ...as('auditor'), mayWrite: false }, command({ activity: 'rural_logistics' })),
  ).rejects.toThrow(/row-level security/);
});

test('an enterprise is admitted on code, licence and households; the newest decision is listed', async () => {
  const service = admission();
  const application = {
    creditCode: '91350100M000100Y43',
    name: '安溪某茶业合作社',
    kind: 'cooperative' as const,
    licenceUntil: null,
    activity: 'produce_processing',
    produce: [TEA],
    employs: 2,
    buysFrom: 3,
    certified: false,
  };
  value(await service.admitEnterprise(as('county_officer'), application, ''));
  clock.set('2026-03-04T03:00:00Z');
  value(await service.admitEnterprise(as('county_officer'), { ...application, certified: true }, '县级认定'));
  expect(await service.listEnterprises(as('county_officer'))).toMatchObject([
    { outcome: 'green_channel', linkedHouseholds: 5, reason: '县级认定', produce: [{ name: '安溪铁观音' }] },
  ]);
  expect(await service.listEnterprises(as('county_officer', '350525', 'x', '350525'))).toEqual([]);
});

describe('the register of produce', () => {
  const noodles = { name: ' 湖头米粉 ', nature: 'processed' as const, origin: '350524102', source: '县特色产品名录' };
  const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
    result.ok ? 'ok' : result.refusal.code;

  test('takes local produce once; withdrawn, it cannot be named any more and decisions keep it', async () => {
    const service = admission();
    const county = as('county_officer');
    const listed = value(await service.addProduce(county, noodles));
    expect(listed).toMatchObject({ name: '湖头米粉', originName: '湖头镇', listedOn: '2026-03-04', withdrawnOn: null });
    expect(code(await service.addProduce(county, noodles))).toBe('produce_listed');
    const produce = [listed.id, listed.id];
    const made = value(await service.decideAdmission(as('township_officer', '350524100'), command({ produce })));
    expect(made.produce).toEqual([{ id: listed.id, name: '湖头米粉', nature: 'processed' }]);

    expect(code(await service.withdrawProduce(county, listed.id, '停'))).toBe('reason_missing');
    expect(value(await service.withdrawProduce(county, listed.id, '企业已停产'))).toMatchObject({
      withdrawnOn: '2026-03-04',
      withdrawnReason: '企业已停产',
    });
    expect(code(await service.withdrawProduce(county, listed.id, '企业已停产'))).toBe('produce_withdrawn');
    const again = command({ produce, supersedes: made.id });
    expect(code(await service.decideAdmission(as('county_officer'), again))).toBe('produce_not_listed');
    expect(value(await service.admissionHistory(county, household)).decisions[0]!.produce[0]!.name).toBe('湖头米粉');
    // It may come back, as a new entry.
    expect(value(await service.addProduce(county, noodles)).id).not.toBe(listed.id);
    expect((await service.listProduce(county)).map((one) => [one.name, one.withdrawnOn])).toEqual([
      ['安溪铁观音', null],
      ['湖头米粉', null],
      ['湖头米粉', '2026-03-04'],
    ]);
  });

  test.each([
    [{ name: ' ', origin: '350525', source: '' }, 'name_missing'],
    [{ origin: '350525', source: '' }, 'origin_elsewhere'],
    [{ origin: '3505', source: '' }, 'origin_elsewhere'],
    [{ source: ' ' }, 'source_missing'],
    [{ origin: '350524999' }, 'origin_elsewhere'],
  ])('refuses %j', async (changes, expected) => {
    expect(code(await admission().addProduce(as('county_officer'), { ...noodles, ...changes }))).toBe(expected);
  });

  test('is a county’s own: another neither sees, names nor withdraws it', async () => {
    const service = admission();
    const elsewhere = as('county_officer', '350525', 'x', '350525');
    expect(await service.listProduce(elsewhere)).toEqual([]);
    expect(code(await service.withdrawProduce(elsewhere, TEA, '与本县无关'))).toBe('produce_unknown');
  });
});

test('all of it is in the audit trail, whose chain holds', async () => {
  const verdict = await verify(test1.database, as('auditor'));
  expect(verdict.ok).toBe(true);
  expect(verdict.events).toBeGreaterThan(10);
});
