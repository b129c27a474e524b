// What a command of the command line is, and how its arguments are read and its answer printed.

import { parseArgs } from 'node:util';
import type { Application, ComposeOptions } from '../compose.ts';

/** Exit statuses: 0 done, 1 refused or found wrong, 2 misuse. */
export const DONE = 0;
export const REFUSED = 1;
export const MISUSE = 2;

export interface Options {
  readonly [name: string]: string | boolean | undefined;
}

export type Command = OpenedCommand | UnopenedCommand;

/** Works in the open house: database migrated, contexts made. */
export interface OpenedCommand extends Described {
  /** Does the work; the answer is printed as one JSON object with --json, else as text. */
  readonly run: (context: CommandContext) => Promise<Answer>;
}

/** Works on the whole database as it is: nothing is opened, made or migrated for it. */
export interface UnopenedCommand extends Described {
  readonly runUnopened: (context: Omit<CommandContext, 'app'> & { readonly house: ComposeOptions }) => Promise<Answer>;
}

interface Described {
  /** As typed: `import`, `model fit`. */
  readonly name: string;
  readonly summary: string;
  /** The usage line after the name. */
  readonly usage: string;
  readonly options: Readonly<
    Record<
      string,
      {
        readonly type: 'string' | 'boolean';
        readonly help: string;
        readonly required?: boolean;
        /** What the value names on disk: looked at before any work is begun. */
        readonly names?: 'file' | 'folder' | 'new file';
      }
    >
  >;
}

export interface CommandContext {
  readonly app: Application;
  readonly options: Options;
  /** A required option's value. */
  readonly get: (name: string) => string;
  /** Progress for people, on standard error. */
  readonly say: (text: string) => void;
}

export interface Answer {
  readonly status: typeof DONE | typeof REFUSED;
  readonly json: unknown;
  readonly text: string;
}

export class Misuse extends Error {}

export function done(json: unknown, text: string): Answer {
  return { status: DONE, json, text };
}

export function refused(code: string, text: string, detail?: unknown): Answer {
  return { status: REFUSED, json: { refused: { code, detail: detail ?? {} } }, text };
}

const COMMON = {
  json: { type: 'boolean', help: 'print one JSON object' },
  help: { type: 'boolean', help: 'explain this command' },
} as const;

/** Reads a command's options; throws Misuse with the reason. */
export function readOptions(command: Command, args: readonly string[]): Options {
  const options = { ...command.options, ...COMMON };
  let values: Options;
  try {
    values = parseArgs({
      args: [...args],
      options: Object.fromEntries(Object.entries(options).map(([k, v]) => [k, { type: v.type }])),
      strict: true,
    }).values as Options;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return values;
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required === true && values[name] === undefined) throw new Misuse(`--${name} is missing`);
  }
  if (typeof values.county === 'string' && !/^\d{6}$/.test(values.county))
    throw new Misuse('--county takes a six-digit division code, as 350524');
  return values;
}

export function explain(command: Command): string {
  const rows = Object.entries({ ...command.options, ...COMMON }).map(
    ([name, o]) => `  --${name.padEnd(14)} ${o.help}${'required' in o && o.required === true ? ' (required)' : ''}`,
  );
  return `${command.name} ${command.usage}\n\n${command.summary}\n\n${rows.join('\n')}\n`;
}
