// Composition root: every context is made here, once, and given what it asks of others.

import { isoDate } from '../kernel/calendar.ts';
import { may } from '../kernel/permissions.ts';
import { createAdmission, JUDGED_BY_ADMISSION } from './contexts/admission/index.ts';
import { createFinancing, JUDGED_BY_FINANCING } from './contexts/financing/index.ts';
import { createHouseholds } from './contexts/households/index.ts';
import { registerHouseholdJobs } from './contexts/households/jobs.ts';
import { createIdentity } from './contexts/identity/index.ts';
import {
  createModels,
  type Models,
  rankedScoreSql,
  reasons,
  reasonsSql,
  type StoredModel,
} from './contexts/models/index.ts';
import {
  createMonitoring,
  FACTS_VIEW,
  JUDGED_BY_SCREENING,
  type ModelEngine,
  type ScoringModel,
} from './contexts/monitoring/index.ts';
import { registerScreeningJobs } from './contexts/monitoring/jobs.ts';
import { createPlaces } from './contexts/places/index.ts';
import { createRules } from './contexts/rules/index.ts';
import { type Auth, createAuth } from './platform/auth.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { readConfig } from './platform/config.ts';
import { type Scope, systemScope } from './platform/database.ts';
import { Jobs } from './platform/jobs.ts';
import { createLog, type Logger } from './platform/log.ts';
import { type House, openHouse } from './platform/open.ts';
import { derive } from './platform/sealed.ts';

export type Application = Awaited<ReturnType<typeof compose>>;

export interface ComposeOptions {
  readonly config?: Config;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** A house that is open already (tests); it is closed with the rest. */
  readonly house?: House;
  /** Sign-in attempts in ten seconds and address. */
  readonly signInLimit?: number;
}

/** Opens the house and makes the contexts. `close` ends what was opened. */
export async function compose(options: ComposeOptions = {}) {
  const config = options.config ?? readConfig();
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog(config.logLevel);
  const house = options.house ?? (await openHouse(config, log));
  const { database } = house;
  const auth: Auth = createAuth({
    connection: house.app,
    secret: derive(house.masterKey, 'sessions').toString('base64url'),
    publicUrl: config.publicUrl,
    signInLimit: options.signInLimit,
    singleSignOn: config.singleSignOn,
    onError: (error) => log.warn({ err: error }, 'sign-in database connection lost'),
  });
  const jobs = new Jobs({ database, clock, log, owner: house.owner });
  const places = createPlaces({ database, clock });
  const households = createHouseholds({
    database,
    sealed: house.sealed,
    clock,
    knownVillages: places.knownVillages,
    businessDate: places.businessDate,
    changed: (scope, id) => monitoring.keepFacts(scope, id),
  });
  registerHouseholdJobs(jobs, households);
  const rules = createRules({
    database,
    clock,
    businessDate: places.businessDate,
    populations: { ...JUDGED_BY_SCREENING, ...JUDGED_BY_ADMISSION, ...JUDGED_BY_FINANCING },
  });
  await rules.installShipped();
  const models = createModels({ database, clock, population: FACTS_VIEW });
  const monitoring = createMonitoring({
    database,
    clock,
    rules,
    models: scoringModels(models),
    businessDate: places.businessDate,
    tellRisk: (tx, county, asOf, levels) => households.recordRisk(tx, county, isoDate(asOf), levels),
  });
  registerScreeningJobs(jobs, monitoring);
  const identity = createIdentity({ database, clock, auth, householdExists: households.exists });
  const household = async (scope: Scope, id: string) => {
    const found = await households.regionOf(scope, id);
    return found === null ? null : { region: found };
  };
  const admission = createAdmission({
    database,
    clock,
    businessDate: places.businessDate,
    household,
    facts: monitoring.findFacts,
    evaluate: (scope, table, row, on) => rules.explain(table, scope.county, on, row),
    compiled: async (scope, table, on) => (await rules.compiled(table, scope.county, on)).compiled,
    isOwnHousehold: async (scope, id) => scope.household === id,
    supervisors: async (scope, region) =>
      (await identity.listAccounts(scope))
        .filter(
          (account) => account.active && region.startsWith(account.region) && may(account.role, 'admission.supervise'),
        )
        .map(({ userId, name }) => ({ id: userId, name })),
    leastCorrectionMonths: async (county, on) => Number(await rules.parameter('correctionMonths', county, on)),
    leastLinkedHouseholds: async (county, on) => Number(await rules.parameter('linkedHouseholdsMin', county, on)),
  });
  const financing = createFinancing({
    database,
    clock,
    businessDate: places.businessDate,
    household,
    admission,
    enterprise: async (scope, creditCode) =>
      (await admission.listEnterprises(scope)).find((one) => one.creditCode === creditCode) ?? null,
    evaluate: (scope, table, need, on) => rules.explain(table, scope.county, on, { ...need }),
    parameters: async (scope, on) => {
      const listed = await rules.listParameters(scope, { on });
      return Object.fromEntries(listed.map(({ definition, current }) => [definition.name, current?.value ?? null]));
    },
  });

  return {
    config,
    clock,
    log,
    house,
    database,
    auth,
    jobs,
    places,
    identity,
    households,
    rules,
    models,
    monitoring,
    admission,
    financing,
    close: async () => {
      await auth.close();
      await house.close();
    },
  };
}

/** The published logistic model where there is one, else VEP fitted on the county's own cross-section. */
function scoringModels(models: Models): ModelEngine {
  return {
    scoring: async (county) => {
      const found = (await models.current('logistic')) ?? (await ownVep(models, county));
      return found === null ? null : scoringModel(found);
    },
  };
}

/** The county's newest VEP, fitted now where it has none; null where there are too few households to fit one. */
async function ownVep(models: Models, county: string): Promise<StoredModel | null> {
  const head = (await models.list()).find((m) => m.kind === 'vep' && m.fittedOn === county);
  const found = head === undefined ? await models.fitVep(systemScope(county)) : await models.card(head.id);
  return found.ok ? found.value : null;
}

function scoringModel({ id, kind, version, spec }: StoredModel): ScoringModel {
  return {
    id,
    kind,
    version,
    scoreSql: (alias) => rankedScoreSql(spec, alias),
    reasonsSql: (alias) => reasonsSql(spec, alias),
    reasonsOf: (row) => reasons(spec, row).map(({ zh, en }) => ({ zh, en })),
  };
}
