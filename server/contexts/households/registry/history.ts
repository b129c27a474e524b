// What a household was: its rows on a given day, and what changed when, with the source of each change.

import { sql } from 'kysely';
import { maskIdentityNumber } from '../../../../kernel/identity-number.ts';
import type { Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import { healthWords, readSources, type Source } from './detail.ts';

type Row = Readonly<Record<string, unknown>>;

interface Version {
  readonly kind: 'household' | 'person' | 'income';
  readonly subject: string;
  readonly part: number;
  readonly version: number;
  readonly validFrom: string;
  readonly recordedAt: string;
  readonly row: Row;
}

/** Every version of the household, of its income, and of everyone who was ever in it. */
async function versions(tx: Tx, county: string, id: string): Promise<Version[]> {
  const own = sql`select p.id from households.person p where p.county = ${county} and p.household_id = ${id}
    union select q.subject_id from households.past q where q.county = ${county} and q.household_id = ${id} and q.kind = 'person'`;
  const { rows } = await sql<{
    kind: Version['kind'];
    subject: string;
    part: number;
    version: number;
    valid_from: string;
    row: Row;
  }>`
    select 'household' as kind, h.id as subject, 0 as part, h.version, h.valid_from, to_jsonb(h) as row from households.household h
      where h.county = ${county} and h.id = ${id}
    union all select 'income', i.household_id, i.year, i.version, i.valid_from, to_jsonb(i) from households.income i
      where i.county = ${county} and i.household_id = ${id}
    union all select 'person', p.id, 0, p.version, p.valid_from, to_jsonb(p) from households.person p
      where p.county = ${county} and p.id in (${own})
    union all select q.kind, q.subject_id, q.part, q.version, q.valid_from, q.row from households.past q
      where q.county = ${county} and ((q.kind in ('household', 'income') and q.household_id = ${id}) or (q.kind = 'person' and q.subject_id in (${own})))`.execute(
    tx,
  );
  return rows
    .map(({ valid_from: validFrom, ...row }) => ({ ...row, validFrom, recordedAt: String(row.row.recorded_at) }))
    .sort((a, b) => a.subject.localeCompare(b.subject) || a.part - b.part || a.version - b.version);
}

export interface MemberThen {
  readonly name: string;
  /** Masked. */
  readonly idNumber: string;
  readonly relation: string;
  readonly birth: string;
  readonly health: string[];
  readonly labour: string;
}

/** A household as it was on a day. Land in mu, income in fen. */
export interface HouseholdThen {
  readonly on: string;
  readonly no: string;
  readonly region: string;
  readonly headName: string;
  readonly category: string | null;
  readonly relief: string;
  readonly housing: string | null;
  readonly safeWater: boolean | null;
  readonly teaMu: string;
  readonly farmMu: string;
  readonly shop: boolean;
  readonly conduct: string;
  readonly members: MemberThen[];
  readonly incomes: { readonly year: number; readonly netFen: number }[];
}

/** Null when the household was not registered by that day. */
export async function householdOn(
  tx: Tx,
  sealed: SealedFields,
  county: string,
  id: string,
  day: string,
): Promise<HouseholdThen | null> {
  const valid = new Map<string, Version>();
  // In version order, so that the last one valid by the day wins.
  for (const one of await versions(tx, county, id))
    if (one.validFrom <= day) valid.set(`${one.kind} ${one.subject} ${one.part}`, one);
  const rows = [...valid.values()];
  const household = rows.find((one) => one.kind === 'household')?.row;
  if (household === undefined) return null;
  const members = rows
    .filter((one) => one.kind === 'person' && one.row.household_id === id && one.row.left_on === null)
    .map((one) => one.row);
  return {
    on: day,
    no: String(household.no),
    region: String(household.region),
    headName: String(household.head_name),
    category: household.category as string | null,
    relief: String(household.relief),
    housing: household.housing_grade as string | null,
    safeWater: household.safe_water as boolean | null,
    teaMu: String(household.tea_mu),
    farmMu: String(household.farm_mu),
    shop: household.shop === true,
    conduct: String(household.conduct),
    members: members.map((row) => ({
      name: String(row.name),
      idNumber: maskIdentityNumber(sealed.open(county, String(row.id_sealed))),
      relation: String(row.relation),
      birth: String(row.birth),
      health: healthWords({
        chronic: row.chronic === true,
        serious: row.serious === true,
        disabled: row.disabled === true,
      }),
      labour: String(row.labour),
    })),
    incomes: rows.filter((one) => one.kind === 'income').map(({ part, row }) => ({ year: part, netFen: netOf(row) })),
  };
}

const netOf = (row: Row) =>
  ['wage_fen', 'business_fen', 'property_fen', 'transfer_fen'].reduce((sum, name) => sum + Number(row[name]), 0) -
  Number(row.expense_fen);

export interface Change {
  readonly kind: Version['kind'];
  /** Name of the person, year of the income, '' for the household. */
  readonly subject: string;
  readonly what: 'added' | 'changed' | 'left';
  readonly validFrom: string;
  readonly recordedAt: string;
  readonly source: string;
  readonly row: number;
  /** Sealed fields are named without their values. */
  readonly fields: { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

const BOOKKEEPING = new Set([
  'county',
  'id',
  'household_id',
  'region_name',
  'content_hash',
  'source_id',
  'source_row',
  'field_source',
  'version',
  'valid_from',
  'recorded_at',
  'id_index',
  'year',
  'members',
]);

/** Everything that changed, the newest first, with the sources named. */
export async function householdHistory(
  tx: Tx,
  sealed: SealedFields,
  county: string,
  id: string,
): Promise<{ changes: Change[]; sources: Source[] }> {
  const all = await versions(tx, county, id);
  const changes = all.map((one, index) => {
    const before = all[index - 1];
    const same =
      before !== undefined && before.kind === one.kind && before.subject === one.subject && before.part === one.part;
    return change(one, same ? before : null, (text) => sealed.open(county, text));
  });
  changes.sort((a, b) => b.recordedAt.localeCompare(a.recordedAt) || b.validFrom.localeCompare(a.validFrom));
  return { changes, sources: await readSources(tx, county, [...new Set(changes.map((one) => one.source))]) };
}

type Open = (sealed: string) => string;

function change(now: Version, before: Version | null, open: Open): Change {
  const fields =
    before === null
      ? []
      : Object.keys(now.row).flatMap((name) => difference(name, before.row[name], now.row[name], open));
  const left = before !== null && before.row.left_on === null && now.row.left_on !== null && now.kind === 'person';
  return {
    kind: now.kind,
    subject: now.kind === 'person' ? String(now.row.name) : now.kind === 'income' ? String(now.part) : '',
    what: before === null ? 'added' : left ? 'left' : 'changed',
    validFrom: now.validFrom,
    recordedAt: now.recordedAt,
    source: sourceOf(now, before),
    row: rowOf(now, before),
    fields,
  };
}

function difference(name: string, before: unknown, after: unknown, open: Open): Change['fields'] {
  if (BOOKKEEPING.has(name) || JSON.stringify(before) === JSON.stringify(after)) return [];
  if (name.endsWith('_sealed')) {
    // The same text sealed twice reads differently: what is inside decides.
    if (typeof before === 'string' && typeof after === 'string' && open(before) === open(after)) return [];
    return [{ field: name.replace('_sealed', ''), before: null, after: null }];
  }
  const text = (value: unknown) =>
    value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return [{ field: name, before: text(before), after: text(after) }];
}

type FieldSources = Readonly<Record<string, { readonly source: string; readonly row: number }>>;

/** A field changed by a visit or an extract names its own source; otherwise the row's. */
function changedBy(now: Version, before: Version | null): { source: string; row: number } {
  const own = (now.row.field_source ?? {}) as FieldSources;
  const earlier = (before?.row.field_source ?? {}) as FieldSources;
  const renewed = Object.entries(own).find(
    ([name, ref]) => earlier[name]?.source !== ref.source || earlier[name]?.row !== ref.row,
  );
  return renewed?.[1] ?? { source: String(now.row.source_id), row: Number(now.row.source_row) };
}

const sourceOf = (now: Version, before: Version | null) => changedBy(now, before).source;
const rowOf = (now: Version, before: Version | null) => changedBy(now, before).row;
