// Where the server listens: a socket in a private folder, or the loopback address on Windows. Never the network.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { handOver } from './account.ts';
import type { Account } from './process.ts';
import type { Settings } from './settings.ts';

export interface Address {
  /** A socket folder, or 127.0.0.1: as `pg` takes it. */
  host: string;
  port: number;
  /** The socket and its lock; undefined on Windows. */
  socket: string | undefined;
  settings: Settings;
}

export interface PostgresConnection {
  /** A socket folder (127.0.0.1 on Windows), as `pg` takes it. */
  host: string;
  port: number;
  /** The owner of everything, a superuser: for migrations. Requests use a role that can't bypass row-level security. */
  user: string;
  password: string;
  database: string;
}

/** The system refuses longer socket paths (104 bytes on macOS, 108 on Linux, less a few). */
const longestSocketPath = 100;

/**
 * The address of the server of `home`. A path too long for a socket, or with a
 * character that PostgreSQL's list of folders can't hold, is replaced by one in /tmp named by a hash.
 */
export function addressOf(home: string): Address {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (process.platform === 'win32') {
    const port = 50_000 + (Number.parseInt(name.slice(0, 6), 16) % 10_000);
    return { host: '127.0.0.1', port, socket: undefined, settings: { port, listen_addresses: '127.0.0.1' } };
  }
  const port = 5432;
  const inHome = path.join(home, 'sock');
  const usable = Buffer.byteLength(`${inHome}/.s.PGSQL.${port}`) <= longestSocketPath && !/[,"]/.test(inHome);
  const folder = usable ? inHome : `/tmp/xingnong-${name}`;
  return {
    host: folder,
    port,
    socket: path.join(folder, `.s.PGSQL.${port}`),
    settings: { port, listen_addresses: '', unix_socket_directories: folder, unix_socket_permissions: '0700' },
  };
}

/**
 * Makes the socket's folder, mode 0700. Anybody may make a folder in /tmp: one that isn't the account's own could be
 * somebody's trap for the password, and is refused.
 */
export function makeSocketFolder({ host: folder, socket }: Address, account: Account): void {
  if (!socket) return;
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { mode: 0o700 });
    handOver(folder, account);
  }
  const found = fs.lstatSync(folder);
  const owner = account.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0)
    throw new Error(`${folder} is not a private folder of uid ${owner}: remove it`);
}

/** PostgreSQL's question "may we speak TLS?", which it answers with one letter before any sign-in. */
const tlsQuestion = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Whether a server answers there. That it accepts a connection is not enough: a dying one does, and then resets it. */
export function answers(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = address.socket ? net.connect(address.socket) : net.connect(address.port, address.host);
    const settle = (answered: boolean) => {
      probe.destroy();
      resolve(answered);
    };
    probe.setTimeout(10_000, () => settle(false));
    probe.on('connect', () => probe.write(tlsQuestion));
    probe.on('data', () => settle(true));
    probe.on('error', () => settle(false));
    probe.on('close', () => settle(false));
  });
}
