// places: divisions and business dates. See README.md.

import { sql } from 'kysely';
import { businessDateOf, type IsoDate, isoDate } from '../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { DIVISION_SOURCE, publishedDivisions } from './divisions.ts';

export interface PlacesDependencies {
  readonly database: Database;
  readonly clock: Clock;
}

export interface DivisionRow {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
}

export type Places = ReturnType<typeof createPlaces>;

export function createPlaces({ database, clock }: PlacesDependencies) {
  const db = database.reference;

  /** Makes a county known: its divisions and its state. Safe to repeat. Refuses `unknown_county`. */
  async function loadCounty(
    county: string,
    options: { demo?: boolean } = {},
  ): Promise<Result<{ villages: number }, 'unknown_county'>> {
    const known = await sql<{
      n: bigint;
    }>`select count(*) as n from places.division where county = ${county} and level = 'village'`.execute(db);
    if (known.rows[0]!.n > 0n && options.demo === undefined) return ok({ villages: Number(known.rows[0]!.n) });
    const divisions = known.rows[0]!.n > 0n ? [] : await publishedDivisions(county);
    if (known.rows[0]!.n === 0n && divisions.length === 0) return refuse('unknown_county', { county });
    if (divisions.length > 0) {
      await sql`insert into places.division (code, county, level, parent, name, source)
        select u.code, ${county}, u.level, u.parent, u.name, ${DIVISION_SOURCE}
        from unnest(${divisions.map((d) => d.code)}::text[], ${divisions.map((d) => d.level)}::text[],
          ${divisions.map((d) => d.parent)}::text[], ${divisions.map((d) => d.name)}::text[]) as u (code, level, parent, name)
        on conflict (code) do nothing`.execute(db);
    }
    await sql`insert into places.county_state (county, business_date, demo) values (${county}, null, ${options.demo ?? false})
      on conflict (county) do update set demo = county_state.demo or excluded.demo`.execute(db);
    return ok({ villages: divisions.filter((d) => d.level === 'village').length || Number(known.rows[0]!.n) });
  }

  /** Village names by 12-digit code. */
  async function knownVillages(county: string): Promise<Map<string, string>> {
    const { rows } =
      await sql<DivisionRow>`select code, parent, name from places.division where county = ${county} and level = 'village'`.execute(
        db,
      );
    return new Map(rows.map((row) => [row.code, row.name]));
  }

  /** Every division of the county within a region prefix, with those above it, parents before children. */
  async function tree(county: string, region: string): Promise<DivisionRow[]> {
    const { rows } = await sql<DivisionRow>`select code, parent, name from places.division
      where county = ${county} and (code like ${`${region}%`} or ${region} like code || '%') order by length(code), code`.execute(
      db,
    );
    return rows;
  }

  /** The county's date: its own where end of day moves it, else today's in Asia/Shanghai. */
  async function businessDate(county: string): Promise<IsoDate> {
    const { rows } = await sql<{
      business_date: string | null;
    }>`select business_date from places.county_state where county = ${county}`.execute(db);
    const own = rows[0]?.business_date;
    return own == null ? businessDateOf(clock.now()) : isoDate(own);
  }

  /** Counties that this installation serves. */
  async function counties(): Promise<{ county: string; name: string; demo: boolean }[]> {
    const { rows } = await sql<{ county: string; name: string; demo: boolean }>`
      select s.county, d.name, s.demo from places.county_state s join places.division d on d.code = s.county order by s.county`.execute(
      db,
    );
    return rows;
  }

  return { loadCounty, knownVillages, tree, businessDate, counties };
}
