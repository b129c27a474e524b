// The small pure parts of the components: the bar against the line, time left, kept tastes, the rule trace.
import { describe, expect, it } from 'vitest';
import { secondsLeft, spokenTime } from './jobTime.ts';
import { lineBarShape } from './lineBar.ts';
import { conditionWords, narrowTrace, ruleTraceOf, type TraceAnswer } from './ruleTraceOf.ts';
import { readTaste } from './savedViews.ts';

describe('the bar against the line', () => {
  it.each([
    [736_000n, 880_000n, 'below', 144_000n, 0.418],
    [880_000n, 880_000n, 'at', 0n, 0.5],
    [5_000_000n, 880_000n, 'above', 4_120_000n, 1],
    [-20_000n, 880_000n, 'below', 900_000n, 0],
  ] as const)('%s against %s is %s', (income, line, standing, distance, filled) => {
    const shape = lineBarShape(income, line);
    expect(shape).toMatchObject({ standing, distance, line: 0.5 });
    expect(shape.income).toBeCloseTo(filled, 3);
  });
});

describe('time left', () => {
  const job = { startedAt: 0, done: 250, total: 1000 };
  it('goes by the pace so far', () => expect(secondsLeft(job, 10_000)).toBe(30));
  it('says nothing before there is a pace', () => {
    expect(secondsLeft(job, 1_500)).toBeNull();
    expect(secondsLeft({ ...job, done: 10 }, 60_000)).toBeNull();
    expect(secondsLeft({ ...job, total: 0 }, 60_000)).toBeNull();
  });
  it('is said as people say it', () => {
    const words = { seconds: (n: number) => `${n} 秒`, minutes: (n: number) => `${n} 分钟` };
    expect([0, 18, 23, 95].map((seconds) => spokenTime(seconds, words))).toEqual(['1 秒', '18 秒', '25 秒', '2 分钟']);
  });
});

describe('what a person likes in a list', () => {
  const first = { density: 'middle', hidden: ['phone'], views: [] } as const;
  it.each([null, 'not json', '7', '[]x'])('%j in storage counts as nothing kept', (text) => {
    expect(readTaste(text, first)).toEqual(first);
  });
  it('drops foreign parts and keeps the rest', () => {
    const text = JSON.stringify({
      density: 'huge',
      hidden: ['a', 7],
      views: [{ name: 'x' }, { name: '高风险', search: 'level=高' }],
    });
    expect(readTaste(text, first)).toEqual({
      density: 'middle',
      hidden: ['a'],
      views: [{ name: '高风险', search: 'level=高', hidden: [] }],
    });
  });
});

describe('a rule’s trace in words', () => {
  const words = {
    yes: '是',
    no: '否',
    none: '无',
    outputs: { outcome: '结论' },
    values: { train_first: '先培训' },
    clause: 'clause',
  };
  it.each([
    ['"赌博", "懒散"', '赌博、懒散'],
    ['>= 1', '≥ 1'],
    ['<= parameters.shortTermMonths', '≤ shortTermMonths'],
    ['[0..0.1 * line)', '≥ 0、< 0.1 × line'],
    ['false', '否'],
    ['', ''],
  ])('%j reads %j', (text, spoken) => expect(conditionWords(text, words)).toBe(spoken));

  it('calls facts and parameters by their names', () => {
    const terms = { joblessMonths: '失业月数', line: '监测线', 'parameters.joblessMonths': '失业预警月数' };
    expect(conditionWords('joblessMonths < parameters.joblessMonths * line', { ...words, terms })).toBe(
      '失业月数 < 失业预警月数 × 监测线',
    );
  });

  it('narrows a wide table to the rules asked for, with their numbers and the facts of free conditions', () => {
    const row = (index: number, id: string, income: string, free: string): TraceAnswer['trace']['rows'][number] => ({
      index,
      id,
      description: '',
      fired: true,
      cells: [
        { column: '收入', text: income, value: -5011.22, facts: {} },
        { column: '住房', text: '', value: 'B', facts: {} },
        { column: '其他条件', text: free, value: null, facts: { line: 8800 } },
      ],
      outputs: {},
    });
    const answer: TraceAnswer = {
      version: { table: 'signals', version: 1, validFrom: '2021-01-01' },
      trace: {
        rows: [row(0, 'first', '< 0', ''), row(1, 'other', '', 'line > 1'), row(2, 'third', '< 0', 'line > 0')],
      },
    };
    const shown = ruleTraceOf('信号', narrowTrace(answer, new Set(['first', 'third'])), {
      ...words,
      terms: { line: '监测线' },
      columns: { 收入: 'Income' },
    });
    expect(shown.rows.map((one) => one.number)).toEqual([1, 3]);
    expect(shown.inputs).toEqual([
      { id: '收入', label: 'Income', fact: '−5,011.22' },
      { id: '其他条件', label: '其他条件', fact: '监测线 8,800' },
    ]);
    expect(shown.fired[1]?.decidingColumns).toEqual(['收入', '其他条件']);
  });

  it('lights the cells of the fired row that ask something', () => {
    const cells = (text: string) => [
      { column: '不良行为', text: '', value: '无' },
      { column: '培训', text, value: 0 },
    ];
    const trace = ruleTraceOf(
      '准入判定',
      {
        version: { table: 'admission', version: 3, validFrom: '2026-01-01' },
        trace: {
          rows: [
            { index: 0, id: 'trained', description: '', fired: false, cells: cells('>= 1'), outputs: {} },
            {
              index: 1,
              id: 'train_first',
              description: '',
              fired: true,
              cells: cells('== 0'),
              outputs: { outcome: 'train_first', clause: '论文 §3.2(2)' },
            },
          ],
        },
      },
      words,
    );
    expect(trace.fired).toEqual([{ rowId: 'train_first', decidingColumns: ['培训'] }]);
    expect(trace.rows[1]).toMatchObject({ cells: { 培训: '= 0', 'output:outcome': '先培训' }, clause: '论文 §3.2(2)' });
    expect(trace.inputs.map((input) => input.fact)).toEqual(['无', '0']);
  });
});
