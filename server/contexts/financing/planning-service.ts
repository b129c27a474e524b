// Drawing plans without keeping them: on the facts as they are, and on facts that are only supposed.

import type { IsoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import { type Fen, parseYuan } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TableVersion } from '../../../kernel/trace.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { Standing, Suggestion } from '../admission/index.ts';
import type { FinancingDependencies } from './dependencies.ts';
import { type AdmittanceRefusal, checkAdmittance } from './domain/admittance.ts';
import { assume } from './domain/assumptions.ts';
import { needRow, readRoute, withinOutcome } from './domain/channel.ts';
import { type Figure1, type TracedDecision, traceFigure1 } from './domain/figure1.ts';
import { type Need, type NeedRefusal, type RawNeed, readNeeds } from './domain/need.ts';
import { drawPlan, type Plan, type RoutedNeed } from './domain/plan.ts';
import { isStarter, type Product } from './domain/product.ts';
import { type SupposedFacts, type SupposedRefusal, suppose } from './domain/supposed.ts';
import { medianSelfPay, products } from './reads.ts';

export type LoadRefusal = 'household_unknown' | 'facts_missing' | 'no_suggestion';
export type PlanRefusal = LoadRefusal | AdmittanceRefusal | NeedRefusal | 'savings_invalid' | 'no_route';

export interface PlanRequest {
  readonly householdId: string;
  readonly needs: readonly RawNeed[];
  /** Cash at hand as declared; assumed when absent. */
  readonly savingsYuan?: number | string | null;
}

/** A plan with what it was made from. */
export interface Drawn {
  readonly plan: Plan;
  readonly facts: FactRow;
  readonly factsAsOf: string;
  readonly standing: Standing | null;
  readonly ruleVersions: readonly TableVersion[];
}

export interface WhatIf {
  readonly outcome: string;
  readonly reasons: TracedDecision['reasons'];
  readonly clause: string;
  readonly figure1: Figure1;
  /** Null where the supposed facts leave no plan; `refused` says why. */
  readonly plan: Plan | null;
  readonly refused: AdmittanceRefusal | null;
}

