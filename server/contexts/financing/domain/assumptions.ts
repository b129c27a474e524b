// What a plan assumes, each figure with its source: parameters of the county where it has set them, else these.

import { type Fen, fen } from '../../../../kernel/money.ts';
import { type AnnualRateBp, annualRateBp } from '../../../../kernel/rate.ts';

/** Parameters in force for a county on a day, by name; money in yuan. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface Assumption {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly value: number;
  /** `元/人/年`, `月`, `万分比`, `元`. */
  readonly unit: string;
  readonly source: string;
  /** G government page, M mirror of an official text, S secondary, C computed, U common practice, unverified. */
  readonly confidence: 'G' | 'M' | 'S' | 'C' | 'U';
}

interface Default extends Assumption {
  readonly parameter: string;
}

const DEFAULTS = {
  livingCost: {
    parameter: 'livingCostPerHead',
    code: 'living_cost',
    value: 9_780,
    unit: '元/人/年',
    confidence: 'C',
    zh: '基本生活费',
    en: 'Basic living cost',
    // 社会救助暂行办法: the dibao standard is what local residents need to live. 德化 2024: 815 a month.
    source: '低保标准 815 元/月 × 12（泉州德化 2024）',
  },
  reserveMonths: {
    parameter: 'openingReserveMonths',
    code: 'reserve_months',
    value: 3,
    unit: '月',
    confidence: 'U',
    zh: '期初备用金（按生活费月数）',
    en: 'Cash at the start, in months of living cost',
    source: '通行做法：家庭应急备用金',
  },
  incomeDropBp: {
    parameter: 'stressIncomeDropBp',
    code: 'stress_income_drop',
    value: 2_000,
    unit: '万分比',
    confidence: 'U',
    zh: '压力：收入下降',
    en: 'Stress: income falls',
    source: '产品设定',
  },
  lateMonths: {
    parameter: 'stressLateMonths',
    code: 'stress_late_months',
    value: 1,
    unit: '月',
    confidence: 'U',
    zh: '压力：回款推迟',
    en: 'Stress: payments come late',
    source: '产品设定',
  },
  illness: {
    parameter: 'illnessSelfPay',
    code: 'stress_illness',
    value: 6_000,
    unit: '元',
    confidence: 'U',
    zh: '压力：一次大病自付',
    en: 'Stress: one illness, self-paid',
    source: '示例；全县有数据时取自付中位数',
  },
  lpr1yBp: {
    parameter: 'lpr1yBp',
    code: 'lpr_1y',
    value: 300,
    unit: '万分比',
    confidence: 'U',
    zh: '一年期 LPR',
    en: 'LPR, one year',
    source: '2025-05-20 起',
  },
  lpr5yBp: {
    parameter: 'lpr5yBp',
    code: 'lpr_5y',
    value: 350,
    unit: '万分比',
    confidence: 'U',
    zh: '五年期以上 LPR',
    en: 'LPR, five years',
    source: '2025-05-20 起',
  },
} as const satisfies Readonly<Record<string, Default>>;

export interface Assumptions {
  readonly livingCostPerHead: Fen;
  readonly reserveMonths: number;
  readonly incomeDropBp: number;
  readonly lateMonths: number;
  readonly illness: Fen;
  readonly lpr1y: AnnualRateBp;
  readonly lpr5y: AnnualRateBp;
  /** The same figures with their sources, as a reader sees them. */
  readonly stated: readonly Assumption[];
}

/** `medianSelfPay` is the county's own, over households with a hospital stay that they paid for; null where there is none. */
export function assume(parameters: Parameters, medianSelfPay: Fen | null): Assumptions {
  const stated = Object.values(DEFAULTS).map((given: Default): Assumption => {
    const { parameter, ...rest } = given;
    if (parameter === 'illnessSelfPay' && medianSelfPay !== null) {
      return {
        ...rest,
        value: Number(medianSelfPay) / 100,
        source: '全县有住院自付的家庭，12 个月自付中位数',
        confidence: 'C',
      };
    }
    const own = parameters[parameter];
    return typeof own === 'number' && Number.isFinite(own) && own !== given.value
      ? { ...rest, value: own, source: '县参数', confidence: given.confidence }
      : rest;
  });
  const of = (code: string): number => {
    const found = stated.find((one) => one.code === code);
    if (found === undefined) throw new RangeError(`no assumption ${code}`);
    return found.value;
  };
  const yuan = (code: string): Fen => fen(Math.round(of(code) * 100));
  return {
    livingCostPerHead: yuan('living_cost'),
    reserveMonths: of('reserve_months'),
    incomeDropBp: of('stress_income_drop'),
    lateMonths: of('stress_late_months'),
    illness: yuan('stress_illness'),
    lpr1y: annualRateBp(of('lpr_1y')),
    lpr5y: annualRateBp(of('lpr_5y')),
    stated,
  };
}
