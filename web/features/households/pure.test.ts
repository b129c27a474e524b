import { describe, expect, it } from 'vitest';
import { FACT_FIELDS } from '../../../kernel/facts.ts';
import { day, yuan } from '../../format.ts';
import { zh } from '../../messages/zh.ts';
import type { History as Admission } from '../admission/queries.ts';
import type { Clue } from '../monitoring/queries.ts';
import { correctionOf, givenFields } from './correction.ts';
import { FACT_GROUPS, makingOf } from './factGroups.ts';
import { factFen, factText } from './factText.ts';
import { filterOf } from './listFilter.ts';
import type { Change, History, Household } from './queries.ts';
import { type TimelineInput, timelineOf } from './timeline.ts';

const code = (text: string | null | undefined) => zh.codes[text ?? ''] ?? text ?? '—';
const words = { t: zh, code, yuan, day };

const household: Household = {
  id: 'h1',
  no: '35052400000001',
  region: '350524105201',
  township: '城厢镇',
  village: '雅兴村',
  address: null,
  headName: '曾德冬',
  members: [],
  category: '脱贫户',
  relief: '低保',
  phone: null,
  bank: null,
  account: null,
  housing: 'B',
  safeWater: true,
  teaMu: '2.54',
  farmMu: '2.10',
  forestMu: '0.00',
  shop: false,
  conduct: '无',
  onlineUnwilling: null,
  onlineUnwillingOn: null,
  risk: null,
  version: 1,
  validFrom: '2025-12-31',
  from: { source: 's1', row: 3 },
  fieldSources: {},
  incomes: [],
  events: [],
  consents: [],
  courses: [],
  tasks: [],
  sources: [],
};
const source = (id: string, kind: string, name: string) => ({
  id,
  kind,
  name,
  asOf: '2025-12-31',
  recordedAt: '2026-01-05T01:00:00Z',
  recordedByName: '林晓',
  batchId: null,
});
const change = (over: Partial<Change>): Change => ({
  kind: 'household',
  subject: '',
  what: 'added',
  validFrom: '2025-12-31',
  recordedAt: '2026-01-05T01:00:00Z',
  source: 's1',
  row: 3,
  fields: [],
  ...over,
});
const input = (over: Partial<TimelineInput> = {}): TimelineInput => ({
  household,
  history: {
    changes: [change({})],
    sources: [source('s1', 'roster', '花名册.xlsx'), source('v1', 'visit', '入户走访')],
  },
  clues: [],
  admission: null,
  plans: [],
  ...over,
});
const history = (changes: Change[]): History => ({ ...input().history, changes });

describe('what happened to a household', () => {
  it('reads one file of one day as one line, with the members counted', () => {
    const rows = [
      change({}),
      change({ kind: 'person', subject: '曾国', row: 8 }),
      change({ kind: 'income', subject: '2025' }),
    ];
    expect(timelineOf(input({ history: history(rows) }), words)).toMatchObject([
      { title: '登记入册', note: '登记家庭成员 1 人', source: '花名册.xlsx', row: 3 },
    ]);
  });

  it('tells a correction field by field, by whom, and never the contents of a protected one', () => {
    const correction = change({
      what: 'changed',
      validFrom: '2026-02-01',
      source: 'v1',
      row: 0,
      fields: [
        { field: 'housing_grade', before: 'A', after: 'C' },
        { field: 'safe_water', before: 'true', after: 'false' },
        { field: 'phone', before: null, after: null },
      ],
    });
    const [newest] = timelineOf(input({ history: history([correction, change({})]) }), words);
    expect(newest).toMatchObject({ day: '2026-02-01', source: '入户走访 · 林晓' });
    expect(newest).not.toHaveProperty('row');
    expect(newest?.changes).toEqual([
      { label: '住房等级', before: 'A 级（安全）', after: 'C 级（局部危险）', hidden: false },
      { label: '饮水安全', before: '是', after: '否', hidden: false },
      { label: '电话', before: null, after: null, hidden: true },
    ]);
  });

  it('leaves out a version in which nothing that people read changed', () => {
    const again = change({ what: 'changed', validFrom: '2026-03-01' });
    expect(timelineOf(input({ history: history([again, change({})]) }), words)).toHaveLength(1);
  });

  it('names a member who came later or left', () => {
    const rows = [
      change({
        kind: 'person',
        subject: '曾国',
        what: 'left',
        validFrom: '2026-05-01',
        fields: [{ field: 'left_on', before: null, after: '2026-05-01' }],
      }),
      change({ kind: 'person', subject: '曾小明', validFrom: '2026-04-01', source: 'v1' }),
      change({}),
    ];
    expect(timelineOf(input({ history: history(rows) }), words).map((entry) => entry.title)).toEqual([
      '曾国 不再是本户成员',
      '新增成员 曾小明',
      '登记入册',
    ]);
  });

  it('puts all sources in one order, decisions above the clues of their day, each with the tab that tells more', () => {
    const clue = {
      id: 'c1',
      cause: '因病',
      openedAt: '2026-02-01T01:00:00Z',
      closedAt: null,
      reasons: [],
    } as unknown as Clue;
    const decision = {
      id: 'd1',
      outcome: 'train_first',
      decidedAt: '2026-02-01T03:00:00Z',
      decidedBy: '黄川',
      reason: '',
    };
    const admission = { decisions: [decision], standing: null, corrections: [], appeals: [] } as unknown as Admission;
    const plan = {
      id: 'p1',
      state: 'agreed' as const,
      openedAt: '2026-02-03T01:00:00Z',
      openedBy: '林晓',
      agreedAt: '2026-02-04T01:00:00Z',
      agreedBy: '曾德冬',
      closedAt: null,
      closedBy: null,
    };
    const entries = timelineOf(input({ clues: [clue], admission, plans: [plan] }), words);
    expect(entries.map(({ day: on, title, tab }) => [on, title, tab])).toEqual([
      ['2026-02-04', '农户同意融资方案', 'admission'],
      ['2026-02-03', '拟定融资方案', 'admission'],
      ['2026-02-01', '准入决定：先培训', 'admission'],
      ['2026-02-01', '出现线索：因病', 'clues'],
      ['2025-12-31', '登记入册', undefined],
    ]);
  });

  it('puts what happened on one day in the order of its moments, the last first', () => {
    const plan = {
      id: 'p1',
      state: 'closed' as const,
      openedAt: '2026-02-03T01:00:00Z',
      openedBy: '林晓',
      agreedAt: '2026-02-03T02:00:00Z',
      agreedBy: '曾德冬',
      closedAt: '2026-02-03T03:00:00Z',
      closedBy: '林晓',
    };
    expect(timelineOf(input({ plans: [plan] }), words).map(({ title }) => title)).toEqual([
      '融资方案结束',
      '农户同意融资方案',
      '拟定融资方案',
      '登记入册',
    ]);
  });

  it('calls a clue of no named cause by the rule that fired', () => {
    const reasons = [{ code: 'income_below_line' }];
    const clue = {
      id: 'c1',
      cause: '其他',
      openedAt: '2026-02-01T01:00:00Z',
      closedAt: null,
      reasons,
    } as unknown as Clue;
    const [newest] = timelineOf(input({ clues: [clue] }), words);
    expect(newest?.title).not.toContain('其他');
  });

  it('tells relief and its end as two events', () => {
    const event = {
      id: 'e1',
      kind: 'relief' as const,
      personId: null,
      on: '2024-05-01',
      what: '低保',
      amountFen: 48_000,
      number: null,
      endedOn: '2026-06-30',
      from: { source: 's1', row: 9 },
    };
    const titles = timelineOf(input({ household: { ...household, events: [event] } }), words).map(
      (entry) => entry.title,
    );
    expect(titles).toEqual(['退出低保', '登记入册', '享受低保，每月 480.00 元']);
  });
});

