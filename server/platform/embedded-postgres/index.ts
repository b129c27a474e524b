// The embedded database: a real PostgreSQL 18 from node_modules, kept running in a folder, reached by a private socket.
import fs from 'node:fs';
import path from 'node:path';
import { chooseAccount, chooseHome } from './account.ts';
import { addressOf, type PostgresConnection } from './address.ts';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { bringDown, bringUp, type How, type ServerParts } from './server.ts';
import { inUse } from './sessions.ts';
import { defaultSettings, type Settings, sharedMemorySettings } from './settings.ts';

export type { PostgresConnection };

export interface EmbeddedPostgres {
  connection: PostgresConnection;
  /** PostgreSQL's data folder. */
  data: string;
  /** Whether this call started the server or found one running (a killed process leaves its server behind). */
  how: How;
  /** Brings the server back when it died; cheap when it runs. Call it whenever a pool can't connect, then try again. */
  ensure(): Promise<How>;
  /** Stops the server unless another process has a session open. Close your own pools first. Gives whether it stopped. */
  leave(): Promise<boolean>;
  /** Stops the server, also one that was attached to. `ensure` throws afterwards. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** A folder for the database alone; made when missing. */
  dir: string;
  /** PostgreSQL settings, over `defaultSettings`. */
  conf?: Settings;
  /** Hears what is done that takes time or is out of the ordinary. */
  onLog?: (message: string) => void;
}

const names = { user: 'xingnong', database: 'xingnong' };

/**
 * Starts the embedded database of `dir`, or attaches to its running server. Everything acknowledged survives a kill of
 * this process, of the server, or of the machine. Throws, with a sentence for the operator, when the system can't run
 * it. A session ended by a restart fails with SQLSTATE 57P01, one during it with 57P03 or no connection at all.
 */
export async function startPostgres({
  dir,
  conf = {},
  onLog = () => {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  fs.mkdirSync(path.resolve(dir), { recursive: true });
  const folder = fs.realpathSync(dir);
  const account = chooseAccount(folder);
  const home = await chooseHome(folder, account);
  const binaries = await findBinaries(home, account);
  const { data, password } = await openCluster(home, binaries, account, names, onLog);
  const address = addressOf(home);
  const parts: ServerParts = {
    bin: binaries.bin,
    data,
    logFile: path.join(home, 'postgres.log'),
    account,
    address,
    settings: { ...defaultSettings, ...sharedMemorySettings(), ...conf },
    onLog,
  };

  let stopped = false;
  let underWay: Promise<How> | undefined;
  function ensure(): Promise<How> {
    if (stopped) return Promise.reject(new Error('the embedded database was stopped'));
    underWay ??= bringUp(parts).finally(() => {
      underWay = undefined;
    });
    return underWay;
  }
  async function stop(): Promise<void> {
    stopped = true;
    await underWay?.catch(() => {}); // its caller hears of the failure; here only its end matters
    await bringDown(parts);
  }

  const connection = { host: address.host, port: address.port, password, ...names };
  async function leave(): Promise<boolean> {
    if (await inUse(connection)) return false;
    await stop();
    return true;
  }

  const how = await ensure();
  return { connection, data, how, ensure, leave, stop };
}
