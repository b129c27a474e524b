// Who may have a plan at all, by the admission that stands.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';

/** In order of precedence. */
export const ADMITTANCE_REFUSALS = [
  'not_decided',
  'not_admitted_relief',
  'in_correction',
  /** A note of conduct in the registry that nobody has substantiated yet. */
  'conduct_unverified',
  'training_first',
] as const;
export type AdmittanceRefusal = (typeof ADMITTANCE_REFUSALS)[number];

/**
 * A suggested plan may be drawn before anybody decided, and for those who train first, so that they see where it leads;
 * a plan that is kept needs a decision that admits.
 */
export function checkAdmittance(
  admission: { readonly outcome: string; readonly decided: boolean },
  kept: boolean,
): Result<null, AdmittanceRefusal> {
  if (kept && !admission.decided) return refuse('not_decided');
  if (admission.outcome === 'social_relief') return refuse('not_admitted_relief');
  if (admission.outcome === 'correction') return refuse(admission.decided ? 'in_correction' : 'conduct_unverified');
  if (kept && admission.outcome === 'train_first') return refuse('training_first');
  return ok(null);
}

export type PlanState = 'draft' | 'agreed' | 'closed';

/** A draft is agreed with the household; agreed or not, a plan is closed; a closed one stays closed. */
export const PLAN_STEPS = { draft: ['agreed', 'closed'], agreed: ['closed'], closed: [] } as const satisfies Readonly<
  Record<PlanState, readonly PlanState[]>
>;

export function maySetState(from: PlanState, to: PlanState): boolean {
  return (PLAN_STEPS[from] as readonly PlanState[]).includes(to);
}
