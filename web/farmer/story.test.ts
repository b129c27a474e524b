import { describe, expect, it } from 'vitest';
import type { History, Suggestion } from '../features/admission/queries.ts';
import { phoneZh } from '../messages/phone.zh.ts';
import type { Attention, Household, KeptPlan } from './queries.ts';
import { type MonthLine, monthsOf, repaymentOf } from './repayment.ts';
import { consentState, financeTrack, news, sellTrack, sourceName, watchTrack } from './story.ts';

const words = phoneZh.phone;
const attention: Attention = {
  asOf: '2025-12-31',
  incomeYear: 2025,
  members: 5,
  incomePerHeadFen: 378_878,
  lineFen: 880_000,
  noticed: [{ cause: '因病', since: '2026-03-01T02:00:00Z', reasons: [{ zh: '住院自付多', en: 'Hospital' }] }],
};
const decision = (over: Partial<History['decisions'][number]> = {}): History['decisions'][number] => ({
  id: 'd1',
  seq: 1,
  outcome: 'admitted',
  suggested: 'admitted',
  reason: '',
  clause: '',
  reasons: [],
  ruleVersion: { table: 'admission', version: 1, hash: '', validFrom: '2021-01-01' },
  trace: { table: 'admission', hitPolicy: 'first', fired: [], rows: [] },
  facts: {},
  factsAsOf: '2025-12-31',
  activity: null,
  produce: [],
  training: null,
  handedTo: null,
  decidedBy: '许宁',
  decidedByRole: 'county_officer',
  decidedAt: '2026-03-04T02:00:00Z',
  ...over,
});
const history = (made: History['decisions'][number] | null, over: Partial<History> = {}): History => ({
  decisions: made === null ? [] : [made],
  standing:
    made === null
      ? null
      : {
          decisionId: made.id,
          outcome: made.outcome,
          suggested: made.suggested,
          reason: '',
          clause: '',
          decidedAt: made.decidedAt,
          correctionUntil: null,
        },
  corrections: [],
  appeals: [],
  ...over,
});
const told = (steps: readonly { key: string; state: string }[]) => steps.map(({ key, state }) => `${key} ${state}`);

describe('tracks tell only what is on record', () => {
  it('after the comparison the visit is next and nothing else has begun', () => {
    expect(told(watchTrack(attention, words))).toEqual([
      'screened done',
      'village next',
      'review later',
      'notice later',
      'township later',
      'county later',
    ]);
  });

  it('to selling online: a course, the decision, the shop, each when it is on record', () => {
    const none = { shop: false, courses: [] };
    expect(told(sellTrack(history(null), none, words))).toEqual(['learn next', 'decided later', 'shop later']);
    const course = { shop: false, courses: [{ course: '直播带货', kind: 'commerce' }] };
    expect(told(sellTrack(history(null), course, words))).toEqual(['learn done', 'decided next', 'shop later']);
    const other = { shop: false, courses: [{ course: '茶园管理', kind: 'farming' }] };
    expect(told(sellTrack(history(null), other, words))[0]).toBe('learn next');
    const admitted = history(decision());
    expect(told(sellTrack(admitted, none, words))).toEqual(['learn done', 'decided done', 'shop next']);
    expect(told(sellTrack(admitted, { shop: true, courses: [] }, words))[2]).toBe('shop done');
  });

  it('draws no track where nothing was noticed', () => {
    expect(watchTrack({ ...attention, noticed: [] }, words)).toEqual([]);
  });

  it('a suggestion is not a decision', () => {
    const suggestion = { outcome: 'train_first' } as Suggestion;
    expect(told(financeTrack(history(null), suggestion, [], words))).toEqual(['suggested done', 'decided next']);
    expect(told(financeTrack(history(null), null, [], words))).toEqual(['suggested next', 'decided later']);
  });

  it.each([
    ['social_relief', {}, ['handed next', 'relief later']],
    ['social_relief', { handedTo: '民政局' }, ['handed done', 'relief next']],
    ['correction', {}, ['education next', 'correction later', 'review later']],
    ['train_first', {}, ['training next', 'again later']],
    ['traditional_only', {}, ['plan next', 'agree later']],
    ['admitted', {}, ['plan next', 'agree later']],
  ] as const)('%s %j goes on with %j', (outcome, over, rest) => {
    const made = history(decision({ outcome, ...over }));
    expect(told(financeTrack(made, null, [], words))).toEqual(['suggested done', 'decided done', ...rest]);
  });

  it('a plan made for an earlier decision is none of this one’s', () => {
    const plan = {
      state: 'agreed',
      decisionId: 'd0',
      openedAt: '2026-03-02T00:00:00Z',
      agreedAt: '2026-03-03T00:00:00Z',
    };
    const track = (decisionId: string) =>
      told(financeTrack(history(decision()), null, [{ ...plan, decisionId } as KeptPlan], words)).slice(2);
    expect(track('d0')).toEqual(['plan next', 'agree later']);
    expect(track('d1')).toEqual(['plan done', 'agree done']);
  });

  it('a decision that an appeal returned no longer counts', () => {
    const returned = { ...history(decision()), standing: null };
    expect(told(financeTrack(returned, null, [], words))).toEqual(['suggested next', 'decided later']);
  });
});

