// A financing plan put together: routes, products, terms, what is carried and what is cut, the calendar, the mode, the
// next steps, Figure 1. Amounts leave here as whole fen in JSON numbers.

import { type IsoDate, monthOf } from '../../../../kernel/calendar.ts';
import type { FactRow } from '../../../../kernel/facts.ts';
import { type Fen, fen, fenToJson, min, sum, ZERO } from '../../../../kernel/money.ts';
import type { CaseTrace, TableVersion } from '../../../../kernel/trace.ts';
import {
  affordable,
  carries,
  type Debt,
  financedBy,
  type Household,
  opening,
  shareOut,
  stressed,
} from './affordable.ts';
import type { Assumption, Assumptions } from './assumptions.ts';
import {
  type Calendar,
  type Financed,
  horizon,
  LINE_CODES,
  LINES,
  layOut,
  lowestMonth,
  ORDINARY,
  ordinaryYear,
  reserveOf,
} from './calendar.ts';
import { CHANNELS, type Channel, type Route } from './channel.ts';
import { type Figure1, type TracedDecision, traceFigure1 } from './figure1.ts';
import { METHODS, type Method } from './loan.ts';
import { chooseMode, fitModes, type ModeCode, type ModeFit, nearestMode } from './modes.ts';
import type { Need } from './need.ts';
import { candidates, chooseProduct, methodOf, type Product, rateOf, termOf } from './product.ts';
import { type Purpose, purposeText, type Text } from './purpose.ts';
import { nextSteps } from './steps.ts';

export type CutCode = 'no_product' | 'product_limit' | 'beyond_affordable';

export interface PlanItem {
  readonly id: string;
  readonly purpose: Purpose;
  readonly purposeName: Text;
  readonly askedFen: number;
  readonly fundedFen: number;
  readonly neededOn: string;
  readonly monthsOccupied: number;
  readonly evidence: string;
  readonly channel: Channel;
  readonly channelName: Text;
  readonly mode: number | null;
  readonly reason: Text;
  readonly clause: string;
  readonly candidates: readonly {
    readonly code: string;
    readonly name: Text;
    readonly eligible: boolean;
    readonly why: Text;
  }[];
  readonly product: {
    readonly code: string;
    readonly name: Text;
    readonly terms: Text;
    readonly source: string;
    readonly confidence: string;
  } | null;
  readonly loan: {
    readonly months: number;
    readonly rateBp: number;
    readonly method: Method;
    readonly methodName: Text;
    readonly why: Text;
  } | null;
  readonly cuts: readonly { readonly code: CutCode; readonly byFen: number; readonly reason: Text }[];
  /** How the path table decided, and in which version. */
  readonly trace: CaseTrace;
  readonly decidedBy: Omit<TableVersion, 'hash'>;
}

export interface CalendarView {
  readonly months: readonly string[];
  readonly openingFen: number;
  readonly lines: readonly {
    readonly code: string;
    readonly direction: 'in' | 'out';
    readonly name: Text;
    readonly amountsFen: readonly number[];
  }[];
  readonly balanceFen: readonly number[];
  readonly lowest: { readonly index: number; readonly month: string; readonly balanceFen: number };
}

export interface Plan {
  readonly outcome: string;
  readonly items: readonly PlanItem[];
  /** Money asked for; insurance is none. */
  readonly askedFen: number;
  readonly fundedFen: number;
  /** Debt among what is funded. */
  readonly debtFen: number;
  readonly affordable: {
    readonly amountFen: number;
    /** False when the stress alone leaves a month without cash. */
    readonly withoutDebt: boolean;
    /** Terms that the size was searched on when nothing was asked. */
    readonly reference: Text | null;
    /** Under the stress, with the debt that is funded. */
    readonly lowestUnderStress: { readonly month: string; readonly balanceFen: number };
    readonly stress: Text;
  };
  readonly calendar: CalendarView;
  readonly stressed: CalendarView;
  readonly mode: ModeCode | null;
  readonly nearestMode: ModeCode | null;
  readonly modes: readonly ModeFit[];
  readonly steps: readonly Text[];
  readonly figure1: Figure1;
  readonly assumptions: readonly Assumption[];
}

export interface RoutedNeed {
  readonly need: Need;
  readonly route: Route;
  readonly trace: CaseTrace;
  readonly decidedBy: Omit<TableVersion, 'hash'>;
}

export interface PlanQuestion {
  readonly row: FactRow;
  readonly decision: TracedDecision;
  readonly needs: readonly RoutedNeed[];
  readonly products: readonly Product[];
  readonly assumptions: Assumptions;
  readonly savings: Fen | null;
  readonly today: IsoDate;
}

const LOANS: readonly Channel[] = ['traditional', 'internet', 'ecommerce'];

interface Placed extends RoutedNeed {
  readonly offered: ReturnType<typeof candidates>;
  readonly product: Product | null;
  /** What the product leaves of the amount asked. */
  readonly room: Fen;
  readonly loan: {
    readonly months: number;
    readonly rateBp: number;
    readonly method: Method;
    readonly why: Text;
  } | null;
  readonly debt: Debt | null;
}