export function planningService(dependencies: FinancingDependencies) {
  const { database, businessDate, household, admission, evaluate, parameters } = dependencies;

  async function route(scope: Scope, needs: readonly Need[], row: FactRow, outcome: string, on: IsoDate) {
    const routed: RoutedNeed[] = [];
    const versions = new Map<string, TableVersion>();
    for (const need of needs) {
      const evaluation = await evaluate(scope, 'path', needRow(need, { startup: isStarter(row) }), on);
      const read = readRoute(evaluation.outputs);
      if (!read.ok) return refuse('no_route' as const, { need: need.id.slice(1) });
      versions.set(`${evaluation.version.table}@${evaluation.version.version}`, evaluation.version);
      const { table, version, validFrom } = evaluation.version;
      const decidedBy = { table, version, validFrom };
      routed.push({ need, route: withinOutcome(read.value, outcome), trace: evaluation.trace, decidedBy });
    }
    return ok({ routed, versions: [...versions.values()] });
  }

  function decisionOf(standing: Standing | null, suggestion: Suggestion): TracedDecision {
    if (standing === null || standing.outcome === suggestion.outcome) return suggestion;
    return {
      outcome: standing.outcome,
      reasons: [{ zh: standing.reason, en: standing.reason }],
      clause: standing.clause,
    };
  }

  async function catalogue(
    tx: Tx,
    scope: Scope,
    on: IsoDate,
  ): Promise<{ readonly offered: Product[]; readonly assumptions: ReturnType<typeof assume> }> {
    const given = await parameters({ ...scope, tx }, on);
    return { offered: await products(tx, on, given), assumptions: assume(given, await medianSelfPay(tx, scope)) };
  }

  function savingsOf(declared: PlanRequest['savingsYuan']): Result<Fen | null, 'savings_invalid'> {
    if (declared === undefined || declared === null) return ok(null);
    const read = parseYuan(String(declared));
    return read.ok && read.value >= 0n ? ok(read.value) : refuse('savings_invalid');
  }

  /**
   * Draws a plan inside the caller’s transaction. `kept` asks for a decision that admits.
   */
  async function draw(scope: Scope, tx: Tx, request: PlanRequest, kept: boolean): Promise<Result<Drawn, PlanRefusal>> {
    const inside = { ...scope, tx };
    const suggested = await admission.suggestAdmission(inside, request.householdId);
    if (!suggested.ok) return suggested;
    const suggestion = suggested.value;
    const standing = await admission.standing(inside, request.householdId);
    const decision = decisionOf(standing, suggestion);
    const admitted = checkAdmittance({ outcome: decision.outcome, decided: standing !== null }, kept);
    if (!admitted.ok) return admitted;
    const today = await businessDate(scope.county);
    const needs = readNeeds(request.needs, today);
    if (!needs.ok) return needs;
    const savings = savingsOf(request.savingsYuan);
    if (!savings.ok) return savings;
    const routes = await route(inside, needs.value, suggestion.facts, decision.outcome, today);
    if (!routes.ok) return routes;
    const { offered, assumptions } = await catalogue(tx, scope, today);
    const plan = drawPlan({
      row: suggestion.facts,
      decision,
      needs: routes.value.routed,
      products: offered,
      assumptions,
      savings: savings.value,
      today,
    });
    return ok({
      plan,
      facts: suggestion.facts,
      factsAsOf: suggestion.factsAsOf,
      standing,
      ruleVersions: [suggestion.ruleVersion, ...routes.value.versions],
    });
  }

  /**
   * The plan for these needs, not kept. Rests on the decision that stands, else on the suggestion. Refuses
   * `household_unknown`, `facts_missing`, `no_suggestion`, `not_admitted_relief`, `in_correction`, then as
   * `NEED_REFUSALS`, `savings_invalid`, `no_route`.
   */
  async function suggestPlan(scope: Scope, request: PlanRequest): Promise<Result<Plan, PlanRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const drawn = await draw(scope, tx, request, false);
      return drawn.ok ? ok(drawn.value.plan) : drawn;
    });
  }

  /**
   * Where the way would lead if some facts were otherwise; nothing is kept. With no fact changed it is the way as it
   * stands. Refuses `household_unknown`, `facts_missing`, `no_suggestion`, `unknown_fact`, `fact_value_invalid`, then as
   * `NEED_REFUSALS`, `savings_invalid`, `no_route`.
   */
  async function whatIf(
    scope: Scope,
    request: PlanRequest & { readonly facts: SupposedFacts },
  ): Promise<Result<WhatIf, PlanRefusal | SupposedRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const inside = { ...scope, tx };
      if ((await household(inside, request.householdId)) === null) return refuse('household_unknown');
      const onFile = await admission.suggestAdmission(inside, request.householdId);
      if (!onFile.ok) return onFile;
      const supposed = suppose(onFile.value.facts, request.facts);
      if (!supposed.ok) return supposed;
      const changed = Object.keys(request.facts).length > 0;
      const suggestion = changed ? await admission.suggestFor(inside, supposed.value, onFile.value.factsAsOf) : onFile;
      if (!suggestion.ok) return suggestion;
      const standing = changed ? null : await admission.standing(inside, request.householdId);
      return await wayOf(inside, tx, request, supposed.value, decisionOf(standing, suggestion.value));
    });
  }

  async function wayOf(
    scope: Scope,
    tx: Tx,
    request: PlanRequest,
    row: FactRow,
    decision: TracedDecision,
  ): Promise<Result<WhatIf, PlanRefusal>> {
    const today = await businessDate(scope.county);
    const needs = readNeeds(request.needs, today);
    if (!needs.ok) return needs;
    const savings = savingsOf(request.savingsYuan);
    if (!savings.ok) return savings;
    const told = { outcome: decision.outcome, reasons: decision.reasons, clause: decision.clause };
    const admitted = checkAdmittance({ outcome: decision.outcome, decided: false }, false);
    if (!admitted.ok) {
      const nowhere = needs.value.map(({ id }) => ({
        id,
        channel: null,
        channelReason: null,
        clause: null,
        product: null,
        funded: false,
      }));
      return ok({ ...told, figure1: traceFigure1(row, decision, nowhere), plan: null, refused: admitted.refusal.code });
    }
    const routes = await route(scope, needs.value, row, decision.outcome, today);
    if (!routes.ok) return routes;
    const { offered, assumptions } = await catalogue(tx, scope, today);
    const plan = drawPlan({
      row,
      decision,
      needs: routes.value.routed,
      products: offered,
      assumptions,
      savings: savings.value,
      today,
    });
    return ok({ ...told, figure1: plan.figure1, plan, refused: null });
  }

  /** Products in force today, in the order in which they are offered. */
  async function listProducts(scope: Scope): Promise<Product[]> {
    const on = await businessDate(scope.county);
    return await database.transaction(
      scope,
      async (tx) => await products(tx, on, await parameters({ ...scope, tx }, on)),
    );
  }

  return { draw, suggestPlan, whatIf, listProducts };
}
