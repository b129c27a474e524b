// Corrections: findings, the clock, check-ins, reviews.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, isoDate } from '../../../../kernel/calendar.ts';
import { factRow } from '../../../../test/facts.ts';
import {
  type Correction,
  checkFinding,
  checkIn,
  correctionMonth,
  educate,
  missedMonths,
  restart,
  review,
} from './correction.ts';
import { judgedFacts, recheckReasons } from './suggestion.ts';

const TODAY = isoDate('2026-03-04');
const finding = { kind: '懒散' as const, foundOn: '2026-02-20', evidence: '村民代表会议记录', attestedBy: '陈支书' };
const confirmed: Correction = {
  id: 'c1',
  decisionId: 'd1',
  confirmedOn: '2026-02-25',
  ...finding,
  supervisor: { id: 'u1', name: '王网格员' },
  months: 12,
  state: 'education',
  educatedOn: null,
  educatedBy: null,
  startsOn: null,
  until: null,
  reviewedOn: null,
};
const running: Correction = {
  ...confirmed,
  state: 'running',
  educatedOn: '2025-03-04',
  educatedBy: '村两委',
  startsOn: '2025-03-04',
  until: '2026-03-04',
};
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;

test.each([
  ['nothing at all', null, null, 'finding_missing'],
  ['no date', { ...finding, foundOn: ' ' }, null, 'finding_missing'],
  ['a word for evidence', { ...finding, evidence: '听说' }, null, 'finding_missing'],
  ['nobody stands for it', { ...finding, attestedBy: '' }, null, 'finding_missing'],
  ['no day', { ...finding, foundOn: '2026-02-30' }, null, 'finding_date_invalid'],
  ['tomorrow', { ...finding, foundOn: '2026-03-05' }, null, 'finding_date_invalid'],
  ['dealt with already', finding, '2026-02-20', 'finding_spent'],
  ['new', finding, '2026-02-19', 'ok'],
])('a finding: %s', (_, given, spent, expected) => {
  expect(code(checkFinding(given, TODAY, spent))).toBe(expected);
});

test('the months count from the education', () => {
  expect(educate(confirmed, { on: '2026-03-01', by: '村两委' }, TODAY)).toMatchObject({
    ok: true,
    value: { state: 'running', startsOn: '2026-03-01', until: '2027-03-01' },
  });
  expect(code(educate(null, { on: '2026-03-01', by: 'x' }, TODAY))).toBe('no_correction');
  expect(code(educate(running, { on: '2026-03-01', by: 'x' }, TODAY))).toBe('education_done');
  // Education and months are of the time after a named person confirmed the finding, never before.
  for (const on of ['2026-02-19', '2026-02-24', '2026-03-05'])
    expect(code(educate(confirmed, { on, by: '' }, TODAY))).toBe('education_date_invalid');
  expect(code(educate(confirmed, { on: '2026-03-01', by: ' ' }, TODAY))).toBe('educator_missing');
});

test('a new finding ends the old clock and starts another', () => {
  const again = { ...finding, foundOn: '2026-03-02', kind: '赌博' as const };
  expect(restart(running, again, 'c2', TODAY)).toMatchObject({
    ok: true,
    value: {
      ended: { id: 'c1', state: 'restarted' },
      begun: { id: 'c2', kind: '赌博', state: 'running', startsOn: '2026-03-04', until: '2027-03-04' },
    },
  });
  expect(code(restart(running, finding, 'c2', TODAY))).toBe('finding_spent');
  expect(code(restart({ ...running, state: 'passed' }, again, 'c2', TODAY))).toBe('no_correction');
});

