// What screens and other contexts read of monitoring: results, clues, one household's facts with their sources.

import { sql } from 'kysely';
import type { FactRow } from '../../../kernel/facts.ts';
import type { Tx } from '../../platform/database.ts';
import { type FunnelStep, factRowOf, type Tally } from './domain.ts';
import type { ScreeningVersions } from './screening.ts';

export interface ScreeningHead {
  readonly id: string;
  readonly asOf: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly actorName: string;
  readonly versions: ScreeningVersions;
  readonly households: number;
  readonly flagged: number;
  readonly cluesNew: number;
  readonly cluesKept: number;
  readonly cluesClosed: number;
  readonly byCause: Tally[];
  readonly byRule: Tally[];
  readonly byTownship: Tally[];
  readonly byCategory: Tally[];
  readonly funnel: FunnelStep[];
}

interface StoredScreening {
  id: string;
  as_of: string;
  started_at: Date;
  ended_at: Date;
  actor_name: string;
  versions: ScreeningVersions;
  households: number;
  flagged: number;
  clues_new: number;
  clues_kept: number;
  clues_closed: number;
  by_cause: Tally[];
  by_rule: Tally[];
  by_township: Tally[];
  by_category: Tally[];
  funnel: FunnelStep[];
}

/** Screenings, newest first. */
export async function listScreenings(tx: Tx, county: string, limit: number): Promise<ScreeningHead[]> {
  const { rows } =
    await sql<StoredScreening>`select * from monitoring.screening where county = ${county} order by ended_at desc limit ${limit}`.execute(
      tx,
    );
  return rows.map((r) => ({
    id: r.id,
    asOf: r.as_of,
    startedAt: r.started_at.toISOString(),
    endedAt: r.ended_at.toISOString(),
    actorName: r.actor_name,
    versions: r.versions,
    households: r.households,
    flagged: r.flagged,
    cluesNew: r.clues_new,
    cluesKept: r.clues_kept,
    cluesClosed: r.clues_closed,
    byCause: r.by_cause,
    byRule: r.by_rule,
    byTownship: r.by_township,
    byCategory: r.by_category,
    funnel: r.funnel,
  }));
}

export interface ClueReason {
  readonly table: string;
  readonly version: number;
  readonly rule: number;
  readonly code: string;
  readonly severity: number;
  readonly reason: string;
  readonly reasonEn: string;
}

export interface Clue {
  readonly id: string;
  readonly householdId: string;
  readonly no: string;
  readonly headName: string;
  readonly region: string;
  readonly cause: string;
  readonly category: string | null;
  readonly riskLevel: string;
  readonly state: string;
  readonly reasons: ClueReason[];
  readonly modelReasons: { topic: string; points: number }[];
  readonly score: number | null;
  readonly incomePerHeadFen: number;
  /** The monitoring line that the income was held against. */
  readonly lineFen: number;
  readonly openedAt: string;
  readonly seenAt: string;
  /** When a screening found nothing behind it any more; null while it is open. */
  readonly closedAt: string | null;
}

export interface ClueQuery {
  /** Closed ones too, with `any`; open ones alone when absent. */
  readonly state?: 'open' | 'any';
  /** The beginning of 户编号, or part of the head's name. */
  readonly q?: string;
  readonly region?: string;
  readonly cause?: string;
  /** Code of a rule among the clue's reasons. */
  readonly rule?: string;
  /** Opened at this instant or later (ISO). */
  readonly openedSince?: string;
  readonly riskLevel?: string;
  readonly category?: string;
  readonly householdId?: string;
  readonly limit: number;
  readonly offset: number;
}

interface StoredClue {
  id: string;
  household_id: string;
  no: string;
  head_name: string;
  region: string;
  cause: string;
  category: string | null;
  risk_level: string;
  state: string;
  reasons: ClueReason[];
  model_reasons: { topic: string; points: number }[];
  score: string | null;
  income_per_head_fen: bigint;
  line_fen: bigint;
  opened_at: Date;
  seen_at: Date;
  closed_at: Date | null;
}

const LEVEL_ORDER = sql.raw(`case a.risk_level when '高' then 0 when '中' then 1 else 2 end`);

