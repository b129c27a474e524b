// The list of households: search, filters, pages by the household number. Bounded work whatever is asked: conditions
// that row-level security lets an index answer (equality and ranges; `like` is not leakproof), what matches gathered
// where no index has it in order, counts that stop.

import { type RawBuilder, sql } from 'kysely';
import { parseIdentityNumber } from '../../../../kernel/identity-number.ts';
import { maskPhone } from '../../../../kernel/phone.ts';
import { normaliseName } from '../../../../kernel/text.ts';
import type { Scope, Tx } from '../../../platform/database.ts';
import type { SealedFields } from '../../../platform/sealed.ts';
import type { Category, Conduct, ReliefKind } from '../domain/codes.ts';

export type Risk = '高' | '中' | '低';

export interface HouseholdFilter {
  /** Name (from its beginning), household number (from its beginning) or a whole ID number. */
  readonly q?: string;
  /** Prefix of the village code: 6, 9 or 12 digits. */
  readonly region?: string;
  readonly category?: Category;
  /** 无 too. */
  readonly relief?: ReliefKind;
  /** C or D grade. */
  readonly unsafeHousing?: boolean;
  readonly unsafeWater?: boolean;
  readonly conduct?: Conduct;
  readonly onlineUnwilling?: boolean;
  readonly risk?: Risk;
}

export interface HouseholdPage extends HouseholdFilter {
  /** The number after which the page begins; from a page's `next`. */
  readonly after?: string;
  readonly limit: number;
}

export interface ListedHousehold {
  readonly id: string;
  readonly no: string;
  readonly region: string;
  readonly township: string;
  readonly village: string;
  readonly headName: string;
  /** Masked. */
  readonly phone: string | null;
  readonly members: number;
  readonly category: string | null;
  readonly relief: string;
  readonly housing: string | null;
  readonly safeWater: boolean | null;
  readonly conduct: string;
  readonly risk: Risk | null;
  /** Newest income year and its net income, fen per head, rounded half away from zero; null where none is known. */
  readonly incomeYear: number | null;
  readonly netPerHeadFen: number | null;
}

