// The five modes of paper §3.2: which one carries the plan, why, and what each of the others still lacks.

import type { FactRow, FactValue } from '../../../../kernel/facts.ts';
import type { Need } from './need.ts';
import { isStarter, isTrained } from './product.ts';
import type { Text } from './purpose.ts';

export const MODES = [
  { number: 1, code: 'ecommerce_industry', zh: '电商 + 产业', en: 'E-commerce and industry' },
  { number: 2, code: 'ecommerce_startup', zh: '电商 + 双创', en: 'E-commerce and start-ups' },
  { number: 3, code: 'ecommerce_crowdfunding', zh: '电商 + 众筹', en: 'E-commerce and crowdfunding' },
  { number: 4, code: 'government_bank', zh: '政银合作', en: 'Government and bank' },
  { number: 5, code: 'fund_platform', zh: '政银企基金平台', en: 'Government, bank and enterprise fund' },
] as const;
export type ModeNumber = (typeof MODES)[number]['number'];
export type ModeCode = (typeof MODES)[number]['code'];

export interface ModeFit {
  readonly mode: ModeCode;
  readonly name: Text;
  readonly fits: boolean;
  /** What speaks for it. */
  readonly why: readonly Text[];
  /** What it still lacks; empty when it fits. */
  readonly missing: readonly Text[];
}

interface Condition {
  readonly holds: boolean;
  readonly has: Text;
  readonly lacks: Text;
}

export interface ModeQuestion {
  readonly row: FactRow;
  readonly outcome: string;
  /** Needs with the mode that the path table gave each. */
  readonly needs: readonly { readonly need: Need; readonly mode: ModeNumber | null }[];
}

const number = (value: FactValue | undefined): number => Number(value ?? 0);

function conditions({ row, outcome, needs }: ModeQuestion): Readonly<Record<ModeNumber, readonly Condition[]>> {
  const asks = (mode: ModeNumber) => needs.some((one) => one.mode === mode);
  const online: Condition = {
    holds: outcome === 'admitted',
    has: { zh: '已准入，可以线上经营', en: 'admitted, may work online' },
    lacks: {
      zh: '取得线上经营准入（完成培训或改变意愿）',
      en: 'admission to work online (finish the training, or change of mind)',
    },
  };
  const produce: Condition = {
    holds: number(row.teaLand) + number(row.farmLand) > 0,
    has: { zh: '有茶园或耕地，有货可卖', en: 'has land, so something to sell' },
    lacks: { zh: '有自己的农产品货源', en: "produce of one's own to sell" },
  };
  const able: Condition = {
    holds: number(row.ableAdults) >= 1 && number(row.daysPastDue) <= 0,
    has: { zh: '有合格借款人，没有逾期', en: 'has a borrower of age, and nothing overdue' },
    lacks: { zh: '有 18–65 岁的借款人，并结清逾期', en: 'a borrower aged 18–65, and overdue loans settled' },
  };
  return {
    1: [
      online,
      produce,
      {
        holds: needs.some(({ need }) => need.orderBacked) || row.shop === true,
        has: { zh: '已有平台订单或网店，接得上企业', en: 'has platform orders or a shop to link up with' },
        lacks: { zh: '与龙头企业或电商平台签订产销协议', en: 'an agreement with a leading enterprise or platform' },
      },
    ],
    2: [
      online,
      {
        holds: isTrained(row),
        has: { zh: '受过培训或有电商经验', en: 'trained, or with e-commerce experience' },
        lacks: { zh: '完成电商创业培训', en: 'an e-commerce start-up course' },
      },
      {
        holds: isStarter(row),
        has: { zh: '有年轻或大专以上的带头人', en: 'has a young or college-educated lead' },
        lacks: { zh: '有 45 岁以下或大专以上的带头人', en: 'a lead under 45 or with a college education' },
      },
    ],
    3: [
      online,
      produce,
      {
        holds: needs.some(({ need }) => need.presale),
        has: { zh: '有未产出而需求已证实的产品', en: 'has produce not yet grown, with proven demand' },
        lacks: { zh: '先做需求调研，有人愿意预订', en: 'a survey of demand with people ready to order ahead' },
      },
    ],
    4: [
      able,
      {
        holds: asks(4),
        has: { zh: '有设备、生产资料或占用时间长的需求', en: 'needs equipment, materials, or money bound for long' },
        lacks: { zh: '有设备、生产资料等长期需求', en: 'a need for equipment or materials that lasts' },
      },
    ],
    5: [
      {
        holds: asks(5),
        has: { zh: '有带动农户的产业项目', en: 'an industry project linked with households' },
        lacks: {
          zh: '由带动多户的企业或合作社申请产业项目',
          en: 'a project of an enterprise or co-operative that links households',
        },
      },
    ],
  };
}

/** Every mode with what speaks for it and what it lacks. */
export function fitModes(question: ModeQuestion): ModeFit[] {
  const all = conditions(question);
  return MODES.map(({ number: mode, code, zh, en }) => ({
    mode: code,
    name: { zh, en },
    fits: all[mode].every(({ holds }) => holds),
    why: all[mode].filter(({ holds }) => holds).map(({ has }) => has),
    missing: all[mode].filter(({ holds }) => !holds).map(({ lacks }) => lacks),
  }));
}

/**
 * The mode that carries the plan: the one to which the path table sends most of the money, the lower number when two
 * tie; without needs, the first that fits. Null when none does.
 */
export function chooseMode(question: ModeQuestion, fits: readonly ModeFit[]): ModeCode | null {
  const totals = MODES.map(({ number: mode, code }) => ({
    code,
    amount: question.needs.reduce((total, one) => (one.mode === mode ? total + one.need.amount : total), 0n),
  }));
  const most = totals.reduce((best, one) => (one.amount > best.amount ? one : best));
  if (most.amount > 0n) return most.code;
  return fits.find((fit) => fit.fits)?.mode ?? null;
}

/** The mode nearest to hand among those that don't fit yet: it lacks least. */
export function nearestMode(fits: readonly ModeFit[]): ModeCode | null {
  const lacking = fits.filter((fit) => !fit.fits && fit.mode !== 'fund_platform');
  const [nearest] = lacking.toSorted((a, b) => a.missing.length - b.missing.length);
  return nearest?.mode ?? null;
}
