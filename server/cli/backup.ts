// Commands that copy the whole house out and in again: backup, restore.

import { type ComposeOptions, compose } from '../compose.ts';
import { verify } from '../platform/audit.ts';
import type { Part } from '../platform/backup/manifest.ts';
import { checkBackup, type Restored, restoreBackup } from '../platform/backup/restore.ts';
import { takeBackup } from '../platform/backup/take.ts';
import { systemClock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { type Connection, systemScope } from '../platform/database.ts';
import { appPassword, existingMasterKey, openServer } from '../platform/open.ts';
import { type Answer, done, refused, type UnopenedCommand } from './command.ts';

export const backupCommand: UnopenedCommand = {
  name: 'backup',
  summary: 'Write everything but the master key into one file, while servers run',
  usage: '--to FILE [--json]',
  options: {
    to: { type: 'string', help: 'file to be made (.zip); an existing one is kept', required: true, names: 'new file' },
  },
  runUnopened: async ({ house, get, say }) => {
    const began = performance.now();
    const { config, clock } = settings(house);
    const masterKey = await existingMasterKey(config);
    if (masterKey === null) return keyMissing(config);
    const taken = await atServer(config, (owner) =>
      takeBackup({ owner, masterKey, at: clock.now(), to: get('to'), report: progress(say) }),
    );
    if (!taken.ok) return told(taken.refusal);
    const { file, bytes, tables, rows } = taken.value;
    return done(
      { ...taken.value, seconds: since(began) },
      `${file}: ${rows} rows of ${tables} tables, ${(bytes / 2 ** 20).toFixed(1)} MiB, in ${since(began)} s\nThe master key is not in it: keep that apart.`,
    );
  },
};

export const restoreCommand: UnopenedCommand = {
  name: 'restore',
  summary: 'Fill a database without data from a backup, and walk its audit chains',
  usage: '--from FILE [--dry-run] [--json]',
  options: {
    from: { type: 'string', help: 'a file that backup made', required: true, names: 'file' },
    'dry-run': { type: 'boolean', help: 'read and check the whole backup; change nothing' },
  },
  runUnopened: async ({ house, options, get, say }) => {
    const began = performance.now();
    const { config, clock } = settings(house);
    const masterKey = await existingMasterKey(config);
    if (masterKey === null) return keyMissing(config);
    const from = get('from');
    if (options['dry-run'] === true) {
      const checked = await checkBackup(from, masterKey);
      return checked.ok ? restoredAnswer(checked.value, began, 'is whole') : told(checked.refusal);
    }
    const restored = await atServer(config, (owner) =>
      restoreBackup({
        owner,
        masterKey,
        appPassword: appPassword(masterKey),
        at: clock.now(),
        from,
        report: progress(say),
      }),
    );
    if (!restored.ok) return told(restored.refusal);
    const broken = await audited(house, restored.value);
    return broken ?? restoredAnswer(restored.value, began, 'is restored');
  },
};

function settings(house: ComposeOptions) {
  return { config: house.config ?? readConfig(), clock: house.clock ?? systemClock };
}

/** With the database server as it is; the embedded one is left as it was found. */
async function atServer<T>(config: Config, work: (owner: Connection) => Promise<T>): Promise<T> {
  const { embedded, owner } = await openServer(config);
  try {
    return await work(owner);
  } finally {
    await embedded?.leave();
  }
}

/** Opens the house on what was restored, which migrates it on; every chain must end as the backup says. */
async function audited(house: ComposeOptions, { audit }: Restored): Promise<Answer | null> {
  const app = await compose(house);
  try {
    for (const { county, events, head } of audit) {
      const verdict = await verify(app.database, systemScope(county));
      if (!verdict.ok || verdict.events !== events || verdict.head !== head) {
        return refused('audit_broken', `the audit chain of ${county} does not end as the backup says`, { county });
      }
      await app.house.sealed.load(county, app.clock.now());
    }
    return null;
  } finally {
    await app.close();
  }
}

function restoredAnswer(restored: Restored, began: number, became: string): Answer {
  const { takenAt, tables, rows, audit } = restored;
  return done(
    { ...restored, seconds: since(began) },
    `the backup of ${takenAt} ${became}: ${rows} rows of ${tables} tables, ${audit.length} counties, in ${since(began)} s`,
  );
}

const WORDS: Readonly<Record<string, string>> = {
  file_exists: 'there is a file of that name; it was left as it is',
  file_not_written: 'the file could not be written',
  nothing_to_back_up: 'the database was never set up: there is nothing to back up',
  not_a_backup: 'this is no backup of Xingnong',
  backup_newer: 'this backup was made by another version: restore it with that one, then upgrade',
  master_key_differs:
    'this backup was made under another master key: name that one by MASTER_KEY_FILE or MASTER_KEY_COMMAND',
  backup_damaged: 'this backup is not as it was written; nothing was restored',
  database_not_empty: 'there are data in this database: restore into a fresh one',
  database_busy: 'somebody else works in this database: end the servers and other restores first',
  database_newer: 'this database is empty, but migrated further than the backup: restore into a fresh one',
};

function told({ code, detail }: { readonly code: string; readonly detail?: object }): Answer {
  const more = detail === undefined ? '' : ` (${Object.values(detail).join(', ')})`;
  return refused(code, `${WORDS[code] ?? code}${more}`, detail);
}

function keyMissing({ masterKeyFile }: Config): Answer {
  return refused('master_key_missing', `there is no master key at ${masterKeyFile}: a backup is proven by it`, {
    file: masterKeyFile,
  });
}

const progress = (say: (text: string) => void) => (part: Part) => {
  if (part.rows > 0) say(`  ${part.schema}.${part.table}: ${part.rows} rows`);
};

const since = (began: number) => Math.round(performance.now() - began) / 1000;
