import { describe, expect, it } from 'vitest';
import { clueFilter } from './clueFilter.ts';
import { factParts, factsUsed, factText } from './facts.ts';
import type { CaseTrace } from './queries.ts';
import { firingRules } from './why.ts';
import { groupDigits } from './words.ts';

describe('amounts in a sentence', () => {
  it.each([
    ['人均纯收入 3788.78 元，低于监测线 8800 元', '人均纯收入 3,788.78 元，低于监测线 8,800 元'],
    ['参考人均纯收入 -23820.46 元', '参考人均纯收入 −23,820.46 元'],
    ['2025 年灾损，2025-12-31 登记', '2025 年灾损，2025-12-31 登记'],
    ['with 1234567 yuan', 'with 1,234,567 yuan'],
    ['自付 768.83 元', '自付 768.83 元'],
  ])('%s', (written, read) => expect(groupDigits(written)).toBe(read));
});

describe('a fact in words', () => {
  const words = { yes: '是', no: '否', units: {}, education: ['', '文盲', '小学'] };
  it('carries its unit', () => {
    expect(factText('incomePerHead', 3788.78, words)).toBe('3,788.78 元');
    expect(factText('incomeMargin', -5011.22, words)).toBe('−5,011.22 元');
    expect(factText('members', 5, words)).toBe('5 人');
    expect(factText('oncePoor', true, words)).toBe('是');
    expect(factText('wageChange', -5000, words)).toBe('−50.0%');
    expect(factText('wageChange', null, words)).toBe('—');
    expect(factText('headEducation', 2, words)).toBe('小学');
    expect(factText('housingGrade', 'C', words)).toBe('C');
  });
  it('says what it is made of', () => {
    const row = { netIncome: 18943.9, selfPay: 200, members: 5, referenceIncomePerHead: 3748.78 };
    expect(
      factParts('referenceIncomePerHead', row, (name) => name, words).map((part) => part.sign + part.value),
    ).toEqual(['+18,943.90 元', '−200.00 元', '÷5 人', '=3,748.78 元']);
  });
});

const cell = (field: string | undefined, text: string, facts: Record<string, number> = {}) => ({
  column: field ?? '其他条件',
  ...(field ? { field } : {}),
  text,
  value: 1,
  facts,
  holds: true,
  absent: false,
});
const trace: CaseTrace = {
  version: { table: 'signals', version: 1, hash: 'x', validFrom: '2021-01-01' },
  trace: {
    table: 'signals',
    hitPolicy: 'collect',
    fired: [0, 1],
    rows: [
      {
        index: 0,
        id: 'low',
        description: '',
        fired: true,
        cells: [cell('incomeMargin', '< 0'), cell('uninsured', ''), cell(undefined, '')],
        outputs: { code: 'income_below_line' },
      },
      {
        index: 1,
        id: 'uninsured',
        description: '',
        fired: true,
        cells: [cell('incomeMargin', ''), cell('uninsured', '>= 1'), cell(undefined, 'line > 0', { line: 8800 })],
        outputs: { code: 'uninsured' },
      },
      { index: 2, id: 'jobless', description: '', fired: false, cells: [cell('joblessMonths', '>= 3')], outputs: {} },
    ],
  },
};

describe('what a clue rests on', () => {
  it('is the rules named in it that still fire', () => {
    const reason = { table: 'signals', version: 1, rule: 0, severity: 3, reason: '', reasonEn: '' };
    const clue = {
      reasons: [
        { ...reason, code: 'income_below_line' },
        { ...reason, code: 'jobless' },
      ],
    };
    expect([...firingRules(trace, clue)]).toEqual(['low']);
  });
  it('names the facts that those rules looked at, a margin by its two sides, each once', () => {
    expect(factsUsed(trace, new Set(['low']))).toEqual(['incomePerHead', 'line']);
    expect(factsUsed(trace, new Set(['low', 'uninsured']))).toEqual(['incomePerHead', 'line', 'uninsured']);
  });
});

describe('the clue list’s address', () => {
  it('asks by what is known and lets nonsense fall', () => {
    const filters = { level: ['高'], cause: ['因噎'], rule: ["x' or 1"], category: ['边缘易致贫户'] };
    expect(clueFilter({ q: ' 林 ', filters }, '350524105', undefined)).toEqual({
      region: '350524105',
      riskLevel: '高',
      category: '边缘易致贫户',
      q: '林',
    });
  });
  it('means by fresh the finds of the newest screening', () => {
    const query = { q: '', filters: { fresh: ['1'], rule: ['uninsured'] } };
    expect(clueFilter(query, '350524', '2026-11-24T06:47:35.016Z')).toEqual({
      region: '350524',
      rule: 'uninsured',
      openedSince: '2026-11-24T06:47:35.016Z',
    });
  });
});
