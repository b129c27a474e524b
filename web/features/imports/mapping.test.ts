// Which columns are missing, named twice or unused, and how headers are lettered.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, columnLetters, mappingState, sameMapping } from './mapping.ts';
import type { Column } from './queries.ts';

const column = (name: string, key: boolean, empty: Column['empty']): Column => ({
  name,
  zh: name,
  en: name,
  key,
  empty,
});
const COLUMNS = [column('no', true, 'error'), column('members', false, 'error'), column('phone', false, 'warning')];
const names = (columns: readonly Column[]) => columns.map((one) => one.name);

describe('mappingState', () => {
  it('names the required columns that are missing apart from those that cost rows', () => {
    const state = mappingState(COLUMNS, {}, ['户号', '人口']);
    expect([names(state.missing), names(state.costly), state.unused]).toEqual([['no'], ['members'], [0, 1]]);
  });

  it('finds a header that two columns are read from', () => {
    const state = mappingState(COLUMNS, { no: 1, members: 1, phone: 0 }, ['电话', '户号', ' ']);
    expect(state.twice.map((one) => [one.index, names(one.columns)])).toEqual([[1, ['no', 'members']]]);
    expect(state.unused).toEqual([]);
  });

  it('has nothing to say of a whole mapping', () => {
    expect(mappingState(COLUMNS, { no: 0, members: 1, phone: 2 }, ['a', 'b', 'c'])).toEqual({
      missing: [],
      costly: [],
      twice: [],
      unused: [],
    });
  });
});

it('changes one column and leaves the others', () => {
  expect(assign({ no: 0, phone: 2 }, 'phone', 3)).toEqual({ no: 0, phone: 3 });
  expect(assign({ no: 0, phone: 2 }, 'phone', null)).toEqual({ no: 0 });
});

it.each([
  [{ no: 0 }, { no: 0 }, true],
  [{ no: 0 }, { no: 1 }, false],
  [{ no: 0 }, { no: 0, phone: 1 }, false],
  [{ no: 0 }, { phone: 0 }, false],
])('%o and %o are the same mapping: %s', (a, b, same) => {
  expect(sameMapping(a, b)).toBe(same);
});

describe('columnLetters', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
    [702, 'AAA'],
  ])('%d is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
  });

  it('gives each column letters of its own', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), (a, b) => {
        expect(columnLetters(a) === columnLetters(b)).toBe(a === b);
      }),
    );
  });
});
