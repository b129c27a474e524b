// A synthetic county of any size as a table of fact rows, made inside the database; and a sample of it for the engines.

import type pg from 'pg';
import { FACT_FIELDS, type FactField } from '../kernel/facts.ts';
import type { JdmContent, SubjectRow } from '../server/contexts/rules/index.ts';

const SQL_TYPE = { money: 'bigint', integer: 'integer', decimal: 'numeric(9, 2)', boolean: 'boolean', text: 'text' };

/** Columns that the signals depend on; frequencies are those of the demonstration county, r1 … r8 are uniform. */
const DERIVED: Readonly<Partial<Record<string, string>>> = {
  incomePerHead: 'income',
  referenceIncomePerHead: 'income - self_pay / members',
  line: '880000',
  incomeMargin: 'income - 880000',
  referenceMargin: 'income - self_pay / members - 880000',
  netIncome: 'income * members',
  wageIncome: '(income * members * r3)::bigint',
  businessIncome: '(r6 * 3000000)::bigint',
  businessExpense: '(r6 * 1500000 + 200)::bigint',
  wageChange: 'CASE WHEN r7 < 0.2 THEN NULL ELSE (-6000 + 20000 * r3)::int END',
  selfPay: 'self_pay',
  inpatientSelfPay: 'CASE WHEN r2 < 0.1 THEN self_pay ELSE 0 END',
  outpatientMaxMonth: 'CASE WHEN r3 < 0.3 THEN self_pay / 6 ELSE 0 END',
  schoolingCost: 'CASE WHEN r4 < 0.1 THEN (500000 + r1 * 1000000)::bigint ELSE 0 END',
  disasterLoss: 'CASE WHEN r5 < 0.006 THEN (r1 * 2000000)::bigint ELSE 0 END',
  joblessMonths: 'CASE WHEN r6 < 0.07 THEN 1 + (r1 * 8)::int ELSE 0 END',
  members: 'members',
  labourUnits: 'CASE WHEN r8 < 0.011 THEN 0 ELSE members * 0.5 END',
  serious: '(r2 < 0.024)::int',
  severelyDisabled: '(r3 < 0.04)::int',
  secondaryLeavers: '(r4 BETWEEN 0.2 AND 0.24)::int',
  uninsured: '(r5 > 0.962)::int',
  housingGrade: `CASE WHEN r7 > 0.997 THEN 'D' WHEN r7 > 0.986 THEN 'C' WHEN r7 > 0.5 THEN 'B' ELSE 'A' END`,
  unsafeWater: 'r8 > 0.993',
  leftRelief: 'r7 BETWEEN 0.3 AND 0.303',
  oncePoor: 'r1 < 0.068',
};

function expression(field: FactField): string {
  const derived = DERIVED[field.name];
  if (derived) return derived;
  if (field.nullable) return 'NULL';
  switch (field.type) {
    case 'money':
      return '(r2 * 5000000)::bigint';
    case 'integer':
      return '(r1 * 3)::int';
    case 'decimal':
      return 'r3 * 10';
    case 'boolean':
      return 'false';
    case 'text':
      return `'${field.values?.[0] ?? ''}'`;
    default:
      return field.type satisfies never;
  }
}

/** Creates `facts_<households>` in the session's schema. The numbers follow from the seed. */
export async function createPopulation(client: pg.Client, households: number): Promise<string> {
  const name = `facts_${households}`;
  const fields: readonly FactField[] = FACT_FIELDS;
  const columns = fields.map(
    ({ column, type, nullable }) => `${column} ${SQL_TYPE[type]}${nullable ? '' : ' NOT NULL'}`,
  );
  await client.query(
    `CREATE UNLOGGED TABLE ${name} (county char(6) NOT NULL, household_id uuid NOT NULL, ${columns.join(', ')})`,
  );
  await client.query('SELECT setseed(0.5)');
  const uniform = Array.from({ length: 8 }, (_, index) => `random() AS r${index + 1}`).join(', ');
  await client.query(`INSERT INTO ${name}
    SELECT '350524', md5(g::text)::uuid, ${fields.map(expression).join(', ')}
    FROM (SELECT *, (600000 + 4500000 * r6 * r6 + 1000000 * r4)::bigint AS income, 1 + (r8 * 6)::int AS members,
        CASE WHEN r2 < 0.35 THEN (r3 * r3 * 2500000)::bigint ELSE 0 END AS self_pay
      FROM (SELECT g, ${uniform} FROM generate_series(1, ${households}) AS g OFFSET 0) AS drawn) AS household`);
  await client.query(`ANALYZE ${name}`);
  // Hint bits and the visibility map are written once, so that the first timed scan is like the others.
  await client.query(`VACUUM ${name}`);
  return name;
}

/**
 * The first rows as the engines take them: money in yuan, absent values null, and only the facts that `content` names,
 * because handing over the others costs the engines time.
 */
export async function sampleRows(
  client: pg.Client,
  table: string,
  count: number,
  content: JdmContent,
): Promise<(SubjectRow & { id: string })[]> {
  const text = JSON.stringify(content);
  const fields: readonly FactField[] = FACT_FIELDS;
  const named = fields.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text));
  const columns = named.map(({ name, column, type }) => {
    const value = type === 'money' ? `${column} / 100.0` : type === 'decimal' ? column : undefined;
    return value ? `(${value})::float8 AS "${name}"` : `${column} AS "${name}"`;
  });
  const { rows } = await client.query(
    `SELECT household_id::text AS id, ${columns.join(', ')} FROM ${table} LIMIT ${count}`,
  );
  return rows;
}
