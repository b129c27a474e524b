// Enterprises and co-operatives: admitted on their credit code, their licence and the at-risk households that they
// employ or buy from; those that the county has certified get the green channel (paper §3.3.1).

import type { IsoDate } from '../../../../kernel/calendar.ts';
import { parseCreditCode } from '../../../../kernel/credit-code.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { isPermittedActivity, type PermittedActivity } from './outcome.ts';
import { type NamedProduce, type NamedProduceRefusal, namedProduce } from './produce.ts';

export interface EnterpriseApplication {
  readonly creditCode: string;
  readonly name: string;
  readonly kind: 'enterprise' | 'cooperative';
  /** Last day of the licence; null when it has no term. */
  readonly licenceUntil: string | null;
  readonly activity: string;
  /** Ids of what it sells, from the county's register; none where the activity sells nothing. */
  readonly produce: readonly string[];
  /** At-risk households with a member at work there, and those that it buys from. */
  readonly employs: number;
  readonly buysFrom: number;
  readonly certified: boolean;
}

export interface AdmittedEnterprise {
  readonly creditCode: string;
  readonly outcome: 'admitted' | 'green_channel';
  readonly activity: PermittedActivity;
  readonly produce: readonly NamedProduce[];
  readonly linkedHouseholds: number;
}

export type EnterpriseRefusal =
  | 'credit_code_invalid'
  | 'name_missing'
  | 'licence_expired'
  | 'activity_not_permitted'
  | NamedProduceRefusal
  | 'too_few_households';

/** Decides an enterprise. `leastHouseholds` is the county's parameter, `listed` its register. Refusals in the order of the type. */
export function decideEnterprise(
  application: EnterpriseApplication,
  leastHouseholds: number,
  listed: readonly NamedProduce[],
  today: IsoDate,
): Result<AdmittedEnterprise, EnterpriseRefusal> {
  const code = parseCreditCode(application.creditCode);
  if (!code.ok) return refuse('credit_code_invalid', { code: application.creditCode });
  if (application.name.trim() === '') return refuse('name_missing');
  if (application.licenceUntil !== null && application.licenceUntil < today)
    return refuse('licence_expired', { on: application.licenceUntil });
  if (!isPermittedActivity(application.activity))
    return refuse('activity_not_permitted', { activity: application.activity });
  const produce = namedProduce(application.activity, application.produce, listed);
  if (!produce.ok) return produce;
  const linkedHouseholds = application.employs + application.buysFrom;
  if (linkedHouseholds < leastHouseholds)
    return refuse('too_few_households', { least: leastHouseholds, linked: linkedHouseholds });
  return ok({
    creditCode: code.value,
    outcome: application.certified ? 'green_channel' : 'admitted',
    activity: application.activity,
    produce: produce.value,
    linkedHouseholds,
  });
}
