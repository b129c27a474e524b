// The command line: finds the command, opens the house, runs it, prints its answer.

import type { Application, ComposeOptions } from '../compose.ts';
import { compose } from '../compose.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { type Answer, type Command, DONE, explain, MISUSE, Misuse, type Options, readOptions } from './command.ts';
import { refuseFiles } from './files.ts';
import { keysRewrapCommand, keysRotateCommand } from './keys.ts';
import { migrateCommand, userAddCommand, verifyCommand } from './operate.ts';
import { decideCommand, importCommand, modelFitCommand, screenCommand } from './work.ts';

export const COMMANDS: readonly Command[] = [
  importCommand,
  modelFitCommand,
  screenCommand,
  decideCommand,
  verifyCommand,
  migrateCommand,
  userAddCommand,
  backupCommand,
  restoreCommand,
  keysRotateCommand,
  keysRewrapCommand,
];

function usage(): string {
  const rows = COMMANDS.map((c) => `  ${c.name.padEnd(12)} ${c.summary}`);
  return `xingnong: npm run -s cli -- <command> [options] [--json]\n\n${rows.join('\n')}\n\nDATA_DIR or DATABASE_URL name the data; a fresh DATA_DIR is initialised. <command> --help explains each.\n`;
}

/** Runs one command line; returns the exit status. */
export async function cli(args: readonly string[], options: ComposeOptions = {}): Promise<number> {
  const command = COMMANDS.find((c) => args.slice(0, c.name.split(' ').length).join(' ') === c.name);
  if (command === undefined) {
    const asked = args.length === 0 || args[0] === '--help' || args[0] === 'help';
    (asked ? process.stdout : process.stderr).write(asked ? usage() : `no command “${args[0]}”\n\n${usage()}`);
    return asked ? DONE : MISUSE;
  }
  let app: Application | undefined;
  try {
    const values = readOptions(command, args.slice(command.name.split(' ').length));
    if (values.help === true) {
      process.stdout.write(explain(command));
      return DONE;
    }
    const wrongFile = await refuseFiles(command, values);
    if (wrongFile !== null) return print(wrongFile, values);
    const get = (name: string) => String(values[name]);
    const say = (text: string) => process.stderr.write(`${text}\n`);
    if ('runUnopened' in command) {
      return print(await command.runUnopened({ house: options, options: values, get, say }), values);
    }
    app = await compose(options);
    return print(await command.run({ app, options: values, get, say }), values);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n\n${explain(command)}`);
    return MISUSE;
  } finally {
    await app?.close();
  }
}

function print(answer: Answer, options: Options): number {
  process.stdout.write(options.json === true ? `${JSON.stringify(answer.json, plain)}\n` : `${answer.text}\n`);
  return answer.status;
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
