// Invented rows for the sample sheet. Development only.
import type { CalibrationTenth } from '../charts/CalibrationChart.tsx';
import type { CashMonth } from '../charts/CashflowCalendar.tsx';
import type { Panel } from '../charts/SmallMultiples.tsx';
import type { RuleTraceProps } from '../ui/RuleTrace.tsx';
import type { TraceDetail } from '../ui/Trace.tsx';

export interface SampleHousehold {
  readonly id: string;
  readonly no: string;
  readonly head: string;
  readonly village: string;
  readonly members: number;
  readonly incomeFen: number;
  readonly selfPayFen: number;
  readonly causes: readonly string[];
  readonly level: '高' | '中' | '低';
  readonly phone: string;
}

const HEADS = ['苏阿妹', '林水生', '陈秀英', '王清泉', '李金土', '黄桂花', '吴木火', '郑丽珠', '叶建成', '许玉兰'];
const VILLAGES = ['感德镇岐阳村', '感德镇槐植村', '西坪镇南岩村', '虎邱镇石山村', '长坑乡山格村'];
const CAUSES = [['因病'], ['因学'], ['因病', '缺劳动力'], ['因自然灾害'], ['因务工就业不稳']];

export const HOUSEHOLDS: readonly SampleHousehold[] = Array.from({ length: 40 }, (_, i) => ({
  id: `h${i}`,
  no: `350524${String(10_200_017 + i * 37)}`,
  head: HEADS[i % 10]!,
  village: VILLAGES[i % 5]!,
  members: 2 + (i % 5),
  incomeFen: 310_000 + ((i * 173_311) % 1_900_000),
  selfPayFen: (i * 411_700) % 2_600_000,
  causes: CAUSES[i % 5]!,
  level: (['高', '中', '低'] as const)[i % 3]!,
  phone: `138****${String(1000 + i * 7)}`,
}));
export const LINE_FEN = 880_000;

export const TRACE: TraceDetail = {
  formula: '人均纯收入 =（工资性 + 生产经营性 + 财产性 + 转移性 − 生产经营支出）÷ 家庭人口',
  parts: [
    { sign: '+', label: '工资性收入', value: '12,400.00' },
    { sign: '+', label: '生产经营性收入', value: '18,250.00' },
    { sign: '+', label: '财产性收入', value: '300.00' },
    { sign: '+', label: '转移性收入', value: '4,610.00' },
    { sign: '−', label: '生产经营支出', value: '6,120.00' },
    { sign: '÷', label: '家庭人口', value: '4 人' },
    { sign: '=', label: '人均纯收入', value: '7,360.00' },
  ],
  sources: [
    {
      label: '工资性收入',
      value: '12,400.00',
      origin: '花名册.xlsx · 户信息',
      row: 214,
      recordedBy: '林秀珍',
      recordedAt: '2026-02-11',
    },
    { label: '生产经营性收入', value: '18,250.00', origin: '入户走访', recordedBy: '王建国', recordedAt: '2026-02-26' },
  ],
};

export const RULE: RuleTraceProps = {
  name: '准入判定',
  version: '3',
  inForceFrom: '2026-01-01',
  inputs: [
    { id: 'able', label: '18–65 岁有劳动能力', fact: '2 人' },
    { id: 'conduct', label: '不良行为记录', fact: '无' },
    { id: 'online', label: '不愿或不能线上经营', fact: '否' },
    { id: 'courses', label: '数字或电商培训', fact: '0 门' },
  ],
  outputs: [{ id: 'outcome', label: '结论' }],
  rows: [
    { id: '1', cells: { able: '= 0', outcome: '社会救济' }, clause: '论文 §3.1、§3.3.5' },
    { id: '2', cells: { conduct: '懒散、赌博', outcome: '教育改过' }, clause: '论文 §3.3.5' },
    { id: '3', cells: { online: '是', outcome: '只走传统' }, clause: '论文 §3.1' },
    { id: '4', cells: { courses: '≥ 1', outcome: '准入' }, clause: '论文 §3.3.2' },
    { id: '5', cells: { courses: '= 0', outcome: '先培训' }, clause: '论文 §3.2(2)、§3.3.2' },
  ],
  fired: [{ rowId: '5', decidingColumns: ['courses'] }],
};

const CASH_IN = [800, 900, 900, 6200, 9800, 1800, 3600, 4100, 1200, 5400, 2600, 900, 800, 900, 900, 6600, 9900, 1900];
export const CASH: readonly CashMonth[] = (() => {
  let balance = 6_200;
  return CASH_IN.map((value, i) => {
    const out = 2300 + (i % 12 === 2 ? 4200 : 0) + (i % 12 === 8 ? 3100 : 0) + (i > 2 ? 1465 : 0);
    balance += value - out;
    return {
      month: `${2026 + Math.floor((i + 2) / 12)}-${String(((i + 2) % 12) + 1).padStart(2, '0')}`,
      inFen: value * 100,
      outFen: out * 100,
      balanceFen: balance * 100,
    };
  });
})();

export const TENTHS: readonly CalibrationTenth[] = [
  [0.002, 0.001],
  [0.004, 0.005],
  [0.007, 0.006],
  [0.012, 0.014],
  [0.02, 0.018],
  [0.034, 0.037],
  [0.058, 0.052],
  [0.1, 0.108],
  [0.19, 0.181],
  [0.42, 0.455],
].map(([predicted, observed], i) => ({ tenth: i + 1, predicted: predicted!, observed: observed!, households: 2000 }));

export const PANELS: readonly Panel[] = [
  '凤城镇',
  '感德镇',
  '西坪镇',
  '虎邱镇',
  '长坑乡',
  '蓝田乡',
  '祥华乡',
  '龙涓乡',
  '湖头镇',
  '剑斗镇',
  '桃舟乡',
  '福田乡',
].map((name, i) => ({
  key: name,
  name,
  values: [41, 18, 9, 14, 22].map((base, j) => Math.max(0, Math.round(base * (0.4 + ((i * 7 + j * 5) % 11) / 8)))),
}));