const consent = (over: Partial<Household['consents'][number]> = {}): Household['consents'][number] => ({
  id: 'c1',
  personId: null,
  what: 'income',
  recipient: '农信社',
  purpose: '贷款',
  givenOn: '2026-01-01',
  until: '2026-12-31',
  withdrawnAt: null,
  recordedByName: '林晓',
  ...over,
});

describe('news', () => {
  const source = { kind: 'extract', asOf: '2025-12-31', recordedByName: '许宁' };
  const household = {
    consents: [consent({ withdrawnAt: '2026-03-05T00:00:00Z' })],
    sources: [
      { ...source, id: 's1', name: '花名册.xlsx', recordedAt: '2026-02-01T00:00:00Z', batchId: 'b1' },
      { ...source, id: 's2', name: '残联-持证残疾人.csv', recordedAt: '2026-02-01T00:00:00Z', batchId: 'b1' },
      { ...source, id: 's3', name: '入户走访', recordedAt: '2026-02-20T00:00:00Z', batchId: null },
    ],
  } as unknown as Household;

  it('tells everything on record once, the newest first', () => {
    const told = news({ household, attention, history: history(decision()), plans: [] }, words, 'zh');
    expect(told.map(({ text }) => text)).toEqual([
      '您不再同意把「收入情况」给 农信社 看',
      '定了：可以用网上的资金',
      '系统注意到：住院自付多',
      '按「入户走访」更正了您家的资料',
      '登记了您家的资料（花名册、残联-持证残疾人）',
      '您同意把「收入情况」给 农信社 看',
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
  });

  it.each([
    ['花名册.xlsx', '花名册'],
    ['民政局-低保特困.csv', '民政局-低保特困'],
    ['入户走访', '入户走访'],
  ])('%s is called %s', (file, name) => expect(sourceName(file)).toBe(name));
});

it.each([
  [{}, '2026-12-31', 'now'],
  [{}, '2027-01-01', 'ended'],
  [{ withdrawnAt: '2026-02-01T00:00:00Z' }, '2026-03-01', 'withdrawn'],
] as const)('a consent %j stands on %s as %s', (over, today, state) => {
  expect(consentState(consent(over), today)).toBe(state);
});

describe('repayment in sentences', () => {
  const calendar = (principal: number[], interest: number[]): KeptPlan['plan']['calendar'] => ({
    months: principal.map((_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    openingFen: 100_000,
    lines: [
      { code: 'wages', direction: 'in', name: { zh: '', en: '' }, amountsFen: principal.map(() => 200_000) },
      { code: 'interest', direction: 'out', name: { zh: '', en: '' }, amountsFen: interest },
      { code: 'principal', direction: 'out', name: { zh: '', en: '' }, amountsFen: principal },
    ],
    balanceFen: principal.map((_, index) => 50_000 + index),
    lowest: { index: 0, month: '2026-01', balanceFen: 50_000 },
  });

  it('level where every month is the same, the last off by rounding', () => {
    expect(repaymentOf(calendar([0, 900, 905, 911], [0, 100, 95, 90]))).toEqual({
      payments: [
        { month: '2026-02', fen: 1000 },
        { month: '2026-03', fen: 1000 },
        { month: '2026-04', fen: 1001 },
      ],
      totalFen: 3001,
      interestFen: 285,
      levelFen: 1000,
      most: { month: '2026-04', fen: 1001 },
    });
  });

  it('not level where only interest is paid until the end, or where all falls due at once', () => {
    expect(repaymentOf(calendar([0, 0, 90_000], [300, 300, 300]))).toMatchObject({
      levelFen: null,
      most: { month: '2026-03', fen: 90_300 },
    });
    expect(repaymentOf(calendar([0, 90_000], [0, 300]))).toMatchObject({ levelFen: null });
  });

  it('nothing where nothing is due', () => expect(repaymentOf(calendar([0, 0], [0, 0]))).toBeNull());

  it('months carry what comes in, goes out and is repaid, and mark the tightest', () => {
    expect(monthsOf(calendar([0, 900], [0, 100]))).toEqual<MonthLine[]>([
      { month: '2026-01', inFen: 200_000, outFen: 0, repaidFen: 0, leftFen: 50_000, lowest: true },
      { month: '2026-02', inFen: 200_000, outFen: 1000, repaidFen: 1000, leftFen: 50_001, lowest: false },
    ]);
  });
});
