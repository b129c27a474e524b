// What the logistic model of relapse looks at: sixteen features of the fact row, chosen by cross-validation on the
// 20,000 households and outcomes of the training county. No pair of facts left out adds more than chance would
// (largest score test 9.5 among 1,555 tried). A published model names its features, so a definition never changes
// under its name: a better one gets a new name, and the old one stays.

import {
  any,
  atLeast,
  atMost,
  constant,
  equals,
  isOneOf,
  ln,
  members,
  num,
  perHead,
  ratio,
  scaled,
  type Term,
  times,
} from './terms.ts';
import type { TopicCode } from './topics.ts';

/** What a feature's weight may depend on: how far income is from the line. */
export interface Surrounding {
  readonly name: string;
  readonly term: Term;
}

export interface Feature {
  /** Stable; stored in models. */
  readonly name: string;
  /** The reason that it is counted under when a score is explained. */
  readonly topic: TopicCode;
  readonly zh: string;
  readonly en: string;
  /** The feature is `own`, or `own × within` where it weighs differently at different incomes. */
  readonly own: Term;
  readonly within?: Surrounding;
  /** The change that the odds ratio in the card speaks of, and its size in the feature's own unit. */
  readonly step: { readonly zh: string; readonly en: string; readonly size: number };
}

/** Income per head as a multiple of the line; a tenth of the line is the floor (losses have no logarithm). */
export const incomeMultiple = atLeast(ratio(num('incomePerHead'), atLeast(num('line'), 1)), 0.1);

const lnIncome: Surrounding = { name: 'lnIncome', term: ln(incomeMultiple) };
/** The line as a multiple of income: 1 at the line, 0.5 at twice the line. */
const scarcity: Surrounding = { name: 'scarcity', term: ratio(constant(1), incomeMultiple) };

const one = (zh: string, en: string) => ({ zh, en, size: 1 });
const serious = any(num('serious'));
const fullLabour = num('fullLabour');

export const RELAPSE_FEATURES: readonly Feature[] = [
  {
    name: 'lnIncome',
    topic: 'income',
    zh: '人均纯收入（与监测线之比的对数）',
    en: 'Income per head over the line (log)',
    own: lnIncome.term,
    step: { zh: '收入减半', en: 'income halved', size: -Math.LN2 },
  },
  {
    name: 'serious',
    topic: 'serious',
    zh: '家中有人患大病',
    en: 'Serious illness in the household',
    own: serious,
    step: one('收入在线上、有人患大病', 'at the line, someone seriously ill'),
  },
  {
    name: 'seriousByIncome',
    topic: 'serious',
    zh: '患大病 × 收入',
    en: 'Serious illness × income',
    own: serious,
    within: lnIncome,
    step: { zh: '患大病、收入翻一番', en: 'seriously ill, income doubled', size: Math.LN2 },
  },
  {
    name: 'schoolingPerHead',
    topic: 'schooling',
    zh: '人均学费支出',
    en: 'Schooling cost per head',
    own: atMost(scaled(perHead(num('schoolingCost')), 1e-3), 10),
    step: one('每人多 1,000 元', '1,000 yuan more a head'),
  },
  {
    name: 'leaversPerHead',
    topic: 'schooling',
    zh: '高中阶段毕业年级人数占比',
    en: 'Share finishing upper secondary school',
    own: perHead(num('secondaryLeavers')),
    step: { zh: '四口之家多一人', en: 'one in a family of four', size: 0.25 },
  },
  {
    name: 'fullLabour',
    topic: 'labour',
    zh: '普通及技能劳动力',
    en: 'Full labour',
    own: fullLabour,
    step: one('收入在线上、多一个劳动力', 'at the line, one worker more'),
  },
  {
    name: 'fullLabourByIncome',
    topic: 'labour',
    zh: '劳动力 × 收入',
    en: 'Full labour × income',
    own: fullLabour,
    within: lnIncome,
    step: { zh: '一个劳动力、收入翻一番', en: 'one worker, income doubled', size: Math.LN2 },
  },
  {
    name: 'noFullLabour',
    topic: 'labour',
    zh: '没有普通或技能劳动力',
    en: 'No full labour',
    own: equals(fullLabour, 0),
    step: one('没有', 'none'),
  },
  {
    name: 'oncePoor',
    topic: 'oncePoor',
    zh: '脱贫户',
    en: 'Once registered poor',
    own: num('oncePoor'),
    step: one('是', 'yes'),
  },
  {
    name: 'onRelief',
    topic: 'relief',
    zh: '享受低保或特困供养',
    en: 'On relief',
    own: isOneOf('relief', ['低保', '特困']),
    step: one('是', 'yes'),
  },
  {
    name: 'chronicByScarcity',
    topic: 'chronic',
    zh: '长期慢性病人数 ÷ 收入倍数',
    en: 'Chronically ill ÷ income multiple',
    own: num('chronic'),
    within: scarcity,
    step: one('收入在线上、多一人', 'at the line, one person more'),
  },
  {
    name: 'collegePerHead',
    topic: 'education',
    zh: '大专及以上劳动力占比',
    en: 'Share of college-educated labour',
    own: perHead(num('collegeEducatedLabour')),
    step: { zh: '四口之家多一人', en: 'one in a family of four', size: 0.25 },
  },
  {
    name: 'teaLand',
    topic: 'farming',
    zh: '茶园面积',
    en: 'Tea land',
    own: atMost(num('teaLand'), 20),
    step: one('多 1 亩', 'one mu more'),
  },
  {
    name: 'disaster',
    topic: 'disaster',
    zh: '12 个月内受灾',
    en: 'Disaster within 12 months',
    own: any(num('disasterLoss')),
    step: one('是', 'yes'),
  },
  {
    name: 'livesAlone',
    topic: 'livesAlone',
    zh: '独居户',
    en: 'Lives alone',
    own: equals(members, 1),
    step: one('是', 'yes'),
  },
  {
    name: 'uninsured',
    topic: 'insurance',
    zh: '未参保人数',
    en: 'Members without medical insurance',
    own: num('uninsured'),
    step: one('多一人', 'one person more'),
  },
];

/** The whole term of a feature. */
export function featureTerm(feature: Feature): Term {
  return feature.within === undefined ? feature.own : times(feature.own, feature.within.term);
}
