// Keeping plans: opened as a draft, agreed with the household, closed.

import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { FinancingDependencies } from './dependencies.ts';
import { type AdmittanceRefusal, checkAdmittance, maySetState } from './domain/admittance.ts';
import type { PlanRefusal, PlanRequest, planningService } from './planning-service.ts';
import { insertPlan, type KeptPlan, planForUpdate, plansOf, setAgreed, setClosed } from './repository.ts';

type Draw = ReturnType<typeof planningService>['draw'];

export type OpenRefusal = PlanRefusal | 'open_plan_exists' | 'no_needs';
export type AgreeRefusal =
  | 'plan_unknown'
  | 'plan_not_draft'
  | AdmittanceRefusal
  | 'decision_changed'
  | 'nothing_funded'
  | 'agreed_by_missing';
export type CloseRefusal = 'plan_unknown' | 'plan_closed' | 'reason_missing';

export function keepingService(
  { database, clock, businessDate, household, admission }: FinancingDependencies,
  draw: Draw,
) {
  async function reread(tx: Tx, county: string, id: string): Promise<KeptPlan> {
    const found = await planForUpdate(tx, county, id);
    if (found === null) throw new Error('a plan just written is not there');
    return found;
  }

  /**
   * Draws a plan and keeps it as a draft. Refuses, in order: `household_unknown`, `facts_missing`, `no_suggestion`,
   * `not_decided`, `not_admitted_relief`, `in_correction`, `training_first`, `open_plan_exists`, `no_needs`, then as
   * `NEED_REFUSALS`, `savings_invalid`, `no_route`.
   */
  async function openPlan(scope: Scope, request: PlanRequest): Promise<Result<KeptPlan, OpenRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const inside = { ...scope, tx };
      const found = await household(inside, request.householdId);
      if (found === null) return refuse('household_unknown');
      // Whether a plan may be kept at all comes before whether there is one, and that before what is asked.
      const allowed = await draw(scope, tx, { householdId: request.householdId, needs: [] }, true);
      if (!allowed.ok) return allowed;
      const open = (await plansOf(tx, scope.county, request.householdId)).some((plan) => plan.state !== 'closed');
      if (open) return refuse('open_plan_exists');
      if (request.needs.length === 0) return refuse('no_needs');
      const drawn = await draw(scope, tx, request, true);
      if (!drawn.ok) return drawn;
      const { standing, plan } = drawn.value;
      if (standing === null) throw new Error('a plan was allowed without a decision');
      const at = clock.now();
      const id = newId(at.getTime());
      const kept = {
        id,
        decisionId: standing.decisionId,
        needs: request.needs,
        savingsYuan:
          request.savingsYuan === undefined || request.savingsYuan === null ? null : String(request.savingsYuan),
        at,
        businessDate: await businessDate(scope.county),
      };
      if (!(await insertPlan(tx, scope, { id: request.householdId, region: found.region }, kept, drawn.value)))
        return refuse('open_plan_exists');
      await append(tx, scope, {
        at,
        action: 'openPlan',
        subject: `household:${request.householdId}`,
        after: {
          planId: id,
          askedFen: plan.askedFen,
          fundedFen: plan.fundedFen,
          affordableFen: plan.affordable.amountFen,
          mode: plan.mode,
        },
      });
      return ok(await reread(tx, scope.county, id));
    });
  }

  /** Records that the household agreed. The admission must still stand as it did. Refusals in the order of the type. */
  async function agreePlan(scope: Scope, planId: string, agreedBy: string): Promise<Result<KeptPlan, AgreeRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const found = await planForUpdate(tx, scope.county, planId);
      if (found === null) return refuse('plan_unknown');
      if (!maySetState(found.state, 'agreed')) return refuse('plan_not_draft');
      const standing = await admission.standing({ ...scope, tx }, found.householdId);
      const admitted = checkAdmittance({ outcome: standing?.outcome ?? '', decided: standing !== null }, true);
      if (!admitted.ok) return admitted;
      if (standing?.decisionId !== found.decisionId) return refuse('decision_changed');
      if (found.plan.fundedFen === 0) return refuse('nothing_funded');
      if (agreedBy.trim() === '') return refuse('agreed_by_missing');
      const at = clock.now();
      await setAgreed(tx, scope, planId, agreedBy.trim(), at);
      await append(tx, scope, {
        at,
        action: 'agreePlan',
        subject: `household:${found.householdId}`,
        before: { planId, state: found.state },
        after: { planId, state: 'agreed', agreedBy: agreedBy.trim() },
      });
      return ok(await reread(tx, scope.county, planId));
    });
  }

  /** Closes a plan, done or given up. Refusals in the order of the type. */
  async function closePlan(scope: Scope, planId: string, reason: string): Promise<Result<KeptPlan, CloseRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const found = await planForUpdate(tx, scope.county, planId);
      if (found === null) return refuse('plan_unknown');
      if (!maySetState(found.state, 'closed')) return refuse('plan_closed');
      if (reason.trim().length < 2) return refuse('reason_missing');
      const at = clock.now();
      await setClosed(tx, scope, planId, reason.trim(), at);
      await append(tx, scope, {
        at,
        action: 'closePlan',
        subject: `household:${found.householdId}`,
        before: { planId, state: found.state },
        after: { planId, state: 'closed' },
        note: reason.trim(),
      });
      return ok(await reread(tx, scope.county, planId));
    });
  }

  /** The household's open plan, else null. */
  async function currentPlan(scope: Scope, householdId: string): Promise<KeptPlan | null> {
    return (await listPlans(scope, householdId)).find((plan) => plan.state !== 'closed') ?? null;
  }

  /** All plans of a household, newest first. */
  async function listPlans(scope: Scope, householdId: string): Promise<KeptPlan[]> {
    return await database.transaction(scope, (tx) => plansOf(tx, scope.county, householdId));
  }

  /** Whether the household lies within the scope; one that does not is as unknown as one that never was. */
  async function knowsHousehold(scope: Scope, householdId: string): Promise<boolean> {
    return (await household(scope, householdId)) !== null;
  }

  return { openPlan, agreePlan, closePlan, currentPlan, listPlans, knowsHousehold };
}
