// Decisions: which outcome needs what, and the refusals in their order of precedence.

import { expect, test } from 'vitest';
import { isoDate } from '../../../../kernel/calendar.ts';
import { factRow } from '../../../../test/facts.ts';
import type { Correction } from './correction.ts';
import { DECISION_REFUSALS, type DecideCommand, type DecisionSituation, decide } from './decision.ts';
import type { Outcome } from './outcome.ts';
import type { Suggestion } from './suggestion.ts';

const TODAY = isoDate('2026-03-04');

function suggestion(outcome: Outcome, ableAdults = 2): Suggestion {
  return {
    outcome,
    reasons: [{ zh: '表中理由', en: "the table's reason" }],
    clause: '论文 §3.3.5',
    ruleVersion: { table: 'admission', version: 1, hash: 'h', validFrom: '2026-01-01' },
    trace: { table: 'admission', hitPolicy: 'first', fired: [], rows: [] },
    facts: factRow({ ableAdults }),
    factsAsOf: '2026-03-01',
  };
}

const command = (changes: Partial<DecideCommand> = {}): DecideCommand => ({
  householdId: 'h1',
  outcome: 'admitted',
  reason: '',
  clause: '',
  supersedes: null,
  activity: 'online_shop',
  produce: ['p1'],
  finding: null,
  supervisor: null,
  correctionMonths: null,
  training: null,
  ...changes,
});

const TEA = { id: 'p1', name: '安溪铁观音', nature: 'processed' as const };
const YAM = { id: 'p2', name: '长坑淮山', nature: 'native' as const };

const situation = (changes: Partial<DecisionSituation> = {}): DecisionSituation => ({
  suggestion: suggestion('admitted'),
  standing: null,
  correction: null,
  listed: [TEA, YAM],
  appealOpen: false,
  ownHousehold: false,
  leastCorrectionMonths: 12,
  today: TODAY,
  ...changes,
});

const finding = {
  kind: '赌博' as const,
  foundOn: '2026-02-20',
  evidence: '派出所处罚决定书复印件',
  attestedBy: '李村主任',
};
const supervisor = { id: 'u1', name: '王网格员' };
const running: Correction = {
  id: 'c1',
  decisionId: 'd1',
  ...finding,
  supervisor,
  months: 12,
  state: 'running',
  confirmedOn: '2026-03-01',
  educatedOn: '2026-03-01',
  educatedBy: '村两委',
  startsOn: '2026-03-01',
  until: '2027-03-01',
  reviewedOn: null,
};

test.each<[Outcome, Partial<DecideCommand>, object]>([
  ['admitted', {}, { activity: 'online_shop', produce: [TEA], handedTo: null, correction: null, training: null }],
  [
    'traditional_only',
    { activity: 'produce_processing', produce: ['p2', 'p1', 'p2'] },
    { activity: 'produce_processing', produce: [YAM, TEA] },
  ],
  ['admitted', { activity: 'rural_logistics' }, { activity: 'rural_logistics', produce: [] }],
  [
    'train_first',
    { training: { course: '电商入门', provider: '县职教中心', beginsOn: '2026-04-01' } },
    { training: { course: '电商入门', provider: '县职教中心', beginsOn: '2026-04-01' } },
  ],
  ['social_relief', {}, { handedTo: '民政', activity: null }],
  ['correction', { finding, supervisor }, { correction: { finding, supervisor, months: 12 } }],
])("%s as suggested keeps the table's reason and clause", (outcome, changes, kept) => {
  const decided = decide(command({ outcome, ...changes }), situation({ suggestion: suggestion(outcome) }));
  expect(decided).toEqual({
    ok: true,
    value: expect.objectContaining({ outcome, departs: false, reason: '表中理由', clause: '论文 §3.3.5', ...kept }),
  });
});

test("a departure keeps the person's own reason and clause", () => {
  const decided = decide(
    command({ reason: '女儿在外做电商，可协助', clause: '县实施细则第六条' }),
    situation({ suggestion: suggestion('train_first') }),
  );
  expect(decided).toMatchObject({
    ok: true,
    value: { departs: true, reason: '女儿在外做电商，可协助', clause: '县实施细则第六条' },
  });
});

