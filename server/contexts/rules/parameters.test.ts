// A parameter that officials may set is read by something, or says that it waits.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PARAMETERS } from './parameters.ts';

const server = path.join(import.meta.dirname, '../../..', 'server');
const migrations = path.join(server, '../db/migrations');

/** Sources of the server, rule tables and migrations; not the parameters themselves, and no tests. */
const text = [
  ...readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name) && !/\.test\.ts$|rules\/parameters/.test(name.replaceAll('\\', '/')))
    .map((name) => readFileSync(path.join(server, name), 'utf8')),
  ...readdirSync(migrations).map((name) => readFileSync(path.join(migrations, name), 'utf8')),
].join('\n');

test.each(PARAMETERS.map(({ name, waits }) => [name, waits === true] as const))('%s waits: %s', (name, waits) => {
  expect(new RegExp(`['".\\s]${name}\\b`).test(text)).toBe(!waits);
});
