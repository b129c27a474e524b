import { describe, expect, it } from 'vitest';
import { type Figures, todosOf } from './todo.ts';

const figures: Figures = {
  households: 1996,
  screened: true,
  high: 119,
  fresh: 462,
  notDecided: 371,
  outcomeDiffers: 0,
  correctionDue: 2,
  appealOpen: 1,
  quality: 5,
};
const keys = (role: Parameters<typeof todosOf>[0], change: Partial<Figures> = {}) =>
  todosOf(role, { ...figures, ...change }).map((todo) => todo.key);

describe('what is waiting', () => {
  it('is decided on by township and county, looked after by the village', () => {
    expect(keys('township_officer')).toEqual(['correctionDue', 'high', 'notDecided', 'fresh', 'quality']);
    expect(keys('village_officer')).toEqual(['correctionDue', 'high', 'fresh', 'quality']);
    expect(keys('village_accountant')).toEqual(['high']);
  });
  it('is nothing for those who only look, or have no work here yet', () => {
    expect(keys('auditor')).toEqual([]);
    expect(keys('lender_officer')).toEqual([]);
  });
  it('begins with the roster, then the first screening, at the county only', () => {
    const empty = { high: 0, fresh: 0, notDecided: 0, correctionDue: 0, appealOpen: 0, quality: 0, screened: false };
    expect(keys('county_officer', { ...empty, households: 0 })).toEqual(['importFirst']);
    expect(keys('county_officer', empty)).toEqual(['firstScreening']);
    expect(keys('township_officer', empty)).toEqual([]);
  });
});
