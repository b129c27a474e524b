// Needs: what is read, and the refusals in their order of precedence.

import { expect, test } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { ADMITTANCE_REFUSALS, checkAdmittance, maySetState } from './admittance.ts';
import { NEED_REFUSALS, type RawNeed, readNeeds } from './need.ts';
import { FORBIDDEN_PURPOSES, PURPOSES } from './purpose.ts';

const TODAY = isoDate('2026-03-04');
const good: RawNeed = {
  purpose: 'processing_equipment',
  amountYuan: 30_000,
  neededOn: '2026-04-10',
  monthsOccupied: 36,
  evidence: '报价单',
};
const answer = (needs: readonly RawNeed[]) => {
  const read = readNeeds(needs, TODAY);
  return read.ok
    ? 'ok'
    : `${read.refusal.code}${read.refusal.detail?.need === undefined ? '' : `@${read.refusal.detail.need}`}`;
};

test('a need is read as written by people and files', () => {
  const read = readNeeds(
    [
      good,
      {
        ...good,
        purpose: '包装',
        amountYuan: '１，２００．５０',
        orderBacked: true,
        orderYuan: 2000,
        monthsOccupied: 3,
      },
    ],
    TODAY,
  );
  expect(read).toMatchObject({
    ok: true,
    value: [
      { id: 'n1', purpose: 'processing_equipment', kind: 'fixed_asset', amount: 3_000_000n, orderAmount: null },
      { id: 'n2', purpose: 'packaging', kind: 'working_capital', amount: 120_050n, orderAmount: 200_000n },
    ],
  });
});

test.each<[string, RawNeed, string]>([
  ['nothing at all', {}, 'unknown_purpose@1'],
  ['outside the list', { ...good, purpose: '旅游', amountYuan: -1 }, 'unknown_purpose@1'],
  ['forbidden, in Chinese', { ...good, purpose: '结婚', amountYuan: -1 }, 'forbidden_purpose@1'],
  ['no amount', { ...good, amountYuan: undefined }, 'amount_not_a_number@1'],
  ['words', { ...good, amountYuan: '约三万' }, 'amount_not_a_number@1'],
  ['a part of a fen', { ...good, amountYuan: 0.001 }, 'amount_not_a_number@1'],
  ['nothing', { ...good, amountYuan: 0, neededOn: 'x' }, 'amount_not_positive@1'],
  ['negative', { ...good, amountYuan: -5000 }, 'amount_not_positive@1'],
  ['a million', { ...good, amountYuan: 1_000_000 }, 'ok'],
  ['a million and a fen', { ...good, amountYuan: 1_000_000.01, neededOn: 'x' }, 'amount_absurd@1'],
  ['beyond what can be read', { ...good, amountYuan: 1e21 }, 'amount_not_a_number@1'],
  ['no day', { ...good, neededOn: '2026-02-30', monthsOccupied: 0 }, 'bad_date@1'],
  ['yesterday', { ...good, neededOn: '2026-03-03', monthsOccupied: 0 }, 'needed_on_past@1'],
  ['today', { ...good, neededOn: '2026-03-04' }, 'ok'],
  ['two years on', { ...good, neededOn: '2028-03-04' }, 'ok'],
  ['later than that', { ...good, neededOn: '2028-03-05', monthsOccupied: 0 }, 'needed_on_too_far@1'],
  ['no months', { ...good, monthsOccupied: undefined, evidence: '' }, 'months_out_of_range@1'],
  ['half a month', { ...good, monthsOccupied: 0.5 }, 'months_out_of_range@1'],
  ['longer than anything lasts', { ...good, monthsOccupied: 241 }, 'months_out_of_range@1'],
  ['no evidence', { ...good, evidence: ' ', orderYuan: -1 }, 'evidence_missing@1'],
  ['orders that pay nothing', { ...good, orderYuan: 0 }, 'order_amount_invalid@1'],
  ['all in order', good, 'ok'],
])('%s', (_, need, expected) => {
  expect(answer([need])).toBe(expected);
});

test('every use that credit must not serve is refused by code and by name', () => {
  for (const { code, zh } of FORBIDDEN_PURPOSES) {
    expect([answer([{ ...good, purpose: code }]), answer([{ ...good, purpose: zh }])]).toEqual([
      'forbidden_purpose@1',
      'forbidden_purpose@1',
    ]);
  }
  expect(PURPOSES.map(({ code }) => answer([{ ...good, purpose: code }]))).toEqual(PURPOSES.map(() => 'ok'));
});

// One need a refusal, each with everything after it broken too: mended from the front, they answer in order.
test('precedence goes by refusal, then by need', () => {
  const broken: RawNeed[] = [
    { ...good, orderYuan: -1 },
    { ...good, evidence: '' },
    { ...good, monthsOccupied: 0 },
    { ...good, neededOn: '2029-01-01' },
    { ...good, neededOn: '2020-01-01' },
    { ...good, neededOn: 'soon' },
    { ...good, amountYuan: 9e6 },
    { ...good, amountYuan: -1 },
    { ...good, amountYuan: 'x' },
    { ...good, purpose: 'onlending' },
    { ...good, purpose: '?' },
  ];
  const seen = [answer(Array.from({ length: 21 }, () => ({})))];
  for (let left = broken.length; left > 0; left -= 1) seen.push(answer(broken.slice(0, left)).split('@')[0] ?? '');
  expect(seen).toEqual([...NEED_REFUSALS]);
});

test.each([
  [{ outcome: 'social_relief', decided: false }, true, 'not_decided'],
  [{ outcome: 'social_relief', decided: true }, true, 'not_admitted_relief'],
  [{ outcome: 'social_relief', decided: false }, false, 'not_admitted_relief'],
  [{ outcome: 'correction', decided: false }, false, 'conduct_unverified'],
  [{ outcome: 'correction', decided: true }, true, 'in_correction'],
  [{ outcome: 'train_first', decided: true }, true, 'training_first'],
  [{ outcome: 'train_first', decided: true }, false, 'ok'],
  [{ outcome: 'traditional_only', decided: true }, true, 'ok'],
  [{ outcome: 'admitted', decided: false }, false, 'ok'],
])('admittance %j kept=%s', (admission, kept, expected) => {
  const checked = checkAdmittance(admission, kept);
  expect(checked.ok ? 'ok' : checked.refusal.code).toBe(expected);
  expect(['ok', ...ADMITTANCE_REFUSALS]).toContain(expected);
});

test('a plan goes from draft to agreed to closed, and never back', () => {
  const states = ['draft', 'agreed', 'closed'] as const;
  const allowed = states.flatMap((from) => states.filter((to) => maySetState(from, to)).map((to) => `${from}>${to}`));
  expect(allowed).toEqual(['draft>agreed', 'draft>closed', 'agreed>closed']);
});
