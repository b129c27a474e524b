// The house rules as tests: each rule is seen red on a bad example, then holds for every file of the repository.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../test/database.ts';
import { clockInUpsert, foreignNames, stringsOf, tablesNamed } from './tidy/sql.ts';
import { untidyTables } from './tidy/tables.ts';
import { isGenerated, longFiles, type SourceFile, textRules } from './tidy/text.ts';

const root = path.join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const names = listed.split('\0').filter((name) => name && fs.existsSync(path.join(root, name)));
const files: SourceFile[] = names
  .filter(
    (name) => /\.(?:ts|tsx|mjs|sql|css|json|md|html|yml)$|\/[^.]*$|^\./.test(name) && name !== 'package-lock.json',
  )
  .map((name) => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }));
const contexts = fs.readdirSync(path.join(root, 'server/contexts'));

it('sees the repository', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(contexts).toContain('households');
});

describe('what one file says', () => {
  const bad: Record<string, SourceFile[]> = {
    'short-files': [{ name: 'server/a.ts', text: '\n'.repeat(501) }],
    'opening-comment': [{ name: 'kernel/a.ts', text: 'export const a = 1; // why\n' }],
    'named-by-subject': [
      { name: 'web/utils.ts', text: '' },
      { name: 'kernel/helpers/money.ts', text: '' },
    ],
    'nothing-left-to-do': [{ name: 'db/migrations/1.sql', text: '-- TODO: index\n' }],
    'no-console': [{ name: 'server/api.ts', text: `console.log('here');\n` }],
    'no-focus': [
      { name: 'kernel/a.test.ts', text: `it.only('x', () => {});\n` },
      { name: 'kernel/a.test.ts', text: `describe.skip('x', () => {});\n` },
    ],
    'no-silencing': [
      { name: 'web/a.tsx', text: '// @ts-ignore\n' },
      { name: 'web/a.tsx', text: 'const a = b as any;\n' },
    ],
    'no-sleep-in-tests': [
      { name: 'server/a.test.ts', text: 'await sleep(100);\n' },
      { name: 'server/a.test.ts', text: 'await new Promise((resolve) => setTimeout(resolve, 100));\n' },
      { name: 'server/a.test.ts', text: `import { setTimeout as wait } from 'node:timers/promises';\n` },
    ],
    'no-secrets': [
      { name: 'docs/a.md', text: `-----BEGIN ${'PRIVATE'} KEY-----\n` },
      { name: 'a.json', text: `"postgres://app:${'s3cret'}@db.example.org/app"\n` },
    ],
    'no-secret-files': [
      { name: '.env', text: '' },
      { name: 'server/master.key', text: '' },
    ],
  };

  it('has a bad example for every rule', () => {
    expect(Object.keys(bad).sort()).toEqual(textRules.map(({ name }) => name).sort());
  });

  it.each(textRules)('$name: $why', (rule) => {
    for (const example of bad[rule.name]!) {
      expect(rule.applies(example.name), example.name).toBe(true);
      expect(rule.check(example), `seen red: ${example.name} ${example.text}`).not.toEqual([]);
    }
    const broken = files
      .filter(({ name }) => rule.applies(name))
      .flatMap((file) => rule.check(file).map((line) => `${file.name}: ${line}`));
    expect(broken).toEqual([]);
  });

  it('excuses no file that is gone or short again', () => {
    for (const name of Object.keys(longFiles))
      expect(files.find((file) => file.name === name)?.text.split('\n').length, name).toBeGreaterThan(501);
  });
});

describe('contexts', () => {
  const lacking = (has: (file: string) => boolean, some: string[]) =>
    some.flatMap((name) =>
      ['README.md', 'index.ts']
        .filter((file) => !has(`server/contexts/${name}/${file}`))
        .map((file) => `${name}/${file}`),
    );

  it('each have a README and a door', () => {
    expect(lacking((file) => file.endsWith('index.ts'), ['weather'])).toEqual(['weather/README.md']);
    expect(lacking((file) => names.includes(file), contexts)).toEqual([]);
  });
});