// One case broken in every way, mended one thing at a time: what is refused next is the order of precedence.
test('refusals come in the documented order', () => {
  let asked = command({ outcome: 'admitted', activity: '', produce: [], supersedes: 'old' });
  let stands = situation({
    suggestion: suggestion('train_first', 0),
    standing: 'd9',
    appealOpen: true,
    ownHousehold: true,
    correction: running,
  });
  const seen: string[] = [];
  const refusedNext = () => {
    const decided = decide(asked, stands);
    seen.push(decided.ok ? 'ok' : decided.refusal.code);
  };
  const steps: (() => void)[] = [
    () => {
      stands = { ...stands, ownHousehold: false };
    },
    () => {
      asked = { ...asked, supersedes: 'd9' };
    },
    () => {
      stands = { ...stands, appealOpen: false };
    },
    () => {
      stands = { ...stands, correction: { ...running, state: 'passed', reviewedOn: '2026-02-25' } };
    },
    () => {
      stands = { ...stands, suggestion: suggestion('train_first', 1) };
    },
    () => {
      asked = { ...asked, reason: '已在外地学过' };
    },
    () => {
      asked = { ...asked, clause: '第六条' };
    },
    () => {
      asked = { ...asked, activity: 'casino' };
    },
    () => {
      asked = { ...asked, activity: 'livestream' };
    },
    () => {
      asked = { ...asked, produce: ['p1', 'p9'] };
    },
    () => {
      asked = { ...asked, outcome: 'correction', finding: { ...finding, evidence: '听说' } };
    },
    () => {
      asked = { ...asked, finding: { ...finding, foundOn: '2026-03-05' } };
    },
    () => {
      asked = { ...asked, finding };
    },
    () => {
      asked = { ...asked, finding: { ...finding, foundOn: '2026-02-26' } };
    },
    () => {
      asked = { ...asked, supervisor, correctionMonths: 11 };
    },
    () => {
      asked = { ...asked, outcome: 'train_first', training: { course: ' ', provider: '', beginsOn: '2026-04-01' } };
    },
    () => {
      asked = { ...asked, training: { course: '电商入门', provider: '县职教中心', beginsOn: '2026-04-01' } };
    },
  ];
  refusedNext();
  for (const step of steps) {
    step();
    refusedNext();
  }
  expect(seen).toEqual([...DECISION_REFUSALS, 'ok']);
});

test('a correction is at least twelve and at most twenty-four months', () => {
  const asked = (correctionMonths: number) =>
    decide(
      command({ outcome: 'correction', finding, supervisor, correctionMonths }),
      situation({ suggestion: suggestion('correction') }),
    );
  expect([11, 12, 24, 25, 12.5].map((months) => asked(months).ok)).toEqual([false, true, true, false, false]);
});

test('losing all labour ends a running correction: civil affairs takes over', () => {
  const stands = situation({ suggestion: suggestion('social_relief', 0), correction: running });
  expect(decide(command({ outcome: 'social_relief' }), stands)).toMatchObject({
    ok: true,
    value: { handedTo: '民政' },
  });
});

test.each([
  [12, null, 12],
  [12, 11, 'correction_months_out_of_range'],
  [18, null, 18],
  [18, 17, 'correction_months_out_of_range'],
  [18, 24, 24],
  // No parameter makes it shorter than the paper's year.
  [6, null, 12],
  [6, 6, 'correction_months_out_of_range'],
])('a county that asks for %d months, a decision for %s: %s', (leastCorrectionMonths, correctionMonths, expected) => {
  const asked = command({ outcome: 'correction', finding, supervisor, correctionMonths });
  const decided = decide(asked, situation({ suggestion: suggestion('correction'), leastCorrectionMonths }));
  expect(decided.ok ? decided.value.correction?.months : decided.refusal.code).toBe(expected);
});
