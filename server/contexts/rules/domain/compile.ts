// A checked table as one set-based statement: each row of the population once, with the numbers of the rules that fire
// and their outputs. The text holds no parameters and nothing that a user wrote except quoted literals, so another
// context can select from it, or insert from it, as it stands.

import type { CheckedOutput, CheckedRule, CheckedTable } from './checked-table.ts';
import { toDecimalText } from './decimal.ts';
import { isRational, type Output, type Scalar } from './expression.ts';
import { type Polynomial, quotientOf } from './polynomial.ts';
import { holds } from './sql-test.ts';
import { all, any, column, numberText, present, quoteText } from './sql-text.ts';
import { identifier } from './subject.ts';

/** Where the subject's rows come from. */
export interface Population {
  /** What stands after FROM, with the subject's columns under the alias `f`: `monitoring.facts f`. */
  readonly from: string;
  /** Columns of `f` that identify a row and are passed through: `['county', 'household']`. */
  readonly keys: readonly string[];
  /** Further condition on `f`: `f.county = $1`. */
  readonly where?: string;
}

export interface CompiledTable {
  readonly checked: CheckedTable;
  /** SQL over alias `f`, by rule number: true exactly when the rule fires, otherwise false or NULL. */
  readonly conditions: readonly string[];
  /** One row a subject row: keys and `rule smallint` (first; NULL when none) or `rules smallint[]` (collect; only rows with a hit). */
  firedSql(population: Population): string;
  /** Over alias `f`: `smallint[]` of the labels of the rules that fire, in the table's order; a label a rule. */
  labelsSql(labels: readonly number[]): string;
  /** One row a fired rule: keys, `rule smallint`, and a column for each output under its snake_case name. */
  hitsSql(population: Population): string;
}

const ALIAS = 'f';
const SQL_TYPE = { text: 'text', number: 'numeric', boolean: 'boolean' } as const;

/** Column name of an output: `reasonEn` → `reason_en`. */
export function outputColumn(output: CheckedOutput): string {
  return identifier(output.field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, ''));
}

/** What must all be true for the rule to fire. */
function conjuncts(rule: CheckedRule): readonly string[] {
  const tests = rule.cells.flatMap((cell) => (cell.test ? [holds(cell.test, ALIAS)] : []));
  // An output that cannot be calculated keeps the rule from firing, as it does in the engine.
  const calculable = Object.values(rule.outputs).flatMap((output) =>
    output.kind === 'calculation' ? present(quotientOf(output.calculation).nullable, ALIAS) : [],
  );
  return [...tests, ...calculable];
}

/**
 * "Any rule fires", with what several rules share asked once: `g AND (a OR b)` for `(g AND a) OR (g AND b)`. Most rows
 * fire nothing, so this filter is what a screening spends its time on.
 */
function anyFires(rules: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>();
  for (const part of rules.flatMap((parts) => [...new Set(parts)])) counts.set(part, (counts.get(part) ?? 0) + 1);
  const [shared, times] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (times < 2) return any(rules.map(all));
  const sharing = rules.filter((parts) => parts.includes(shared));
  const rest = sharing.map((parts) => parts.filter((part) => part !== shared));
  const others = rules.filter((parts) => !parts.includes(shared));
  const grouped = all([shared, anyFires(rest)]);
  return others.length === 0 ? grouped : any([anyFires(others), grouped]);
}

function literal(value: Scalar, type: CheckedOutput['type']): string {
  if (value === null) return `NULL::${SQL_TYPE[type]}`;
  if (isRational(value)) return `${toDecimalText(value)}::numeric`;
  return typeof value === 'string' ? quoteText(value) : String(value);
}

function calculationText(polynomial: Polynomial): string {
  const terms = polynomial.map(({ fields, coefficient }) =>
    [`${toDecimalText(coefficient)}::numeric`, ...fields.map((field) => column(field, ALIAS))].join(' * '),
  );
  return terms.length === 0 ? '0::numeric' : `(${terms.join(' + ')})`;
}