/** Open clues by risk level, then by score: the gravest first; the same filter always in the same order. */
export async function listClues(tx: Tx, county: string, query: ClueQuery): Promise<{ total: number; clues: Clue[] }> {
  const where = sql`k.county = ${county} and (${query.state === 'any'} or k.state = 'open')
    and (${query.region ?? null}::text is null or k.region like ${`${query.region ?? ''}%`})
    and (${query.cause ?? null}::text is null or k.cause = ${query.cause ?? null})
    and (${query.category ?? null}::text is null or k.category = ${query.category ?? null})
    and (${query.riskLevel ?? null}::text is null or a.risk_level = ${query.riskLevel ?? null})
    and (${query.rule ?? null}::text is null or k.reasons @> jsonb_build_array(jsonb_build_object('code', ${query.rule ?? null}::text)))
    and (${query.openedSince ?? null}::timestamptz is null or k.opened_at >= ${query.openedSince ?? null}::timestamptz)
    and (${query.q ?? null}::text is null or h.no like ${`${likeText(query.q)}%`} or h.head_name like ${`%${likeText(query.q)}%`})
    and (${query.householdId ?? null}::uuid is null or k.household_id = ${query.householdId ?? null}::uuid)`;
  const from = sql`from monitoring.clue k
    join monitoring.assessment a on a.county = k.county and a.household_id = k.household_id
    join monitoring.facts f on f.county = k.county and f.household_id = k.household_id
    join households.pub_household h on h.county = k.county and h.id = k.household_id`;
  const {
    rows: [counted],
  } = await sql<{ n: bigint }>`select count(*) as n ${from} where ${where}`.execute(tx);
  const { rows } =
    await sql<StoredClue>`select k.id, k.household_id, h.no, h.head_name, k.region, k.cause, k.category, a.risk_level, k.state, k.reasons,
      k.model_reasons, k.score, f.income_per_head_fen, f.line_fen, k.opened_at, k.seen_at, k.closed_at
    ${from} where ${where} order by ${LEVEL_ORDER}, k.score desc nulls last, k.household_id, k.cause limit ${query.limit} offset ${query.offset}`.execute(
      tx,
    );
  return { total: Number(counted!.n), clues: rows.map(presentClue) };
}

/** A text in which LIKE finds nothing but itself. */
function likeText(text = ''): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** Open clues and the households that have them, by one key. */
export interface ClueTally {
  readonly key: string;
  readonly clues: number;
  readonly households: number;
}

export interface ClueCounts {
  readonly clues: number;
  readonly households: number;
  readonly byLevel: ClueTally[];
  readonly byCause: ClueTally[];
  readonly byCategory: ClueTally[];
  /** By the divisions one level below the place asked for: townships of a county, villages of a township. */
  readonly byPlace: ClueTally[];
}

/** Counts of open clues within `region` (6, 9 or 12 digits), the largest first within each key. */
export async function countClues(tx: Tx, county: string, region: string): Promise<ClueCounts> {
  const below = region.length < 9 ? 9 : 12;
  const { rows } = await sql<{ part: string; key: string; clues: bigint; households: bigint }>`
    with open as (
      select k.household_id, k.cause, k.category, a.risk_level, substr(k.region, 1, ${below}::integer) as place
      from monitoring.clue k
      join monitoring.assessment a on a.county = k.county and a.household_id = k.household_id
      where k.county = ${county} and k.state = 'open' and k.region like ${`${region}%`})
    select g.part, g.key, count(*) as clues, count(distinct household_id) as households
    from open cross join lateral (values ('all', ''), ('level', risk_level), ('cause', cause), ('category', category),
      ('place', place)) as g (part, key)
    where g.key is not null group by g.part, g.key order by clues desc, g.key`.execute(tx);
  const part = (name: string): ClueTally[] =>
    rows
      .filter((r) => r.part === name)
      .map((r) => ({ key: r.key, clues: Number(r.clues), households: Number(r.households) }));
  const all = part('all')[0];
  return {
    clues: all?.clues ?? 0,
    households: all?.households ?? 0,
    byLevel: part('level'),
    byCause: part('cause'),
    byCategory: part('category'),
    byPlace: part('place'),
  };
}

