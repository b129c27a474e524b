// npm run bench:trial [-- --json] [-- --households 1000000]: a changed table tried on a whole county through the product's
// own service, row-level security and all. The demonstration county's fact rows are copied until there are so many. The
// peer is the least that any trial must do: read every fact row once and judge it by the two versions' conditions.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import pino from 'pino';
import { type Application, compose } from '../server/compose.ts';
import { compileShipped, type JdmContent } from '../server/contexts/rules/index.ts';
import { readConfig } from '../server/platform/config.ts';
import { type Scope, systemScope } from '../server/platform/database.ts';
import { makeReady } from '../server/ready.ts';
import { type Contestant, interleave, machine, seconds } from './screening-measure.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, households: { type: 'string', default: '1000000' } },
});
const HOUSEHOLDS = Number(options.households);
const COUNTY = '350524';
const ROUNDS = 3;
const LIMIT_SECONDS = 10;
const scope: Scope = { ...systemScope(COUNTY), actor: { id: 'b1', name: 'bench', role: 'county_officer' } };

const say = (text: string) => options.json || process.stdout.write(`${text}\n`);

/** A cell of the shipped table written anew. */
function changed(content: JdmContent, before: string, after: string): JdmContent {
  const text = JSON.stringify(content);
  const written = text.replace(before, after);
  if (written === text) throw new Error(`nothing to change: ${before}`);
  return JSON.parse(written) as JdmContent;
}

const TRIALS = [
  ['signals', '">= parameters.inpatientOther"', '">= 3000"'],
  ['admission', '"courses":">= 1"', '"courses":""'],
] as const;

/** Rows of a table again and again under other ids, until there are so many. */
async function multiply(owner: pg.Client, table: string, key: string): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows } = await owner.query<{ column: string }>(
    `select column_name as column from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position`,
    [schema, name],
  );
  const columns = rows.map(({ column }) => column);
  const values = columns.map((column) => {
    if (column === key) return `md5(r.${key}::text || n)::uuid`;
    // What is numbered among the county's must stay so.
    return column === 'no' ? `r.no || '-' || n` : `r.${column}`;
  });
  await owner.query(`insert into ${table} (${columns.join(', ')})
    select ${values.join(', ')} from (select * from ${table} where county = '${COUNTY}') r
    cross join generate_series(2, (select greatest(1, ceil(${HOUSEHOLDS}.0 / count(*))) from ${table} where county = '${COUNTY}')::int) n`);
  await owner.query(`analyze ${table}`);
}

async function run(house: Application, owner: pg.Client): Promise<void> {
  say('loading the demonstration county …');
  await makeReady(house, () => undefined);
  say(`making ${HOUSEHOLDS.toLocaleString('en')} households of it …`);
  await multiply(owner, 'households.household', 'id');
  await multiply(owner, 'monitoring.facts', 'household_id');
  const { rows } = await owner.query<{ n: string }>('select count(*) as n from monitoring.facts');
  const contestants = TRIALS.flatMap(([name, before, after]): Contestant[] => {
    const { compiled, content } = compileShipped(name);
    const edited = changed(content, before, after);
    const once = compiled.firedSql({ from: 'monitoring.facts f', keys: ['county', 'household_id'] });
    return [
      {
        name: `${name} ours`,
        run: () =>
          seconds(async () => {
            const result = await house.rules.tryTable(scope, { name, content: edited });
            if (!result.ok) throw new Error(result.refusal.code);
            if (result.value.total !== Number(rows[0]!.n)) throw new Error(`judged ${result.value.total} only`);
          }),
      },
      {
        name: `${name} bare`,
        run: () =>
          seconds(async () => {
            for (let pass = 0; pass < 2; pass += 1) await owner.query(`select count(*) from (${once}) fired`);
          }),
      },
    ];
  });
  say(`${ROUNDS} rounds …\n`);
  const times = await interleave(contestants, ROUNDS);
  const figures = Object.fromEntries([...times].map(([name, time]) => [name, Math.round(time * 100) / 100]));
  const ratios = Object.fromEntries(
    TRIALS.map(([name]) => [
      `${name}VsBare`,
      Math.round((times.get(`${name} ours`)! / times.get(`${name} bare`)!) * 100) / 100,
    ]),
  );
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ ratios, figures: { ...figures, households: Number(rows[0]!.n) }, machine: machine() })}\n`,
    );
    return;
  }
  say(`${Number(rows[0]!.n).toLocaleString('en')} households`);
  for (const [name] of TRIALS) {
    say(
      `${name.padEnd(12)} trial ${figures[`${name} ours`]} s (limit ${LIMIT_SECONDS} s), two bare passes ${figures[`${name} bare`]} s`,
    );
  }
}

const dir = await mkdtemp(path.join(os.tmpdir(), 'xingnong-bench-'));
const house = await compose({
  config: readConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent', PORT: '0' }),
  log: pino({ level: 'silent' }),
});
const owner = new pg.Client(house.house.owner);
try {
  await owner.connect();
  await run(house, owner);
} finally {
  await owner.end();
  await house.close();
  await rm(dir, { recursive: true, force: true });
}
