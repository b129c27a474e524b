// For tests: a table of facts as the monitoring context's view will give them, and random fact rows to fill it with.

import fc from 'fast-check';
import type pg from 'pg';
import { FACT_FIELDS, type FactField, type FactName, type FactRow } from '../../../kernel/facts.ts';

/** Name to give createModels as its population. */
export const FACTS_VIEW = 'scratch.pub_facts';

const TYPES = { money: 'bigint', integer: 'integer', decimal: 'numeric', boolean: 'boolean', text: 'text' } as const;
const FIELDS: readonly FactField[] = FACT_FIELDS;

export interface FixtureHousehold {
  readonly county: string;
  /** uuid */
  readonly id: string;
  readonly no: string;
  readonly region: string;
  readonly category: string;
  readonly facts: FactRow;
}

/** Every field at nothing: no money, nobody, no; one member, a line of 8,800 yuan. */
export const BLANK_FACTS: FactRow = Object.freeze({
  ...(Object.fromEntries(FIELDS.map((f) => [f.name, blank(f)])) as Record<FactName, FactRow[FactName]>),
  members: 1,
  line: 8800,
});

function blank(field: FactField): FactRow[FactName] {
  if (field.nullable) return null;
  if (field.type === 'boolean') return false;
  return field.type === 'text' ? field.values![0]! : 0;
}

/** Any fact row that could be derived: whole fen, small counts, absent values where they may be absent. */
export const anyFacts: fc.Arbitrary<FactRow> = fc
  .record(Object.fromEntries(FIELDS.map((f) => [f.name, f.nullable ? fc.option(anyValue(f)) : anyValue(f)])))
  .map((row) => ({
    ...(row as FactRow),
    members: Math.max(1, Number(row.members)),
    line: Math.abs(Number(row.line)) + 1,
  }));

function anyValue(field: FactField): fc.Arbitrary<number | string | boolean> {
  switch (field.type) {
    case 'money':
      return fc.integer({ min: -500_000, max: 6_000_000 }).map((fen) => fen / 100);
    case 'integer':
      return fc.integer({ min: 0, max: field.unit === '岁' ? 95 : 9 });
    case 'decimal':
      return fc.integer({ min: 0, max: 3000 }).map((hundredths) => hundredths / 100);
    case 'boolean':
      return fc.boolean();
    case 'text':
      return fc.constantFrom(...field.values!);
  }
}

export async function createFactsTable(owner: pg.Pool): Promise<void> {
  const columns = FIELDS.map((f) => `${f.column} ${TYPES[f.type]}${f.nullable ? '' : ' not null'}`);
  await owner.query(`create schema if not exists scratch;
    create table ${FACTS_VIEW} (county char(6) not null, household_id uuid not null, no text not null, region text not null,
      category text not null, ${columns.join(', ')}, primary key (county, household_id));
    grant usage on schema scratch to xingnong_app; grant select on ${FACTS_VIEW} to xingnong_app`);
}

export async function insertFacts(owner: pg.Pool, households: readonly FixtureHousehold[]): Promise<void> {
  const rows = households.map((h) => ({
    county: h.county,
    household_id: h.id,
    no: h.no,
    region: h.region,
    category: h.category,
    ...Object.fromEntries(FIELDS.map((f) => [f.column, stored(f, h.facts[f.name as FactName] ?? null)])),
  }));
  for (let from = 0; from < rows.length; from += 5000) {
    await owner.query(
      `insert into ${FACTS_VIEW} select * from jsonb_populate_recordset(null::${FACTS_VIEW}, $1::jsonb)`,
      [JSON.stringify(rows.slice(from, from + 5000))],
    );
  }
  await owner.query(`analyze ${FACTS_VIEW}`);
}

const stored = (field: FactField, value: FactRow[FactName]) =>
  field.type === 'money' && typeof value === 'number' ? Math.round(value * 100) : value;
