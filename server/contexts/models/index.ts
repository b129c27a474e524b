// models: the only door. See README.md.

export type { LogisticCard, Measures, ModelCard, VepCard } from './domain/card.ts';
export type { LogisticSpec, ModelKind, ModelSpec, VepSpec } from './domain/model.ts';
export type { OutcomeProblem, RawOutcome } from './domain/outcome.ts';
export { type Reason, reasons, type StoredReason } from './domain/reasons.ts';
export { readOutcomeFile } from './outcome-file.ts';
export type { ImportedOutcomes } from './outcomes.ts';
export type { ModelHead, StoredModel } from './repository.ts';
export { rankedScoreSql, reasonsSql } from './score-sql.ts';
export { createModels, type Models, type ModelsDependencies } from './service.ts';