describe('facts as people read them', () => {
  it('are each in one group, but for those of contexts that are not there', () => {
    const grouped = FACT_GROUPS.flatMap((group) => group.facts);
    expect(new Set(grouped).size).toBe(grouped.length);
    const missing = FACT_FIELDS.map((field) => field.name).filter((name) => !grouped.includes(name));
    expect(missing).toEqual(['loans', 'daysPastDue', 'sales12m', 'openMeasures']);
  });

  it('say how they are made', () => {
    expect(makingOf('incomePerHead').parts.map((part) => part.fact)).toEqual(['netIncome', 'members']);
    expect(makingOf('chronic').formula).toBe('counted');
    expect(makingOf('housingGrade').formula).toBe('recorded');
    expect(makingOf('headAge').formula).toBe('recorded');
  });

  it.each([
    ['incomePerHead', 3788.78, '3,788.78'],
    ['incomeMargin', -5011.22, '−5,011.22'],
    ['wageChange', -1250, '−12.5%'],
    ['headEducation', 3, '初中'],
    ['labourUnits', 1.5, '1.5'],
    ['members', 12, '12'],
    ['oncePoor', true, '是'],
    ['relief', '低保', '低保'],
    ['wageChange', null, '—'],
  ] as const)('%s %j reads %s', (fact, value, text) => expect(factText(fact, value, { t: zh, code })).toBe(text));

  it('keep every fen of an amount in yuan', () => {
    expect(factFen(18_943.9)).toBe(1_894_390n);
    expect(factFen(1.15)).toBe(115n);
    expect(factFen(null)).toBeNull();
  });
});

describe('a correction', () => {
  const form = { seenOn: '2026-02-01', note: ' 走访 ' };
  it('sends only what was filled in, on the version that was looked at', () => {
    expect(correctionOf({ ...form, phone: ' ', housing: 'C', safeWater: 'false' }, 4)).toEqual({
      seenOn: '2026-02-01',
      note: '走访',
      version: 4,
      housing: 'C',
      safeWater: false,
    });
  });
  it.each([
    [{}, false],
    [{ phone: '  ' }, false],
    [{ shop: 'false' }, true],
  ])('%j gives something: %s', (fields, given) => expect(givenFields({ ...form, ...fields })).toBe(given));
});

describe('the list’s question to the server', () => {
  it('holds the place and what is chosen', () => {
    const filters = { risk: ['高'], home: ['water', 'housing'], online: ['unwilling'] };
    expect(filterOf({ q: '曾', filters }, '350524105')).toEqual({
      region: '350524105',
      q: '曾',
      risk: '高',
      unsafeHousing: 'true',
      unsafeWater: 'true',
      onlineUnwilling: 'true',
    });
  });
  it('drops words of an old link that the server would refuse', () =>
    expect(filterOf({ q: '', filters: { risk: ['极高'], category: ['贫困户'] } }, '350524')).toEqual({
      region: '350524',
    }));
});
