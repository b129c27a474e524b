// The browser that the tests drive: found, or installed where we may, or asked for.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { say } from './prepare.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium, or the problem in a sentence. Without Chinese fonts its pages would be boxes. */
export function findOrInstallBrowser(env = process.env) {
  const missing = [...(findBrowser(env) ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  if (missing.length === 0) return { path: findBrowser(env) };
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!canInstall) {
    const how = existsSync('/etc/debian_version') ? `sudo sh -c '${command}'` : `install ${missing.join(' and ')}`;
    return {
      path: findBrowser(env),
      problem: `浏览器测试需要 Chromium 和中文字体。The browser tests need ${missing.join(' and ')}: ${how} (or set CHROMIUM_PATH)`,
    };
  }
  say(`正在安装 Installing ${missing.join(', ')} …`);
  const done = spawnSync('sh', ['-c', command], {
    encoding: 'utf8',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) return { path: findBrowser(env), problem: `${command}\n${done.stdout}\n${done.stderr}` };
  return { path: findBrowser(env) };
}

/** CHROMIUM_PATH, else the first of the known names on the PATH, else where systems put it. */
export function findBrowser(env) {
  const onPath = (env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [env.CHROMIUM_PATH, ...onPath, ...places].find((file) => file && canRun(file));
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // not there, or not for us
  }
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true;
  return Boolean(spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim());
}