test("check-ins are the supervisor's, one a month", () => {
  const visit = { on: '2025-05-10', state: 'good' as const, note: '在茶园做工' };
  expect(checkIn(running, visit, 'u1', [1, 2], TODAY)).toEqual({ ok: true, value: 3 });
  expect(code(checkIn(confirmed, visit, 'u2', [], TODAY))).toBe('no_correction');
  expect(code(checkIn(running, { ...visit, on: 'x', note: '' }, 'u2', [3], TODAY))).toBe('not_the_supervisor');
  expect(code(checkIn(running, { ...visit, on: '2025-03-03', note: '' }, 'u1', [3], TODAY))).toBe(
    'check_in_date_invalid',
  );
  expect(code(checkIn(running, { ...visit, note: ' ' }, 'u1', [3], TODAY))).toBe('note_missing');
  expect(code(checkIn(running, visit, 'u1', [3], TODAY))).toBe('month_checked');
});

test('months without a check-in are shown, those checked are not', () => {
  expect(missedMonths(running, [1, 2, 3, 5, 6, 7, 8, 9, 10, 12], TODAY)).toEqual([4, 11]);
});

test('a review only after the term, whatever the term', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 24 }), fc.integer({ min: -400, max: 400 }), (months, offset) => {
      const until = addMonths(isoDate('2025-01-31'), months);
      const on = addDays(until, offset);
      const held = review(
        { ...running, startsOn: '2025-01-31', until, months },
        { passed: true, reason: '按时走访，表现良好', extendMonths: null },
        on,
      );
      expect(code(held)).toBe(offset < 0 ? 'correction_not_over' : 'ok');
    }),
  );
});

test('a review that is not passed adds months', () => {
  const held = (extendMonths: number | null, reason = '仍有赌债') =>
    review(running, { passed: false, reason, extendMonths }, TODAY);
  expect(held(6)).toMatchObject({
    ok: true,
    value: { state: 'running', until: '2026-09-04', reviewedOn: '2026-03-04' },
  });
  expect([held(null), held(0), held(13), held(6, ' ')].map(code)).toEqual([
    'extension_out_of_range',
    'extension_out_of_range',
    'extension_out_of_range',
    'reason_missing',
  ]);
  expect(code(review(confirmed, { passed: true, reason: '表现良好', extendMonths: null }, TODAY))).toBe(
    'correction_not_over',
  );
});

test('every day of a correction lies in one month of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), (offset) => {
      const start = isoDate('2025-01-31');
      const on = addDays(start, offset);
      const month = correctionMonth({ ...running, startsOn: start }, on);
      expect(addMonths(start, month - 1) <= on && on < addMonths(start, month)).toBe(true);
    }),
  );
});

test.each([
  ['no correction: the note counts', '赌博', null, '赌博', false],
  ['running: the finding counts though the registry is clean', '无', running, '懒散', true],
  [
    'passed: the old note is spent',
    '懒散',
    { ...running, state: 'passed' as const, reviewedOn: '2026-03-04' },
    '无',
    true,
  ],
  ['lifted on appeal: the note counts as before', '懒散', { ...running, state: 'lifted' as const }, '懒散', false],
])('conduct as the table sees it, %s', (_, noted, latest, judged, explained) => {
  const { row, note } = judgedFacts(factRow({ conduct: noted }), latest);
  expect(row.conduct).toBe(judged);
  expect(note !== null).toBe(explained);
});

test.each([
  ['never decided', null, 'admitted', null, ['not_decided']],
  ['agrees', { outcome: 'admitted', suggested: 'admitted' }, 'admitted', null, []],
  ['facts changed', { outcome: 'admitted', suggested: 'admitted' }, 'social_relief', null, ['outcome_differs']],
  ['a departure, same suggestion', { outcome: 'admitted', suggested: 'train_first' }, 'train_first', null, []],
  [
    'a departure, other suggestion',
    { outcome: 'admitted', suggested: 'train_first' },
    'correction',
    null,
    ['outcome_differs'],
  ],
  ['term over', { outcome: 'correction', suggested: 'correction' }, 'correction', running, ['correction_due']],
] as const)('re-check: %s', (_, standing, suggested, correction, why) => {
  expect(recheckReasons(standing, suggested, correction, TODAY)).toEqual(why);
});
