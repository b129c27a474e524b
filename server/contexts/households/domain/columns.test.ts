// Headers as counties write them, and what table they are of.

import { describe, expect, it } from 'vitest';
import { COLUMNS, EXTRACT_KINDS, recogniseHeader, suggestMapping, type TableKind } from './columns.ts';

describe('suggestMapping', () => {
  it.each([
    ['household', '户号', 'no'],
    ['household', '茶园面积（亩）', 'tea'],
    ['household', ' 工资性收入(元) ', 'wage'],
    ['household', '手机号码', 'phone'],
    ['person', '身份证号码', 'idNumber'],
    ['person', '与户主的关系', 'relation'],
    ['person', '是否参加城乡居民基本医疗保险', 'insured'],
    ['settlement', '自付金额', 'selfPay'],
  ] as [TableKind, string, string][])('%s: %s is %s', (kind, header, name) => {
    expect(suggestMapping(kind, [header])).toEqual({ [name]: 0 });
  });

  it('takes the first of two headers for one column and leaves strangers alone', () => {
    expect(suggestMapping('person', ['姓名', '备注', '成员姓名'])).toEqual({ name: 0 });
  });

  it('gives every alias to one column only', () => {
    for (const columns of Object.values(COLUMNS)) {
      const all = columns.flatMap((column) => [column.zh, ...column.aliases]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('recogniseHeader', () => {
  it.each([...EXTRACT_KINDS, 'household', 'person'] as const)('knows the official header of %s among all', (kind) => {
    const among = kind === 'household' || kind === 'person' ? (['household', 'person'] as const) : EXTRACT_KINDS;
    expect(
      recogniseHeader(
        COLUMNS[kind].map((column) => column.zh),
        among,
      )?.kind,
    ).toBe(kind);
  });

  it.each([[['户编号', '是否返贫', '主要原因']], [['户信息采集表（2025年度）']], [['姓名', '电话', '备注']]])(
    'does not take %j for one',
    (cells) => {
      expect(recogniseHeader(cells, EXTRACT_KINDS)).toBeNull();
      expect(recogniseHeader(cells, ['household', 'person'])).toBeNull();
    },
  );
});
