// The rows that fits and measures read: a county's facts, with or without the outcomes of a year.

import { sql } from 'kysely';
import type { Source } from './sums-sql.ts';

/** Households whose SHA-256 of 户编号 begins with a byte below this are held out of the training fit: 30.1%. */
const HELD_OUT_BYTES = 77;
export const HELD_OUT_SHARE = HELD_OUT_BYTES / 256;

export type Part = 'all' | 'training' | 'heldOut';

export interface Population {
  readonly everyone: (county: string) => Source;
  /** Households with a known outcome of that year. The same household is always on the same side. */
  readonly labelled: (county: string, year: number, part: Part) => Source;
}

/** `view` is the `<context>.pub_<noun>` view of facts. Another kind of name is a bug and throws. */
export function createPopulation(view: string): Population {
  if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(view)) throw new Error(`not the name of a view: ${view}`);
  const facts = sql.raw(view);
  const byte = `get_byte(sha256(convert_to(f.no, 'UTF8')), 0)`;
  const split: Record<Part, string> = {
    all: 'true',
    training: `${byte} >= ${HELD_OUT_BYTES}`,
    heldOut: `${byte} < ${HELD_OUT_BYTES}`,
  };
  return {
    everyone: (county) => sql`from ${facts} f where f.county = ${county}`,
    labelled: (county, year, part) => sql`
      from ${facts} f join models.outcome o on o.county = f.county and o.household_id = f.household_id
      where f.county = ${county} and o.year = ${year} and ${sql.raw(split[part])}`,
  };
}