export interface HouseholdList {
  readonly households: ListedHousehold[];
  /** Cursor of the next page, or null on the last. */
  readonly next: string | null;
  /** Households that match; exact up to `COUNTED`, and always for a region alone. */
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Matches that are not gathered are counted up to here; more are "more than". */
export const COUNTED = 10_000;
const LAST_CHARACTER = '\u{10FFFF}';
/** What is searched as a household number, or the beginning of one. */
const NUMBER = /^[\dA-Z-]+$/i;

type Condition = RawBuilder<unknown>;

/** Conditions of a filter over `households.household h`. */
export function conditions(scope: Scope, sealed: SealedFields, filter: HouseholdFilter): Condition[] {
  const all: Condition[] = [sql`h.county = ${scope.county}`];
  const region = regionWithin(scope, filter.region);
  if (region === null) return [sql`false`];
  if (region !== '' && region !== scope.county)
    all.push(sql`h.region >= ${region} and h.region < ${successor(region)}`);
  if (filter.category !== undefined) all.push(sql`h.category = ${filter.category} and h.category <> '一般农户'`);
  if (filter.category === '一般农户') all[all.length - 1] = sql`h.category = '一般农户'`;
  if (filter.relief !== undefined)
    all.push(filter.relief === '无' ? sql`h.relief = '无'` : sql`h.relief = ${filter.relief} and h.relief <> '无'`);
  if (filter.unsafeHousing === true) all.push(sql`h.housing_grade in ('C', 'D')`);
  if (filter.unsafeWater === true) all.push(sql`not h.safe_water`);
  if (filter.conduct !== undefined)
    all.push(
      filter.conduct === '无' ? sql`h.conduct = '无'` : sql`h.conduct = ${filter.conduct} and h.conduct <> '无'`,
    );
  if (filter.onlineUnwilling === true) all.push(sql`h.online_unwilling`);
  if (filter.risk !== undefined) {
    // Nearly every household is at low risk: asked of each on the way, not gathered.
    all.push(
      filter.risk === '低'
        ? sql`exists (select 1 from households.standing s where s.county = h.county and s.household_id = h.id and s.risk = '低')`
        : sql`h.id in (select s.household_id from households.standing s where s.county = ${scope.county} and s.risk = ${filter.risk})`,
    );
  }
  const q = normaliseName(filter.q ?? '');
  if (q !== '') all.push(search(scope, sealed, q));
  return all;
}

/** The narrower of what is asked for and what the actor sees, '' for who sees none by region; null where they do not meet. */
function regionWithin(scope: Scope, asked: string | undefined): string | null {
  if (asked === undefined || scope.region === '') return scope.region;
  if (asked.startsWith(scope.region)) return asked;
  return scope.region.startsWith(asked) ? scope.region : null;
}

/** The first code after all that begin with this one: digits only, so that it holds under any collation. */
function successor(region: string): string {
  return String(BigInt(region) + 1n);
}

function search(scope: Scope, sealed: SealedFields, q: string): Condition {
  const { county } = scope;
  const identity = parseIdentityNumber(q);
  if (identity.ok) {
    const index = sealed.blindIndex(county, 'id', identity.value.number);
    return sql`h.id in (select p.household_id from households.person p where p.county = ${county} and p.id_index = ${index} and p.left_on is null)`;
  }
  const upTo = q + LAST_CHARACTER;
  if (NUMBER.test(q))
    return sql`h.no collate "C" >= ${q.toUpperCase()} and h.no collate "C" < ${q.toUpperCase() + LAST_CHARACTER}`;
  // A surname alone would be a tenth of all members: it is looked for among heads.
  if ([...q].length === 1) return sql`h.head_name collate "C" >= ${q} and h.head_name collate "C" < ${upTo}`;
  return sql`h.id in (select p.household_id from households.person p
    where p.county = ${county} and p.name collate "C" >= ${q} and p.name collate "C" < ${upTo} and p.left_on is null)`;
}

interface StoredRow {
  id: string;
  no: string;
  region: string;
  township: string | null;
  village: string | null;
  head_name: string;
  phone_sealed: string | null;
  members: number;
  category: string | null;
  relief: string;
  housing_grade: string | null;
  safe_water: boolean | null;
  conduct: string;
  risk: Risk | null;
  year: number | null;
  net_per_head: bigint | null;
  /** All that match, where they were gathered. */
  matches: bigint | null;
}

/** Filters that one index gives in the order of numbers, or that nearly every household meets. */
const IN_ORDER = ['category', 'relief', 'unsafeHousing', 'unsafeWater', 'conduct', 'onlineUnwilling'] as const;

/**
 * How a page is found. `walk`: along an index in the order of numbers, until the page is full. `gather`: all that match,
 * then put in order; for what no index has in that order. Left to itself the planner walks for those too, and where the
 * matches stand at the county's far end, or are none, it walks through the whole county.
 */
function way({ q, risk, ...filter }: HouseholdFilter, region: string, county: string): 'walk' | 'gather' {
  if (region !== county || (risk !== undefined && risk !== '低')) return 'gather';
  const rare = IN_ORDER.filter(
    (name) => ![undefined, false, '无', '一般农户'].includes(filter[name] as string | boolean | undefined),
  );
  const searched = normaliseName(q ?? '');
  if (searched !== '') return NUMBER.test(searched) && rare.length === 0 ? 'walk' : 'gather';
  return rare.length > 1 || (rare.length === 1 && rare[0] === 'unsafeHousing') ? 'gather' : 'walk';
}

export async function listHouseholds(
  tx: Tx,
  scope: Scope,
  sealed: SealedFields,
  page: HouseholdPage,
): Promise<HouseholdList> {
  const region = regionWithin(scope, page.region);
  if (region === null) return { households: [], next: null, total: 0, totalIsExact: true };
  const where = sql.join(conditions(scope, sealed, page), sql` and `);
  const gathered = way(page, region, scope.county) === 'gather';
  // A number is searched in the order of its own index; both orders agree within what is searched.
  const no = NUMBER.test(normaliseName(page.q ?? '')) ? sql`h.no collate "C"` : sql`h.no`;
  const after = page.after === undefined ? sql`true` : sql`${no} > ${page.after}`;
  const matched = gathered
    ? sql`matched as materialized (select h.id, h.no from households.household h where ${where}),
        page as (select h.id from matched h where ${after} order by ${no} limit ${page.limit + 1})`
    : sql`page as (select h.id from households.household h where ${where} and ${after} order by ${no} limit ${page.limit + 1})`;
  const { rows } = await sql<StoredRow>`with ${matched}
    select h.id, h.no, h.region, t.name as township, v.name as village, h.head_name, h.phone_sealed, h.members, h.category, h.relief,
      h.housing_grade, h.safe_water, h.conduct, s.risk, i.year, round(i.net_fen::numeric / greatest(h.members, 1))::bigint as net_per_head,
      ${gathered ? sql`(select count(*) from matched)` : sql`null::bigint`} as matches
    from page join households.household h on h.county = ${scope.county} and h.id = page.id
    left join places.pub_division t on t.code = left(h.region, 9)
    left join places.pub_division v on v.code = h.region
    left join households.standing s on s.county = h.county and s.household_id = h.id
    left join lateral (select n.year, n.wage_fen + n.business_fen + n.property_fen + n.transfer_fen - n.expense_fen as net_fen
      from households.income n where n.county = h.county and n.household_id = h.id order by n.year desc limit 1) i on true
    order by ${no}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const more = rows.length > page.limit;
  const matches = rows[0]?.matches ?? null;
  return {
    households: shown.map((row) => present(row, (text) => sealed.open(scope.county, text))),
    next: more ? (shown.at(-1)?.no ?? null) : null,
    ...(matches === null
      ? await count(tx, scope, page, region, where)
      : { total: Number(matches), totalIsExact: true }),
  };
}

const present = (row: StoredRow, open: (sealed: string) => string): ListedHousehold => ({
  id: row.id,
  no: row.no,
  region: row.region,
  township: row.township ?? '',
  village: row.village ?? '',
  headName: row.head_name,
  phone: row.phone_sealed === null ? null : maskPhone(open(row.phone_sealed)),
  members: row.members,
  category: row.category,
  relief: row.relief,
  housing: row.housing_grade,
  safeWater: row.safe_water,
  conduct: row.conduct,
  risk: row.risk,
  incomeYear: row.year,
  netPerHeadFen: row.net_per_head === null ? null : Number(row.net_per_head),
});

async function count(
  tx: Tx,
  scope: Scope,
  page: HouseholdPage,
  region: string,
  where: Condition,
): Promise<{ total: number; totalIsExact: boolean }> {
  const { q, region: _region, after: _after, limit: _limit, ...filters } = page;
  const regionOnly =
    (q ?? '') === '' && Object.values(filters).every((value) => value === undefined || value === false);
  if (regionOnly && region !== '') {
    const { rows } = await sql<{ n: bigint | null }>`select sum(households)::bigint as n from households.village_tally
      where county = ${scope.county} and region >= ${region} and region < ${successor(region)}`.execute(tx);
    return { total: Number(rows[0]?.n ?? 0n), totalIsExact: true };
  }
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from
    (select 1 from households.household h where ${where} limit ${COUNTED + 1}) matched`.execute(tx);
  const n = Number(rows[0]!.n);
  return { total: Math.min(n, COUNTED), totalIsExact: n <= COUNTED };
}
