// The list that officers work from: households with the decision that stands, or with an open clue and no decision,
// each beside what the published table says of it today. One statement for a page and its counts.

import { sql } from 'kysely';
import type { Scope } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { ATTENTIONS, type Attention } from './domain/attention.ts';
import { OUTCOMES, type Outcome } from './domain/outcome.ts';
import { POPULATION } from './recheck-service.ts';

export interface StandingFilter {
  /** Division code of 6, 9 or 12 digits within the actor's region; null for all of it. */
  readonly region: string | null;
  /** The outcome that stands; `none` for households never decided. */
  readonly outcome: Outcome | 'none' | null;
  readonly suggested: Outcome | null;
  readonly attention: Attention | null;
  /** Part of the head's name, or the beginning of the household's number. */
  readonly q: string | null;
  readonly limit: number;
  readonly offset: number;
}

export interface StandingRow {
  readonly householdId: string;
  readonly no: string;
  readonly headName: string;
  readonly members: number;
  readonly region: string;
  readonly outcome: Outcome | null;
  readonly suggested: Outcome;
  readonly decidedAt: string | null;
  readonly correctionUntil: string | null;
  /** Causes of the open clues. */
  readonly causes: readonly string[];
  readonly attention: readonly Attention[];
}

export interface StandingList {
  readonly total: number;
  /** Of the place, whatever else is filtered. */
  readonly counts: {
    readonly outcomes: Readonly<Record<Outcome | 'none', number>>;
    readonly attention: Readonly<Record<Attention, number>>;
  };
  readonly households: readonly StandingRow[];
}

interface Found {
  total: bigint;
  outcomes: Record<string, number> | null;
  attentions: Record<string, number> | null;
  household_id: string;
  no: string;
  head_name: string;
  members: number;
  region: string;
  outcome: Outcome | null;
  suggested: Outcome;
  decided_at: Date | null;
  correction_until: string | null;
  causes: string[] | null;
  attention: Attention[];
}

const DIVISION = /^\d{6}(\d{3}(\d{3})?)?$/;

export function standingsService({ database, businessDate, compiled, household, supervisors }: AdmissionDependencies) {
  /** Those that ask for attention first, then by village and number. */
  async function listStandings(scope: Scope, filter: StandingFilter): Promise<StandingList> {
    const today = await businessDate(scope.county);
    const table = await compiled(scope, 'admission', today);
    const place = filter.region !== null && DIVISION.test(filter.region) ? filter.region : scope.county;
    // County and place are digits only, so they may stand in the text.
    const hits = table.hitsSql({
      from: POPULATION,
      keys: ['county', 'household_id', 'region'],
      where: `f.county = '${scope.county}' and f.region like '${place}%'`,
    });
    return await database.transaction(scope, async (tx) => {
      // Each part is read once and then joined; left to itself, the planner of a table not yet analysed reads the views
      // again for every household.
      const { rows } = await sql<Found>`
        with judged as materialized (${sql.raw(hits)}),
        stood as materialized (select * from admission.pub_standing where county = ${scope.county}),
        clued as materialized (select household_id, array_agg(distinct cause order by cause) as causes
          from monitoring.pub_clue where county = ${scope.county} and state = 'open' group by household_id),
        due as materialized (select household_id from admission.correction
          where county = ${scope.county} and state = 'running' and until <= ${today}),
        appealed as materialized (select household_id from admission.appeal
          where county = ${scope.county} and state = 'open'),
        looked as materialized (
          select j.household_id, j.region, s.outcome, j.outcome as suggested, s.decided_at, s.correction_until, k.causes,
            array_remove(array[
              case when a.household_id is not null then 'appeal_open' end,
              case when d.household_id is not null and s.decision_id is not null then 'correction_due' end,
              case when j.outcome <> s.outcome and j.outcome <> s.suggested then 'outcome_differs' end,
              case when s.decision_id is null then 'not_decided' end], null) as attention
          from judged j
          left join stood s on s.household_id = j.household_id
          left join clued k on k.household_id = j.household_id
          left join due d on d.household_id = j.household_id
          left join appealed a on a.household_id = j.household_id
          where s.decision_id is not null or k.causes is not null),
        named as materialized (
          select l.*, h.no, h.head_name, h.members
          from looked l join households.pub_household h on h.county = ${scope.county} and h.id = l.household_id),
        chosen as materialized (
          select * from named
          where (${filter.outcome}::text is null or coalesce(outcome, 'none') = ${filter.outcome})
            and (${filter.suggested}::text is null or suggested = ${filter.suggested})
            and (${filter.attention}::text is null or ${filter.attention} = any (attention))
            and (${filter.q}::text is null or strpos(head_name, ${filter.q}) > 0 or starts_with(no, ${filter.q}))),
        counted as (select (select count(*) from chosen) as total,
          (select jsonb_object_agg(outcome, n) from (select coalesce(outcome, 'none') as outcome, count(*) as n
             from named group by 1) o) as outcomes,
          (select jsonb_object_agg(attention, n) from (select unnest(attention) as attention, count(*) as n
             from named group by 1) t) as attentions)
        select counted.*, page.* from counted left join (
          select * from chosen order by (attention = '{}'), region, no, household_id
          limit ${filter.limit} offset ${filter.offset}) page on true
        order by (page.attention = '{}'), page.region, page.no, page.household_id`.execute(tx);
      const [first] = rows;
      if (first === undefined) throw new Error('counts come back whatever is found');
      return {
        total: Number(first.total),
        counts: {
          outcomes: tally([...OUTCOMES, 'none'] as const, first.outcomes),
          attention: tally(ATTENTIONS, first.attentions),
        },
        households: rows.filter((row) => row.household_id !== null).map(presented),
      };
    });
  }

  /** Who may be named supervisor of this household's correction; null when the household is not within the scope. */
  async function listSupervisors(scope: Scope, householdId: string) {
    const found = await household(scope, householdId);
    return found === null ? null : await supervisors(scope, found.region);
  }

  return { listStandings, listSupervisors };
}

function presented(row: Found): StandingRow {
  return {
    householdId: row.household_id,
    no: row.no,
    headName: row.head_name,
    members: row.members,
    region: row.region,
    outcome: row.outcome,
    suggested: row.suggested,
    decidedAt: row.decided_at?.toISOString() ?? null,
    correctionUntil: row.correction_until,
    causes: row.causes ?? [],
    attention: row.attention,
  };
}

function tally<Name extends string>(
  names: readonly Name[],
  found: Readonly<Record<string, number>> | null,
): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, Number(found?.[name] ?? 0)])) as Record<Name, number>;
}
