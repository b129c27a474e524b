import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeTableQuery, readTableQuery, type TableQuery, writeTableQuery } from './tableQuery.ts';

const NAMES = ['cause', 'level'];
const DEFAULTS = { size: 50, sort: { key: 'no', order: 'asc' as const }, filters: { level: ['高'] } };
const read = (search: string) => readTableQuery(new URLSearchParams(search), NAMES, DEFAULTS);

describe('a list’s query in the address', () => {
  it('is the default where the address says nothing', () => {
    expect(read('')).toEqual({ q: '', page: 1, size: 50, sort: DEFAULTS.sort, filters: { level: ['高'] } });
  });

  it.each([
    ['page=-3', 1],
    ['page=x', 1],
    ['page=7', 7],
  ])('%s is page %i', (search, page) => expect(read(search).page).toBe(page));

  it('takes only offered page sizes', () =>
    expect([read('size=100').size, read('size=100000').size]).toEqual([100, 50]));

  it('keeps what isn’t its own', () => {
    const next = writeTableQuery(new URLSearchParams('place=350524102&q=old'), NAMES, read(''), DEFAULTS);
    expect(next.toString()).toBe('place=350524102');
  });

  it('remembers that a default filter was taken away', () => {
    const bare = changeTableQuery(read(''), { filters: {} });
    const address = writeTableQuery(new URLSearchParams(), NAMES, bare, DEFAULTS).toString();
    expect(read(address).filters).toEqual({});
  });

  it('goes to page 1 on any change but of the page', () => {
    const seventh = { ...read(''), page: 7 };
    expect(changeTableQuery(seventh, { q: '苏' }).page).toBe(1);
    expect(changeTableQuery(seventh, { page: 8 }).page).toBe(8);
  });

  it('reads back whatever it wrote', () => {
    const value = fc.string({ minLength: 1, maxLength: 8 });
    const query: fc.Arbitrary<TableQuery> = fc.record({
      q: fc.string().map((text) => text.trim()),
      page: fc.integer({ min: 1, max: 9999 }),
      size: fc.constantFrom(20, 50, 100, 200),
      sort: fc.option(
        fc.record({ key: fc.constantFrom('no', 'income'), order: fc.constantFrom('asc' as const, 'desc' as const) }),
        { nil: DEFAULTS.sort },
      ),
      filters: fc
        .dictionary(fc.constantFrom(...NAMES), fc.array(value, { minLength: 1, maxLength: 3 }))
        .map((made) => ({ ...made })),
    });
    fc.assert(
      fc.property(query, (written) => {
        const address = writeTableQuery(new URLSearchParams('place=350524'), NAMES, written, DEFAULTS).toString();
        expect(read(address)).toEqual(written);
      }),
    );
  });
});
