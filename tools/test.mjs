// npm test: static checks, then every test on real PostgreSQL and in a real browser. The last line says how it went.
// npm test -- <path>: only the tests whose file matches.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findOrInstallBrowser } from './browser.mjs';
import { prepare, root } from './prepare.mjs';
import { whenAskedToStop } from './signals.mjs';
import { countTests, summary } from './test-report.mjs';

const node = prepare();
const total = { passed: 0, failed: 0, skipped: 0 };
let child;
let interrupted = false;

whenAskedToStop((signal) => {
  interrupted = true;
  child?.kill(signal);
});

const checks = [
  ['types', 'node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json'],
  ['lint and format', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  ['dependencies between modules', 'tools/dependencies.ts'],
  ['unused files, exports and packages', 'node_modules/knip/bin/knip.js'],
  ['generated files are current', 'tools/generate.ts', '--check'],
  ['web build', 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
];

const filters = process.argv.slice(2);
if (filters.length === 0) {
  const browser = findOrInstallBrowser();
  if (browser.path) process.env.CHROMIUM_PATH = browser.path;
  record('browser', browser.problem === undefined, browser.problem);
  for (const [name, ...args] of checks) {
    if (interrupted) break;
    const started = Date.now();
    const { status, output } = await runNode(args, 'pipe');
    record(`${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`, status === 0, output);
  }
}
if (!interrupted) await runTests();
if (interrupted) record('interrupted', false);

process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${summary(total)}`);

/** Counts a check and shows it; all of its output when it failed. */
function record(name, passed, output = '') {
  total[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  if (!passed && output) console.log(output);
}

async function runTests() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xingnong-report-'));
  const report = path.join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], 'inherit');
  const tests = countTests(report, status);
  for (const kind of Object.keys(total)) total[kind] += tests[kind];
  rmSync(folder, { recursive: true });
}

/** Runs a program of ours on the pinned Node and waits for its end; with 'pipe', gives what it wrote. */
function runNode(args, output) {
  return new Promise((resolve) => {
    child = spawn(node, args, { cwd: root, stdio: ['ignore', output, output] });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(parts).toString().trim() }));
  });
}
