// Labels and counts of a trial, as tables.

import { describe, expect, test } from 'vitest';
import { DEFAULT_PARAMETER_VALUES } from '../parameters.ts';
import { SHIPPED_TABLES } from '../shipped.ts';
import { type CheckedTable, checkTable } from './checked-table.ts';
import { type DecisionTable, readTable } from './table.ts';
import { changeOf, countTrial, decisionsOf, labelRules, type TrialLabels } from './trial.ts';

const signals = SHIPPED_TABLES.find(({ name }) => name === 'signals')!;
const shipped = readTable(signals.content);
if (!shipped.ok) throw new Error(shipped.refusal.code);

function checked(change: (table: DecisionTable) => DecisionTable = (table) => table): CheckedTable {
  const result = checkTable(
    'signals',
    change((shipped as { value: DecisionTable }).value),
    signals.subject,
    DEFAULT_PARAMETER_VALUES,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe('rules of two versions', () => {
  const table = checked();
  const count = table.rules.length;
  const own = labelRules(table, table, signals.verdict);

  test('the same rule has one number wherever it stands', () => {
    expect(own.before).toEqual(own.after);
    expect(own.rules).toHaveLength(count);
    const turned = checked(({ rules, ...rest }) => ({ ...rest, rules: rules.toReversed() }));
    const labels = labelRules(table, turned, signals.verdict);
    expect(labels.rules).toHaveLength(count);
    expect(labels.before).toEqual(labels.after.toReversed());
  });

  test('a rule that decides otherwise has another; one whose threshold alone moves has not', () => {
    const edited = (column: string, text: string) =>
      checked((old) => ({
        ...old,
        rules: old.rules.map((rule, index) =>
          index === 0 ? { ...rule, cells: { ...rule.cells, [column]: text } } : rule,
        ),
      }));
    const severity = table.outputs.find(({ field }) => field === 'severity')!;
    const is = table.rules[0]!.rule.cells[severity.id];
    expect(labelRules(table, edited(severity.id, is === '1' ? '2' : '1'), signals.verdict).rules).toHaveLength(
      count + 1,
    );
    const threshold = table.rules[0]!.cells.find((cell) => cell.test && cell.column.column.field)!;
    expect(labelRules(table, edited(threshold.column.column.id, ''), signals.verdict).rules).toHaveLength(count);
  });
});

const LABELS: TrialLabels = {
  rules: [
    { id: 'ill', value: '因病', decision: ['因病', '1'] },
    { id: 'ill', value: '因病', decision: ['因病', '3'] },
    { id: 'very_ill', value: '因病', decision: ['因病', '3'] },
    { id: 'storm', value: '因灾', decision: ['因灾', '2'] },
  ],
  before: [0, 2, 3],
  after: [1, 2],
};

describe('what became of a case', () => {
  test.each([
    ['as before', [0], [0], null],
    ['nothing fires', [], [], null],
    ['newly found', [], [3], 'joined'],
    ['no longer found', [0], [], 'left'],
    ['the same cause, graver', [0], [1], 'changed'],
    ['another rule deciding the same', [2], [1], null],
    ['one more rule deciding the same', [2], [2, 1], null],
    ['a second cause', [0], [0, 3], 'changed'],
  ])('%s', (_, before, after, change) => {
    expect(changeOf(LABELS, { before, after })).toBe(change);
  });

  test('a decision is told once, whichever rules make it', () => {
    const told = decisionsOf(LABELS, [0, 1, 2, 3]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['因病', '1'],
        ['因病', '3'],
        ['因灾', '2'],
      ]),
    );
    expect(decisionsOf(LABELS, [2, 1])).toEqual([['因病', '3']]);
  });
});

test('groups add up to the whole, by value, rule and township', () => {
  const counts = countTrial(LABELS, [
    { township: '350524101', before: [], after: [], cases: 50 },
    { township: '350524101', before: [0, 3], after: [1], cases: 4 },
    { township: '350524100', before: [], after: [2, 1], cases: 3 },
    { township: '350524100', before: [3], after: [], cases: 2 },
  ]);
  expect(counts).toEqual({
    before: 6,
    after: 7,
    joined: 3,
    left: 2,
    changed: 4,
    byValue: [
      { key: '因病', before: 4, after: 7 },
      { key: '因灾', before: 6, after: 0 },
    ],
    byRule: [
      { key: 'ill', before: 4, after: 7 },
      { key: 'very_ill', before: 0, after: 3 },
      { key: 'storm', before: 6, after: 0 },
    ],
    byTownship: [
      { region: '350524100', before: 2, after: 3, joined: 3, left: 2, changed: 0 },
      { region: '350524101', before: 4, after: 4, joined: 0, left: 0, changed: 4 },
    ],
  });
});