function outputText(output: Output | undefined, type: CheckedOutput['type']): string {
  if (!output) return `NULL::${SQL_TYPE[type]}`;
  switch (output.kind) {
    case 'literal':
      return literal(output.value, type);
    case 'field':
      if (output.field.type === 'money') return `${column(output.field, ALIAS)} * 0.01`;
      return type === 'number' ? `${column(output.field, ALIAS)}::numeric` : column(output.field, ALIAS);
    case 'calculation':
      return calculationText(quotientOf(output.calculation).numerator);
    case 'sentence': {
      const parts = output.parts.map((part) => {
        if (typeof part === 'string') return quoteText(part);
        const text = part.type === 'text' ? column(part, ALIAS) : numberText(part, ALIAS);
        return part.nullable ? `coalesce(${text}, 'null')` : text;
      });
      return parts.length === 0 ? "''" : `(${parts.join(' || ')})`;
    }
    default:
      return output satisfies never;
  }
}

/** An output as a function of `rule`: one look-up when every rule writes a literal, a CASE where it depends on the row. */
function outputByRule(output: CheckedOutput, rules: readonly CheckedRule[]): string {
  const written = rules.map((rule) => rule.outputs[output.field]);
  if (written.every((one) => one === undefined || one.kind === 'literal')) {
    const values = written.map((one) => literal(one?.kind === 'literal' ? one.value : null, output.type));
    return `(ARRAY[${values.join(', ')}]::${SQL_TYPE[output.type]}[])[rule + 1]`;
  }
  const cases = rules.map((rule) => `WHEN ${rule.index} THEN ${outputText(rule.outputs[output.field], output.type)}`);
  return `CASE rule ${cases.join(' ')} END`;
}

export function compileTable(checked: CheckedTable): CompiledTable {
  const parts = checked.rules.map(conjuncts);
  const conditions = parts.map(all);
  const anyRule = anyFires(parts);
  const outputs = checked.outputs.map((output) => `${outputByRule(output, checked.rules)} AS ${outputColumn(output)}`);
  const keysOf = ({ keys }: Population): string => keys.map((name) => `${ALIAS}.${identifier(name)}`).join(', ');
  const filter = (parts: readonly (string | undefined)[]): string => {
    const text = all(parts.flatMap((part) => (part ? [part] : [])));
    return text === 'TRUE' ? '' : ` WHERE ${text}`;
  };
  const plain = conditions.map((_, index) => index);
  const firstOf = (labels: readonly number[]): string =>
    `CASE ${conditions.map((text, index) => `WHEN ${text} THEN ${labels[index]}::smallint`).join(' ')} END`;
  const allOf = (labels: readonly number[]): string => {
    const marks = conditions.map((text, index) => `CASE WHEN ${text} THEN ${labels[index]}::smallint END`);
    return `array_remove(ARRAY[${marks.join(', ')}], NULL)`;
  };
  const firstRule = firstOf(plain);
  const fired = allOf(plain);
  const none = "'{}'::smallint[]";
  const guarded = (population: Population): (string | undefined)[] => [
    population.where && `(${population.where})`,
    anyRule,
  ];
  const collect = checked.table.hitPolicy === 'collect';
  return {
    checked,
    conditions,
    firedSql: (population) =>
      collect
        ? `SELECT ${keysOf(population)}, ${fired} AS rules FROM ${population.from}${filter(guarded(population))}`
        : `SELECT ${keysOf(population)}, ${firstRule} AS rule FROM ${population.from}${filter([population.where])}`,
    labelsSql: (labels) =>
      collect
        ? `CASE WHEN ${anyRule} THEN ${allOf(labels)} ELSE ${none} END`
        : `array_remove(ARRAY[${firstOf(labels)}], NULL)`,
    hitsSql: (population) =>
      `SELECT ${keysOf(population)}, rule, ${outputs.join(', ')} FROM ${population.from}` +
      (collect
        ? ` CROSS JOIN LATERAL unnest(${fired}) AS hit(rule)${filter(guarded(population))}`
        : ` CROSS JOIN LATERAL (SELECT ${firstRule}) AS hit(rule)${filter([population.where, 'rule IS NOT NULL'])}`),
  };
}
