// financing: a household's needs, where each goes, and what the household can carry. See README.md.

import type { FinancingDependencies } from './dependencies.ts';
import { enterpriseService } from './enterprise-service.ts';
import { keepingService } from './keeping-service.ts';
import { JUDGED_NEEDS } from './needs-sql.ts';
import { planningService } from './planning-service.ts';

export type { Parameters } from './domain/assumptions.ts';
export type { NeedRow } from './domain/channel.ts';
export type { Figure1 } from './domain/figure1.ts';
export type { RawNeed } from './domain/need.ts';
export type { Plan, PlanItem } from './domain/plan.ts';
export { PURPOSES } from './domain/purpose.ts';
export type { KeptPlan } from './repository.ts';

/** The rows that the `path` table judges: needs of plans that are not closed. */
export const JUDGED_BY_FINANCING = { path: { from: JUDGED_NEEDS, unit: 'need' } } as const;

export type Financing = ReturnType<typeof createFinancing>;

export function createFinancing(dependencies: FinancingDependencies) {
  const planning = planningService(dependencies);
  const { draw, ...doors } = planning;
  return { ...doors, ...keepingService(dependencies, draw), ...enterpriseService(dependencies) };
}
