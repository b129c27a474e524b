// Plans that are kept: one open at a time for a household.

import { sql } from 'kysely';
import type { Scope, Tx } from '../../platform/database.ts';
import type { PlanState } from './domain/admittance.ts';
import type { RawNeed } from './domain/need.ts';
import type { Plan } from './domain/plan.ts';
import type { Drawn } from './planning-service.ts';

export interface KeptPlan {
  readonly id: string;
  readonly householdId: string;
  readonly state: PlanState;
  /** The admission that it rests on. */
  readonly decisionId: string;
  readonly needs: readonly RawNeed[];
  /** Declared with the needs, yuan as written; null where none were. */
  readonly savingsYuan: string | null;
  readonly factsAsOf: string;
  readonly plan: Plan;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly agreedBy: string | null;
  readonly agreedAt: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
}

interface PlanRow {
  id: string;
  household_id: string;
  state: PlanState;
  decision_id: string;
  needs: RawNeed[];
  savings_yuan: string | null;
  facts_as_of: string;
  plan: Plan;
  opened_by_name: string;
  opened_at: Date;
  agreed_by: string | null;
  agreed_at: Date | null;
  closed_by_name: string | null;
  closed_at: Date | null;
  close_reason: string | null;
}

const PLAN = sql`id, household_id, state, decision_id, needs, savings_yuan, facts_as_of, plan, opened_by_name, opened_at, agreed_by, agreed_at,
  closed_by_name, closed_at, close_reason`;

function planOf(row: PlanRow): KeptPlan {
  return {
    id: row.id,
    householdId: row.household_id,
    state: row.state,
    decisionId: row.decision_id,
    needs: row.needs,
    savingsYuan: row.savings_yuan,
    factsAsOf: row.facts_as_of,
    plan: row.plan,
    openedBy: row.opened_by_name,
    openedAt: row.opened_at.toISOString(),
    agreedBy: row.agreed_by,
    agreedAt: row.agreed_at?.toISOString() ?? null,
    closedBy: row.closed_by_name,
    closedAt: row.closed_at?.toISOString() ?? null,
    closeReason: row.close_reason,
  };
}

/** The household's plans, newest first. */
export async function plansOf(tx: Tx, county: string, householdId: string): Promise<KeptPlan[]> {
  const { rows } = await sql<PlanRow>`select ${PLAN} from financing.plan
    where county = ${county} and household_id = ${householdId} order by opened_at desc, id desc`.execute(tx);
  return rows.map(planOf);
}

/** The plan, locked; null when it is not within the scope. */
export async function planForUpdate(tx: Tx, county: string, id: string): Promise<KeptPlan | null> {
  const { rows } =
    await sql<PlanRow>`select ${PLAN} from financing.plan where county = ${county} and id = ${id} for update`.execute(
      tx,
    );
  return rows[0] === undefined ? null : planOf(rows[0]);
}

/** False when the household has an open plan already. */
export async function insertPlan(
  tx: Tx,
  scope: Scope,
  household: { readonly id: string; readonly region: string },
  kept: {
    readonly id: string;
    readonly decisionId: string;
    readonly needs: readonly RawNeed[];
    readonly savingsYuan: string | null;
    readonly at: Date;
    readonly businessDate: string;
  },
  { plan, facts, factsAsOf, ruleVersions }: Drawn,
): Promise<boolean> {
  const { county, actor } = scope;
  const inserted = await sql`
    insert into financing.plan (county, id, household_id, region, state, decision_id, outcome, asked_fen, funded_fen, debt_fen,
      affordable_fen, mode, needs, savings_yuan, facts, facts_as_of, rule_versions, plan, opened_by, opened_by_name, opened_at, business_date)
    values (${county}, ${kept.id}, ${household.id}, ${household.region}, 'draft', ${kept.decisionId}, ${plan.outcome}, ${plan.askedFen},
      ${plan.fundedFen}, ${plan.debtFen}, ${plan.affordable.amountFen}, ${plan.mode}, ${JSON.stringify(kept.needs)}::jsonb, ${kept.savingsYuan},
      ${JSON.stringify(facts)}::jsonb, ${factsAsOf}, ${JSON.stringify(ruleVersions)}::jsonb, ${JSON.stringify(plan)}::jsonb,
      ${actor.id}, ${actor.name}, ${kept.at}, ${kept.businessDate})
    on conflict (county, household_id) where state in ('draft', 'agreed') do nothing`.execute(tx);
  if (inserted.numAffectedRows !== 1n) return false;
  const { items } = plan;
  await sql`
    insert into financing.plan_need (county, plan_id, n, household_id, region, purpose, asked_fen, funded_fen, needed_on, months_occupied,
      channel, mode, product, months, rate_bp, method)
    select ${county}, ${kept.id}, u.n, ${household.id}, ${household.region}, u.purpose, u.asked, u.funded, u.needed_on, u.occupied, u.channel,
      u.mode, u.product, u.months, u.rate, u.method
    from unnest(${items.map((_, index) => index + 1)}::int[], ${items.map((item) => item.purpose)}::text[],
      ${items.map((item) => item.askedFen)}::bigint[], ${items.map((item) => item.fundedFen)}::bigint[],
      ${items.map((item) => item.neededOn)}::date[], ${items.map((item) => item.monthsOccupied)}::int[],
      ${items.map((item) => item.channel)}::text[], ${items.map((item) => item.mode)}::int[],
      ${items.map((item) => item.product?.code ?? null)}::text[], ${items.map((item) => item.loan?.months ?? null)}::int[],
      ${items.map((item) => item.loan?.rateBp ?? null)}::int[], ${items.map((item) => item.loan?.method ?? null)}::text[])
      as u (n, purpose, asked, funded, needed_on, occupied, channel, mode, product, months, rate, method)
    on conflict (county, plan_id, n) do nothing`.execute(tx);
  return true;
}

export async function setAgreed(tx: Tx, scope: Scope, id: string, agreedBy: string, at: Date): Promise<void> {
  await sql`update financing.plan set state = 'agreed', agreed_by = ${agreedBy}, agreed_recorder = ${scope.actor.id}, agreed_at = ${at}
    where county = ${scope.county} and id = ${id}`.execute(tx);
}

export async function setClosed(tx: Tx, scope: Scope, id: string, reason: string, at: Date): Promise<void> {
  await sql`update financing.plan set state = 'closed', closed_by_name = ${scope.actor.name}, closed_at = ${at}, close_reason = ${reason}
    where county = ${scope.county} and id = ${id}`.execute(tx);
}
