// The tables that ship with the product, each with its subject; loaded as version 1 on the first run.

import { RISK_CATEGORIES, RISK_CAUSES } from '../../../kernel/facts.ts';
import type { RequiredOutput } from './domain/requirements.ts';
import type { RuleSubject } from './domain/subject.ts';
import type { JdmContent } from './domain/table.ts';
import type { Verdict } from './domain/trial.ts';
import { FACTS_SUBJECT, NEED_SUBJECT, RISK_SUBJECT } from './subjects.ts';
import admission from './tables/admission.json' with { type: 'json' };
import category from './tables/category.json' with { type: 'json' };
import path from './tables/path.json' with { type: 'json' };
import risk from './tables/risk.json' with { type: 'json' };
import signals from './tables/signals.json' with { type: 'json' };

export const TABLE_NAMES = ['signals', 'category', 'risk', 'admission', 'path'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export interface ShippedTable {
  readonly name: TableName;
  readonly zh: string;
  readonly en: string;
  readonly subject: RuleSubject;
  /** What the users of the table rely on; a version without it is refused. */
  readonly outputs: readonly RequiredOutput[];
  /** By what people count its decisions, and what makes two of them differ: closed lists among `outputs`. */
  readonly verdict: Verdict;
  readonly content: JdmContent;
}

const REASONS: readonly RequiredOutput[] = [
  { field: 'reason', type: 'text' },
  { field: 'reasonEn', type: 'text' },
];
const CLAUSE: RequiredOutput = { field: 'clause', type: 'text' };

export const SHIPPED_TABLES: readonly ShippedTable[] = [
  {
    name: 'signals',
    zh: '风险信号',
    en: 'Risk signals',
    subject: FACTS_SUBJECT,
    outputs: [
      { field: 'code', type: 'text' },
      { field: 'cause', type: 'text', values: RISK_CAUSES },
      { field: 'severity', type: 'number', values: [1, 2, 3] },
      ...REASONS,
    ],
    verdict: { output: 'cause', decides: ['cause', 'severity'] },
    content: signals,
  },
  {
    name: 'category',
    zh: '监测对象类别',
    en: 'Monitored category',
    subject: FACTS_SUBJECT,
    outputs: [{ field: 'category', type: 'text', values: RISK_CATEGORIES }, CLAUSE, ...REASONS],
    verdict: { output: 'category', decides: ['category'] },
    content: category,
  },
  {
    name: 'risk',
    zh: '风险等级',
    en: 'Risk level',
    subject: RISK_SUBJECT,
    outputs: [{ field: 'level', type: 'text', values: ['高', '中', '低'] }, ...REASONS],
    verdict: { output: 'level', decides: ['level'] },
    content: risk,
  },
  {
    name: 'admission',
    zh: '准入判定',
    en: 'Admission',
    subject: FACTS_SUBJECT,
    outputs: [
      {
        field: 'outcome',
        type: 'text',
        values: ['social_relief', 'correction', 'train_first', 'admitted', 'traditional_only'],
      },
      CLAUSE,
      ...REASONS,
    ],
    verdict: { output: 'outcome', decides: ['outcome'] },
    content: admission,
  },
  {
    name: 'path',
    zh: '融资路径',
    en: 'Financing path',
    subject: NEED_SUBJECT,
    outputs: [
      {
        field: 'channel',
        type: 'text',
        values: ['traditional', 'internet', 'ecommerce', 'crowdfunding', 'guidance_fund', 'insurance'],
      },
      { field: 'mode', type: 'number', values: [1, 2, 3, 4, 5], optional: true },
      CLAUSE,
      ...REASONS,
    ],
    verdict: { output: 'channel', decides: ['channel', 'mode'] },
    content: path,
  },
];
