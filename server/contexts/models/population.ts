// The rows that fits and measures read: a county's facts, with or without the outcomes of a year.

import { sql } from 'kysely';
import type { Source } from './sums-sql.ts';

/** Every household belongs to one fold, by the SHA-256 of its 户编号: the same one in every fit. */
export const FOLDS = 5;

/** The fold of a household, 0 to FOLDS − 1. */
export function foldSql(alias: string): string {
  return `get_byte(sha256(convert_to(${alias}.no, 'UTF8')), 0) % ${FOLDS}`;
}

export interface Population {
  readonly everyone: (county: string) => Source;
  /** Households with a known outcome of that year; without those of one fold, if given. */
  readonly labelled: (county: string, year: number, withoutFold?: number) => Source;
}

/** `view` is the `<context>.pub_<noun>` view of facts. Another kind of name is a bug and throws. */
export function createPopulation(view: string): Population {
  if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(view)) throw new Error(`not the name of a view: ${view}`);
  const facts = sql.raw(view);
  return {
    everyone: (county) => sql`from ${facts} f where f.county = ${county}`,
    labelled: (county, year, withoutFold) => {
      const seen = withoutFold === undefined ? sql`` : sql`and ${sql.raw(foldSql('f'))} <> ${withoutFold}`;
      return sql`
        from ${facts} f join models.outcome o on o.county = f.county and o.household_id = f.household_id
        where f.county = ${county} and o.year = ${year} ${seen}`;
    },
  };
}
