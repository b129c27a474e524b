// Topics: the reasons that a score is explained by, in words that a farmer and an officer understand.

import type { FactName, FactRow } from '../../../../kernel/facts.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

interface Topic extends Words {
  /** The household's own figures behind the reason; null where the label says it all. */
  readonly say: ((row: FactRow) => Words) | null;
}

const figure = (row: FactRow, name: FactName) => Number(row[name] ?? 0);

/** Whole yuan with thousands separators, halves away from zero. */
function yuan(amount: number): string {
  const whole = Math.round(Math.abs(amount))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return amount < 0 && whole !== '0' ? `-${whole}` : whole;
}

const people = (name: FactName, zh: string, one: string, many: string) => (row: FactRow) => {
  const n = figure(row, name);
  return { zh: `${zh} ${n} 人`, en: `${n} ${n === 1 ? one : many}` };
};

export const TOPICS = {
  income: {
    zh: '收入离监测线近',
    en: 'Income close to the line',
    say: (row) => ({
      zh: `人均纯收入 ${yuan(figure(row, 'incomePerHead'))} 元，监测线 ${yuan(figure(row, 'line'))} 元`,
      en: `income ${yuan(figure(row, 'incomePerHead'))} yuan a head, line ${yuan(figure(row, 'line'))} yuan`,
    }),
  },
  serious: {
    zh: '家中有人患大病',
    en: 'Serious illness',
    say: people('serious', '患大病', 'seriously ill', 'seriously ill'),
  },
  chronic: {
    zh: '长期慢性病',
    en: 'Chronic illness',
    say: people('chronic', '长期慢性病', 'chronically ill', 'chronically ill'),
  },
  disability: { zh: '残疾', en: 'Disability', say: people('disabled', '残疾', 'disabled', 'disabled') },
  schooling: {
    zh: '上学负担',
    en: 'Cost of schooling',
    say: (row) => {
      const leavers = figure(row, 'secondaryLeavers');
      const cost = yuan(figure(row, 'schoolingCost'));
      return {
        zh: `学年自付 ${cost} 元${leavers > 0 ? `，${leavers} 人即将高中阶段毕业` : ''}`,
        en: `${cost} yuan a school year${leavers > 0 ? `, ${leavers} about to finish upper secondary school` : ''}`,
      };
    },
  },
  labour: {
    zh: '劳动力不足',
    en: 'Little labour',
    say: (row) => ({
      zh: `${figure(row, 'members')} 口人，普通及技能劳动力 ${figure(row, 'fullLabour')} 人`,
      en: `${figure(row, 'fullLabour')} full labour among ${figure(row, 'members')}`,
    }),
  },
  dependants: {
    zh: '人口多、负担重',
    en: 'Many to support',
    say: (row) => ({
      zh: `${figure(row, 'members')} 口人，无或丧失劳动能力 ${figure(row, 'dependants')} 人`,
      en: `${figure(row, 'dependants')} without labour capacity among ${figure(row, 'members')}`,
    }),
  },
  migration: {
    zh: '外出务工少',
    en: 'Little work away',
    say: (row) => ({
      zh: `务工 ${figure(row, 'migrants')} 人共 ${figure(row, 'migrantMonths')} 个月`,
      en: `${figure(row, 'migrants')} working away, ${figure(row, 'migrantMonths')} months in all`,
    }),
  },
  education: { zh: '文化程度低', en: 'Little education', say: null },
  head: {
    zh: '户主年龄',
    en: 'Age of the head',
    say: (row) => ({ zh: `户主 ${figure(row, 'headAge')} 岁`, en: `head aged ${figure(row, 'headAge')}` }),
  },
  oncePoor: { zh: '曾是建档立卡贫困户', en: 'Once registered poor', say: null },
  relief: {
    zh: '享受低保或特困供养',
    en: 'On relief',
    say: (row) => ({
      zh: String(row.relief ?? '无'),
      en: row.relief === '特困' ? 'extreme-hardship support' : 'minimum living allowance',
    }),
  },
  farming: {
    zh: '依靠种植',
    en: 'Dependence on farming',
    say: (row) => ({ zh: `茶园 ${figure(row, 'teaLand')} 亩`, en: `${figure(row, 'teaLand')} mu of tea` }),
  },
  commerce: { zh: '没有网店', en: 'No online shop', say: null },
  disaster: {
    zh: '受灾',
    en: 'Disaster',
    say: (row) => ({
      zh: `受灾损失 ${yuan(figure(row, 'disasterLoss'))} 元`,
      en: `${yuan(figure(row, 'disasterLoss'))} yuan lost`,
    }),
  },
  livesAlone: { zh: '独居', en: 'Lives alone', say: null },
  insurance: {
    zh: '有人未参加医保',
    en: 'Without medical insurance',
    say: people('uninsured', '未参保', 'uninsured', 'uninsured'),
  },
  housing: {
    zh: '住房不安全',
    en: 'Unsafe housing',
    say: (row) => ({
      zh: `住房 ${String(row.housingGrade ?? '')} 级`,
      en: `housing grade ${String(row.housingGrade ?? '')}`,
    }),
  },
} as const satisfies Record<string, Topic>;

export type TopicCode = keyof typeof TOPICS;

/** In the order that breaks ties between equal contributions. */
export const TOPIC_CODES = Object.keys(TOPICS) as readonly TopicCode[];

export function isTopic(code: string): code is TopicCode {
  return Object.hasOwn(TOPICS, code);
}

/** The topic's label, with the household's own figures where there are some. */
export function topicWords(code: TopicCode, row: FactRow | null): Words {
  const topic: Topic = TOPICS[code];
  const said = row === null ? null : (topic.say?.(row) ?? null);
  if (said === null) return { zh: topic.zh, en: topic.en };
  return { zh: `${topic.zh}（${said.zh}）`, en: `${topic.en} (${said.en})` };
}
