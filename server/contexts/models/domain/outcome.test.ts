import { describe, expect, it } from 'vitest';
import { checkOutcomes } from './outcome.ts';

const row = (no: string, relapsed: string, cause = '', at = 2) => ({ row: at, no, relapsed, cause });

describe('outcomes, row by row', () => {
  it.each([
    ['a relapse with its cause', row('35052400000001', '1', '因病'), { relapsed: true, cause: '因病' }],
    ['a relapse of unknown cause', row('35052400000001', '是'), { relapsed: true, cause: null }],
    ['none', row('35052400000001', '0'), { relapsed: false, cause: null }],
    [
      'full width and spaces',
      row(' ３５０５２４０００００００１', ' １ ', ' 因学 '),
      { relapsed: true, cause: '因学' },
    ],
  ])('accepts %s', (_, raw, expected) => {
    expect(checkOutcomes([raw])).toEqual({ accepted: [{ row: 2, no: '35052400000001', ...expected }], problems: [] });
  });

  it.each([
    ['missing_value', row('', 'x', 'y')],
    ['missing_value', row('1', '', 'y')],
    ['unknown_code', row('1', '2')],
    ['unknown_code', row('1', '1', '因懒')],
    ['unknown_code', row('1', '0', '因懒')],
    ['cause_without_relapse', row('1', '0', '因病')],
  ])('gives back as %s', (code, raw) => {
    expect(checkOutcomes([raw])).toEqual({ accepted: [], problems: [{ row: 2, no: raw.no, code }] });
  });

  it('lets the first of several rows on a household stand, and loses none', () => {
    const rows = [row('1', '2', '', 2), row('1', '1', '', 3), row('1', '0', '', 4), row('2', '0', '', 5)];
    const { accepted, problems } = checkOutcomes(rows);
    expect(accepted.map((o) => o.row)).toEqual([3, 5]);
    expect(problems.map((p) => `${p.row} ${p.code}`)).toEqual(['2 unknown_code', '4 duplicate_household']);
  });
});