/** Gives each need its product and terms, in the order asked: limits are used up by what came before. */
function place(question: PlanQuestion): Placed[] {
  const { row, products, assumptions } = question;
  const used = new Map<string, Fen>();
  return question.needs.map((routed): Placed => {
    const { need, route } = routed;
    const offered = candidates(products, route.channel, row, need.orderBacked);
    const choice = chooseProduct(offered, need.amount, used);
    if (choice === null) return { ...routed, offered, product: null, room: ZERO, loan: null, debt: null };
    const { product, amount } = choice;
    used.set(product.code, fen((used.get(product.code) ?? ZERO) + amount));
    const months = termOf(product, need.monthsOccupied);
    const rate = LOANS.includes(route.channel) ? rateOf(product, months, assumptions) : null;
    if (rate === null) return { ...routed, offered, product, room: amount, loan: null, debt: null };
    const { method, why } = methodOf(product, months, need.orderBacked);
    const { id, neededOn, monthsOccupied, orderAmount } = need;
    const debt: Debt = { id, amount, neededOn, monthsOccupied, terms: { rate, months, method }, orderAmount };
    return { ...routed, offered, product, room: amount, loan: { months, rateBp: rate, method, why }, debt };
  });
}

const REFERENCE: Text = {
  zh: '按 36 个月、等额本息、五年期 LPR 测算',
  en: 'on 36 equal monthly instalments at LPR-5Y',
};

function referenceDebt(today: IsoDate, { lpr5y }: Assumptions): Debt {
  return {
    id: 'reference',
    amount: ZERO,
    neededOn: today,
    monthsOccupied: 36,
    terms: { rate: lpr5y, months: 36, method: 'level' },
    orderAmount: null,
  };
}

/** Puts the plan together. Every decision that others make (admission, path table) comes in with the question. */
export function drawPlan(question: PlanQuestion): Plan {
  const { row, decision, assumptions, today } = question;
  const household: Household = {
    year: ordinaryYear(row, assumptions),
    start: monthOf(today),
    assumptions,
    savings: question.savings,
  };
  const placed = place(question);
  const debts = placed.flatMap(({ debt }) => (debt === null ? [] : [debt]));
  const searched = debts.length === 0 ? [referenceDebt(today, assumptions)] : debts;
  const size = affordable(household, searched);
  const wanted = sum(debts.map(({ amount }) => amount));
  const shares = shareOut(debts, min(wanted, size));
  const funded = placed.map((one) => ({ ...one, amount: fundedOf(one, shares.get(one.need.id) ?? ZERO) }));
  const financed: Financed[] = [
    ...financedBy(debts, new Map(funded.map(({ need, amount }) => [need.id, amount]))),
    ...funded
      .filter(({ debt, amount, route }) => debt === null && amount > ZERO && route.channel === 'crowdfunding')
      .map(({ need, amount }): Financed => ({ amount, neededOn: need.neededOn, terms: null, orderAmount: null })),
  ];
  const count = horizon(household.start, financed);
  const calendar = layOut(household.year, household.start, count, opening(household), financed, ORDINARY);
  const debtTotal = fen(funded.reduce((total, { debt, amount }) => (debt === null ? total : total + amount), 0n));
  const underStress = stressed(household, debts, debtTotal);
  const lowest = lowestMonth(calendar);
  const needs = placed.map(({ need, route }) => ({ need, mode: route.mode }));
  const modes = fitModes({ row, outcome: decision.outcome, needs });
  const items = funded.map((one) => itemOf(one, size));
  const stressLowest = lowestMonth(underStress);
  const nothing =
    funded.length > 0 && funded.every(({ amount, route }) => amount === ZERO && route.channel !== 'insurance');
  return {
    outcome: decision.outcome,
    items,
    askedFen: total(placed.filter(({ route }) => route.channel !== 'insurance').map(({ need }) => need.amount)),
    fundedFen: total(funded.map(({ amount }) => amount)),
    debtFen: fenToJson(debtTotal),
    affordable: {
      amountFen: fenToJson(size),
      withoutDebt: carries(household, searched, ZERO),
      reference: debts.length === 0 ? REFERENCE : null,
      lowestUnderStress: { month: stressLowest.month, balanceFen: fenToJson(stressLowest.balance) },
      stress: stressText(assumptions),
    },
    calendar: view(calendar),
    stressed: view(underStress),
    // Where nothing can be arranged, no mode carries the plan.
    mode: nothing ? null : chooseMode({ row, outcome: decision.outcome, needs }, modes),
    nearestMode: nearestMode(modes),
    modes,
    steps: nextSteps({
      outcome: decision.outcome,
      overdue: Number(row.daysPastDue ?? 0) > 0,
      items: funded.map(({ need, route, product, amount, loan }) => ({
        purpose: need.purpose,
        channel: route.channel,
        product: product?.name ?? null,
        asked: route.channel === 'insurance' ? ZERO : need.amount,
        funded: amount,
        months: loan?.months ?? null,
        evidence: need.evidence,
      })),
      affordable: size,
      lowest,
      tight: reserveOf(household.year, assumptions),
    }),
    figure1: traceFigure1(
      row,
      decision,
      funded.map(({ need, route, product, amount }) => ({
        id: need.id,
        channel: route.channel,
        channelReason: route.reason,
        clause: route.clause,
        product: product?.name ?? null,
        funded: amount > ZERO,
      })),
    ),
    assumptions: assumptions.stated,
  };
}

