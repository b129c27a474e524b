// The embedded database against what happens to it: killed servers, killed parents, killed first starts, awkward folders.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startPostgres } from './index.ts';
import { postmasterFile } from './leftovers.ts';
import { processInfo, readText } from './process.ts';

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const others: ChildProcess[] = [];

function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xn-pg-'));
  folders.push(folder);
  return folder;
}

async function start(dir: string, conf = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dir, conf });
  servers.push(server);
  return server;
}

/** Another node process that starts the database of `dir`, prints 'up' and stays. */
function startElsewhere(dir: string): ChildProcess {
  const index = fileURLToPath(new URL('./index.ts', import.meta.url));
  const script = `import { startPostgres } from ${JSON.stringify(index)};
    await startPostgres({ dir: ${JSON.stringify(dir)} }); console.log('up'); setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  others.push(child);
  return child;
}

async function client(server: EmbeddedPostgres): Promise<pg.Client> {
  const made = new pg.Client(server.connection);
  made.on('error', () => {}); // the server is killed under it on purpose; the pending query rejects
  await made.connect();
  return made;
}

async function ask<T>(server: EmbeddedPostgres, sql: string): Promise<T[]> {
  const asking = await client(server);
  try {
    return (await asking.query({ text: sql, rowMode: 'array' })).rows.map((row: T[]) => row[0]!);
  } finally {
    await asking.end();
  }
}

/** Waits for a fact, looking at it again and again; the test's own time limit ends it. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await nextTurn();
}

/** Command lines of all processes, where the system shows them as files. */
function commandLines(): string[] {
  if (!fs.existsSync('/proc')) return [];
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    });
}

afterEach(() => {
  for (const child of others.splice(0)) child.kill('SIGKILL');
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

describe('a server that runs', () => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await start(temporaryFolder());
  });

  it('is reached by a private socket only, with a password of its own', async () => {
    const { host, password } = server.connection;
    expect(await ask(server, 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(host).mode & 0o777).toBe(0o700);
    expect(password).toMatch(/^[\w-]{32}$/);
    expect(fs.statSync(path.join(server.data, '..', 'secret')).mode & 0o777).toBe(0o600);
    const wrong = new pg.Client({ ...server.connection, password: 'guess' });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('is durable, checks its pages and sorts the same everywhere', async () => {
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['data_checksums', 'on'],
      ['server_encoding', 'UTF8'],
    ])
      expect(await ask(server, `show ${setting}`), setting).toEqual([value]);
    const locale = `select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()`;
    expect(await ask(server, locale)).toEqual(['b C.UTF-8']);
    await ask(server, `create collation pinyin (provider = icu, locale = 'zh-u-co-pinyin')`);
    const names = `select n from (values ('赵'), ('安'), ('李')) t (n) order by n collate pinyin`;
    expect(await ask(server, names)).toEqual(['安', '李', '赵']);
  });

  it('does not run as root', () => {
    const postmaster = postmasterFile(server.data)!.pid;
    expect(readText(`/proc/${postmaster}/status`)).not.toMatch(/^Uid:\s+0\b/m);
  });

  it('is attached to by whoever starts it again', async () => {
    const again = await start(path.join(path.dirname(server.connection.host)));
    expect(again.how).toBe('attached');
    expect(again.connection).toEqual(server.connection);
    expect(await again.ensure()).toBe('attached');
  });

  it('loses no acknowledged row when the postmaster is killed in the middle of writing', async () => {
    await ask(server, 'create table acknowledged (writer int, n int, filler text)');
    for (const round of [1, 2, 3]) {
      const kept: string[] = [];
      const write = async (writer: number) => {
        const writing = await client(server);
        for (let n = 0; ; n++) {
          try {
            await writing.query(`insert into acknowledged values ($1, $2, repeat('行', 200))`, [writer, n]);
          } catch {
            return; // killed: this row was not acknowledged
          }
          kept.push(`${writer}/${n}`);
        }
      };
      const writers = [1, 2, 3, 4].map((k) => write(10 * round + k));
      await until(() => kept.length >= 150 * round);
      process.kill(postmasterFile(server.data)!.pid, 'SIGKILL');
      await Promise.all(writers);
      expect(await server.ensure()).toBe('started');
      const found = new Set(await ask<string>(server, `select writer || '/' || n from acknowledged`));
      expect(kept.filter((row) => !found.has(row))).toEqual([]);
    }
  });

  it.runIf(process.platform === 'linux')('ends a busy backend that outlives a killed postmaster', async () => {
    const busy = await client(server);
    const backend = (await busy.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const broken = expect(busy.query('select count(*) from generate_series(1, 1000000000000)')).rejects.toThrow();
    const working = `select state from pg_stat_activity where pid = ${backend} and query like '%generate_series%'`;
    while ((await ask(server, working))[0] !== 'active') await nextTurn();
    const postmaster = postmasterFile(server.data)!.pid;
    process.kill(postmaster, 'SIGKILL');
    await until(() => (processInfo(postmaster)?.zombie ?? true) === true);
    expect(processInfo(backend)).toMatchObject({ name: 'postgres', zombie: false });
    expect(await server.ensure()).toBe('started');
    await broken;
    expect(processInfo(backend)?.zombie ?? true).toBe(true);
  });

  it('is started again when its socket file was taken away', async () => {
    await ask(server, 'create table kept_over_socket (n integer)');
    fs.rmSync(path.join(server.connection.host, `.s.PGSQL.${server.connection.port}`));
    expect(await server.ensure()).toBe('started');
    expect(await ask(server, 'select count(*)::int from kept_over_socket')).toEqual([0]);
  });

  it('shares one restart among many who ask', async () => {
    process.kill(postmasterFile(server.data)!.pid, 'SIGKILL');
    await Promise.all([server.ensure(), server.ensure(), server.ensure()]);
    expect(await ask(server, 'select 1')).toEqual([1]);
  });
});

describe('a server whose parent is killed', () => {
  it('goes on, and the next start attaches to it; the last to leave stops it', async () => {
    const dir = temporaryFolder();
    const parent = startElsewhere(dir);
    await once(parent.stdout!, 'data');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const server = await start(dir);
    expect(server.how).toBe('attached');
    const postmaster = postmasterFile(server.data)!.pid;
    const other = await client(server);
    expect(await server.leave()).toBe(false);
    await other.end();
    while (!(await server.leave())) await nextTurn(); // the server notices the closed session in its own time
    expect(postmasterFile(server.data)).toBeUndefined();
    expect(processInfo(postmaster)?.zombie ?? true).toBe(true);
    await expect(server.ensure()).rejects.toThrow('was stopped');
  });
});

describe('a first start', () => {
  it('that is killed leaves nothing half made', async () => {
    const dir = temporaryFolder();
    const asides = () => fs.readdirSync(dir).filter((name) => name.startsWith('cluster.'));
    const parent = startElsewhere(dir);
    await until(() => asides().some((name) => fs.existsSync(path.join(dir, name, 'data', 'base'))));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    // What it had started for the making ends in its own time, and writes until then.
    await until(() => !commandLines().some((line) => line.includes(dir)));
    expect(fs.existsSync(path.join(dir, 'cluster'))).toBe(false);
    expect(asides()).toHaveLength(1);
    const server = await start(dir);
    expect(server.how).toBe('started');
    expect(asides()).toEqual([]);
    expect(await ask(server, 'select current_database()')).toEqual(['xingnong']);
  });

  it('of two at once makes one database that both use', async () => {
    const dir = temporaryFolder();
    const [one, two] = await Promise.all([start(dir), start(dir)]);
    expect(one.connection).toEqual(two.connection);
    expect([one.how, two.how]).toContain('started');
    await ask(one, 'create table shared (n int)');
    expect(await ask(two, 'select count(*)::int from shared')).toEqual([0]);
    expect(fs.readdirSync(dir).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  });
});

describe('awkward circumstances', () => {
  it('a folder too long for a socket path gets its socket in /tmp', async () => {
    const outer = temporaryFolder();
    fs.chmodSync(outer, 0o755);
    const dir = path.join(outer, '安溪县乡村振兴局'.repeat(4), 'it\'s, "quoted"');
    const server = await start(dir);
    const { host } = server.connection;
    folders.push(host);
    expect(host).toMatch(/^\/tmp\/xingnong-[0-9a-f]{16}$/);
    expect(server.data.startsWith(fs.realpathSync(dir))).toBe(true);
    expect(await ask(server, 'select 1')).toEqual([1]);
    await server.stop();
    fs.chmodSync(host, 0o755);
    await expect(startPostgres({ dir })).rejects.toThrow('not a private folder');
  });

  it('a lock file with the number of another program, and a wrong setting', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    const lock = readText(path.join(first.data, 'postmaster.pid'));
    await first.stop();
    // A container numbers its processes from 1: the dead server's number is often somebody else's.
    fs.writeFileSync(path.join(first.data, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
    const second = await start(dir);
    expect(second.how).toBe('started');
    await second.stop();

    await expect(startPostgres({ dir, conf: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /does not start:[\s\S]*plenty/,
    );
    fs.writeFileSync(path.join(first.data, 'PG_VERSION'), '9\n');
    await expect(startPostgres({ dir })).rejects.toThrow('was made by PostgreSQL 9');
  });
});
