// The checks checked: every rule of who may import whom broken once, and a test run's failures all counted.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import extractRules from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, describe, expect, it } from 'vitest';
import { checkDependencies } from './dependencies.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

/** A source tree of the given files. */
function tree(files: Record<string, string>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'xn-checks-')));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Files that import one another: 'a.ts > b.ts' is a module a.ts importing b.ts. */
function importing(from: string, to: string, kind = 'import'): Record<string, string> {
  let relative = path.posix.relative(path.posix.dirname(from), to);
  if (!relative.startsWith('.')) relative = `./${relative}`;
  return {
    [from]: kind === 'type' ? `import type { X } from '${relative}';\nexport type Y = X;\n` : `import '${relative}';\n`,
    [to]: 'export interface X { n: number }\n',
  };
}

const c = 'server/contexts';

const broken: [rule: string, files: Record<string, string>][] = [
  ['kernel-alone', importing('kernel/money.ts', 'server/platform/clock.ts')],
  ['kernel-alone', { 'kernel/money.ts': `import fs from 'node:fs';\nfs.statSync('/');\n` }],
  ['platform-without-contexts', importing('server/platform/http.ts', `${c}/places/index.ts`, 'type')],
  ['platform-without-contexts', importing('server/platform/http.ts', 'server/compose.ts')],
  ['reference-below', importing(`${c}/households/service.ts`, `${c}/ledger/index.ts`)],
  ['engines-below', importing(`${c}/rules/service.ts`, `${c}/lending/index.ts`, 'type')],
  ['products-below', importing(`${c}/monitoring/service.ts`, `${c}/insight/index.ts`)],
  ['known-context', importing(`${c}/weather/index.ts`, 'kernel/money.ts')],
  ['by-the-door', importing(`${c}/lending/service.ts`, `${c}/ledger/repository.ts`)],
  ['by-the-door', importing(`${c}/lending/service.test.ts`, `${c}/ledger/repository.ts`)],
  ['by-the-door-from-outside', importing('tools/seed.ts', `${c}/ledger/service.ts`)],
  ['bench-by-the-door', importing('bench/list.ts', `${c}/households/registry/list.ts`)],
  ['by-the-door-of-the-house', importing('server/compose.ts', `${c}/ledger/repository.ts`)],
  ['pure-domain', importing(`${c}/ledger/domain.ts`, `${c}/ledger/repository.ts`, 'type')],
  ['pure-domain', importing(`${c}/ledger/domain/posting.ts`, 'server/platform/database.ts')],
  ['pure-domain', { [`${c}/ledger/domain.ts`]: `import { hash } from 'node:crypto';\nexport const h = hash;\n` }],
  ['web-without-server', importing('web/main.tsx', 'server/platform/clock.ts', 'type')],
  ['server-without-web', importing('server/api.ts', 'web/paths.ts')],
  ['no-tests-in-production', importing('server/api.ts', 'test/database.ts')],
  ['no-tests-in-production', importing('web/main.tsx', 'web/main.test.tsx')],
  ['no-tests-in-production', importing(`${c}/rules/service.ts`, `${c}/rules/testing/tables.ts`)],
  [
    'no-development-packages',
    {
      'package.json': '{"devDependencies":{"builder":"1.0.0"}}',
      'node_modules/builder/package.json': '{"name":"builder","version":"1.0.0","main":"index.js"}',
      'node_modules/builder/index.js': 'exports.x = 1;\n',
      'server/api.ts': `import 'builder';\n`,
    },
  ],
  ['no-cycle', { 'web/a.ts': `import './b.ts';\n`, 'web/b.ts': `import './a.ts';\n` }],
  ['resolvable', { 'web/a.ts': `import './gone.ts';\n` }],
];

describe('who may import whom', () => {
  it.each(broken)('%s: seen red (%#)', async (rule, files) => {
    const { violations } = await checkDependencies(tree(files));
    expect(violations.map((line) => line.split(':')[0])).toContain(rule);
  });

  it('has a broken example for every rule', async () => {
    const rules = await extractRules(path.join(import.meta.dirname, '..', '.dependency-cruiser.mjs'));
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(rules.forbidden?.map(({ name }) => name)));
  });

  it('lets through what is allowed, and counts what it saw', async () => {
    const report = await checkDependencies(
      tree({
        ...importing('kernel/money.ts', 'kernel/rational.ts'),
        ...importing('server/platform/database.ts', 'kernel/ids.ts'),
        ...importing(`${c}/ledger/domain/posting.ts`, `${c}/ledger/domain/entry.ts`),
        ...importing(`${c}/ledger/domain/entry.ts`, 'kernel/rate.ts'),
        ...importing(`${c}/ledger/service.ts`, `${c}/ledger/repository.ts`),
        ...importing(`${c}/lending/service.ts`, `${c}/ledger/index.ts`),
        ...importing(`${c}/insight/service.ts`, `${c}/funds/index.ts`),
        ...importing(`${c}/ledger/domain.test.ts`, 'test/database.ts'),
        ...importing('server/compose.ts', `${c}/ledger/routes.ts`),
        ...importing('web/main.tsx', 'kernel/phone.ts'),
      }),
    );
    expect(report).toEqual({ modules: 19, violations: [] });
  });

  it('sees no module where there is none', async () => {
    expect(await checkDependencies(tree({ 'kernel/readme.md': 'nothing' }))).toEqual({ modules: 0, violations: [] });
  });
});

