// Commands of whoever keeps the keys: a new data key for a county, another master key for the house.

import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { systemScope } from '../platform/database.ts';
import { KEYS_FRESH_MS, masterKeyFromFile, rewrapDataKeys } from '../platform/sealed.ts';
import { type Command, done, Misuse, refused } from './command.ts';

export const keysRotateCommand: Command = {
  name: 'keys rotate',
  summary: "Give a county a new data key and seal its registry's fields with it",
  usage: '--county C [--settle SECONDS] [--json]',
  options: {
    county: { type: 'string', help: 'six-digit county', required: true },
    settle: { type: 'string', help: 'time for running servers to learn of the new key; 15 by default' },
  },
  run: async ({ app, options, get, say }) => {
    const settle = Number(options.settle ?? (1.5 * KEYS_FRESH_MS) / 1000);
    if (!Number.isFinite(settle) || settle < 0) throw new Misuse('--settle takes seconds');
    const county = get('county');
    const known = await app.places.loadCounty(county);
    if (!known.ok) return refused(known.refusal.code, `there is no county ${county}`);
    const version = await app.house.sealed.rotate(county, app.clock.now());
    say(`  data key ${version} of ${county} is made; running servers learn of it …`);
    await wait(settle * 1000);
    const resealed = await app.households.reseal(systemScope(county, 'command line'), ({ done: fields }) =>
      say(`  ${fields} fields …`),
    );
    return done({ county, version, resealed }, `data key ${version} of ${county}, ${resealed} fields sealed with it`);
  },
};

export const keysRewrapCommand: Command = {
  name: 'keys rewrap',
  summary: 'Wrap all data keys under another master key, made where the file is missing',
  usage: '--to FILE [--json]',
  options: { to: { type: 'string', help: 'file of the new master key', required: true } },
  run: async ({ app, get }) => {
    const file = get('to');
    const to = await masterKeyFromFile(file);
    if (to.equals(app.house.masterKey)) return refused('same_key', 'that is the master key in use');
    const owner = new pg.Client(app.house.owner);
    await owner.connect();
    try {
      const dataKeys = await rewrapDataKeys(owner, app.house.masterKey, to);
      const next = `set MASTER_KEY_FILE to ${file} and start every server again`;
      return done({ dataKeys }, `${dataKeys} data keys are wrapped under the new master key: ${next}`);
    } finally {
      await owner.end();
    }
  },
};
