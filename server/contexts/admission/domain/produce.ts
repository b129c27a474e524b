// What an admitted household or enterprise sells: local native produce or processed produce that the county has in its
// register (paper §3.3.2).

import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { PERMITTED_ACTIVITIES, type PermittedActivity } from './outcome.ts';

export const NATURES = ['native', 'processed'] as const;
export type Nature = (typeof NATURES)[number];

/** As a decision keeps it. */
export interface NamedProduce {
  readonly id: string;
  readonly name: string;
  readonly nature: Nature;
}

export interface ProduceEntry {
  readonly name: string;
  readonly nature: Nature;
  /** Division code within the county: 6, 9 or 12 digits. */
  readonly origin: string;
  /** What shows that it is local. */
  readonly source: string;
}

export type NamedProduceRefusal = 'produce_missing' | 'produce_not_listed';
export type EntryRefusal = 'name_missing' | 'origin_elsewhere' | 'source_missing';

/**
 * The produce that an activity sells, by the ids given. An activity that sells nothing names none. Refuses
 * `produce_missing`, `produce_not_listed` (not in the register, or withdrawn from it).
 */
export function namedProduce(
  activity: PermittedActivity,
  ids: readonly string[],
  listed: readonly NamedProduce[],
): Result<readonly NamedProduce[], NamedProduceRefusal> {
  if (!PERMITTED_ACTIVITIES.some((one) => one.code === activity && one.sells)) return ok([]);
  if (ids.length === 0) return refuse('produce_missing');
  const known = new Map(listed.map((one) => [one.id, one]));
  const named = [...new Set(ids)].map((id) => known.get(id));
  if (named.includes(undefined)) return refuse('produce_not_listed');
  return ok(named.map((one) => ({ id: one!.id, name: one!.name, nature: one!.nature })));
}

/** What is put into the register. Refuses in the order of the type. */
export function checkEntry(entry: ProduceEntry, county: string): Result<ProduceEntry, EntryRefusal> {
  const name = entry.name.trim();
  const source = entry.source.trim();
  if (name === '') return refuse('name_missing');
  if (!/^\d{6}(\d{3}(\d{3})?)?$/.test(entry.origin) || !entry.origin.startsWith(county)) {
    return refuse('origin_elsewhere', { origin: entry.origin });
  }
  if (source === '') return refuse('source_missing');
  return ok({ ...entry, name, source });
}