function presentClue(r: StoredClue): Clue {
  return {
    id: r.id,
    householdId: r.household_id,
    no: r.no,
    headName: r.head_name,
    region: r.region,
    cause: r.cause,
    category: r.category,
    riskLevel: r.risk_level,
    state: r.state,
    reasons: r.reasons,
    modelReasons: r.model_reasons.map((m) => ({ topic: m.topic, points: Number(m.points) })),
    score: r.score === null ? null : Number(r.score),
    incomePerHeadFen: Number(r.income_per_head_fen),
    lineFen: Number(r.line_fen),
    openedAt: r.opened_at.toISOString(),
    seenAt: r.seen_at.toISOString(),
    closedAt: r.closed_at?.toISOString() ?? null,
  };
}

export interface HouseholdFacts {
  readonly householdId: string;
  readonly region: string;
  readonly asOf: string;
  /** The day whose rules made the assessment; null while there is none. */
  readonly rulesOn: string | null;
  readonly incomeYear: number;
  readonly row: FactRow;
  readonly assessment: {
    readonly score: number | null;
    readonly quantile: number | null;
    readonly riskLevel: string;
    readonly category: string | null;
    readonly rules: string[];
    readonly causes: string[];
    readonly clue: boolean;
  } | null;
}

/** One household's fact row and standing assessment; null when it has none (or is out of scope). */
export async function findFacts(tx: Tx, county: string, householdId: string): Promise<HouseholdFacts | null> {
  const { rows } = await sql<
    Record<string, unknown> &
      StoredAssessment & {
        region: string;
        as_of: string;
        income_year: number;
        rules_on: string | null;
      }
  >`
    select f.*, a.household_id as assessed, a.score, a.score_quantile, a.risk_level, a.category, a.rules, a.causes, a.clue,
      coalesce(s.rules_on, s.as_of) as rules_on
    from monitoring.facts f left join monitoring.assessment a on a.county = f.county and a.household_id = f.household_id
    left join monitoring.screening s on s.county = a.county and s.id = a.screening_id
    where f.county = ${county} and f.household_id = ${householdId}`.execute(tx);
  const r = rows[0];
  if (r === undefined) return null;
  return {
    householdId,
    region: r.region,
    asOf: r.as_of,
    rulesOn: r.rules_on,
    incomeYear: r.income_year,
    row: factRowOf(r),
    assessment:
      r.assessed === null
        ? null
        : {
            score: r.score === null ? null : Number(r.score),
            quantile: r.score_quantile === null ? null : Number(r.score_quantile),
            riskLevel: r.risk_level,
            category: r.category,
            rules: r.rules,
            causes: r.causes,
            clue: r.clue,
          },
  };
}

interface StoredAssessment {
  assessed: string | null;
  score: string | null;
  score_quantile: string | null;
  risk_level: string;
  category: string | null;
  rules: string[];
  causes: string[];
  clue: boolean;
}

/** Every household of the county as the newest screening sees it, in the order of 户编号: the command line's CSV. */
export async function* exportAssessments(
  page: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  county: string,
  size = 20_000,
): AsyncGenerator<AssessmentRow[]> {
  let after = '';
  for (;;) {
    const rows = await page(
      async (tx) =>
        (
          await sql<AssessmentRow>`
      select f.no, a.score, a.clue, a.causes, a.rules, a.category, f.income_per_head_fen from monitoring.facts f
      join monitoring.assessment a on a.county = f.county and a.household_id = f.household_id
      where f.county = ${county} and f.no > ${after} order by f.no limit ${size}`.execute(tx)
        ).rows,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    after = rows.at(-1)!.no;
  }
}

export interface AssessmentRow {
  readonly no: string;
  readonly score: string | null;
  readonly clue: boolean;
  readonly causes: string[];
  readonly rules: string[];
  readonly category: string | null;
  readonly income_per_head_fen: bigint;
}

/** The village with the most open clues, and its household with the highest score; null while there are no clues. */
export async function busiestVillage(tx: Tx, county: string): Promise<{ region: string; householdId: string } | null> {
  const { rows } = await sql<{ region: string; householdId: string }>`
    select region, (array_agg(household_id order by score desc nulls last, household_id))[1] as "householdId" from monitoring.clue
    where county = ${county} and state = 'open' group by region order by count(*) desc, region limit 1`.execute(tx);
  return rows[0] ?? null;
}
