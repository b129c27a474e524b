// Financial products: who may have which, up to how much, for how long and at what rate. The catalogue is dated data.

import type { FactRow, FactValue } from '../../../../kernel/facts.ts';
import { type Fen, min, ZERO } from '../../../../kernel/money.ts';
import { type AnnualRateBp, annualRateBp } from '../../../../kernel/rate.ts';
import type { Assumptions } from './assumptions.ts';
import type { Channel } from './channel.ts';
import type { Method } from './loan.ts';
import type { Text } from './purpose.ts';

export type Eligibility =
  /** 脱贫人口及监测对象. */
  | 'once_poor_or_at_risk'
  /** 农村地区有帮扶需求的人口. */
  | 'in_need'
  /** Trained and of age to start a business. */
  | 'starter'
  /** Runs an online shop or sells through one. */
  | 'seller'
  | 'any_household'
  | 'enterprise';

export type RateBasis =
  /** LPR-1Y up to a year, LPR-5Y beyond (银保监发〔2021〕6号). */
  'lpr_by_term' | 'lpr_1y' | 'none';

export interface Product {
  readonly code: string;
  readonly name: Text;
  readonly channel: Channel;
  readonly eligibility: Eligibility;
  readonly minAmount: Fen;
  /** Null: no limit of its own. */
  readonly maxAmount: Fen | null;
  readonly maxMonths: number | null;
  readonly rateBasis: RateBasis;
  readonly spreadBp: number;
  readonly methods: readonly Method[];
  /** Security, subsidy, who guarantees. */
  readonly terms: Text;
  readonly source: string;
  readonly confidence: 'G' | 'M' | 'S' | 'C' | 'U';
}

export interface Candidate {
  readonly product: Product;
  readonly eligible: boolean;
  /** Why it is open to the household, or what it lacks. */
  readonly why: Text;
}

const number = (value: FactValue | undefined): number => Number(value ?? 0);

/** Young starters: trained, and the head not over 45 or somebody of the household with a college education. */
export function isStarter(row: FactRow): boolean {
  return isTrained(row) && (number(row.headAge) <= 45 || number(row.collegeEducatedLabour) >= 1);
}

export function isTrained(row: FactRow): boolean {
  return number(row.courses) >= 1 || row.shop === true || number(row.collegeEducatedLabour) >= 1;
}

function mayHave(product: Product, row: FactRow, orderBacked: boolean): readonly [boolean, Text] {
  if (product.channel !== 'insurance' && number(row.daysPastDue) > 0) {
    return [false, { zh: '有逾期贷款，先结清', en: 'A loan is overdue: settle it first' }];
  }
  switch (product.eligibility) {
    case 'once_poor_or_at_risk':
      return row.oncePoor === true || number(row.referenceMargin) < 0 || number(row.openMeasures) > 0
        ? [true, { zh: '脱贫户或监测对象', en: 'Once poor, or monitored' }]
        : [false, { zh: '限脱贫户和监测对象', en: 'Only for households once poor or monitored' }];
    case 'in_need':
      return row.oncePoor === true || number(row.referenceMargin) < number(row.line) || number(row.openMeasures) > 0
        ? [true, { zh: '农村地区有帮扶需求', en: 'Rural, with a need for assistance' }]
        : [false, { zh: '限有帮扶需求的农村人口', en: 'Only for rural people who need assistance' }];
    case 'starter':
      return isStarter(row)
        ? [true, { zh: '参加过培训或有技能的创业户', en: 'A trained starter' }]
        : [false, { zh: '限经过培训的创业者', en: 'Only for trained starters' }];
    case 'seller':
      return row.shop === true || orderBacked
        ? [true, { zh: '有网店或平台订单', en: 'Has an online shop or platform orders' }]
        : [false, { zh: '须有网店或平台订单', en: 'Needs an online shop or platform orders' }];
    case 'any_household':
      return [true, { zh: '农户均可申请', en: 'Open to farming households' }];
    case 'enterprise':
      return [false, { zh: '限企业和合作社', en: 'Only for enterprises and co-operatives' }];
    default:
      return product.eligibility satisfies never;
  }
}

/** Products of a channel in the catalogue's order, each with whether the household may have it. */
export function candidates(
  products: readonly Product[],
  channel: Channel,
  row: FactRow,
  orderBacked: boolean,
): Candidate[] {
  return products
    .filter((product) => product.channel === channel)
    .map((product) => {
      const [eligible, why] = mayHave(product, row, orderBacked);
      return { product, eligible, why };
    });
}

export interface Choice {
  readonly product: Product;
  /** What the product leaves of the amount asked. */
  readonly amount: Fen;
}

/** The first eligible product that has room for the whole amount, else the one with the most room. */
export function chooseProduct(
  offered: readonly Candidate[],
  asked: Fen,
  used: ReadonlyMap<string, Fen>,
): Choice | null {
  const rooms = offered
    .filter(({ eligible }) => eligible)
    .map(({ product }) => {
      const left = product.maxAmount === null ? asked : ((product.maxAmount - (used.get(product.code) ?? ZERO)) as Fen);
      return { product, amount: min(asked, left) };
    })
    .filter(({ product, amount }) => amount > ZERO && amount >= product.minAmount);
  return (
    rooms.find(({ amount }) => amount === asked) ?? rooms.toSorted((a, b) => (a.amount < b.amount ? 1 : -1))[0] ?? null
  );
}

/** Months of a loan: as long as the money is bound, within what the product allows. */
export function termOf(product: Product, monthsOccupied: number): number {
  return Math.min(monthsOccupied, product.maxMonths ?? monthsOccupied);
}

export function rateOf(product: Product, months: number, assumptions: Assumptions): AnnualRateBp | null {
  switch (product.rateBasis) {
    case 'none':
      return null;
    case 'lpr_1y':
      return annualRateBp(assumptions.lpr1y + product.spreadBp);
    case 'lpr_by_term':
      return annualRateBp((months <= 12 ? assumptions.lpr1y : assumptions.lpr5y) + product.spreadBp);
    default:
      return product.rateBasis satisfies never;
  }
}

/** The method, with the reason: as the money comes back, so it is repaid. */
export function methodOf(
  product: Product,
  months: number,
  orderBacked: boolean,
): { readonly method: Method; readonly why: Text } {
  const wished: readonly (readonly [Method, boolean, Text])[] = [
    ['bullet', orderBacked, { zh: '订单回款时一次还清', en: 'repaid at once when the orders are paid' }],
    ['revolving', months <= 12, { zh: '随用随还，少占用少付息', en: 'drawn and repaid as needed, so less interest' }],
    [
      'monthly_interest',
      months <= 12,
      { zh: '周转期内只付息，回款后还本', en: 'only interest while the money turns over' },
    ],
    ['level', months > 12, { zh: '每月一样多，好安排', en: 'the same every month, easy to plan for' }],
  ];
  const fitting = wished.find(([method, fits]) => fits && product.methods.includes(method));
  const [fallback] = product.methods;
  if (fitting !== undefined) return { method: fitting[0], why: fitting[2] };
  if (fallback === undefined) throw new Error(`product ${product.code} has no method`);
  return { method: fallback, why: { zh: '这个产品通常这样还', en: 'how this product is usually repaid' } };
}