describe('the count of a test run', async () => {
  const { countTests, summary } = await launcher('test-report.mjs');
  const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const unrunnable = { status: 'failed', assertionResults: [] };
  const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  const report = (tests: object[], numFailedTests: number, more = {}) =>
    path.join(
      tree({
        'vitest.json': JSON.stringify({
          numPassedTests: 5,
          numFailedTests,
          numPendingTests: 0,
          numTodoTests: 0,
          testResults: tests,
          ...more,
        }),
      }),
      'vitest.json',
    );

  it.each([
    ['all passed', report.bind(null, [passing], 0), 0, '5 passed, 0 failed'],
    ['one failed', report.bind(null, [passing, failing], 1), 1, '5 passed, 1 failed'],
    ['a file could not be run', report.bind(null, [passing, unrunnable], 0), 1, '5 passed, 1 failed'],
    ['an error outside any test', report.bind(null, [passing], 0), 1, '5 passed, 1 failed'],
    [
      'skipped and to do',
      report.bind(null, [passing], 0, { numPendingTests: 2, numTodoTests: 1 }),
      0,
      '5 passed, 0 failed, 3 skipped',
    ],
    ['no report', () => '/nowhere/vitest.json', 0, '0 passed, 1 failed'],
  ])('%s', (_name, file, status, line) => {
    expect(summary(countTests(file(), status))).toBe(line);
  });
});

describe('the launchers', async () => {
  const { matches } = await launcher('prepare.mjs');
  const { fingerprintOf } = await launcher('web-build.mjs');
  const { findBrowser } = await launcher('browser.mjs');

  it('install when a package is missing or old, not for want of another system', () => {
    const wanted = { '': {}, 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1', optional: true } };
    expect(matches(wanted, { 'node_modules/a': { version: '1' } })).toBe(true);
    expect(matches(wanted, { 'node_modules/a': { version: '2' } })).toBe(false);
    expect(matches(wanted, { 'node_modules/b': { version: '1' } })).toBe(false);
    expect(matches(wanted, undefined)).toBe(false);
  });

  it('build the web again when a file came, went, grew or was touched', () => {
    const base = tree({ 'web/a.ts': '1', 'web/ui/b.ts': '2' });
    const seen = [fingerprintOf(base, ['web', 'kernel'])];
    expect(fingerprintOf(base, ['web', 'kernel'])).toBe(seen[0]);
    const changes = [
      () => fs.writeFileSync(path.join(base, 'web/c.ts'), ''),
      () => fs.utimesSync(path.join(base, 'web/c.ts'), 1, 1),
      () => fs.rmSync(path.join(base, 'web/ui/b.ts')),
      () => fs.mkdirSync(path.join(base, 'kernel')),
    ];
    for (const change of changes) {
      change();
      const now = fingerprintOf(base, ['web', 'kernel']);
      expect(seen).not.toContain(now);
      seen.push(now);
    }
  });

  it('find the browser that is named, else the first on the PATH', () => {
    const base = tree({ 'mine/my-chrome': '', 'bin/chromium': '', 'bin/google-chrome': '' });
    for (const file of ['mine/my-chrome', 'bin/chromium', 'bin/google-chrome'])
      fs.chmodSync(path.join(base, file), 0o755);
    const PATH = `/nowhere${path.delimiter}${path.join(base, 'bin')}`;
    expect(findBrowser({ PATH })).toBe(path.join(base, 'bin/chromium'));
    expect(findBrowser({ PATH, CHROMIUM_PATH: path.join(base, 'mine/my-chrome') })).toBe(
      path.join(base, 'mine/my-chrome'),
    );
  });
});

/** The launchers are plain JavaScript for whatever Node a machine has; their types end here. */
function launcher(name: string) {
  return import(new URL(name, import.meta.url).href);
}
