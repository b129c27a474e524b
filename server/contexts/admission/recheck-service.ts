// The monthly re-check of every household within the actor's region: one set-based statement over the published table,
// agreeing with `recheckReasons` on each of them.

import { sql } from 'kysely';
import { FACT_FIELDS } from '../../../kernel/facts.ts';
import type { Scope } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import type { Outcome } from './domain/outcome.ts';
import type { RecheckWhy } from './domain/suggestion.ts';

export interface RecheckRow {
  readonly householdId: string;
  readonly region: string;
  /** The outcome that stands; null where nothing was decided. */
  readonly outcome: Outcome | null;
  readonly suggested: Outcome;
  readonly why: readonly RecheckWhy[];
}

export interface RecheckPage {
  readonly counts: Readonly<Record<RecheckWhy, number>>;
  /** In the order of household ids; the last one's id asks for the next page. */
  readonly households: readonly RecheckRow[];
}

interface Found {
  household_id: string;
  region: string;
  outcome: Outcome | null;
  suggested: Outcome;
  why: RecheckWhy[];
  not_decided: bigint;
  outcome_differs: bigint;
  correction_due: bigint;
}

// Conduct is judged as `judgedFacts` has it: a confirmed finding while its correction runs, none once it was passed.
const JUDGED = FACT_FIELDS.map(({ column }) =>
  column === 'conduct'
    ? `case when c.state in ('education', 'running') then c.kind when c.state = 'passed' then '无' else p.conduct end as conduct`
    : `p.${column}`,
).join(', ');

/** The rows that the table judges for a whole county at once; alias `f`. */
export const POPULATION = `(select p.county, p.household_id, p.region, ${JUDGED}
  from monitoring.pub_facts p
  left join (select distinct on (county, household_id) county, household_id, kind, state from admission.correction
      order by county, household_id, (state in ('education', 'running')) desc, created_at desc, id desc) c
    on c.county = p.county and c.household_id = p.household_id) f`;

export function recheckService({ database, businessDate, compiled }: AdmissionDependencies) {
  /**
   * Households to look at again. Those never decided are listed only while they have an open clue: a county decides on
   * whom it watches.
   */
  async function recheckCounty(
    scope: Scope,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<RecheckPage> {
    const today = await businessDate(scope.county);
    const table = await compiled(scope, 'admission', today);
    // The county is six digits (the scope's transaction checks it), so it may stand in the text.
    const hits = table.hitsSql({
      from: POPULATION,
      keys: ['county', 'household_id', 'region'],
      where: `f.county = '${scope.county}'`,
    });
    return await database.transaction(scope, async (tx) => {
      const { rows } = await sql<Found>`
        with judged as (${sql.raw(hits)}),
        looked as (
          select j.household_id, j.region, s.outcome, j.outcome as suggested,
            (s.decision_id is null) as not_decided,
            (s.decision_id is not null and j.outcome <> s.outcome and j.outcome <> s.suggested) as outcome_differs,
            (s.decision_id is not null and d.until is not null) as correction_due
          from judged j
          left join admission.pub_standing s on s.county = ${scope.county} and s.household_id = j.household_id
          left join admission.correction d
            on d.county = ${scope.county} and d.household_id = j.household_id and d.state = 'running' and d.until <= ${today}
          where s.decision_id is not null
            or exists (select 1 from monitoring.pub_clue k
                       where k.county = ${scope.county} and k.household_id = j.household_id and k.state = 'open')),
        due as (select * from looked where not_decided or outcome_differs or correction_due),
        counted as (select count(*) filter (where not_decided) as not_decided, count(*) filter (where outcome_differs) as outcome_differs,
            count(*) filter (where correction_due) as correction_due from due)
        select u.household_id, u.region, u.outcome, u.suggested, counted.*,
          array_remove(array[case when u.not_decided then 'not_decided' end, case when u.outcome_differs then 'outcome_differs' end,
            case when u.correction_due then 'correction_due' end], null) as why
        from counted left join (select * from due where ${page.after}::uuid is null or household_id > ${page.after}::uuid
          order by household_id limit ${page.limit}) u on true
        order by u.household_id`.execute(tx);
      const [first] = rows;
      if (first === undefined) throw new Error('counts come back whatever is found');
      return {
        counts: {
          not_decided: Number(first.not_decided),
          outcome_differs: Number(first.outcome_differs),
          correction_due: Number(first.correction_due),
        },
        households: rows
          .filter((row) => row.household_id !== null)
          .map(({ household_id, region, outcome, suggested, why }) => ({
            householdId: household_id,
            region,
            outcome,
            suggested,
            why,
          })),
      };
    });
  }

  return { recheckCounty };
}