/** Insurance brings no money; what is not paid back isn't cut; a share too small for its product is no loan at all. */
function fundedOf({ route, product, room, debt }: Placed, share: Fen): Fen {
  if (route.channel === 'insurance') return ZERO;
  if (debt === null) return room;
  return product !== null && share >= product.minAmount ? share : ZERO;
}

function total(amounts: readonly Fen[]): number {
  return fenToJson(fen(amounts.reduce((whole, amount) => whole + amount, 0n)));
}

function itemOf(one: Placed & { readonly amount: Fen }, size: Fen): PlanItem {
  const { need, route, product, loan, offered, room, amount } = one;
  return {
    id: need.id,
    purpose: need.purpose,
    purposeName: purposeText(need.purpose),
    askedFen: fenToJson(need.amount),
    fundedFen: fenToJson(amount),
    neededOn: need.neededOn,
    monthsOccupied: need.monthsOccupied,
    evidence: need.evidence,
    channel: route.channel,
    channelName: { zh: CHANNELS[route.channel].zh, en: CHANNELS[route.channel].en },
    mode: route.mode,
    reason: route.reason,
    clause: route.clause,
    candidates: offered.map(({ product: { code, name }, eligible, why }) => ({ code, name, eligible, why })),
    product:
      product === null
        ? null
        : {
            code: product.code,
            name: product.name,
            terms: product.terms,
            source: product.source,
            confidence: product.confidence,
          },
    loan: loan === null ? null : { ...loan, methodName: METHODS[loan.method] },
    cuts: route.channel === 'insurance' && product !== null ? [] : cutsOf(need.amount, room, amount, product, size),
    trace: one.trace,
    decidedBy: one.decidedBy,
  };
}

function cutsOf(asked: Fen, room: Fen, funded: Fen, product: Product | null, size: Fen): PlanItem['cuts'] {
  if (product === null) {
    return [
      {
        code: 'no_product',
        byFen: fenToJson(asked),
        reason: { zh: '这一渠道目前没有本户可用的产品', en: 'No product of this channel is open to the household now' },
      },
    ];
  }
  const cuts: PlanItem['cuts'][number][] = [];
  if (room < asked) {
    cuts.push({
      code: 'product_limit',
      byFen: fenToJson(fen(asked - room)),
      reason: { zh: `超过${product.name.zh}的额度`, en: `Beyond the limit of the ${product.name.en}` },
    });
  }
  if (funded < room) {
    cuts.push({ code: 'beyond_affordable', byFen: fenToJson(fen(room - funded)), reason: beyond(size) });
  }
  return cuts;
}

function beyond(size: Fen): Text {
  if (size === ZERO) {
    return {
      zh: '按压力情景测算，本户目前承受不了借款',
      en: 'Under the stress the household cannot carry a loan at present',
    };
  }
  const most = (size / 100n).toLocaleString('en-US');
  return {
    zh: `超过本户能承受的 ${most} 元；先减占用时间短的，长期的最后减`,
    en: `Beyond the ${most} yuan that the household can carry; short needs are cut first, long ones last`,
  };
}

function stressText({ incomeDropBp, lateMonths, illness }: Assumptions): Text {
  const drop = incomeDropBp / 100;
  const sick = (illness / 100n).toLocaleString('en-US');
  return {
    zh: `收入少 ${drop}%，卖货和工钱晚 ${lateMonths} 个月到账，马上有一次自付 ${sick} 元的病，任何一个月手头都不低于零`,
    en: `Income down ${drop}%, sales and wages ${lateMonths} month(s) late, an illness costing ${sick} yuan at once: no month may end below zero`,
  };
}

function view(calendar: Calendar): CalendarView {
  const lowest = lowestMonth(calendar);
  return {
    months: calendar.months,
    openingFen: fenToJson(calendar.opening),
    lines: LINE_CODES.filter((code) => calendar.lines[code].some((amount) => amount !== ZERO)).map((code) => ({
      code,
      direction: LINES[code].direction,
      name: { zh: LINES[code].zh, en: LINES[code].en },
      amountsFen: calendar.lines[code].map(fenToJson),
    })),
    balanceFen: calendar.balance.map(fenToJson),
    lowest: { index: lowest.index, month: lowest.month, balanceFen: fenToJson(lowest.balance) },
  };
}
