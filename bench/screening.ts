// npm run bench:screening [-- --json] [-- --households 1000000]: the compiled signals table over a population, beside
// hand-written SQL with the same conditions and outputs, the JDM engine and json-rules-engine, in one run.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { compileShipped } from '../server/contexts/rules/index.ts';
import { startPostgres } from '../server/platform/embedded-postgres/index.ts';
import { type Evaluate, jdmEngine, jsonRulesEngine } from './screening-engines.ts';
import { type Contestant, interleave, machine, median, seconds } from './screening-measure.ts';
import { createPopulation, sampleRows } from './screening-population.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, households: { type: 'string', default: '1000000' } },
});
const HOUSEHOLDS = Number(options.households);
const SIZES = [10_000, 100_000, HOUSEHOLDS];
const ROUNDS = 5;
const IN_FLIGHT = 200;
const SAMPLE = { inFlight: 20_000, oneAtATime: 3000, jsonRules: 10_000 };
const SCHEMA = 'bench_screening';

const say = (text: string) => options.json || process.stdout.write(`${text}\n`);

interface Scratch {
  readonly client: pg.Client;
  close(): Promise<void>;
}

async function openScratch(): Promise<Scratch> {
  const url = process.env.DATABASE_URL;
  const dir = url ? undefined : await mkdtemp(path.join(os.tmpdir(), 'xingnong-bench-'));
  const conf = { fsync: 'off', synchronous_commit: 'off', shared_buffers: '512MB', max_wal_size: '2GB' };
  const server = dir ? await startPostgres({ dir, conf }) : undefined;
  const client = new pg.Client(server ? server.connection : { connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}; SET search_path = ${SCHEMA}`);
  // One core for each: a screening is an INSERT … SELECT, which PostgreSQL does not run in parallel.
  await client.query('SET max_parallel_workers_per_gather = 0; SET jit = off');
  return {
    client,
    close: async () => {
      await client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
      await client.end();
      await server?.stop();
      if (dir) await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Seconds that the server needs for the statement's rows, without sending them. */
async function executionSeconds(client: pg.Client, statement: string): Promise<number> {
  const { rows } = await client.query(`EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) ${statement}`);
  return rows[0]['QUERY PLAN'][0]['Execution Time'] / 1000;
}

/** Both statements must give the same rows, every column. */
async function assertSame(client: pg.Client, a: string, b: string): Promise<number> {
  const columns = 'household_id, rule::int, code, cause, severity::int, reason, reason_en';
  const digest = (
    statement: string,
  ) => `SELECT count(*)::int AS hits, sum(hashtextextended((${columns})::text, 0))::text AS sum FROM (
    SELECT ${columns} FROM (${statement}) s) t(${columns.replaceAll('::int', '')})`;
  const [ours, hand] = [(await client.query(digest(a))).rows[0], (await client.query(digest(b))).rows[0]];
  if (ours.hits !== hand.hits || ours.sum !== hand.sum) throw new Error(`different hits: ${ours.hits}, ${hand.hits}`);
  return ours.hits;
}

async function runAll(rows: readonly Parameters<Evaluate>[0][], evaluate: Evaluate, inFlight: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let row = rows[next++]; row; row = rows[next++]) await evaluate(row);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

async function assertEngine(
  name: string,
  rows: Awaited<ReturnType<typeof sampleRows>>,
  evaluate: Evaluate,
  expected: ReadonlyMap<string, string>,
) {
  for (const row of rows) {
    const fired = (await evaluate(row)).join();
    if (fired !== (expected.get(row.id) ?? ''))
      throw new Error(`${name} fired ${fired} for ${row.id}, SQL ${expected.get(row.id)}`);
  }
}

async function main(scratch: Scratch): Promise<void> {
  const { client } = scratch;
  const { compiled, content } = compileShipped('signals');
  const tables = new Map<number, string>();
  for (const size of new Set(SIZES)) {
    say(`making ${size.toLocaleString('en')} households …`);
    tables.set(size, await createPopulation(client, size));
  }
  const statementFor = (size: number) =>
    compiled.hitsSql({ from: `${tables.get(size)} f`, keys: ['county', 'household_id'] });
  const ours = statementFor(HOUSEHOLDS);
  const written = await readFile(new URL('./screening-hand.sql', import.meta.url), 'utf8');
  const hand = written.replace(/^--.*\n/gm, '').replace('FROM facts f', `FROM ${tables.get(HOUSEHOLDS)} f`);

  say('checking that all four decide alike …');
  const hits = await assertSame(client, ours, hand);
  const flagged = await client.query(
    `SELECT household_id::text AS id, string_agg(code, ',' ORDER BY rule) AS codes FROM (${ours}) h GROUP BY 1`,
  );
  const expected = new Map(flagged.rows.map(({ id, codes }) => [id, codes] as const));
  const rows = await sampleRows(client, tables.get(HOUSEHOLDS) ?? '', SAMPLE.inFlight, content);
  const jdm = jdmEngine(content);
  const peer = jsonRulesEngine();
  await assertEngine('the JDM engine', rows.slice(0, 2000), jdm, expected);
  await assertEngine('json-rules-engine', rows.slice(0, 2000), peer, expected);

  const contestants: Contestant[] = [
    { name: 'compiled', run: () => executionSeconds(client, ours) },
    { name: 'hand', run: () => executionSeconds(client, hand) },
    { name: 'jdm', run: () => seconds(() => runAll(rows, jdm, IN_FLIGHT)) },
    { name: 'jdmOneByOne', run: () => seconds(() => runAll(rows.slice(0, SAMPLE.oneAtATime), jdm, 1)) },
    { name: 'jsonRules', run: () => seconds(() => runAll(rows.slice(0, SAMPLE.jsonRules), peer, IN_FLIGHT)) },
  ];
  say(`${ROUNDS} rounds …`);
  const times = await interleave(contestants, ROUNDS);
  const time = (name: string) => times.get(name) ?? Number.NaN;

  const perHousehold: Record<string, number> = {};
  for (const size of SIZES) {
    const runs: number[] = [];
    for (let run = 0; run < ROUNDS * 3; run += 1) runs.push(await executionSeconds(client, statementFor(size)));
    perHousehold[size] = (median(runs) / size) * 1e6;
  }
  report(time, perHousehold, hits, expected.size);
}

function report(
  time: (name: string) => number,
  perHousehold: Readonly<Record<string, number>>,
  hits: number,
  flagged: number,
): void {
  const perSecond = {
    compiled: HOUSEHOLDS / time('compiled'),
    handSql: HOUSEHOLDS / time('hand'),
    jdmInFlight: SAMPLE.inFlight / time('jdm'),
    jdmOneAtATime: SAMPLE.oneAtATime / time('jdmOneByOne'),
    jsonRulesEngine: SAMPLE.jsonRules / time('jsonRules'),
  };
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  const ratios = {
    vsHandSql: rounded(time('compiled') / time('hand')),
    vsJdm: rounded(perSecond.compiled / Math.max(perSecond.jdmInFlight, perSecond.jdmOneAtATime)),
    vsJsonRulesEngine: rounded(perSecond.compiled / perSecond.jsonRulesEngine),
    perHousehold10kTo1M: rounded((perHousehold[HOUSEHOLDS] ?? Number.NaN) / (perHousehold[10_000] ?? Number.NaN)),
  };
  const figures = {
    households: HOUSEHOLDS,
    flagged,
    hits,
    secondsCompiled: rounded(time('compiled')),
    secondsHandSql: rounded(time('hand')),
    householdsPerSecond: Object.fromEntries(
      Object.entries(perSecond).map(([name, value]) => [name, Math.round(value)]),
    ),
    microsecondsPerHousehold: Object.fromEntries(
      Object.entries(perHousehold).map(([size, value]) => [size, rounded(value)]),
    ),
  };
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ratios, figures, machine: machine() })}\n`);
    return;
  }
  const line = (name: string, value: number, ratio: string) =>
    `${name.padEnd(34)} ${Math.round(value).toLocaleString('en').padStart(12)}   ${ratio}`;
  process.stdout.write(`
${HOUSEHOLDS.toLocaleString('en')} households, ${flagged.toLocaleString('en')} flagged, ${hits.toLocaleString('en')} hits of 20 rules

                                     households/s
${line('compiled table', perSecond.compiled, '')}
${line('hand-written SQL', perSecond.handSql, `compiled takes ${ratios.vsHandSql} × its time (target ≤ 1.3)`)}
${line(`JDM engine, ${IN_FLIGHT} in flight`, perSecond.jdmInFlight, `compiled is ${ratios.vsJdm} × (target ≥ 20)`)}
${line('JDM engine, one at a time', perSecond.jdmOneAtATime, '')}
${line('json-rules-engine', perSecond.jsonRulesEngine, `compiled is ${ratios.vsJsonRulesEngine} × (target ≥ 60)`)}

µs a household: ${Object.entries(figures.microsecondsPerHousehold)
    .map(([size, value]) => `${Number(size).toLocaleString('en')}: ${value}`)
    .join('   ')}   (10k → 1M: × ${ratios.perHousehold10kTo1M})
`);
}

const scratch = await openScratch();
try {
  await main(scratch);
} finally {
  await scratch.close();
}
