import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

describe('CSV for Excel', () => {
  it('begins with a byte-order mark and ends rows with CRLF', () => {
    expect(csvText(['户编号', '人口'], [['3505', 4]])).toBe('\uFEFF户编号,人口\r\n3505,4\r\n');
  });
  it('quotes commas, quotes and line breaks', () => {
    expect(csvText(['备注'], [['他说"好", 走了\n再说']])).toContain('"他说""好"", 走了\n再说"');
  });
  it.each(['=HYPERLINK("x")', '+cmd', '@sum', '-1+2', '\tx'])('never lets %j run as a formula', (text) => {
    expect(
      csvText(['a'], [[text]])
        .split('\r\n')[1]!
        .replace(/^"/, ''),
    ).toMatch(/^'/);
  });
  it('leaves negative amounts numbers', () => {
    expect(csvText(['a'], [['-1,200.00']])).toContain('"-1,200.00"');
  });
});
