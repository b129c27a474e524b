// The server's trace of a decision table, made readable: conditions in signs people know, outputs in their words.
// Pure; the shape is that of GET /households/{id}/traces/{table}.
import type { RuleTraceProps } from './RuleTrace.tsx';

type Value = string | number | boolean | null;

export interface TraceAnswer {
  readonly version: { readonly table: string; readonly version: number; readonly validFrom: string };
  readonly trace: {
    readonly rows: readonly {
      readonly index: number;
      readonly id: string;
      readonly description: string;
      readonly fired: boolean;
      readonly cells: readonly {
        readonly column: string;
        readonly text: string;
        readonly value: Value;
        /** What a free condition looked at: a column without a value of its own. */
        readonly facts?: Readonly<Record<string, Value>>;
      }[];
      readonly outputs: Readonly<Record<string, Value>>;
    }[];
  };
}

export interface TraceWords {
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  /** Output fields shown, with their heads, in order: `{ outcome: '结论' }`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Words of output values: `{ train_first: '先培训' }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** The output field that holds the clause. */
  readonly clause?: string;
  /** Names in conditions → what people call them: facts as they are, parameters as `parameters.watchMultiple`. */
  readonly terms?: Readonly<Record<string, string>>;
  /** What a rule's own note reads as; without it, the note as the table has it. Null shows none. */
  readonly note?: (ruleId: string, note: string) => string | null;
  /** Heads of columns in the reader’s language, where they differ from the table’s own. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A condition as written in the table → as people read it: `>= 1` → `≥ 1`, `"赌博", "懒散"` → `赌博、懒散`. */
export function conditionWords(text: string, words: Pick<TraceWords, 'yes' | 'no' | 'terms'>): string {
  const { terms } = words;
  const named = terms
    ? text.replace(/\b(?:parameters\.)?([a-zA-Z]\w*)\b/g, (all, name) => terms[all] ?? terms[name] ?? all)
    : text;
  return named
    .replace(/"([^"]*)"/g, '$1')
    .replace(/^([[(])(.+)\.\.(.+)([\])])$/, (_all, from, low, high, to) => {
      return `${from === '[' ? '≥' : '>'} ${low}、${to === ']' ? '≤' : '<'} ${high}`;
    })
    .replaceAll(' * ', ' × ')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('!=', '≠')
    .replaceAll('==', '=')
    .replace(/\bparameters\./g, '')
    .replace(/\btrue\b/g, words.yes)
    .replace(/\bfalse\b/g, words.no)
    .replace(/,\s*/g, '、')
    .trim();
}

function valueWords(value: Value, words: TraceWords): string {
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return words.values?.[String(value)] ?? (typeof value === 'number' ? figure(value) : value);
}

/** Thousands apart, the sign as wide as a digit: -5011.22 → `−5,011.22`. */
function figure(value: number): string {
  const [whole = '', rest] = Math.abs(value).toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}

/** What a column says of the case: its own value, or the facts that its conditions looked at. */
function factWords(column: number, rows: TraceAnswer['trace']['rows'], words: TraceWords): string {
  const value = rows[0]?.cells[column]?.value ?? null;
  const looked = new Map(rows.flatMap((row) => Object.entries(row.cells[column]?.facts ?? {})));
  if (value !== null || looked.size === 0) return valueWords(value, words);
  return [...looked].map(([name, fact]) => `${words.terms?.[name] ?? name} ${valueWords(fact, words)}`).join('；');
}

/** Only the chosen rules of a wide table, and only the columns that they ask; the rules keep their numbers. */
export function narrowTrace(answer: TraceAnswer, ruleIds: ReadonlySet<string>): TraceAnswer {
  const rows = answer.trace.rows.filter((row) => ruleIds.has(row.id));
  const asked = new Set(
    rows.flatMap((row) => row.cells.filter((cell) => cell.text.trim() !== '').map((cell) => cell.column)),
  );
  return {
    ...answer,
    trace: {
      ...answer.trace,
      rows: rows.map((row) => ({ ...row, cells: row.cells.filter((cell) => asked.has(cell.column)) })),
    },
  };
}

/** The clause that the row gives when it fires; else the rule's own note. */
function clauseOf(row: TraceAnswer['trace']['rows'][number], words: TraceWords): string | null {
  const clause = words.clause ? row.outputs[words.clause] : null;
  if (clause) return String(clause);
  return (words.note ? words.note(row.id, row.description) : row.description) || null;
}

/** Props of RuleTrace. In a row that fired, every cell that asks something has decided. */
export function ruleTraceOf(name: string, answer: TraceAnswer, words: TraceWords): RuleTraceProps {
  const { rows } = answer.trace;
  const heads = rows[0]?.cells ?? [];
  return {
    name,
    version: String(answer.version.version),
    inForceFrom: answer.version.validFrom,
    inputs: heads.map((cell, column) => ({
      id: cell.column,
      label: words.columns?.[cell.column] ?? cell.column,
      fact: factWords(column, rows, words),
    })),
    outputs: Object.entries(words.outputs).map(([id, label]) => ({ id: `output:${id}`, label })),
    rows: rows.map((row) => ({
      id: row.id,
      number: row.index + 1,
      cells: {
        ...Object.fromEntries(row.cells.map((cell) => [cell.column, conditionWords(cell.text, words)])),
        ...Object.fromEntries(
          Object.keys(words.outputs).map((field) => [
            `output:${field}`,
            field in row.outputs ? valueWords(row.outputs[field] ?? null, words) : '',
          ]),
        ),
      },
      clause: clauseOf(row, words),
    })),
    fired: rows
      .filter((row) => row.fired)
      .map((row) => ({
        rowId: row.id,
        decidingColumns: row.cells.filter((cell) => cell.text.trim() !== '').map((cell) => cell.column),
      })),
  };
}
