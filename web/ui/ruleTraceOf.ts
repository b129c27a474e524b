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
      readonly cells: readonly { readonly column: string; readonly text: string; readonly value: Value }[];
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
}

/** A condition as written in the table → as people read it: `>= 1` → `≥ 1`, `"赌博", "懒散"` → `赌博、懒散`. */
export function conditionWords(text: string, words: Pick<TraceWords, 'yes' | 'no'>): string {
  return text
    .replace(/"([^"]*)"/g, '$1')
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
  return words.values?.[String(value)] ?? String(value);
}

/** Props of RuleTrace. In a row that fired, every cell that asks something has decided. */
export function ruleTraceOf(name: string, answer: TraceAnswer, words: TraceWords): RuleTraceProps {
  const { rows } = answer.trace;
  const heads = rows[0]?.cells ?? [];
  return {
    name,
    version: String(answer.version.version),
    inForceFrom: answer.version.validFrom,
    inputs: heads.map((cell) => ({ id: cell.column, label: cell.column, fact: valueWords(cell.value, words) })),
    outputs: Object.entries(words.outputs).map(([id, label]) => ({ id: `output:${id}`, label })),
    rows: rows.map((row) => ({
      id: row.id,
      cells: {
        ...Object.fromEntries(row.cells.map((cell) => [cell.column, conditionWords(cell.text, words)])),
        ...Object.fromEntries(
          Object.keys(words.outputs).map((field) => [
            `output:${field}`,
            field in row.outputs ? valueWords(row.outputs[field] ?? null, words) : '',
          ]),
        ),
      },
      clause: words.clause && row.outputs[words.clause] ? String(row.outputs[words.clause]) : row.description || null,
    })),
    fired: rows
      .filter((row) => row.fired)
      .map((row) => ({
        rowId: row.id,
        decidingColumns: row.cells.filter((cell) => cell.text.trim() !== '').map((cell) => cell.column),
      })),
  };
}
