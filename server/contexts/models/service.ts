// What the models context does: takes outcomes in, fits, publishes, answers which model is in force.

import { newId } from '../../../kernel/ids.ts';
import { may } from '../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope, Tx } from '../../platform/database.ts';
import type { Progress } from '../../platform/jobs.ts';
import type { ModelCard } from './domain/card.ts';
import type { ModelKind, ModelSpec } from './domain/model.ts';
import type { RawOutcome } from './domain/outcome.ts';
import { type FitLogisticRefusal, fitRelapse } from './fit-logistic.ts';
import { type FitVepRefusal, fitVulnerability } from './fit-vep.ts';
import { type ImportedOutcomes, type ImportOutcomesRefusal, importRows } from './outcomes.ts';
import { createPopulation } from './population.ts';
import {
  findModel,
  findOutcomes,
  findPublished,
  insertModel,
  listModels,
  type ModelHead,
  publishModel,
  type StoredModel,
} from './repository.ts';

export interface ModelsDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** View of facts to read: the columns of kernel/facts.ts, and county, household_id, no, region, category. */
  readonly population: string;
}

export type Models = ReturnType<typeof createModels>;

const silent: Progress = () => undefined;

export function createModels({ database, clock, population: view }: ModelsDependencies) {
  const population = createPopulation(view);

  /**
   * Takes in who relapsed in `year`; a household named again is put right. Refuses, in this order: `not_allowed`,
   * `year_out_of_range`, `no_rows`. Rows that cannot be used come back in `problems`.
   */
  async function importOutcomes(
    scope: Scope,
    command: { year: number; rows: readonly RawOutcome[] },
  ): Promise<Result<ImportedOutcomes, ImportOutcomesRefusal>> {
    if (!mayFit(scope)) return refuse('not_allowed');
    return await database.transaction(scope, (tx) =>
      importRows(tx, scope, view, clock.now(), command.year, command.rows),
    );
  }

  /**
   * Fits the logistic model of relapse on the county's outcomes (the latest year unless one is given) and saves it as a
   * draft. Refuses, in this order: `not_allowed`, `no_outcomes`, `too_few_positives`, `singular`, `did_not_converge`.
   */
  async function fitLogistic(
    scope: Scope,
    command: { year?: number } = {},
    report: Progress = silent,
  ): Promise<Result<StoredModel, 'not_allowed' | FitLogisticRefusal>> {
    if (!mayFit(scope)) return refuse('not_allowed');
    return await database.transaction(scope, async (tx) => {
      const outcomes = await findOutcomes(tx, scope.county, command.year ?? null);
      if (outcomes === undefined) return refuse('no_outcomes');
      const at = clock.now();
      const fitted = await fitRelapse(tx, population, scope.county, outcomes, at, report);
      return fitted.ok ? ok(await save(tx, scope, at, fitted.value)) : fitted;
    });
  }

  /**
   * Fits VEP on the county's households as they are and saves it as a draft. Refuses, in this order: `not_allowed`,
   * `too_few_households`, `singular`.
   */
  async function fitVep(
    scope: Scope,
    report: Progress = silent,
  ): Promise<Result<StoredModel, 'not_allowed' | FitVepRefusal>> {
    if (!mayFit(scope)) return refuse('not_allowed');
    return await database.transaction(scope, async (tx) => {
      const at = clock.now();
      const outcomes = await findOutcomes(tx, scope.county, null);
      const fitted = await fitVulnerability(tx, population, scope.county, outcomes, at, report);
      return fitted.ok ? ok(await save(tx, scope, at, fitted.value)) : fitted;
    });
  }

  /**
   * Puts a model in force for every county; the one of its kind before it is retired (and can be published again).
   * Refuses, in this order: `not_allowed`, `not_found`, `already_published`.
   */
  async function publish(
    scope: Scope,
    id: string,
  ): Promise<Result<StoredModel, 'not_allowed' | 'not_found' | 'already_published'>> {
    if (!mayFit(scope)) return refuse('not_allowed');
    return await database.transaction(scope, async (tx) => {
      const model = await findModel(tx, id);
      if (model === undefined) return refuse('not_found');
      if (model.status === 'published') return refuse('already_published');
      const at = clock.now();
      const before = await findPublished(tx, model.kind);
      await publishModel(tx, model, at, scope.actor.name);
      await append(tx, scope, {
        at,
        action: 'models.publish',
        subject: `model:${id}`,
        before: before === undefined ? null : { id: before.id, version: before.version },
        after: { id, kind: model.kind, version: model.version },
      });
      return ok((await findModel(tx, id))!);
    });
  }

  /** The published model of a kind, within the caller's transaction if given; null before the first is published. */
  async function current(kind: ModelKind, tx?: Tx): Promise<StoredModel | null> {
    return (await findPublished(tx ?? database.reference, kind)) ?? null;
  }

  /** Newest version first within each kind. */
  async function list(): Promise<ModelHead[]> {
    return await listModels(database.reference);
  }

  /** One model with its card. Refuses `not_found`. */
  async function card(id: string): Promise<Result<StoredModel, 'not_found'>> {
    const model = await findModel(database.reference, id);
    return model === undefined ? refuse('not_found') : ok(model);
  }

  return { importOutcomes, fitLogistic, fitVep, publish, current, list, card };
}

/** Models are the county office's business: the whole county must be in view, or the sums would be of a part. */
function mayFit(scope: Scope): boolean {
  const { role } = scope.actor;
  return scope.mayWrite && scope.region === scope.county && (role === 'system' || may(role, 'models.fit'));
}

async function save(
  tx: Tx,
  scope: Scope,
  at: Date,
  fitted: { spec: ModelSpec; card: ModelCard },
): Promise<StoredModel> {
  const id = newId(at.getTime());
  const model = await insertModel(tx, {
    id,
    fittedOn: scope.county,
    fittedAt: at,
    fittedBy: scope.actor.name,
    ...fitted,
  });
  await append(tx, scope, {
    at,
    action: 'models.fit',
    subject: `model:${id}`,
    after: { kind: model.kind, version: model.version, households: model.card.households },
  });
  return model;
}
