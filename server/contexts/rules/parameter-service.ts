// Dated parameters: what holds where and when, and setting a new value.

import { isoDate, parseIsoDate } from '../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Scope } from '../../platform/database.ts';
import { inForce, place } from './domain/dated.ts';
import type { ParameterValues } from './domain/subject.ts';
import { type Confidence, PARAMETERS, type ParameterDefinition, type ParameterJson } from './parameters.ts';
import { closeParameter, insertParameters, lock, parametersSeen, type StoredParameter } from './repository.ts';

export interface ParameterServiceDependencies {
  readonly database: Database;
  readonly clock: Clock;
  /** Asked of `places`. */
  readonly businessDate: (county: string) => Promise<string>;
}

/** A parameter with what holds for the county on the date asked, and every dated value that concerns it. */
export interface ParameterInForce {
  readonly definition: Omit<ParameterDefinition, 'values'>;
  readonly current: StoredParameter | null;
  readonly history: readonly StoredParameter[];
  /** What was shipped for other places: known values that a county may take over, with their source. */
  readonly elsewhere: readonly PublishedValue[];
}

export interface PublishedValue {
  /** Division code prefix. */
  readonly region: string;
  readonly value: ParameterJson;
  readonly validFrom: string;
  readonly source: string;
  readonly confidence: Confidence;
}

export interface SetParameter {
  readonly name: string;
  readonly value: ParameterJson;
  /** ISO. */
  readonly validFrom: string;
  readonly validTo?: string | null;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note: string;
}

/** In order of precedence. */
export type SetParameterRefusal =
  /** The scope is a township or village: parameters are the county's. */
  | 'whole_county_only'
  | 'unknown_parameter'
  /** `detail.type` says what is expected. */
  | 'wrong_parameter_type'
  | 'bad_period'
  /** Decisions of days gone by were made with the values of those days. `detail.today`. */
  | 'date_in_past'
  /** Shares days with a value that has an end, or that begins later. `detail.from`. */
  | 'overlapping_period';

function typeOf(value: ParameterJson): ParameterDefinition['type'] | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'object' : typeof value === 'number' ? 'number' : 'boolean';
}

/** An object must keep the keys of one that was shipped, and the kind of each: readers of the parameter rely on them. */
function sameShape(value: ParameterJson, definition: ParameterDefinition): boolean {
  if (typeOf(value) !== definition.type) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (definition.type !== 'object') return true;
  const keys = (one: ParameterJson) =>
    Object.entries(one ?? {})
      .map(([key, part]) => `${key}:${key === 'kind' ? part : typeOf(part)}`)
      .toSorted()
      .join();
  return definition.values.some((shipped) => keys(shipped.value) === keys(value));
}

export function createParameterService({ database, clock, businessDate }: ParameterServiceDependencies) {
  const definitionOf = (name: string) => PARAMETERS.find((parameter) => parameter.name === name);

  /** The value in force for a county on a date. Throws for a name or date that nothing was shipped for: a bug. */
  async function parameter(name: string, county: string, on: string): Promise<ParameterJson> {
    const found = inForce(await parametersSeen(database.reference, county, name), county, on);
    if (!found) throw new Error(`parameter ${name} has no value for ${county} on ${on}`);
    return found.value;
  }

  /** What rule tables may name, in force for a county on a date; money in yuan. */
  async function ruleParameters(county: string, on: string): Promise<ParameterValues> {
    const stored = await parametersSeen(database.reference, county);
    const entries = PARAMETERS.filter((definition) => definition.rule).flatMap(({ name }) => {
      const value = inForce(
        stored.filter((one) => one.name === name),
        county,
        on,
      )?.value;
      const scalar = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
      return scalar ? [[name, value] as const] : [];
    });
    return Object.fromEntries(entries);
  }

  /** Every parameter with its value on a date (today when absent) and its history. */
  async function listParameters(scope: Scope, options: { on?: string } = {}): Promise<ParameterInForce[]> {
    const { county } = scope;
    const on = options.on ?? (await businessDate(county));
    const stored = await parametersSeen(scope.tx ?? database.reference, county);
    return PARAMETERS.map(({ values, ...definition }) => {
      const history = stored.filter((one) => one.name === definition.name);
      const elsewhere = values.flatMap(({ region = '', value, validFrom, source, confidence }) =>
        county.startsWith(region)
          ? []
          : [
              {
                region,
                value,
                validFrom,
                source: source ?? definition.source,
                confidence: confidence ?? definition.confidence,
              },
            ],
      );
      return { definition, current: inForce(history, county, on) ?? null, history, elsewhere };
    });
  }

  /** Records a value for the actor's county; an open-ended earlier value ends where it begins. Refuses as `SetParameterRefusal`. */
  async function setParameter(
    scope: Scope,
    command: SetParameter,
  ): Promise<Result<StoredParameter, SetParameterRefusal>> {
    const { county } = scope;
    if (scope.region !== county) return refuse('whole_county_only');
    const definition = definitionOf(command.name);
    if (!definition) return refuse('unknown_parameter', { name: command.name });
    if (!sameShape(command.value, definition)) {
      return refuse('wrong_parameter_type', { name: command.name, type: definition.type });
    }
    const validTo = command.validTo ?? null;
    const dated = parseIsoDate(command.validFrom).ok && (validTo === null || parseIsoDate(validTo).ok);
    if (!dated || (validTo !== null && validTo <= command.validFrom)) return refuse('bad_period');
    const today = isoDate(await businessDate(county));
    if (command.validFrom < today) return refuse('date_in_past', { today });
    const added: StoredParameter = {
      region: county,
      name: command.name,
      validFrom: command.validFrom,
      validTo,
      value: command.value,
      unit: definition.unit,
      source: command.source,
      confidence: command.confidence,
      note: command.note,
      recordedAt: clock.now().toISOString(),
      recordedBy: scope.actor.name,
    };
    return await database.transaction(scope, async (tx) => {
      await lock(tx, `parameter:${county}:${command.name}`);
      const before = await parametersSeen(tx, county, command.name);
      const own = before.filter((one) => one.region === county);
      const placed = place(own, added);
      if (!placed) return refuse('overlapping_period', { name: command.name, from: command.validFrom });
      if (placed.closes) await closeParameter(tx, placed.closes, command.validFrom);
      await insertParameters(tx, [added]);
      await append(tx, scope, {
        at: clock.now(),
        action: 'setParameter',
        subject: `parameter:${command.name}`,
        before: inForce(before, county, command.validFrom)?.value ?? null,
        after: { value: command.value, validFrom: command.validFrom, validTo, source: command.source },
        note: command.note,
      });
      return ok(added);
    });
  }

  return { parameter, ruleParameters, listParameters, setParameter };
}
