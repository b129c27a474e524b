// Cells one by one: what they mean to the engine, what SQL they become, and which are refused and why.

import { evaluateUnaryExpressionSync } from '@gorules/zen-engine';
import { describe, expect, test } from 'vitest';
import { FACTS_SUBJECT } from '../subjects.ts';
import { type CheckedTable, inspectTable } from './checked-table.ts';
import { compileTable } from './compile.ts';
import type { RuleField, RuleSubject, SubjectRow } from './subject.ts';
import type { DecisionTable } from './table.ts';
import { traceCase } from './trace.ts';

const NOTE: RuleField = { name: 'note', column: 'note', type: 'text', nullable: false, zh: '备注', en: 'Note' };
const SUBJECT: RuleSubject = {
  ...FACTS_SUBJECT,
  fields: [...FACTS_SUBJECT.fields, NOTE],
  parameters: [
    { name: 'alert', type: 'number' },
    { name: 'grade', type: 'text' },
  ],
};
const PARAMETERS = { alert: 1234.5, grade: 'C' };

function oneCell(field: string | null, cell: string, output = '"x"'): DecisionTable {
  return {
    hitPolicy: 'collect',
    inputs: [{ id: 'c', name: '列', field }],
    outputs: [{ id: 'o', name: '出', field: 'out' }],
    rules: [{ id: 'r', description: '', cells: { c: cell, o: output } }],
  };
}

const inspect = (field: string | null, cell: string, output?: string) =>
  inspectTable('t', oneCell(field, cell, output), SUBJECT, PARAMETERS);

function checked(field: string | null, cell: string, output?: string): CheckedTable {
  const { checked: table, problems } = inspect(field, cell, output);
  expect(problems).toEqual([]);
  return table;
}

const holds = (field: string | null, cell: string, row: SubjectRow): boolean =>
  traceCase(checked(field, cell), row).fired.length === 1;

describe('as SQL, in fen and without rounding', () => {
  test.each([
    ['selfPay', '>= 5000', 'f.self_pay_fen >= 500000'],
    ['selfPay', '> 0.005', 'f.self_pay_fen > 0'],
    ['selfPay', '>= 0.005', 'f.self_pay_fen >= 1'],
    ['selfPay', '== 0.005', 'FALSE'],
    ['selfPay', '!= 0.005', 'TRUE'],
    ['selfPay', '<= -12.34', 'f.self_pay_fen <= (-1234)'],
    ['selfPay', '>= parameters.alert', 'f.self_pay_fen >= 123450'],
    ['selfPay', '[100..200)', '(f.self_pay_fen >= 10000 AND f.self_pay_fen < 20000)'],
    ['selfPay', 'not in [100..200)', '(f.self_pay_fen < 10000 OR f.self_pay_fen >= 20000)'],
    ['incomePerHead', '< 0.8 * line', 'f.income_per_head_fen * 5 < f.line_fen * 4'],
    ['incomePerHead - line', '< 500', 'f.income_per_head_fen < f.line_fen + 50000'],
    ['selfPay / 12', '>= 100', 'f.self_pay_fen >= 120000'],
    ['selfPay / 7', '> 1', 'f.self_pay_fen > 700'],
    ['members', '> 2.5', 'f.members > 2'],
    ['labourUnits', '>= 1.5', 'f.labour_units >= 1.5'],
    ['oncePoor', 'true', 'f.once_poor'],
    ['oncePoor', '!= true', 'NOT f.once_poor'],
    ['housingGrade', '"C", "D"', "f.housing_grade IN ('C', 'D')"],
    ['housingGrade', '!= parameters.grade', "f.housing_grade <> 'C'"],
    ['loans', 'null', 'f.loans IS NULL'],
    ['members', '!= null', 'TRUE'],
    ['loans', '!= 2', '(f.loans <> 2 OR f.loans IS NULL)'],
    [null, 'shop and not (courses >= 1)', '(f.shop AND f.courses < 1)'],
    // Undefined or true is undefined: with loans absent this must not hold for want of days past due.
    [null, 'loans > 1 or members > 3', '(f.loans > 1 OR (f.loans <= 1 AND f.members > 3))'],
    ['note', `== "a' OR '1'='1"`, `f.note = 'a'' OR ''1''=''1'`],
    ['note', String.raw`"\'"`, String.raw`f.note = E'\\'''`],
    ['', '', 'TRUE'],
  ])('%s: %s', (field, cell, sql) => {
    expect(compileTable(checked(field || null, cell)).conditions).toEqual([sql]);
  });

  test('an amount times an amount is calculated in numeric, which cannot overflow', () => {
    const [sql] = compileTable(checked(null, 'selfPay * netIncome > line * line')).conditions;
    expect(sql).toBe('f.net_income_fen::numeric * f.self_pay_fen::numeric > f.line_fen::numeric * f.line_fen::numeric');
  });

  test('a name that is no plain identifier never reaches a statement', () => {
    const compiled = compileTable(checked('members', '> 1'));
    expect(() => compiled.hitsSql({ from: 'facts f', keys: ['id; DROP TABLE facts'] })).toThrow('identifier');
  });
});

