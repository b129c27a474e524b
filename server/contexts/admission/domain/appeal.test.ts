// Appeals, answers and enterprises: refusals in their order.

import { expect, test } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { checkAnswer, checkAppeal } from './appeal.ts';
import { decideEnterprise } from './enterprise.ts';

const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;

test.each([
  [{ grounds: '', onBehalfOf: null }, { decided: false, open: true, byHousehold: false }, 'not_decided'],
  [{ grounds: '', onBehalfOf: null }, { decided: true, open: true, byHousehold: false }, 'appeal_open'],
  [{ grounds: '不服', onBehalfOf: null }, { decided: true, open: false, byHousehold: false }, 'grounds_missing'],
  [{ grounds: '记录有误', onBehalfOf: ' ' }, { decided: true, open: false, byHousehold: false }, 'on_behalf_missing'],
  [{ grounds: '记录有误', onBehalfOf: '户主林某' }, { decided: true, open: false, byHousehold: false }, 'ok'],
  [{ grounds: '记录有误', onBehalfOf: null }, { decided: true, open: false, byHousehold: true }, 'ok'],
])('appeal %#', (asked, stands, expected) => {
  expect(code(checkAppeal(asked, stands))).toBe(expected);
});

const answer = { outcome: 'upheld' as const, reason: '经复查属实', authority: null };
const county = { id: 'county2', role: 'county_officer' as const };
const township = { id: 'town1', role: 'township_officer' as const };

test.each([
  [
    'answered before',
    answer,
    { state: 'upheld', decidedBy: township, actor: township, ownHousehold: true },
    'appeal_answered',
  ],
  [
    'own household',
    answer,
    { state: 'open', decidedBy: township, actor: township, ownHousehold: true },
    'own_household',
  ],
  [
    'own decision',
    answer,
    { state: 'open', decidedBy: township, actor: township, ownHousehold: false },
    'own_decision',
  ],
  [
    'another township officer',
    answer,
    { state: 'open', decidedBy: township, actor: { ...township, id: 'town2' }, ownHousehold: false },
    'level_too_low',
  ],
  [
    "the county's own decision, no higher authority",
    answer,
    { state: 'open', decidedBy: { ...county, id: 'county1' }, actor: county, ownHousehold: false },
    'authority_missing',
  ],
  [
    'no reason',
    { ...answer, reason: ' ' },
    { state: 'open', decidedBy: township, actor: county, ownHousehold: false },
    'reason_missing',
  ],
  [
    "the county on a township's",
    answer,
    { state: 'open', decidedBy: township, actor: county, ownHousehold: false },
    'ok',
  ],
  [
    "the city on the county's",
    { ...answer, authority: '泉州市农业农村局 2026-12' },
    { state: 'open', decidedBy: { ...county, id: 'county1' }, actor: county, ownHousehold: false },
    'ok',
  ],
] as const)('answer: %s', (_, given, stands, expected) => {
  expect(code(checkAnswer(given, stands))).toBe(expected);
});

const application = {
  creditCode: '91350100M000100Y43',
  name: '安溪某茶业合作社',
  kind: 'cooperative' as const,
  licenceUntil: '2027-01-01',
  activity: 'produce_processing',
  produce: ['p1'],
  employs: 3,
  buysFrom: 4,
  certified: false,
};
const TODAY = isoDate('2026-03-04');
const LISTED = [{ id: 'p1', name: '安溪铁观音', nature: 'processed' as const }];

test.each([
  [
    { creditCode: '91350100M000100Y44', name: '', licenceUntil: '2026-01-01', activity: 'casino', employs: 0 },
    'credit_code_invalid',
  ],
  [{ name: ' ', licenceUntil: '2026-01-01', activity: 'casino', employs: 0 }, 'name_missing'],
  [{ licenceUntil: '2026-03-03', activity: 'casino', employs: 0 }, 'licence_expired'],
  [{ activity: 'casino', produce: [], employs: 0 }, 'activity_not_permitted'],
  [{ produce: [], employs: 0 }, 'produce_missing'],
  [{ produce: ['p2'], employs: 0 }, 'produce_not_listed'],
  [{ activity: 'rural_logistics', produce: [] }, 'ok'],
  [{ employs: 0 }, 'too_few_households'],
  [{}, 'ok'],
  [{ licenceUntil: null }, 'ok'],
])('enterprise %#', (changes, expected) => {
  expect(code(decideEnterprise({ ...application, ...changes }, 5, LISTED, TODAY))).toBe(expected);
});

test('certified enterprises get the green channel', () => {
  expect(decideEnterprise({ ...application, certified: true }, 5, LISTED, TODAY)).toMatchObject({
    value: { outcome: 'green_channel', linkedHouseholds: 7 },
  });
});
