// npm run bench:import [-- --json] [-- --households 300000] [-- --verbose]: invented households, from files to the
// registry and its list. 20,000 come as a workbook; --households adds a pair of text files of so many, and then pages
// of the list as two officers ask for them. Memory is this process's peak; the database is a process of its own.
// DATABASE_URL names another server than the embedded one: an empty database, which is not cleaned up.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pino from 'pino';
import { isoDate } from '../kernel/calendar.ts';
import { createApi } from '../server/api.ts';
import { type Application, compose } from '../server/compose.ts';
import type { InputFile } from '../server/contexts/households/index.ts';
import { readConfig } from '../server/platform/config.ts';
import { type Scope, systemScope } from '../server/platform/database.ts';
import { listAddresses, listTimes } from './import-list.ts';
import { machine } from './screening-measure.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    households: { type: 'string', default: '0' },
  },
});
const COUNTY = '350524';
const IN_WORKBOOK = 20_000;
const MORE = Number(options.households);
const RISKY = 9000;
const scope = systemScope(COUNTY);
const peakMiB = () => Math.round(process.resourceUsage().maxRSS / 1024);
const figures: Record<string, number> = {};

function tell(name: string, value: string): void {
  if (!options.json) process.stdout.write(`${name.padEnd(46)} ${value}\n`);
}

function write(folder: string, form: 'workbook' | 'csv', households: number): void {
  const script = path.join(import.meta.dirname, 'import-files.ts');
  execFileSync(process.execPath, [script, folder, form, String(households)], { stdio: 'inherit' });
}

async function timed(house: Application, folder: string, names: readonly string[]): Promise<number> {
  const roster: InputFile[] = names.map((name) => ({ name, path: path.join(folder, name) }));
  const result = await house.households.importFiles(scope, { roster, extracts: [] });
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  const { households, problems, seconds } = result.value;
  if (households.rejected > 0) throw new Error(`rejected ${households.rejected}: ${problems[0]?.code}`);
  return seconds;
}

/** As a screening would leave them: every household with its level, some of them at risk. */
async function tellRisks(house: Application): Promise<void> {
  await house.database.transaction(scope, async (tx) => {
    const levels = sql`select id as household_id,
        case when n > 1000 and n <= ${1000 + RISKY} then (array['高', '中', '低'])[1 + n % 3] else '低' end as risk
      from (select id, row_number() over (order by no) as n from households.pub_household where county = ${COUNTY}) numbered`;
    await house.households.recordRisk(tx, COUNTY, isoDate('2026-03-01'), levels);
  });
}

async function measureList(house: Application, villages: readonly string[]): Promise<void> {
  let actor: Scope = scope;
  const api = await createApi(house, { authenticate: async () => actor, requestsPerMinute: 10_000_000 });
  const townships = [...new Set(villages.map((code) => code.slice(0, 9)))];
  const officer = { id: 'o1', name: 'bench', role: 'county_officer' as const };
  const asked: [string, Scope][] = [
    ['listCountyP95Ms', { ...scope, actor: officer }],
    ['listTownshipP95Ms', { ...scope, region: townships[7]!, actor: { ...officer, role: 'township_officer' } }],
  ];
  for (const [name, who] of asked) {
    actor = who;
    const { p95, slowest } = await listTimes(api, listAddresses(MORE, townships, villages));
    figures[name] = p95;
    tell(`list as ${who.actor.role}, 95 of 100 within`, `${p95} ms`);
    for (const { address, milliseconds } of slowest.slice(0, options.verbose ? 40 : 3))
      tell(`  ${milliseconds} ms`.padEnd(16) + address.replace('/api/v1', ''), '');
  }
  await api.close();
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'xingnong-bench-'));
const house = await compose({
  config: readConfig({ ...process.env, DATA_DIR: path.join(folder, 'data') }),
  log: pino({ level: 'silent' }),
});
try {
  await house.places.loadCounty(COUNTY, { demo: false });
  const villages = await house.places.knownVillages(COUNTY);
  await writeFile(path.join(folder, 'villages.json'), JSON.stringify([...villages]));
  write(folder, 'workbook', IN_WORKBOOK);
  figures.secondsPer20k = await timed(house, folder, ['roster.xlsx']);
  figures.nodeMiB = peakMiB();
  tell('20,000 households from a workbook', `${figures.secondsPer20k} s, node at most ${figures.nodeMiB} MiB`);
  if (MORE > 0) {
    write(folder, 'csv', MORE);
    figures.csvHouseholds = MORE;
    figures.secondsCsv = await timed(house, folder, ['households.csv', 'members.csv']);
    figures.nodeMiBCsv = peakMiB();
    tell(`${MORE} from text files`, `${figures.secondsCsv} s, node at most ${figures.nodeMiBCsv} MiB`);
    await tellRisks(house);
    await measureList(house, [...villages.keys()]);
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ ratios: {}, figures, machine: machine() })}\n`);
  else tell('load of the machine', String(machine().loadAverage));
} finally {
  await house.close();
  await rm(folder, { recursive: true, force: true });
}
