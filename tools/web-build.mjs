// Builds the web pages into dist/web, when something they are made of has changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveUp, root, say } from './prepare.mjs';

const inputs = ['web', 'kernel', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'];
/** In the folder that a build empties: a build that was killed leaves no stamp. */
const stampFile = path.join(root, 'dist', 'web', '.stamp');

/** Builds if needed; says so on standard error. */
export function buildWebIfChanged(node) {
  const fingerprint = fingerprintOf(root, inputs);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint) return;
  say('正在构建网页… Building the web pages …');
  const done = spawnSync(node, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    say(done.stdout);
    say(done.stderr);
    giveUp('网页构建失败。Building the web pages failed: see above.');
  }
  writeFileSync(stampFile, fingerprint);
}

/** A hash over names, sizes and times of change: cheap enough for every start. */
export function fingerprintOf(base, names) {
  const hash = createHash('sha256');
  const visit = (file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else hash.update(`${path.relative(base, file)} ${found ? `${found.size} ${found.mtimeMs}` : 'absent'}\n`);
  };
  for (const name of names) visit(path.join(base, name));
  return hash.digest('hex');
}
