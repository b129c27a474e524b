// Before and after as lines: parts by path, what changed, what only machines read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeLines, readable, subjectOf } from './changes.ts';

test('changed, added, removed and kept parts', () => {
  const lines = changeLines({ a: 1, gone: 'x', same: true }, { a: 2, same: true, new: null });
  expect(lines.map(({ path, before, after, changed }) => [path.join('.'), before, after, changed])).toEqual([
    ['a', 1, 2, true],
    ['gone', 'x', undefined, true],
    ['same', true, true, false],
    ['new', undefined, null, true],
  ]);
});

test('lists: plain ones in one line, others part by part; fingerprints apart', () => {
  const lines = changeLines(null, { tags: ['甲', '乙'], files: [{ name: 'a.csv', sha256: 'f00' }] });
  expect(lines.map(({ path, after }) => [path.join('.'), after])).toEqual([
    ['tags', '甲、乙'],
    ['files.1.name', 'a.csv'],
    ['files.1.sha256', 'f00'],
  ]);
  expect(readable(lines).map(({ path }) => path.join('.'))).toEqual(['tags', 'files.1.name']);
});

test('a parameter’s bare value meets its successor under the same name', () => {
  expect(changeLines(500, { value: 600 })).toMatchObject([{ path: ['value'], before: 500, after: 600, changed: true }]);
});

test('a thing compared with itself never shows a change', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(changeLines(value, value).every(({ changed }) => !changed)).toBe(true);
    }),
  );
});

test.each([
  ['account:county', 'account', 'county'],
  ['table:admission:2', 'table', 'admission:2'],
  ['strange', '', 'strange'],
])('%s', (text, kind, key) => {
  expect(subjectOf(text)).toEqual({ kind, key });
});
