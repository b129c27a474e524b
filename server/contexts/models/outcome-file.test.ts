import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readOutcomeFile } from './outcome-file.ts';

const TEXT = '户编号,是否返贫,主要原因\r\n35052400000001,0,\r\n35052400000002,1,因病\r\n\r\n';
const ROWS = [
  { row: 2, no: '35052400000001', relapsed: '0', cause: '' },
  { row: 3, no: '35052400000002', relapsed: '1', cause: '因病' },
];

describe('the outcomes file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['GBK', iconv.encode(TEXT, 'gbk')],
    [
      'other columns and another order',
      Buffer.from('备注,主要原因,户编号,是否返贫\n,,35052400000001,0\n啊,因病,35052400000002,1'),
    ],
  ])('reads %s', (_, bytes) => {
    expect(readOutcomeFile(bytes)).toEqual({ ok: true, value: ROWS });
  });

  it.each([
    ['not_csv', 'a,"b\nc', undefined],
    ['missing_column', '户编号,是否返贫\n1,0', { column: '主要原因' }],
    ['missing_column', '', { column: '户编号' }],
  ])('refuses %s', (code, text, detail) => {
    const read = readOutcomeFile(Buffer.from(text));
    expect(read).toEqual({ ok: false, refusal: detail === undefined ? { code } : { code, detail } });
  });
});