describe('meaning, beside the engine', () => {
  const row = { members: 3, loans: null, housingGrade: 'C', shop: true, selfPay: 99.5, courses: 2 };
  test.each([
    ['members', '> 1 and < 3 or > 2'],
    ['members', '< 1 or > 2 and > 100'],
    ['members', '1, 3'],
    ['members', '[1, 2]'],
    ['members', '(1..3)'],
    ['members', '[3..1]'],
    ['members', 'not in [3..1]'],
    ['members', 'courses + 1'],
    ['members', 'courses >= 2'],
    ['members', 'not ($ > 3)'],
    ['members', 'not in [1, null]'],
    ['loans', '!= 5'],
    ['loans', 'not in [1, 2]'],
    ['loans', '[1, null]'],
    ['loans', '> 0, null'],
    ['loans', 'null, > 0'],
    ['loans', '!= null and > 0'],
    ['loans', 'loans > 0 or courses == 2'],
    ['housingGrade', '"A", "C"'],
    ['housingGrade', 'not in ["A", "B"]'],
    ['shop', 'false'],
    ['shop', 'shop == true'],
    ['selfPay', '99.50'],
    ['selfPay', '-$ < -99'],
  ] as const)('%s: %s', (field, cell) => {
    const engine = (): boolean => {
      try {
        return evaluateUnaryExpressionSync(cell, { ...row, $: row[field] });
      } catch {
        return false; // an error in a cell keeps the rule from firing
      }
    };
    expect(holds(field, cell, row)).toBe(engine());
  });

  test('a calculation above the column must have a value, even when the cell does not ask for it', () => {
    expect(holds('loans + 1', 'members == 3', row)).toBe(false);
    expect(holds('courses + 1', 'members == 3', row)).toBe(true);
    expect(compileTable(checked('loans + 1', 'members == 3')).conditions).toEqual([
      '(f.loans IS NOT NULL AND f.members = 3)',
    ]);
  });

  test('an output that cannot be calculated keeps the rule from firing; one absent field does not', () => {
    expect(traceCase(checked('members', '3', 'loans * 2'), row).fired).toEqual([]);
    expect(traceCase(checked('members', '3', 'loans'), row).rows[0]?.outputs).toEqual({ out: null });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a sentence of the table's own language
    expect(traceCase(checked('members', '3', '`${selfPay} 元，${loans}`'), row).rows[0]?.outputs).toEqual({
      out: '99.5 元，null',
    });
  });
});

describe('refused', () => {
  test.each([
    ['members', '>', 'syntax', 'end of cell'],
    ['members', '> 1 2', 'syntax', '2'],
    ['members', '5.', 'syntax', '5.'],
    ['members', '1e3', 'syntax', '1e3'],
    ['members', '> 1 && < 3', 'syntax', '&'],
    ['members', '= 5', 'syntax', '='],
    ['members', '(> 5)', 'syntax', '>'],
    ['members', '(members > 3 or members < 2)', 'syntax', 'or'],
    ['note', '"a', 'syntax', '"a'],
    ['members', '> people', 'unknown_name', 'people'],
    ['members', '> parameters.nothing', 'unknown_name', 'parameters.nothing'],
    ['people', '> 1', 'unknown_name', 'people'],
    [null, '$ > 1', 'unknown_name', '$'],
    ['members', '> "多"', 'type_mismatch', '"多"'],
    ['members', '"多"', 'type_mismatch', '=='],
    ['housingGrade', '> 1', 'type_mismatch', 'housingGrade'],
    ['members', 'in ["A"]', 'type_mismatch', 'A'],
    [null, 'members', 'type_mismatch', 'members'],
    [null, 'not members > 3', 'type_mismatch', 'not'],
    [null, '1 < 2 < 3', 'type_mismatch', '<'],
    ['housingGrade', '"E"', 'unknown_value', '"E"'],
    ['members', '> selfPay / 3 * 2', 'inexact_division', '/'],
    ['members', '== selfPay / courses', 'inexact_division', '/'],
    ['members', '> selfPay / 0', 'unsupported', '/ 0'],
    ['members', 'not true', 'unsupported', 'not'],
    ['members', '> selfPay * line * netIncome * sales12m', 'unsupported', '*'],
    ['members', '> round(1.5)', 'type_mismatch', 'round()'],
  ] as const)('%s: %s', (field, cell, why, at) => {
    const column = why === 'unknown_name' && field === 'people' ? { row: 0, text: 'people' } : { row: 1, text: cell };
    expect(inspect(field, cell).problems).toEqual([{ table: 't', column: '列', why, at, ...column }]);
  });

  test.each([
    ['selfPay / 3', 'inexact_division'],
    ['"a" + note', 'type_mismatch'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a sentence of the table's own language
    ['`${selfPay * 2}`', 'unsupported'],
    ['members > 1', 'type_mismatch'],
  ])('output %s', (output, why) => {
    expect(inspect('members', '> 1', output).problems.map((problem) => problem.why)).toEqual([why]);
  });

  test('every bad cell is marked, not only the first', () => {
    expect(inspect('members', '> x', 'y').problems.map(({ column }) => column)).toEqual(['列', '出']);
  });
});
