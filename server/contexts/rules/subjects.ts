// The subjects of the shipped tables. A household's facts are the kernel's vocabulary; the other two are small.

import { FACT_FIELDS } from '../../../kernel/facts.ts';
import type { RuleField, RuleSubject } from './domain/subject.ts';
import { RULE_PARAMETERS } from './parameters.ts';

/** One household's fact row (`signals`, `category`, `admission`). */
export const FACTS_SUBJECT: RuleSubject = {
  name: 'facts',
  zh: '户情',
  en: 'Household facts',
  fields: FACT_FIELDS,
  parameters: RULE_PARAMETERS,
};

/** What screening knows of one household after rules and model (`risk`). */
export const RISK_SUBJECT: RuleSubject = {
  name: 'risk_facts',
  zh: '筛查结果',
  en: 'Screening result',
  fields: [
    { name: 'hits', column: 'hits', type: 'integer', nullable: false, zh: '信号个数', en: 'Signals' },
    {
      name: 'worstSeverity',
      column: 'worst_severity',
      type: 'integer',
      nullable: false,
      zh: '最重信号（0 无、1 轻、2 较重、3 重）',
      en: 'Gravest signal (0 none, 1 light, 2 serious, 3 grave)',
    },
    {
      name: 'scoreQuantile',
      column: 'score_quantile',
      type: 'decimal',
      nullable: true,
      zh: '模型评分在全县的分位（0–1）',
      en: 'Quantile of the model score in the county (0–1)',
    },
  ],
  parameters: RULE_PARAMETERS,
};

/** Purposes of a need (paper §3.1, Figure 1; spec 4). */
const NEED_PURPOSES = [
  'production_materials',
  'processing_equipment',
  'logistics_tools',
  'logistics_premises',
  'smart_devices',
  'purchase',
  'packaging',
  'marketing',
  'wages',
  'freight',
  'insurance',
] as const;
const PURPOSE_KINDS = ['fixed_asset', 'production_material', 'working_capital', 'risk'] as const;
const APPLICANT_KINDS = ['household', 'enterprise', 'cooperative'] as const;

function text(name: string, column: string, zh: string, en: string, values: readonly string[]): RuleField {
  return { name, column, type: 'text', nullable: false, zh, en, values };
}

function flag(name: string, column: string, zh: string, en: string): RuleField {
  return { name, column, type: 'boolean', nullable: false, zh, en };
}

/** One need of a household or enterprise (`path`). */
export const NEED_SUBJECT: RuleSubject = {
  name: 'need',
  zh: '资金需求',
  en: 'Need',
  fields: [
    text('purpose', 'purpose', '用途', 'Purpose', NEED_PURPOSES),
    text('purposeKind', 'purpose_kind', '用途类别', 'Kind of purpose', PURPOSE_KINDS),
    text('applicantKind', 'applicant_kind', '申请人', 'Applicant', APPLICANT_KINDS),
    { name: 'amount', column: 'amount_fen', type: 'money', nullable: false, zh: '金额', en: 'Amount', unit: '元' },
    {
      name: 'monthsOccupied',
      column: 'months_occupied',
      type: 'integer',
      nullable: false,
      zh: '占用月数',
      en: 'Months occupied',
      unit: '月',
    },
    {
      name: 'linkedHouseholds',
      column: 'linked_households',
      type: 'integer',
      nullable: false,
      zh: '联农带农户数（农户申请为 0）',
      en: 'Linked households (0 for a household)',
    },
    flag('orderBacked', 'order_backed', '有订单、应收或平台库存', 'Backed by orders, receivables or stock'),
    flag('presale', 'presale', '未产出但需求已证实', 'Not grown yet, demand proven'),
    flag('startup', 'startup', '培训后的青年创业', 'Trained starter'),
    flag('isRisk', 'is_risk', '是风险而非资金', 'A risk, not a need for money'),
  ],
  parameters: RULE_PARAMETERS,
};