describe('SQL', () => {
  it('is found in templates, strings and Kysely calls', () => {
    const source = [
      `const a = sql\`select $${'{x}'} from households.person\`;`,
      'const b = sql<Row>`select 1 from ledger.entry`;',
      "client.query('update rules.version set a = 1');",
      "tx.selectFrom('households.person as p').innerJoin('places.pub_division as d', 'd.code', 'p.region');",
    ].join('\n');
    expect(stringsOf('a.ts', source).filter(({ certain }) => certain)).toEqual([
      { text: 'select $ from households.person', line: 1, certain: true },
      { text: 'select 1 from ledger.entry', line: 2, certain: true },
    ]);
    expect(
      tablesNamed('a.ts', source)
        .map(({ table, line }) => `${line} ${table}`)
        .sort(),
    ).toEqual(['4 households.person', '4 places.pub_division']);
  });

  it.each([
    ['select * from households.person', true, ['households.person']],
    ['select platform.sees(county, region, id) from lending.loan l', true, []],
    ['select * from platform.audit', true, ['platform.audit']],
    ['select * from households.pub_household h join lending.loan l on l.county = h.county', true, []],
    ['foreign key (county, id) references households."household" (county, id)', true, ['households.household']],
    ["select 1 -- from households.person\n where a = 'households.person'", true, []],
    ['select h.households.person from lending.loan h', true, []],
    ['households.import', false, []],
    ['insert into ledger.entry values (1)', false, ['ledger.entry']],
  ])('of lending: %s', (text, certain, expected) => {
    expect(foreignNames({ text, certain }, 'lending', ['lending', 'households', 'ledger'])).toEqual(expected);
  });

  it("names a context's own tables, others' pub_ views and the platform's functions", () => {
    const inCode = files
      .filter(({ name }) => /^server\/contexts\/.*\.ts$/.test(name) && !/\.test\.ts$/.test(name))
      .flatMap(({ name, text }) => {
        const owner = name.split('/')[2]!;
        const inStrings = stringsOf(name, text).flatMap((sql) =>
          foreignNames(sql, owner, contexts).map((each) => ({ each, line: sql.line })),
        );
        const inCalls = tablesNamed(name, text).flatMap(({ table, line }) =>
          foreignNames({ text: table, certain: true }, owner, contexts).map((each) => ({ each, line })),
        );
        return [...inStrings, ...inCalls].map(({ each, line }) => `${name}:${line}: ${each}`);
      });
    const inMigrations = files
      .filter(({ name }) => /^db\/migrations\/\d+_[a-z]+/.test(name) && name.endsWith('.sql'))
      .flatMap(({ name, text }) => {
        const owners = name.match(/\d+_([a-z_]+)/)![1]!.split('_');
        const own = contexts.filter((context) => owners.includes(context));
        return foreignNames({ text, certain: true }, own[0] ?? 'platform', contexts)
          .filter((each) => !own.includes(each.split('.')[0]!))
          .map((each) => `${name}: ${each}`);
      });
    expect([...inCode, ...inMigrations]).toEqual([]);
  });

  it.each([
    ['insert into a values (1) on conflict (id) do update set at = now()', true],
    ['on conflict (id)\n do update set n = 1,\n  at = current_timestamp', true],
    ['insert into a values (now()) on conflict do nothing; select now()', false],
    ['on conflict (id) do update set at = excluded.at; select now()', false],
  ])('takes no time from the server in an upsert: %s', (text, bad) => {
    expect(clockInUpsert(text)).toBe(bad);
  });

  it('takes no time from the server in any upsert', () => {
    const bad = files.flatMap(({ name, text }) => {
      if (isGenerated(name) || /^tools\/tidy/.test(name)) return [];
      const texts = name.endsWith('.sql')
        ? [text]
        : /\.ts$/.test(name)
          ? stringsOf(name, text).map((each) => each.text)
          : [];
      return texts.some(clockInUpsert) ? [name] : [];
    });
    expect(bad).toEqual([]);
  });
});

describe('tables', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(async () => {
    await db.close();
  });

  it('of a county begin their key with it and are guarded by row-level security', async () => {
    expect(await untidyTables(db.owner)).toEqual([]);
    await db.owner.query('create table platform.bad (county text, id uuid primary key)');
    await db.owner.query('create table platform.worse (county char(6))');
    expect(await untidyTables(db.owner)).toEqual([
      'platform.bad: county is text, not character(6)',
      'platform.bad: the primary key begins with id, not county',
      'platform.bad: no row-level security',
      'platform.worse: the primary key begins with nothing, not county',
      'platform.worse: no row-level security',
    ]);
  });
});

describe('words of the interface', () => {
  type Words = { [key: string]: unknown };
  /** Every key with the kind of its word: a function's number of arguments, or 'text'. */
  const shape = (words: Words, prefix = ''): string[] =>
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'object' && word !== null && !Array.isArray(word)
        ? shape(word as Words, `${prefix}${key}.`)
        : [`${prefix}${key}: ${typeof word}`],
    );

  /** A Chinese code reads as itself in Chinese: English alone gives it a word. */
  const needsChinese = (key: string) => !/\.[^.]*\p{Script=Han}[^.]*: string$/u.test(key);

  it('are compared by their keys', () => {
    expect(shape({ a: '甲', b: { c: (n: number) => `${n}` } })).toEqual(['a: string', 'b.c: function']);
    expect(['codes.低保: string', 'codes.A: string', 'act.back: string'].filter(needsChinese)).toEqual([
      'codes.A: string',
      'act.back: string',
    ]);
  });

  it.each([
    ['zh', 'en'],
    ['phone.zh', 'phone.en'],
  ])('have the same keys in %s and %s', async (chinese, english) => {
    const load = async (name: string) =>
      (await import(path.join(root, 'web/messages', `${name}.ts`))) as { [key: string]: Words };
    const [zh, en] = [Object.values(await load(chinese))[0]!, Object.values(await load(english))[0]!];
    expect(shape(zh).length).toBeGreaterThan(20);
    expect(shape(zh).filter((key) => !shape(en).includes(key))).toEqual([]);
    expect(shape(en).filter((key) => needsChinese(key) && !shape(zh).includes(key))).toEqual([]);
  });
});
