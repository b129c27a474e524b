/** A record's own entry for a key that came from elsewhere; undefined for `constructor` and what else every object has. */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
