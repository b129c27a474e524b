// admission: who may use which finance: the table suggests, a named person decides. See README.md.

import { appealService } from './appeal-service.ts';
import { correctionService } from './correction-service.ts';
import { decisionService } from './decision-service.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import { enterpriseService } from './enterprise-service.ts';
import { produceService } from './produce-service.ts';
import { POPULATION, recheckService } from './recheck-service.ts';
import { standingsService } from './standings-service.ts';

export type { Outcome } from './domain/outcome.ts';
export type { Evaluation, Suggestion } from './domain/suggestion.ts';
export type { Decision } from './reads.ts';
export type { Standing } from './repository.ts';

/** The rows that the `admission` table judges: facts, with conduct as corrections have it. */
export const JUDGED_BY_ADMISSION = { admission: { from: POPULATION, unit: 'household' } } as const;

export type Admission = ReturnType<typeof createAdmission>;

export function createAdmission(dependencies: AdmissionDependencies) {
  return {
    ...decisionService(dependencies),
    ...correctionService(dependencies),
    ...appealService(dependencies),
    ...enterpriseService(dependencies),
    ...produceService(dependencies),
    ...recheckService(dependencies),
    ...standingsService(dependencies),
  };
}
