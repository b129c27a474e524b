// Who runs the embedded database and from where: accounts, closed folders, missing links, long paths.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canEnter, chooseAccount, chooseHome } from './account.ts';
import { addressOf } from './address.ts';
import { findBinaries, packageFolder } from './binaries.ts';
import { readText } from './process.ts';

const self = process.getuid?.() ?? -1;
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xn-place-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the account', () => {
  it("refuses, without root, a folder that is somebody else's", () => {
    expect(() => chooseAccount(folder, self + 1)).toThrow(`belongs to uid ${self}`);
  });

  it('is our own without root', () => {
    if (self === 0) fs.chownSync(folder, 4711, 4712);
    expect(chooseAccount(folder, self || 4711)).toEqual({});
  });

  it.runIf(self === 0)("is, as root, the folder's owner, else an account without rights", () => {
    expect(readText('/etc/passwd')).toContain(`:${chooseAccount(folder).uid}:${chooseAccount(folder).gid}:`);
    expect(chooseAccount(folder).uid).not.toBe(0);
    fs.chownSync(folder, 4711, 4712);
    expect(chooseAccount(folder)).toEqual({ uid: 4711, gid: 4712 });
  });
});

describe('the home', () => {
  it('is the folder itself where the account can enter it', async () => {
    fs.chmodSync(folder, 0o755);
    const dir = path.join(folder, 'postgres');
    fs.mkdirSync(dir);
    expect(await chooseHome(dir, chooseAccount(dir), path.join(folder, 'shared'))).toBe(fs.realpathSync(dir));
    expect(fs.existsSync(path.join(folder, 'shared'))).toBe(false);
  });

  it.runIf(self === 0)('is the folder itself in a closed DATA_DIR, which may be passed through then', async () => {
    const dir = path.join(folder, 'postgres');
    fs.mkdirSync(dir);
    const account = { uid: 4711, gid: 4711 };
    expect(await chooseHome(dir, account, path.join(folder, 'shared'))).toBe(fs.realpathSync(dir));
    expect(await canEnter(dir, account)).toBe(true);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o711);
  });

  it.runIf(self === 0)('is elsewhere, and remembered, in a home closed to the account', async () => {
    const closed = path.join(folder, 'closed');
    const dir = path.join(closed, 'data', 'postgres');
    const shared = path.join(folder, 'shared');
    fs.chmodSync(folder, 0o755);
    fs.mkdirSync(closed, { mode: 0o700 });
    fs.mkdirSync(dir, { recursive: true });
    const account = { uid: 4711, gid: 4711 };
    const home = await chooseHome(dir, account, shared);
    expect(path.dirname(home)).toBe(fs.realpathSync(shared));
    expect(await canEnter(home, account)).toBe(true);
    expect(fs.statSync(home)).toMatchObject({ uid: 4711, mode: 0o40700 });
    expect(await chooseHome(dir, account, shared)).toBe(home);
    fs.rmSync(dir, { recursive: true });
    fs.mkdirSync(dir);
    expect(await chooseHome(dir, account, shared)).not.toBe(home);
  });
});

describe('the programs', () => {
  /** A copy of the package as npm unpacks it when scripts are blocked: without a single link. */
  function packageWithoutLinks(parent: string): string {
    const pack = path.join(parent, 'package');
    fs.cpSync(packageFolder(), pack, { recursive: true, filter: (file) => !fs.lstatSync(file).isSymbolicLink() });
    return pack;
  }

  it('run where npm put them, once their missing links are made', async () => {
    fs.chmodSync(folder, 0o755);
    const pack = packageWithoutLinks(folder);
    const found = await findBinaries(folder, {}, pack);
    expect(found).toEqual({ bin: path.join(pack, 'native', 'bin'), major: '18' });
    expect(fs.lstatSync(path.join(pack, 'native/lib/libpq.so.5')).isSymbolicLink()).toBe(true);
  });

  it.runIf(self === 0)('are copied beside the data when the account cannot reach them', async () => {
    fs.chmodSync(folder, 0o755);
    const closed = path.join(folder, 'closed');
    const home = path.join(folder, 'home');
    fs.mkdirSync(closed, { mode: 0o700 });
    fs.mkdirSync(home);
    const found = await findBinaries(home, { uid: 4711, gid: 4711 }, packageWithoutLinks(closed));
    expect(found.bin).toMatch(new RegExp(`^${home}/postgresql-18[^/]*/native/bin$`));
    expect(fs.readdirSync(home)).toHaveLength(1);
  });

  it('that cannot be run are said to be so', async () => {
    const pack = path.join(folder, 'package');
    fs.mkdirSync(path.join(pack, 'native', 'bin'), { recursive: true });
    fs.writeFileSync(path.join(pack, 'package.json'), '{"version":"0"}');
    await expect(findBinaries(folder, {}, pack)).rejects.toThrow('set DATABASE_URL');
  });
});

describe('the address', () => {
  it('stays in the home while the socket path is at most 100 bytes, and no character splits it', () => {
    const suffix = '/sock/.s.PGSQL.5432';
    const home = `/${'h'.repeat(99 - suffix.length)}`;
    expect(addressOf(home).socket).toBe(`${home}${suffix}`);
    expect(addressOf(`${home}h`).host).toMatch(/^\/tmp\/xingnong-/);
    expect(addressOf(`/${'县'.repeat(27)}`).host).toMatch(/^\/tmp\/xingnong-/);
    expect(addressOf('/a,b').host).toMatch(/^\/tmp\/xingnong-/);
    expect(addressOf('/a,b').host).not.toBe(addressOf('/a,c').host);
  });
});
